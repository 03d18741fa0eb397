"""Alignment: pairs by likeness, and the figures on the annotated pairs that chose its threshold."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from kg.building.builds import read_corpus
from kg.comparing.align import THRESHOLD, align, body_text, choose, coverage, likeness
from ontology.model import Measure, Record
from ontology.regions import read_regions
from tests.factories import make_parent_record, make_record

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
GOLD: list[dict[str, Any]] = json.loads((ROOT / "tests" / "gold" / "alignment.json").read_text("utf-8"))["comparisons"]
INVENTED = [row for row in GOLD if not row["parent"].startswith("corpus/")]
REAL = [row for row in GOLD if row["parent"].startswith("corpus/")]


@dataclass(frozen=True)
class Counts:
    """Pairs found rightly, found wrongly, and missed; doubtful pairs count nowhere."""

    right: int
    wrong: int
    missed: int

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


def path_of(name: str) -> Path:
    return CORPUS / name.removeprefix("corpus/") if name.startswith("corpus/") else ROOT / name


@functools.cache
def read(names: tuple[str, ...]) -> dict[str, Record]:
    """The documents by the name the annotations give them, resolved together."""
    corpus, skipped = read_corpus(
        [path_of(name) for name in names], regions=read_regions(ROOT / "examples" / "regions.toml")
    )
    assert skipped == []
    by_file = {record.source.path.rsplit("/", 1)[-1]: record for record in corpus.records}
    return {name: by_file[name.rsplit("/", 1)[-1]] for name in names}


def documents(rows: Iterable[dict[str, Any]]) -> dict[str, Record]:
    return read(tuple(sorted({row[side] for row in rows for side in ("parent", "child")})))


def find(record: Record, reference: str) -> Measure | None:
    """The measure an annotation means, by label, or by label and the hash of its title; None when it is not read."""
    label, _, digest = reference.partition("#")
    found = [
        measure
        for measure in record.measures
        if measure.label == label and (not digest or title_hash(measure.title) == digest)
    ]
    assert len(found) <= 1, f"{record.source.path}: {reference} is {len(found)} measures"
    return found[0] if found else None


def pairs_of(row: dict[str, Any], kind: str, known: dict[str, Record]) -> set[tuple[str, str]]:
    """The annotated pairs by the ids of their measures; pairs of clauses that are not read as measures are left out."""
    ends = [(find(known[row["parent"]], a), find(known[row["child"]], b)) for a, b in row[kind]]
    return {(a.id, b.id) for a, b in ends if a and b}


def title_hash(title: str) -> str:
    return hashlib.sha256("".join(title.split()).encode()).hexdigest()[:8]


def evaluate(rows: list[dict[str, Any]], threshold: float) -> Counts:
    known = documents(INVENTED if rows[0] in INVENTED else REAL)
    right = wrong = missed = 0
    for row in rows:
        parent, child = known[row["parent"]], known[row["child"]]
        wanted, doubtful = (pairs_of(row, kind, known) for kind in ("aligned", "unsure"))
        found = {(pair.parent.id, pair.child.id) for pair in choose(parent, child, scores(row, known), threshold)}
        right += len(found & wanted)
        wrong += len(found - wanted - doubtful)
        missed += len(wanted - found)
    return Counts(right, wrong, missed)


_scores: Callable[..., Any] = functools.cache(lambda parent, child: likeness(parent, child))


def scores(row: dict[str, Any], known: dict[str, Record]) -> list[list[float]]:
    found: list[list[float]] = _scores(known[row["parent"]], known[row["child"]])
    return found


def test_there_are_enough_annotated_pairs() -> None:
    labelled = [pair for row in INVENTED for kind in ("aligned", "near") for pair in row[kind]]
    assert len(labelled) >= 150
    assert sum(len(row["aligned"]) for row in INVENTED) >= 70
    for row in GOLD:
        kinds = [{tuple(pair) for pair in row[kind]} for kind in ("aligned", "near", "unsure")]
        assert sum(map(len, kinds)) == len(set().union(*kinds)), f"{row['child']}: a pair has two labels"


def test_nearly_every_annotated_pair_names_two_measures() -> None:
    known = documents(INVENTED)
    annotated = sum(len(row[kind]) for row in INVENTED for kind in ("aligned", "near", "unsure"))
    read = sum(len(pairs_of(row, kind, known)) for row in INVENTED for kind in ("aligned", "near", "unsure"))
    assert read >= 0.97 * annotated


def test_invented_pairs_keep_their_figures() -> None:
    counts = evaluate(INVENTED, THRESHOLD)
    assert counts.precision >= 0.80
    assert counts.recall >= 0.95
    assert counts.f1 >= 0.87


def test_pairs_of_documents_on_the_same_matter_are_surer() -> None:
    counts = evaluate([row for row in INVENTED if row["aligned"]], THRESHOLD)
    assert counts.precision >= 0.88


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside this repository")
def test_real_pairs_keep_their_figures() -> None:
    counts = evaluate(REAL, THRESHOLD)
    assert counts.precision >= 0.85
    assert counts.recall >= 0.78
    assert counts.f1 >= 0.82


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not beside this repository")
def test_threshold_is_the_best_of_all_pairs() -> None:
    figures = {t / 100: (evaluate(INVENTED, t / 100) + evaluate(REAL, t / 100)).f1 for t in range(24, 44)}
    assert figures[THRESHOLD] >= max(figures.values()) - 0.005, figures


def test_a_document_aligns_with_itself() -> None:
    record = make_record()
    pairs = align(record, record)
    assert [(pair.parent.id, pair.child.id) for pair in pairs] == [("m1", "m1"), ("m2", "m2"), ("m3", "m3")]
    assert min(pair.score for pair in pairs) > 0.8


def test_pairs_do_not_depend_on_order_of_facts() -> None:
    parent, child = make_parent_record(), make_record()
    turned = replace(child, responsibilities=tuple(reversed(child.responsibilities)), targets=child.targets[::-1])
    assert likeness(parent, child) == likeness(parent, turned)


def test_a_measure_may_be_split_and_merged() -> None:
    known = documents(INVENTED)
    row = next(row for row in INVENTED if "C1-" in row["child"])
    found = align(known[row["parent"]], known[row["child"]])
    by_child: dict[str, list[str]] = {}
    for pair in found:
        by_child.setdefault(pair.child.label, []).append(pair.parent.label)
    assert by_child["(一)"] == ["(一)", "(二)"]
    assert by_child["(十)"] == ["(十)", "(十一)"]


def test_documents_without_measures_have_no_pairs() -> None:
    record = make_record()
    empty = replace(record, measures=(), responsibilities=(), targets=())
    assert align(record, empty) == []
    assert align(empty, record) == []


def test_higher_threshold_never_adds_pairs() -> None:
    parent, child = make_parent_record(), make_record()
    low, high = (set(map(str, align(parent, child, threshold=t))) for t in (0.2, 0.5))
    assert high <= low


def test_wording_is_without_label_title_and_agencies() -> None:
    record = make_record()
    for measure in record.measures:
        text = body_text(record, measure)
        assert not text.startswith(("(", measure.title))
        for part in record.responsibilities:
            if part.measure == measure.id and part.basis == "stated":
                assert record.text[part.span.start : part.span.end] not in text


def test_coverage_is_one_for_the_same_wording() -> None:
    record = make_record()
    first = record.measures[0]
    assert coverage(record, first, [(record, first)]) == 1.0
    assert coverage(record, first, []) == 0.0
