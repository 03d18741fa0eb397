"""Which measure of a child document takes up which measure of its parent: likeness of wording, and pairs by it.

The likeness of two measures is a weighted mean of cosines over TF-IDF of jieba words and character bigrams (title and
text together, and each title against the other's text), of the enclosing sections' titles, of the functions of the
agencies named, and of what the targets count. Weights and threshold were chosen on the annotated
pairs in ``tests/gold/alignment.json``; ``docs/compare.md`` has the figures, also against scikit-learn, which did worse.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from extract.words import word_cutter
from ontology.model import Measure, Record

#: A likeness from which a pair counts as taken up, if it is the best of one of the two; see docs/compare.md.
THRESHOLD = 0.31

#: A pair must also come to this share of the best that either side reaches elsewhere: a stock clause that is taken up
#: word for word by one measure is not taken up by another that shares its phrases (precision +0.7 % at no recall).
SHARE = 0.5

_WEIGHTS = {"wording": 1.0, "crossed": 0.4, "section": 0.05, "functions": 0.05, "indicators": 0.1}
_TITLE = 3  # how often a title's terms count beside those of the text
_SMOOTH = 0.3  # weight left to a term that every measure has
_DIGITS = 4  # scores are rounded, so that no platform's last bit decides
_RUNS = re.compile(r"[\u4e00-\u9fff]+|[A-Za-z0-9+]+")
_NUMBER = re.compile(r"[0-9.]+")
_BRACKET = re.compile(r"[（(〔\[【][^（(）)〔〕\[\]【】]*(?:[（(][^（(）)]*[）)][^（(）)〔〕\[\]【】]*)*[）)〕\]】]")
_HAN = "\u4e00", "\u9fff"

Vector = dict[str, float]
Matrix = list[list[float]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A measure of the parent and one of the child that takes it up; ``score`` is 0 to 1."""

    parent: Measure
    child: Measure
    score: float


def align(parent: Record, child: Record, *, threshold: float = THRESHOLD) -> list[Pair]:
    """The pairs whose likeness reaches ``threshold`` and is the highest of the parent's or of the child's measure,
    and at least ``SHARE`` of the highest of both.

    So one measure may be taken up by several (split), and several by one (merged). In the order of the parent, then
    of the child; empty when one of the two has no measures.
    """
    return choose(parent, child, likeness(parent, child), threshold)


def choose(parent: Record, child: Record, scores: Matrix, threshold: float = THRESHOLD) -> list[Pair]:
    """The pairs that :func:`align` takes, from likenesses computed before."""
    if not scores or not scores[0]:
        return []
    best_child = [max(row) for row in scores]
    best_parent = [max(column) for column in zip(*scores, strict=True)]
    return [
        Pair(parent.measures[i], child.measures[j], score)
        for i, row in enumerate(scores)
        for j, score in enumerate(row)
        if score >= threshold
        and (score == best_child[i] or score == best_parent[j])
        and score >= SHARE * max(best_child[i], best_parent[j])
    ]


def likeness(parent: Record, child: Record) -> Matrix:
    """A row for each measure of the parent with its likeness to every measure of the child."""
    clauses = [_clause(record, measure) for record in (parent, child) for measure in record.measures]
    split = len(parent.measures)
    weight = _idf([clause.body for clause in clauses])
    bodies = [_vector(clause.body, weight) for clause in clauses]
    titles = [_vector(clause.title, weight) for clause in clauses]
    ahead = _cosines(titles[:split], bodies[split:])
    back = _cosines(bodies[:split], titles[split:])
    functions = [clause.functions for clause in clauses]
    parts = {
        "wording": _own_cosines([clause.title * _TITLE + clause.body for clause in clauses], split),
        # Each title against the other's text: a task keeps its words when it loses its heading.
        "crossed": [[(a + b) / 2 for a, b in zip(*rows, strict=True)] for rows in zip(ahead, back, strict=True)],
        "section": _own_cosines([clause.section for clause in clauses], split),
        "functions": _matrix(functions, split, _shared(_idf(functions))),
        "indicators": _matrix([c.indicators for c in clauses], split, _likest_set),
    }
    total = sum(_WEIGHTS.values())
    rows, columns = split, len(clauses) - split
    # The square root spreads the small means of long texts; it changes no order.
    return [
        [
            round(math.sqrt(sum(_WEIGHTS[name] * part[i][j] for name, part in parts.items()) / total), _DIGITS)
            for j in range(columns)
        ]
        for i in range(rows)
    ]


def coverage(record: Record, measure: Measure, takers: Sequence[tuple[Record, Measure]]) -> float:
    """How much of the wording of ``measure`` is found in those of ``takers``, 0 to 1, by distinct terms."""
    wanted = set(_clause(record, measure).terms)
    found = {term for taker, taken in takers for term in _clause(taker, taken).terms}
    return round(len(wanted & found) / len(wanted), 2) if wanted else 1.0


def body_text(record: Record, measure: Measure) -> str:
    """The wording of a measure without its label, its title and the names of who answers for it."""
    spans = sorted(
        (part.span.start - measure.span.start, part.span.end - measure.span.start)
        for part in record.responsibilities
        if part.measure == measure.id and measure.span.start <= part.span.start < measure.span.end
    )
    text = measure.text
    cut = [
        (bracket.start(), bracket.end())
        for bracket in _BRACKET.finditer(text)
        if any(bracket.start() <= start < bracket.end() for start, _ in spans)
    ]
    cut += [span for span in spans if not any(start <= span[0] < end for start, end in cut)]
    kept, position = [], _after_title(text, measure)
    for start, end in sorted(cut):
        kept.append(text[position : max(position, start)])
        position = max(position, end)
    return "".join([*kept, text[position:]])


@dataclass(frozen=True, slots=True)
class _Clause:
    """A measure as terms."""

    title: tuple[str, ...]
    body: tuple[str, ...]
    section: tuple[str, ...]
    functions: tuple[str, ...]
    indicators: tuple[frozenset[str], ...]

    @property
    def terms(self) -> tuple[str, ...]:
        return self.title + self.body


def _clause(record: Record, measure: Measure) -> _Clause:
    body = body_text(record, measure)
    functions = {
        part.agency.function
        for part in record.responsibilities
        if part.measure == measure.id and part.agency and part.agency.kind not in ("government", "group")
    }
    return _Clause(
        title=_terms(measure.title),
        body=_terms(body),
        section=_terms(measure.section or ""),
        functions=tuple(sorted(function for function in functions if function)),
        indicators=tuple(frozenset(_bigrams(t.indicator)) for t in record.targets if t.measure == measure.id),
    )


def _after_title(text: str, measure: Measure) -> int:
    start = text.find(measure.title)
    return start + len(measure.title) if 0 <= start <= len(measure.label) + 4 else 0


@lru_cache(maxsize=4096)
def _terms(text: str) -> tuple[str, ...]:
    """Words of two and more characters and character bigrams; numbers say how much, not what."""
    words = [word for word in _cutter()(text) if len(word) > 1 and _RUNS.fullmatch(word) and not _is_number(word)]
    return (*words, *_bigrams(text))


def _bigrams(text: str) -> list[str]:
    found: list[str] = []
    for run in _RUNS.findall(text):
        if _HAN[0] <= run[0] <= _HAN[1]:
            found += (run[i : i + 2] for i in range(len(run) - 1))
        elif not _is_number(run):
            found.append(run)
    return found


def _is_number(word: str) -> bool:
    return _NUMBER.fullmatch(word) is not None


@cache
def _cutter() -> Callable[[str], Iterable[str]]:
    """jieba without its guesser of unknown words: the same cut for the same text, twice as fast."""
    tokenizer = word_cutter()
    return lambda text: tokenizer.cut(text, HMM=False)


def _idf(documents: Sequence[Iterable[str]]) -> Vector:
    counts = Counter(term for terms in documents for term in set(terms))
    return {term: math.log((1 + len(documents)) / (1 + n)) + _SMOOTH for term, n in counts.items()}


def _vector(terms: Iterable[str], weight: Vector) -> Vector:
    """TF-IDF of unit length. Terms in sorted order, so that sums do not depend on the order of a set."""
    counts = Counter(terms)
    unknown = max(weight.values(), default=1.0)
    raw = {term: (1 + math.log(counts[term])) * weight.get(term, unknown) for term in sorted(counts)}
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {term: value / length for term, value in raw.items()}


def _matrix(items: Sequence[Any], split: int, like: Callable[[Any, Any], float]) -> Matrix:
    return [[like(one, other) for other in items[split:]] for one in items[:split]]


def _own_cosines(documents: Sequence[Sequence[str]], split: int) -> Matrix:
    weight = _idf(documents)
    vectors = [_vector(terms, weight) for terms in documents]
    return _cosines(vectors[:split], vectors[split:])


def _cosines(ones: Sequence[Vector], others: Sequence[Vector]) -> Matrix:
    """The cosine of every one with every other, by looking up only the terms that occur in both."""
    postings: dict[str, list[tuple[int, float]]] = {}
    for column, vector in enumerate(others):
        for term, value in vector.items():
            postings.setdefault(term, []).append((column, value))
    rows = []
    for vector in ones:
        row = [0.0] * len(others)
        for term, value in vector.items():
            for column, other in postings.get(term, ()):
                row[column] += value * other
        rows.append(row)
    return rows


def _shared(weight: Vector) -> Callable[[Sequence[str], Sequence[str]], float]:
    """Weighted Jaccard: a function that many measures name says little."""

    def like(one: Sequence[str], other: Sequence[str]) -> float:
        together = sum(weight[name] for name in one if name in other)
        return together / (sum(weight[name] for name in sorted({*one, *other})) or 1.0)

    return like


def _likest_set(ones: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> float:
    return max((len(a & b) / len(a | b) for a in ones for b in others if a | b), default=0.0)
