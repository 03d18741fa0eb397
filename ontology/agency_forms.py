"""The name forms of ``agencies.ttl``, indexed by what documents print."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import cast

import pyoxigraph

from ontology.data import load_turtle
from ontology.errors import DataError
from ontology.model import AgencyKind, Level

_PK = "https://w3id.org/policy-kg/ontology#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_QUOTES = re.compile('[“”‘’"「」『』]')

BODIES = {"委员会": "委员会", "办公室": "办公室", "局": "局", "厅": "厅", "委": "委员会", "办": "办公室"}
"""The kinds of body a name may end in, longest first, and how they are spelt out."""


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way to build a name: patterns with {place}, {short}, {above}, {province}, {province_short}, {body}."""

    function: str
    number: int
    official: str
    printed: tuple[str, ...]  # sorted, without the official one
    level: Level | None
    regions: tuple[str, ...]  # codes of the provinces or cities it is confined to; () for everywhere
    valid_from: int | None
    earlier_in: tuple[str, ...]  # levels, and codes of regions, where places had the name before valid_from
    valid_until: int | None
    renamed_to: int | None  # the number of the form that took its place in some places
    kind: AgencyKind | None  # where it differs from its function's
    besides: bool  # a place may have this body besides the one that has the function's identity

    def fits(self, level: Level | None, code: str | None) -> bool:
        """Whether a body of that level in that place may bear a name of this form."""
        return self.level in (None, level) and (not self.regions or _within(code, self.regions))

    def rank(self, year: int | None) -> tuple[int, bool, int, int]:
        """Nearest to that year, unlimited before limited when the year is unknown, special before general."""
        limited = self.valid_from is not None or self.valid_until is not None
        away = 0 if year is None else max((self.valid_from or year) - year, year - (self.valid_until or year), 0)
        return away, year is None and limited, -(bool(self.level) + 2 * bool(self.regions)), self.number

    def may_begin_before(self, level: Level | None, code: str | None) -> bool:
        """Whether such a body may have had the name before :attr:`valid_from`."""
        return level in self.earlier_in or _within(code, self.earlier_in)


@dataclass(frozen=True, slots=True)
class FunctionInfo:
    """What a kind of body is for, and what such bodies are called."""

    id: str
    label_zh: str
    label_en: str
    kind: AgencyKind
    family: str  # the group of functions it stands in: department-bodies, party-bodies …
    successor: str | None  # the function that took it over in a reform
    forms: tuple[NameForm, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Patterns of official names, in order of preference."""
        return tuple(form.official for form in self.forms)

    @property
    def short_names(self) -> tuple[str, ...]:
        """Patterns of short names."""
        return tuple(printed for form in self.forms for printed in form.printed)


@dataclass(frozen=True, slots=True)
class Element:
    """A word that names of merged bodies are composed of, and its function."""

    word: str
    function: str


@dataclass(frozen=True, slots=True)
class FormTable:
    """All of it: ``exact`` by printed name, ``stems`` by the name without its body, ``elements`` by word and letter."""

    functions: dict[str, FunctionInfo]
    exact: dict[str, tuple[NameForm, ...]]
    stems: dict[str, tuple[NameForm, ...]]
    elements: dict[str, Element]
    element_pattern: re.Pattern[str]

    def words(self, stem: str) -> list[tuple[str, Element]] | None:
        """The words and letters that a merged body's name consists of, 和 left out; None where one is unknown."""
        found: list[tuple[str, Element]] = []
        position = 0
        while position < len(stem):
            if stem[position] == "和" and found:
                position += 1
                continue
            match = self.element_pattern.match(stem, position)
            if match is None:
                return None
            found.append((match[0], self.elements[match[0]]))
            position = match.end()
        return found


def plain(text: str) -> str:
    """A name without blanks and with one width of brackets, as the index holds it."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def unquoted(name: str) -> str:
    """A name without quotation marks, which print may leave out: 市“两新”工委 is 市两新工委.

    >>> unquoted("市“两新”工委")
    '市两新工委'
    """
    return _QUOTES.sub("", name)


@cache
def form_table() -> FormTable:
    """The packaged forms; raises :class:`DataError` where ``agencies.ttl`` contradicts itself."""
    things: dict[str, dict[str, list[str]]] = {}
    labels: dict[tuple[str, str], str] = {}
    for triple in load_turtle("agencies.ttl"):
        subject, value = _local(cast(pyoxigraph.NamedNode, triple.subject).value), triple.object
        predicate = triple.predicate.value.removeprefix(_PK).removeprefix(_SKOS)
        if isinstance(value, pyoxigraph.Literal):
            if predicate == "prefLabel":
                labels[subject, value.language or ""] = value.value
            things.setdefault(subject, {}).setdefault(predicate, []).append(value.value)
        elif isinstance(value, pyoxigraph.NamedNode):
            things.setdefault(subject, {}).setdefault(predicate, []).append(_local(value.value))
    forms: dict[str, list[NameForm]] = {}
    elements: dict[str, Element] = {}
    for subject, facts in things.items():
        if "officialName" in facts:
            form = _form(subject, facts)
            forms.setdefault(form.function, []).append(form)
        elif "word" in facts:
            element = Element(facts["word"][0], facts["formOf"][0])
            for key in (*facts["word"], *facts.get("letter", ())):
                if elements.setdefault(key, element) != element:
                    raise DataError(f"ontology/agencies.ttl: element {key} is declared twice; keep one")
    functions = {
        subject: FunctionInfo(
            subject,
            labels[subject, "zh"],
            labels[subject, "en"],
            cast(AgencyKind, (facts.get("bodyKind") or things[facts["broader"][0]]["bodyKind"])[0]),
            facts["broader"][0],
            next(iter(facts.get("succeededBy", ())), None),
            tuple(sorted(forms.get(subject, ()), key=lambda form: form.number)),
        )
        for subject, facts in things.items()
        if "broader" in facts
    }
    if unknown := sorted(forms.keys() - functions.keys()):
        raise DataError(f"ontology/agencies.ttl: forms of unknown functions {', '.join(unknown)}; declare them")
    return _indexed(functions, elements)


def _indexed(functions: dict[str, FunctionInfo], elements: dict[str, Element]) -> FormTable:
    exact: dict[str, list[NameForm]] = {}
    stems: dict[str, list[NameForm]] = {}
    for function in functions.values():
        for form in function.forms:
            for name in (form.official, *form.printed):
                key = unquoted(plain(name))
                # Short and bare forms of a place are read alike, so one key serves all of them.
                key = re.sub(r"\{(?:short|above|province|province_short)\}", "{place}", key).replace(
                    "{place}{place}", "{place}"
                )
                if key.endswith("{body}"):
                    stems.setdefault(key.removesuffix("{body}"), []).append(form)
                else:
                    exact.setdefault(key, []).append(form)
    pattern = re.compile("|".join(sorted(map(re.escape, elements), key=lambda word: (-len(word), word))))
    return FormTable(
        functions,
        {key: tuple(dict.fromkeys(found)) for key, found in exact.items()},
        {key: tuple(dict.fromkeys(found)) for key, found in stems.items()},
        elements,
        pattern,
    )


def _form(subject: str, facts: dict[str, list[str]]) -> NameForm:
    years = {key: int(facts[key][0]) if key in facts else None for key in ("validFrom", "validUntil")}
    return NameForm(
        facts["formOf"][0],
        int(subject.rpartition(".")[2]),
        facts["officialName"][0],
        tuple(sorted(facts.get("printedName", ()))),
        cast("Level | None", facts["atLevel"][0] if "atLevel" in facts else None),
        tuple(sorted(facts.get("inRegion", ()))),
        years["validFrom"],
        tuple(sorted(facts.get("earlierIn", ()))),
        years["validUntil"],
        int(facts["renamedTo"][0].rpartition(".")[2]) if "renamedTo" in facts else None,
        cast("AgencyKind | None", facts["bodyKind"][0] if "bodyKind" in facts else None),
        facts.get("besides") == ["true"],
    )


def _within(code: str | None, regions: tuple[str, ...]) -> bool:
    """Whether a place is one of the provinces and cities, or lies in one."""
    return code is not None and any(code.startswith(r[:2] if r.endswith("0000") else r[:4]) for r in regions)


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]
