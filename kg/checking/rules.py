"""The rules of the check-up: one TOML file each, with a query that finds violations and examples that prove it.

    id = "lead.missing"                      # ASCII; a user's rule with the id of one of ours replaces it
    severity = "warning"                     # error, warning or note
    title = { zh = "有配合无牵头", en = "Participants without a lead" }
    message = "任务“{measure}”有配合单位，没有牵头单位"   # {names} are columns of the query
    remedy = "补上牵头单位"
    sparql = "SELECT ?document ?focus ?evidence ?measure WHERE { … }"
    refine = "parts"                         # optional: what SPARQL cannot say, by name (kg/checking/refine.py)

    [[violating]]
    turtle = "…"                             # prefixes of the vocabulary and ex: are declared
    finds = ["任务“…”有配合单位，没有牵头单位"]
    [[passing]]
    turtle = "…"

The columns ``document`` and ``focus`` are required; ``evidence`` and ``other`` name nodes with the words that show it.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions, Store

from exports.findings import SEVERITIES, RuleInfo, Severity
from kg.checking.refine import REFINERS
from kg.graph.query import refuse_unsafe
from ontology.errors import DataError, UsageError
from ontology.terms import NAMESPACES

CHECKS = "https://w3id.org/policy-kg/checks#"  # a rule's IRI is this and its id
PREFIXES: Mapping[str, str] = {space.prefix: space.iri for space in NAMESPACES}
_KEYS = {"id", "severity", "title", "message", "remedy", "sparql", "refine", "violating", "passing"}
_EXAMPLE_KEYS = {"turtle", "finds", "texts"}
_ID = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*")


@dataclass(frozen=True, slots=True)
class Example:
    """A small graph and what the rule says about it; ``texts``: clean texts by document, where a rule reads them."""

    turtle: str
    finds: tuple[str, ...]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CheckRule:
    """One rule as read from ``file``."""

    info: RuleInfo
    message: str
    sparql: str
    refine: str | None
    violating: tuple[Example, ...]
    passing: tuple[Example, ...]
    file: str


@cache
def packaged_rules() -> tuple[CheckRule, ...]:
    """The rules that come with the package, by id; raises :class:`DataError` for a wrong file."""
    folder = resources.files("kg").joinpath("checks")
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name)
    return _by_id(parse_rule(file.read_text("utf-8"), f"kg/checks/{file.name}") for file in files)


def user_rules(folder: Path) -> tuple[CheckRule, ...]:
    """The rules in the ``.toml`` files of a folder, by id.

    Raises :class:`UsageError` for a folder without any, :class:`DataError` for a wrong file or two rules of one id.
    """
    files = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    if not files:
        raise UsageError(f"{folder}: no rules there; put one .toml file for each rule into it, see docs/check.md")
    try:
        return _by_id([parse_rule(file.read_text("utf-8"), str(file)) for file in files])
    except UnicodeDecodeError as error:
        raise DataError(f"{folder}: a rule file is not UTF-8 ({error.reason}); save it as UTF-8") from error


def merged(own: Iterable[CheckRule], others: Iterable[CheckRule]) -> tuple[CheckRule, ...]:
    """Both sets by id; a rule of ``others`` takes the place of one of ``own`` with the same id."""
    together = {rule.info.id: rule for rule in (*own, *others)}
    return tuple(together[key] for key in sorted(together))


def parse_rule(text: str, file: str) -> CheckRule:
    """The rule that a file states; raises :class:`DataError` naming file, rule and remedy."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{file}: {error}; correct the TOML") from error
    name = data.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise DataError(f"{file}: id {name!r} is none; give the rule an id such as lead.missing")
    where = f"{file}: rule {name!r}"
    _known_keys(data, _KEYS, where)
    severity: Severity | None = next((known for known in SEVERITIES if known == data.get("severity")), None)
    if severity is None:
        raise DataError(f"{where}: severity {data.get('severity')!r}; choose error, warning or note")
    title = data.get("title")
    if not isinstance(title, dict) or not all(isinstance(title.get(lang), str) for lang in ("zh", "en")):
        raise DataError(f'{where}: no title; write title = {{ zh = "…", en = "…" }}')
    for key in ("message", "remedy", "sparql"):
        if not isinstance(data.get(key), str) or not data[key].strip():
            raise DataError(f"{where}: no {key}; add {key} = …")
    refine = data.get("refine")
    if refine is not None and refine not in REFINERS:
        raise DataError(f"{where}: refine {refine!r} is unknown; choose one of {', '.join(REFINERS)}, or leave it out")
    columns = _columns(data["sparql"], where) | (REFINERS[refine].adds if refine else frozenset())
    _check_placeholders(data["message"], columns, where)
    info = RuleInfo(name, CHECKS + name, title["zh"], title["en"], severity, data["remedy"])
    violating, passing = (_examples(data.get(kind), kind, where) for kind in ("violating", "passing"))
    return CheckRule(info, data["message"], data["sparql"], refine, violating, passing, file)


def _by_id(rules: Iterable[CheckRule]) -> tuple[CheckRule, ...]:
    found: dict[str, CheckRule] = {}
    for rule in rules:
        first = found.setdefault(rule.info.id, rule)
        if first is not rule:
            raise DataError(f"{rule.file}: rule {rule.info.id!r} is in {first.file} too; rename one of them")
    return tuple(found[key] for key in sorted(found))


def _columns(sparql: str, where: str) -> frozenset[str]:
    try:
        refuse_unsafe(sparql)
        answer = Store().query(sparql, prefixes=dict(PREFIXES))
    except UsageError as error:
        raise DataError(f"{where}: {error}") from error
    except SyntaxError as error:
        raise DataError(f"{where}: the query is no SPARQL ({_brief(error)}); compare kg/checks") from error
    if not isinstance(answer, QuerySolutions):
        raise DataError(f"{where}: the query is no SELECT; select ?document ?focus and what the message needs")
    columns = frozenset(variable.value for variable in answer.variables)
    if missing := sorted({"document", "focus"} - columns):
        raise DataError(f"{where}: the query does not select ?{' ?'.join(missing)}; add it")
    return columns


def _brief(error: SyntaxError) -> str:
    """Where the mistake is; the parser goes on with pages of what it would have accepted."""
    return str(error).partition("expected")[0].strip().removesuffix(":")


def _check_placeholders(message: str, columns: frozenset[str], where: str) -> None:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}
    except ValueError as error:
        raise DataError(
            f"{where}: the message is no template ({error}); double braces that are meant as such"
        ) from error
    if unknown := sorted(names - columns):
        raise DataError(f"{where}: the message names {{{unknown[0]}}}; select ?{unknown[0]} in the query")


def _examples(data: Any, kind: str, where: str) -> tuple[Example, ...]:
    if not isinstance(data, list) or not data:
        raise DataError(f"{where}: no example; add one [[{kind}]] with turtle = …")
    found = []
    for entry in data:
        _known_keys(entry, _EXAMPLE_KEYS, f"{where}, [[{kind}]]")
        finds = tuple(entry.get("finds", ()))
        if bool(finds) != (kind == "violating"):
            remedy = 'say finds = ["…"], the messages' if kind == "violating" else "leave finds out"
            raise DataError(f"{where}: a [[{kind}]] example and its findings do not fit; {remedy}")
        found.append(Example(str(entry.get("turtle", "")), finds, dict(entry.get("texts", {}))))
    return tuple(found)


def _known_keys(data: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(data) - known):
        raise DataError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")
