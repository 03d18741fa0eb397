"""落实对照: for each measure of a parent document, how each child takes it up, and what the child adds.

落实 taken up, no target missing or weaker; 细化 taken up by several measures or with targets, deadlines or bodies of
its own; 部分 a target missing, weaker, later or counted otherwise, or little of the wording covered; 缺失 nothing is
alike enough; 新增 a measure of the child that takes up nothing. Every class comes with score, reason and both measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kg.comparing.align import THRESHOLD, Matrix, Pair, choose, coverage, likeness
from kg.comparing.targets import SHORT, VERDICTS, TargetRow, is_later, match_targets
from kg.resolving.indicators import label_of
from ontology.agencies import functions
from ontology.model import Agency, Level, Measure, Record, Target

Kind = Literal["implemented", "refined", "partial", "missing", "added"]
KINDS: dict[Kind, str] = {
    "implemented": "落实",
    "refined": "细化",
    "partial": "部分",
    "missing": "缺失",
    "added": "新增",
}
#: Below this share of the parent's terms a measure without targets counts as taken up in part; see docs/compare.md.
COVERED = 0.12
_LEVELS: tuple[Level, ...] = ("national", "province", "city", "county")
_SHOWN = 3  # names in one reason


@dataclass(frozen=True, slots=True)
class Uptake:
    """What became of one measure of the parent in one child.

    ``score`` is the highest likeness to any measure of the child, ``nearest`` that measure, whether taken up or not.
    """

    measure: Measure
    kind: Kind
    score: float
    nearest: Measure | None
    pairs: tuple[Pair, ...]
    targets: tuple[TargetRow, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A measure of the child that takes up none of the parent's."""

    measure: Measure
    score: float
    nearest: Measure | None
    reason: str


@dataclass(frozen=True, slots=True)
class ChildComparison:
    """One child against the parent; ``goals`` are the parent's targets outside its measures."""

    child: Record
    uptakes: tuple[Uptake, ...]
    additions: tuple[Addition, ...]
    goals: tuple[TargetRow, ...]
    remark: str | None

    def count(self, kind: Kind) -> int:
        """How many measures are of this kind."""
        return len(self.additions) if kind == "added" else sum(uptake.kind == kind for uptake in self.uptakes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A parent and its children, in the order given."""

    parent: Record
    children: tuple[ChildComparison, ...]


def compare(parent: Record, children: Sequence[Record], *, threshold: float = THRESHOLD) -> Comparison:
    """How ``children`` take up ``parent``; all of them resolved records. Equal records give equal comparisons."""
    return Comparison(parent, tuple(_Against(parent, child, threshold).result() for child in children))


def governs_part(child: Record, parent: Record) -> bool:
    """Whether the child's area is a part of the parent's: its level is lower, or its place lies inside."""
    a, b = parent.document.level, child.document.level
    if a and b:
        return _LEVELS.index(b) > _LEVELS.index(a)
    here, there = parent.document.region, child.document.region
    return bool(here and there and here.code != there.code and there.code.startswith(here.code.rstrip("0")))


class _Against:
    """One child against the parent."""

    def __init__(self, parent: Record, child: Record, threshold: float) -> None:
        self.parent, self.child, self.threshold = parent, child, threshold
        self.scores: Matrix = likeness(parent, child)
        self.pairs = choose(parent, child, self.scores, threshold)
        self.lower = governs_part(child, parent)

    def result(self) -> ChildComparison:
        rows = {measure.id: self.rows(measure) for measure in self.parent.measures}
        goals = match_targets(_targets(self.parent, None), self.child.targets, lower=self.lower)
        used = {row.child.id for listed in (*rows.values(), goals) for row in listed if row.child}
        uptakes = tuple(self.uptake(i, m, rows[m.id], used) for i, m in enumerate(self.parent.measures))
        taken = {pair.child.id for pair in self.pairs}
        added = [(j, m) for j, m in enumerate(self.child.measures) if m.id not in taken]
        return ChildComparison(
            self.child, uptakes, tuple(self.addition(j, m) for j, m in added), tuple(goals), self.remark()
        )

    def rows(self, measure: Measure) -> list[TargetRow]:
        """The measure's targets beside those of the measures that take it up; what they lack, in the child's aims."""
        wanted = _targets(self.parent, measure.id)
        takers = [target for pair in self.takers(measure) for target in _targets(self.child, pair.child.id)]
        rows = match_targets(wanted, takers, lower=self.lower)
        open_rows = [row.parent for row in rows if row.verdict == "absent" and row.parent]
        elsewhere = match_targets(open_rows, _targets(self.child, None), lower=self.lower)
        stated = {row.parent.id: row for row in elsewhere if row.parent and row.child}
        return [stated.get(row.parent.id, row) if row.parent and row.verdict == "absent" else row for row in rows]

    def takers(self, measure: Measure) -> list[Pair]:
        return [pair for pair in self.pairs if pair.parent.id == measure.id]

    def mainly(self, pairs: list[Pair]) -> list[Pair]:
        """Those of ``pairs`` whose child takes up no other measure better: what it adds is added there."""
        return [p for p in pairs if p.score == max(q.score for q in self.pairs if q.child.id == p.child.id)]

    def uptake(self, index: int, measure: Measure, rows: list[TargetRow], used: set[str]) -> Uptake:
        pairs = self.takers(measure)
        score, nearest = _highest(self.scores[index] if self.scores else (), self.child.measures)
        if not pairs:
            reason = self.why_missing(score, nearest, rows)
            return Uptake(measure, "missing", score, nearest, (), tuple(rows), reason)
        extra = [
            TargetRow(None, target, "extra", "上级没有的指标")
            for pair in self.mainly(pairs)
            for target in _targets(self.child, pair.child.id)
            if target.id not in used
        ]
        short = self.why_partial(measure, pairs, rows)
        more = self.why_refined(measure, pairs, extra)
        kind: Kind = "partial" if short else "refined" if more else "implemented"
        grounds = [*short, *(f"同时{ground}" if short else ground for ground in more)]
        reason = "；".join(grounds) or ("各项指标均已提出" if rows else "内容相近，未见缺项")
        return Uptake(measure, kind, score, nearest, tuple(pairs), (*rows, *extra), reason)

    def why_missing(self, score: float, nearest: Measure | None, rows: list[TargetRow]) -> str:
        if nearest is None:
            return "下级文件没有读出任务措施"
        stated = [row.child for row in rows if row.child and row.parent and row.parent.kind != "funding"]
        elsewhere = f"；但在目标中提出了{_names(stated)}" if stated else ""
        if score >= self.threshold:
            return f"最相近的“{nearest.title}”更接近上级的其他措施（相似度 {score:.2f}）{elsewhere}"
        return f"最相近的“{nearest.title}”相似度仅 {score:.2f}，低于 {self.threshold:.2f}{elsewhere}"

    def why_partial(self, measure: Measure, pairs: list[Pair], rows: list[TargetRow]) -> list[str]:
        grounds = []
        absent = [row.parent for row in rows if row.verdict == "absent" and row.parent]
        if absent:
            grounds.append(f"未提出指标{_names(absent)}")
        for row in rows:
            if row.verdict == "near" and row.parent:
                grounds.append(f"{_names([row.parent])}{row.difference}")
            elif row.verdict in SHORT - {"absent"} and row.parent:
                grounds.append(f"{_names([row.parent])}{VERDICTS[row.verdict]}（{row.difference}）")
        due, given = _due(measure), [due for pair in pairs if (due := _due(pair.child))]
        if due and given and all(is_later(one, due) for one in given):
            grounds.append(f"完成时限由 {due} 推迟到 {min(given)}")
        if not rows:
            share = coverage(self.parent, measure, [(self.child, pair.child) for pair in pairs])
            if share < COVERED:
                grounds.append(f"只涉及上级内容的一小部分（用语重合 {share:.0%}）")
        return grounds

    def why_refined(self, measure: Measure, pairs: list[Pair], extra: list[TargetRow]) -> list[str]:
        grounds = []
        if len(pairs) > 1:
            grounds.append(f"由 {len(pairs)} 条措施承接")
        if extra:
            grounds.append(f"增加指标{_names([row.child for row in extra if row.child])}")
        dues = sorted({due for pair in pairs if (due := _due(pair.child))})
        if dues and not _due(measure) and not any(t.deadline for t in _targets(self.parent, measure.id)):
            grounds.append(f"增加完成时限 {'、'.join(dues)}")
        own = self.mainly(pairs)
        merged = [pair.parent for pair in self.pairs if pair.child.id in {mine.child.id for mine in own}]
        known = {_today(agency) for agency in _agencies(self.parent, merged)}
        new = [a for a in _agencies(self.child, [pair.child for pair in own]) if _today(a) not in known]
        if new and known:
            grounds.append(f"增加单位{_listed(list(dict.fromkeys(agency.name for agency in new)))}")
        return grounds

    def addition(self, index: int, measure: Measure) -> Addition:
        score, nearest = _highest([row[index] for row in self.scores], self.parent.measures)
        if nearest is None:
            reason = "上级文件没有读出任务措施"
        elif score >= self.threshold:
            reason = f"上级最相近的“{nearest.title}”已由更相近的措施承接（相似度 {score:.2f}）"
        else:
            reason = f"上级最相近的“{nearest.title}”相似度仅 {score:.2f}"
        return Addition(measure, score, nearest, reason)

    def remark(self) -> str | None:
        """A caution where nothing says that the child implements the parent: headings are alike in all documents."""
        cited = any(citation.iri == self.parent.document.iri for citation in self.child.citations)
        return None if cited else "下级文件没有引用上级文件：通用措施（组织领导、资金保障）可能只是用语相同，请核对"


def _targets(record: Record, measure: str | None) -> list[Target]:
    return [target for target in record.targets if target.measure == measure]


def _due(measure: Measure) -> str | None:
    return measure.deadline.due if measure.deadline else None


def _agencies(record: Record, measures: Sequence[Measure]) -> list[Agency]:
    """The departments that answer for the measures; governments and groups stand in nearly all of them."""
    ids = {measure.id for measure in measures}
    parts = [part.agency for part in record.responsibilities if part.measure in ids and part.basis != "default_clause"]
    return [a for a in parts if a and a.function and a.kind not in ("government", "group")]


def _today(agency: Agency) -> str:
    """The function that reforms left a body's with: what 质监局 answered for is no addition where 市场监管局 does."""
    function, seen = agency.function or "", set[str]()
    while function not in seen and (info := functions().get(function)) and info.successor:
        seen.add(function)
        function = info.successor
    return function


def _highest(scores: Sequence[float], measures: Sequence[Measure]) -> tuple[float, Measure | None]:
    if not scores:
        return 0.0, None
    best = max(scores)
    return best, measures[list(scores).index(best)]


def _names(targets: Sequence[Target]) -> str:
    return _listed(list(dict.fromkeys(label_of(target) for target in targets)))


def _listed(names: Sequence[str]) -> str:
    inner = str.maketrans("“”", "‘’")
    shown = "、".join(f"“{name.translate(inner)}”" for name in names[:_SHOWN])
    return shown + (f"等 {len(names)} 项" if len(names) > _SHOWN else "")
