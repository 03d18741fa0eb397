"""Which clauses are measures: the lowest numbered clauses that state tasks.

Clauses under 总体要求 and the like state none. Where sub-items carry agency statements of their own, they are the
measures; where only the clause around them has one, the clause is (annotation guide, rules 1 and 7).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence

from extract.agencies.statements import Statement
from extract.clauses.clause_tree import Clause
from extract.clauses.headings import is_no_task, lists_duties, names_scope
from extract.spans import SpanIndex
from ontology.model import Measure, Section, Span

# Sub-items of these styles, when printed on lines of their own, are clauses in their own right even if nothing in the
# document names an agency; (1) and ① only list points of the clause around them.
_CLAUSE_STYLES = frozenset({"chapter", "part", "article", "han", "paren_han", "arabic", "dotted"})
_SECTION_STYLES = frozenset({"chapter", "part", "heading", "subheading", "han"})


def choose_measures(
    clauses: Sequence[Clause], statements: Sequence[Span], organs: Collection[str] = ()
) -> list[Clause]:
    """The clauses that are measures, in text order.

    ``statements`` are the spans of agency statements, ``organs`` the ids of clauses whose heading names the body that
    does what follows (:mod:`extract.clauses.duties`).
    """
    by_id = {clause.id: clause for clause in clauses}
    said = SpanIndex(statements)
    stated = {clause.id for clause in clauses if said.begins_in(*clause.own)}
    below: dict[str, bool] = {}
    for clause in reversed(clauses):
        below[clause.id] = clause.id in stated or clause.id in organs or any(below[child] for child in clause.children)

    itemised = _styles_with_own(clauses, by_id, stated)

    def lowest(clause: Clause, *, duties: bool) -> list[Clause]:
        idle = is_no_task(clause.title) or clause.terms
        if idle and names_scope(clause.title) and any(by_id[child].children for child in clause.children):
            idle = False  # 支持范围 over whole groups of clauses: what is supported, not whom
        if idle and not below[clause.id]:
            return []
        # Of 附则 and the like only what names who does it is a task.
        children = [by_id[child] for child in clause.children if not idle or below[child]]
        if not children and clause.style in ("chapter", "part") and clause.span.end <= clause.title_span.end + 1:
            return []  # a line of the table of contents
        if not children:
            # Where its tasks stand in a table, the rows are the measures.
            return [] if clause.table and clause.id not in stated else [clause]
        if _own_the_last(children, below, itemised) and clause.id not in stated:
            # One statement behind the last of several points speaks for the clause around them.
            return [clause]
        if lists_duties(clause.title):
            return [found for child in children for found in lowest(child, duties=True)]
        if (duties and clause.style != "article") or clause.id in organs:  # an article's items stay with it
            return [found for child in children for found in lowest(child, duties=False)]
        several = clause.style not in _SECTION_STYLES and clause.id in stated
        if several and not all(below[child.id] for child in children):
            return [clause]  # some of its points name a body more, but not each its own
        if any(below[child.id] for child in children):
            return [found for child in children for found in lowest(child, duties=False)]
        listed = all(child.inline or child.point or child.style not in _CLAUSE_STYLES for child in children)
        if clause.id in stated or listed:
            return [clause]
        return [found for child in children for found in lowest(child, duties=False)]

    return [found for clause in clauses if clause.parent is None for found in lowest(clause, duties=False)]


def _styles_with_own(clauses: Sequence[Clause], by_id: Mapping[str, Clause], stated: Collection[str]) -> set[str]:
    """The styles of clauses that carry statements of their own in the manner of one shared by several.

    Seen where a clause is not the last of its siblings.
    """
    return {
        clause.style
        for clause in clauses
        if clause.id in stated
        and clause.apart
        and not (clause.parent and by_id[clause.parent].children[-1] == clause.id)
    }


def _own_the_last(children: Sequence[Clause], below: Mapping[str, bool], itemised: Collection[str]) -> bool:
    """Whether points share one statement that stands behind the last of them.

    They do where they only list points, and where the statement has a line of its own while nowhere in the document
    clauses of their style have statements each.
    """
    last = children[-1]
    if len(children) < 2 or not below[last.id] or any(below[child.id] for child in children[:-1]):
        return False
    if all(child.inline or child.style in ("paren_arabic", "circled") for child in children):
        return True
    return last.apart and last.style not in itemised


def build_measures(text: str, clauses: Sequence[Clause], chosen: Sequence[Clause]) -> list[Measure]:
    """Number the chosen clauses m1, m2 … and say in which top section each stands."""
    by_id = {clause.id: clause for clause in clauses}
    sections = {section.id for section in build_sections(clauses, chosen)}
    return [
        Measure(
            id=f"m{i}",
            label=clause.label,
            section=None if clause.parent is None else top(clause, by_id).title,
            title=clause.title,
            text=text[slice(*clause.span)],
            span=clause.span,
            rule=f"measure.{clause.style.replace('_', '-')}",
            parent=clause.parent if clause.parent in sections else None,
        )
        for i, clause in enumerate(chosen, 1)
    ]


def build_sections(clauses: Sequence[Clause], chosen: Sequence[Clause]) -> list[Section]:
    """Every clause that is no measure and stands in none."""
    taken = {clause.id for clause in chosen}
    measures = SpanIndex(measure.span for measure in chosen)
    return [
        Section(clause.id, clause.label or None, clause.title or None, clause.parent, clause.span)
        for clause in clauses
        if clause.id not in taken and not measures.around(clause.span.start)
    ]


def top(clause: Clause, by_id: Mapping[str, Clause]) -> Clause:
    """The outermost clause around ``clause``, itself if it is that."""
    while clause.parent is not None:
        clause = by_id[clause.parent]
    return clause


class Owners:
    """Which of ``measures``, in text order and without overlap, a stretch or a statement belongs to."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self._measures = measures
        self._starts = [measure.span.start for measure in measures]

    def around(self, span: Span) -> Measure | None:
        """The measure in which ``span`` begins."""
        i = bisect_right(self._starts, span.start) - 1
        return self._measures[i] if i >= 0 and span.start < self._measures[i].span.end else None

    def of(self, statement: Statement) -> str | None:
        """The id of the measure that ``statement`` is about."""
        if statement.owner is not None:
            return statement.owner
        found = self.around(statement.span)
        return found.id if found else None
