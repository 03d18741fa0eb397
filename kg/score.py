"""How near records come to annotations: precision, recall and F1 of the rows, and the share of right values.

Figures are micro-averages over the documents. A row (citation, measure, responsibility, target) is paired with at most
one annotated row; values are only compared on pairs. The annotation guide is the standard: texts are compared without
width and punctuation, an agency by any name its annotation accepts, a coverage target only for recall.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.gold import Annotation, Json
from kg.likeness import fold, number_key, overlap, pair_up, quantity

KINDS = ("citations", "measures", "responsibilities", "targets")
_DATED = ("date_signed", "date_published", "effective_from", "effective_until", "index_number")
_ENOUGH = 0.5  # share of characters from which two indicators are one


@dataclass(slots=True)
class Tally:
    """Rows of one kind: paired, annotated, read; and those without a partner by document."""

    paired: int = 0
    gold: int = 0
    read: int = 0
    right: list[tuple[str, str]] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)
    extra: list[tuple[str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.paired / self.read if self.read else float(self.gold == 0)

    @property
    def recall(self) -> float:
        return self.paired / self.gold if self.gold else float(self.read == 0)

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Check:
    """One compared value: where it stands, whether it is right, what was wanted and what was read."""

    document: str
    place: str
    right: bool
    want: Any = None
    got: Any = None


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome: rows by kind, checked values by name, documents without a record."""

    tallies: Mapping[str, Tally]
    checks: Mapping[str, list[Check]]
    absent: Mapping[str, str]

    def figures(self) -> dict[str, float]:
        """F1 of each kind of row, then the share of right values under each name, sorted."""
        shares = {
            name: sum(check.right for check in checks) / len(checks)
            for name, checks in sorted(self.checks.items())
            if checks
        }
        return {kind: tally.f1 for kind, tally in self.tallies.items()} | shares


def score(
    annotations: Sequence[Annotation], records: Mapping[str, Json], absent: Mapping[str, str] | None = None
) -> Score:
    """The score of ``records`` (by name of the annotation); a document without one counts as read empty."""
    tallies = {kind: Tally() for kind in KINDS}
    checks: dict[str, list[Check]] = {}
    for annotation in annotations:
        _Document(annotation, records.get(annotation.name, {}), tallies, checks).compare()
    return Score(tallies, checks, absent or {})


class _Document:
    """The comparison of one record with its annotation; results go into the shared tallies and checks."""

    def __init__(
        self, annotation: Annotation, read: Json, tallies: dict[str, Tally], checks: dict[str, list[Check]]
    ) -> None:
        self.name = annotation.name
        self.gold = annotation.data
        self.read = read
        self.tallies = tallies
        self.checks = checks
        self.annotated: dict[Any, str] = {}  # id of a measure as read → as annotated
        self.accepted = {
            surface: {fold(name) for name in (agency["canonical"], *agency.get("accept", ()))}
            for surface, agency in self.gold["agencies"].items()
        }

    def compare(self) -> None:
        self.header(self.gold["document"], self.read.get("document", {}))
        self.citations()
        self.measures()
        self.responsibilities()
        self.targets()

    def check(self, name: str, right: object, place: str, want: Any, got: Any) -> None:
        self.checks.setdefault(name, []).append(Check(self.name, place, bool(right), want, got))

    def tally(
        self,
        kind: str,
        right: Iterable[str],
        missing: Iterable[str],
        extra: Iterable[str],
    ) -> None:
        found, lacking, surplus = list(right), list(missing), list(extra)
        tally = self.tallies[kind]
        tally.paired += len(found)
        tally.gold += len(found) + len(lacking)
        tally.read += len(found) + len(surplus)
        tally.right += [(self.name, row) for row in found]
        tally.missing += [(self.name, row) for row in lacking]
        tally.extra += [(self.name, row) for row in surplus]

    # Header

    def header(self, gold: Json, read: Json) -> None:
        def check(key: str, right: object, got: Any = None) -> None:
            self.check(f"document.{key}", right, key, gold.get(key), read.get(key) if got is None else got)

        for key in ("title", "cover_title", "type"):
            if gold.get(key) is not None:
                check(key, fold(gold[key]) == fold(read.get(key)))
        check("number", number_key(gold.get("number")) == number_key(read.get("number")))
        region = _name(read.get("region") or "")
        wanted, found = fold(gold["region"]), fold(region)
        check("region", (region and wanted.endswith(found)) or found.endswith(wanted), region)
        check("level", gold["level"] == read.get("level"))
        issuers = _names(read.get("issuers"))
        check("issuers", {fold(name) for name in gold["issuers"]} == {fold(name) for name in issuers}, issuers)
        for key in _DATED:
            check(key, (gold.get(key) or None) == (read.get(key) or None))
        recipients = _names(read.get("recipients"))
        check("recipients", [*map(fold, gold["recipients"])] == [*map(fold, recipients)], recipients)

    # Rows

    def rows(self, kind: str) -> list[Json]:
        rows: list[Json] = self.read.get(kind, [])
        return rows

    def citations(self) -> None:
        pairs, missing, extra = pair_up(self.gold["citations"], self.rows("citations"), _like_citation)
        self.tally(
            "citations",
            (gold["text"] for gold, _ in pairs),
            (gold["text"] for gold in missing),
            (str(read.get("title") or read.get("number")) for read in extra),
        )
        for gold, read in pairs:
            relation = read.get("relation")
            self.check("citation.relation", gold["relation"] == relation, gold["text"], gold["relation"], relation)

    def measures(self) -> None:
        pairs, missing, extra = pair_up(self.gold["measures"], self.rows("measures"), _like_measure)
        self.annotated = {read["id"]: gold["id"] for gold, read in pairs}
        self.tally(
            "measures",
            (gold["title"] for gold, _ in pairs),
            (gold["title"] for gold in missing),
            (str(read.get("title")) for read in extra),
        )
        for gold, read in pairs:
            section = read.get("section")
            right = fold(gold["section"]) == fold(section)
            self.check("measure.section", right, gold["title"], gold["section"], section)

    def responsibilities(self) -> None:
        pairs, missing, extra = pair_up(
            self.gold["responsibilities"], self.rows("responsibilities"), self.like_responsibility
        )
        self.tally(
            "responsibilities",
            (f"{gold['measure']} {gold['surface']}" for gold, _ in pairs),
            (f"{gold['measure']} {gold['surface']}" for gold in missing),
            (f"{self.annotated.get(read.get('measure'))} {read.get('surface')}" for read in extra),
        )
        for gold, read in pairs:
            place = f"{gold['measure']} {gold['surface']}"
            self.check("responsibility.role", gold["role"] == read.get("role"), place, gold["role"], read.get("role"))
            canonical = self.gold["agencies"][gold["surface"]]["canonical"]
            agency = _name(read.get("agency") or "")
            self.check("agency.canonical", fold(agency) in self.accepted[gold["surface"]], place, canonical, agency)

    def like_responsibility(self, gold: Json, read: Json) -> int:
        if gold["measure"] != self.annotated.get(read.get("measure")):
            return 0
        if fold(_name(read.get("agency") or "")) in self.accepted[gold["surface"]]:
            return 2
        return int(fold(gold["surface"]) == fold(read.get("surface")))

    def targets(self) -> None:
        pairs, missing, extra = pair_up(self.gold["targets"], self.rows("targets"), self.like_target)
        strict = [gold for gold, _ in pairs if gold["kind"] != "coverage"]
        lacking = [gold for gold in missing if gold["kind"] != "coverage"]
        self.tally(
            "targets",
            (f"{gold['measure']} {gold['text']}" for gold in strict),
            (f"{gold['measure']} {gold['text']}" for gold in lacking),
            (str(read.get("text")) for read in extra if read.get("kind") != "coverage"),
        )
        # 全覆盖 may be read or not: that it is found counts, that more is found does not.
        for gold in [gold for gold, _ in pairs] + missing:
            if gold["kind"] == "coverage":
                found = not any(gold is row for row in missing)
                self.check("coverage.recall", found, f"{gold['measure']} {gold['text']}", gold["text"], None)
        for gold, read in pairs:
            self.target_values(gold, read, f"{gold['measure']} {gold['text']}")

    def target_values(self, gold: Json, read: Json, place: str) -> None:
        def check(key: str, right: object) -> None:
            self.check(f"target.{key}", right, place, gold.get(key), read.get(key))

        if gold["kind"] != "funding":  # the window of a subsidy can be read either way
            want, got = str(gold.get("deadline") or ""), str(read.get("deadline") or "")
            check("deadline", got.startswith(want) if want else not got)
        if gold["kind"] != "coverage":
            check("comparator", gold["comparator"] == read.get("comparator"))
            check("kind", gold["kind"] == read.get("kind"))
        check("indicator", overlap(gold["indicator"], read.get("indicator")) >= _ENOUGH)

    def like_target(self, gold: Json, read: Json) -> float:
        """How alike two targets of equal value, unit and place are; 0 where one of these differs."""
        try:
            want, unit = quantity(gold["value"], gold["unit"])
            value, printed = quantity(float(read["value"]), read.get("unit"))
        except (KeyError, TypeError, ValueError):
            return 0
        if want != value or (gold.get("upper") is None) != (read.get("upper") is None):
            return 0
        if fold(unit) != fold(printed) and not _within(gold["text"], read.get("text")):
            return 0
        if not self.same_place(gold["measure"], read):
            return 0
        return 1 + overlap(gold["indicator"], read.get("indicator")) + overlap(gold["text"], read.get("text"))

    def same_place(self, gold: str, read: Json) -> bool:
        """Whether a target read stands in the annotated measure, or outside of every measure as the annotation does."""
        measure = read.get("measure")
        if gold.startswith("s:"):
            return not measure or measure not in self.annotated
        return self.annotated.get(measure) == gold


def _like_citation(gold: Json, read: Json) -> int:
    if gold.get("number") and read.get("number"):
        return 2 * (number_key(gold["number"]) == number_key(read["number"]))
    return int(bool(gold.get("title")) and fold(gold["title"]) == fold(read.get("title")))


def _like_measure(gold: Json, read: Json) -> int:
    if fold(gold["title"]) != fold(read.get("title")):
        return 0
    return 2 + (fold(gold["label"]) == fold(read.get("label")))


def _within(gold: str, read: str | None) -> bool:
    """Whether one of two quotes stands in the other."""
    return fold(gold) in fold(read) or (bool(read) and fold(read) in fold(gold))


def _name(value: Any) -> str:
    """The name of a place or body, printed plainly or as an object that has one."""
    return (value.get("name") if isinstance(value, Mapping) else value) or ""


def _names(values: Iterable[Any] | None) -> list[str]:
    return [_name(value) for value in values or ()]
