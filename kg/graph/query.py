"""Named questions and free SPARQL over the store; parameters are terms, never pasted text, and nothing is fetched.

A named query is a file ``queries/<name>.rq`` that any SPARQL 1.1 engine can run as it is. Its head says what it
answers::

    # title: 牵头                        the Chinese name of the query
    # aliases: 牵头任务                   further names
    # question: 某单位牵头哪些任务？
    # params: agency 单位名称（必填）      name and meaning of each parameter, separated by ";"

A parameter ``agency`` stands in the query as ``VALUES ?param_agency { UNDEF }``; giving it a value replaces ``UNDEF``
by the serialised literal.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Literal

import pyoxigraph
from pyoxigraph import NamedNode, Store, Triple

from kg.results import Result, Term
from ontology import docnumber
from ontology.errors import DataError, UsageError
from ontology.terms import NAMESPACES

_PARAM = re.compile(r"VALUES\s+\?param_(\w+)\s*\{\s*UNDEF\s*\}")
_REQUIRED = "（必填）"
# The tokens of SPARQL 1.1 (section 19.8) in which a word is no keyword: comments, strings, IRIs, names, variables.
_TOKEN = re.compile(
    r"""\#[^\n\r]*
      | <[^<>"{}|^`\\\x00-\x20]*>
      | '''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
      | '(?:[^'\\\n\r]|\\.)*' | "(?:[^"\\\n\r]|\\.)*"
      | [?$@]\w+
      | [\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*
      | (?P<word>\w+)
      | .
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORMS: Final = ("select", "ask", "construct", "describe")
_UPDATES: Final = frozenset(
    {"insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add"}  # SPARQL 1.1 Update, section 3
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What can be said to a named query."""

    name: str
    meaning: str
    required: bool


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question that comes with the package; ``title`` and ``aliases`` are further names for it."""

    name: str
    title: str
    aliases: tuple[str, ...]
    question: str
    params: tuple[Parameter, ...]
    text: str


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Every named query by name; raises :class:`DataError` when a file lacks its head or two share a name."""
    folder = resources.files("kg").joinpath("queries")
    found: dict[str, NamedQuery] = {}
    owners: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".rq"):
            continue
        query = _parse_file(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for name in (query.name, query.title, *query.aliases):
            if name in owners:
                raise DataError(
                    f"kg/queries/{file.name}: the name {name!r} is taken by {owners[name]}.rq; choose another"
                )
            owners[name] = query.name
        found[query.name] = query
    return found


def find_query(name: str) -> NamedQuery | None:
    """The query of that English or Chinese name, if there is one."""
    return next((q for q in named_queries().values() if name in (q.name, q.title, *q.aliases)), None)


def run_query(store: Store, text_or_name: str, params: Mapping[str, str] | None = None) -> Result:
    """The answer to a named query or to SPARQL text, over the union of all graphs.

    Raises :class:`UsageError` for an unknown name (with near ones), a wrong, missing or unknown parameter, a syntax
    error, an update, and ``SERVICE``. The prefixes of our vocabularies need not be declared.
    """
    query = find_query(text_or_name.strip())
    if query is None and "{" not in text_or_name:
        raise UsageError(_unknown(text_or_name.strip()))
    text = bind_params(query.text if query else text_or_name, params or {}, query)
    refuse_unsafe(text)
    prefixes = {space.prefix: space.iri for space in NAMESPACES}
    try:
        answer = store.query(text, use_default_graph_as_union=True, prefixes=prefixes)
        return _collect(answer)
    except SyntaxError as error:
        raise UsageError(f"the query is no SPARQL: {error}; compare the examples in kg/queries") from error


def bind_params(text: str, params: Mapping[str, str], query: NamedQuery | None = None) -> str:
    """The query with its parameters set; document numbers are given their canonical form first.

    >>> bind_params('SELECT * { VALUES ?param_name { UNDEF } }', {"name": 'a" } DROP'})
    'SELECT * { VALUES ?param_name { "a\\\\" } DROP" } }'
    """
    known = list(dict.fromkeys(_PARAM.findall(text)))
    for name in params:
        if name not in known:
            near = f"it takes {', '.join(known)}" if known else "it takes none"
            raise UsageError(f"the query has no parameter {name!r}; {near}")
    for parameter in query.params if query else ():
        if parameter.required and not params.get(parameter.name):
            raise UsageError(
                f"the query {query.name if query else ''!r} needs a value: {parameter.name}=… ({parameter.meaning})"
            )

    def set_value(match: re.Match[str]) -> str:
        value = params.get(match[1])
        if not value:
            return match[0]
        if match[1] == "number" and (number := docnumber.parse(value)):
            value = str(number)
        return f"VALUES ?param_{match[1]} {{ {pyoxigraph.Literal(value)} }}"

    return _PARAM.sub(set_value, text)


def refuse_unsafe(text: str) -> None:
    r"""Raises :class:`UsageError` when the query would fetch from elsewhere (``SERVICE``) or change the store.

    Words in strings, comments, names and IRIs do not count. SPARQL's ``\uXXXX`` escapes may stand anywhere, so the text
    is read with and without them.
    """
    for reading in (text, _ESCAPE.sub(_unescape, text)):
        words = [match["word"].casefold() for match in _TOKEN.finditer(reading) if match["word"]]
        if "service" in words:
            raise UsageError("SERVICE is refused: queries run over the local store only; remove it")
        opening = next((word for word in words if word in _UPDATES or word in _FORMS), None)
        if opening in _UPDATES:
            raise UsageError(f"{opening.upper()} is refused: the store is read-only; change documents and build again")


def _unescape(match: re.Match[str]) -> str:
    try:
        return chr(int(match[1] or match[2], 16))
    except (ValueError, OverflowError):
        return match[0]


def _collect(answer: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples) -> Result:
    kind: Literal["select", "ask", "construct"] = "select"
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return Result("ask", ("answer",), ((pyoxigraph.Literal(bool(answer)),),))
    if isinstance(answer, pyoxigraph.QueryTriples):
        kind = "construct"
        triples = sorted(set(answer), key=str)
        return Result(kind, ("subject", "predicate", "object"), tuple(_terms(triple) for triple in triples))
    columns = tuple(variable.value for variable in answer.variables)
    rows = tuple(tuple(_term(solution[index]) for index in range(len(columns))) for solution in answer)
    return Result(kind, columns, rows)


def _terms(triple: Triple) -> tuple[Term, ...]:
    return (_term(triple.subject), _term(triple.predicate), _term(triple.object))


def _term(term: object) -> Term:
    if term is None or isinstance(term, NamedNode | pyoxigraph.Literal):
        return term
    return pyoxigraph.Literal(str(term))  # blank nodes and quoted triples: a query can make them, the graph has none


def _parse_file(name: str, text: str) -> NamedQuery:
    head = dict(re.findall(r"^# (title|aliases|question|params):[ \t]*(.*)$", text, re.MULTILINE))
    for key in ("title", "question"):
        if not head.get(key):
            raise DataError(f"kg/queries/{name}.rq: the line '# {key}: …' is missing; add it")
    params = []
    for entry in filter(None, (part.strip() for part in head.get("params", "").split(";"))):
        word, _, meaning = entry.partition(" ")
        params.append(Parameter(word, meaning.removesuffix(_REQUIRED), meaning.endswith(_REQUIRED)))
    return NamedQuery(
        name, head["title"], tuple(head.get("aliases", "").split()), head["question"], tuple(params), text
    )


def _unknown(name: str) -> str:
    names = [each for q in named_queries().values() for each in (q.name, q.title, *q.aliases)]
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    titles = "、".join(query.title for query in named_queries().values())
    hint = f"did you mean {'、'.join(near)}?" if near else f"there are {titles}"
    return f"no query is called {name!r}; {hint}"
