"""What the workbench shows across documents: how children take up their parents, and one indicator in several of them.

Measures and targets are named by their position in the view model, which counts them through the corpus.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.comparing.compare import KINDS, ChildComparison, compare
from kg.comparing.targets import TargetRow
from kg.corpus import Corpus
from kg.resolving.indicators import canonical
from ontology.model import Measure, Record

DESCENT = ("implements", "based_on")  # the citations that make a document the child of another
KIND_ORDER = tuple(KINDS)
PAIRS = 200  # comparisons that one page carries; 0.2 s each on the machine of docs/quality.md


def descent(corpus: Corpus) -> list[tuple[int, int]]:
    """Pairs of positions ``(parent, child)`` of documents where the child says that it implements the parent."""
    number = {record.document.iri: i for i, record in enumerate(corpus.records)}
    return sorted(
        {
            (number[item.iri], i)
            for i, record in enumerate(corpus.records)
            for item in record.citations
            if item.relation in DESCENT and item.iri in number and number[item.iri] != i
        }
    )


def comparisons(corpus: Corpus) -> tuple[list[dict[str, Any]], int]:
    """One comparison for each pair of :func:`descent` whose both sides have measures, and how many pairs were too many.

    ``ups`` has a row ``[measure, kind, score, nearest, [measures of the child], reason, rows of targets]`` for each
    measure of the parent (kinds by position in 落实, 细化, 部分, 缺失, 新增), ``adds`` a row
    ``[measure, score, nearest, reason]`` for each that the child adds; a row of targets is
    ``[parent's, child's, verdict, difference]``.
    """
    first = _offsets([len(record.measures) for record in corpus.records])
    goals = _offsets([len(record.targets) for record in corpus.records])
    rows = []
    pairs = [p for p in descent(corpus) if corpus.records[p[0]].measures and corpus.records[p[1]].measures]
    for parent, child in pairs[:PAIRS]:
        one, other = corpus.records[parent], corpus.records[child]
        (found,) = compare(one, [other]).children
        rows.append(
            _comparison(found, _Place(one, parent, first, goals), _Place(other, child, first, goals))
            | {"parent": parent, "child": child}
        )
    return rows, len(pairs[PAIRS:])


def series(corpus: Corpus) -> list[list[int]]:
    """Targets of several documents that count the same, whatever their basis: positions, the widest spread first."""
    groups: dict[Any, list[int]] = defaultdict(list)
    owners: dict[Any, set[int]] = defaultdict(set)
    number = 0
    for i, record in enumerate(corpus.records):
        for target in record.targets:
            if target.kind != "funding":
                name = canonical(target).thing
                groups[name].append(number)
                owners[name].add(i)
            number += 1
    shared = [name for name in groups if len(owners[name]) > 1]
    return [groups[name] for name in sorted(shared, key=lambda name: (-len(owners[name]), name))]


class _Place:
    """Positions of the measures and targets of one record."""

    def __init__(self, record: Record, number: int, first: list[int], goals: list[int]) -> None:
        self._measures = {measure.id: first[number] + k for k, measure in enumerate(record.measures)}
        self._targets = {target.id: goals[number] + k for k, target in enumerate(record.targets)}

    def measure(self, measure: Measure | None) -> int:
        return self._measures[measure.id] if measure else -1

    def target(self, target: Any) -> int:
        return self._targets[target.id] if target else -1


def _comparison(found: ChildComparison, parent: _Place, child: _Place) -> dict[str, Any]:
    return {
        "remark": found.remark,
        "ups": [
            [
                parent.measure(up.measure),
                KIND_ORDER.index(up.kind),
                up.score,
                child.measure(up.nearest),
                [child.measure(pair.child) for pair in up.pairs],
                up.reason,
                [_row(row, parent, child) for row in up.targets],
            ]
            for up in found.uptakes
        ],
        "adds": [
            [child.measure(new.measure), new.score, parent.measure(new.nearest), new.reason] for new in found.additions
        ],
    }


def _row(row: TargetRow, parent: _Place, child: _Place) -> list[Any]:
    return [parent.target(row.parent), child.target(row.child), row.verdict, row.difference]


def _offsets(counts: list[int]) -> list[int]:
    result, total = [], 0
    for count in counts:
        result.append(total)
        total += count
    return result
