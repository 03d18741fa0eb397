"""The extraction core in one call: text to clauses, measures and responsibilities, without header or targets."""

from __future__ import annotations

from dataclasses import dataclass

from extract.agencies.statement_rules import find_blankets, find_order_rules
from extract.agencies.statements import Statement, find_statements
from extract.clauses.clause_tree import Clause, parse_clauses
from extract.clauses.duties import duty_holders, find_organs
from extract.clauses.measure_deadlines import with_deadlines
from extract.clauses.measures import build_measures, build_sections, choose_measures
from extract.clauses.responsibilities import assign
from extract.clauses.task_measures import add_rows
from extract.dates import Calendar
from extract.tables.task_tables import find_task_rows
from ontology.model import Measure, Responsibility, Section, Span


@dataclass(frozen=True)
class Reading:
    """What the core finds in a text."""

    text: str
    clauses: list[Clause]
    sections: list[Section]
    measures: list[Measure]
    statements: list[Statement]
    responsibilities: list[Responsibility]

    def labels(self) -> list[str]:
        """The printed numbers of the measures."""
        return [measure.label for measure in self.measures]

    def titles(self) -> list[str]:
        """The titles of the measures."""
        return [measure.title for measure in self.measures]

    def who(self, measure: str = "m1") -> str:
        """The bodies of a measure: 市工信局:lead 市财政局:participant; marked * by an ordering rule, + by a blanket."""
        marks = {"stated": "", "ordering_rule": "*", "default_clause": "+"}
        return " ".join(
            f"{row.surface}:{row.role}{marks[row.basis]}" for row in self.responsibilities if row.measure == measure
        )


def read_core(text: str, *, year: int = 2024) -> Reading:
    """Read a text as a document's body, as the pipeline does."""
    body = Span(0, len(text))
    rows = find_task_rows(text, body)
    cells = [statement.span for row in rows for statement in row.statements]
    printed = [s for s in find_statements(text) if not any(c.start <= s.span.start < c.end for c in cells)]
    spans = [statement.span for statement in printed]
    clauses = parse_clauses(text, 0, len(text), spans, sorted({row.table for row in rows}))
    organs = find_organs(text, clauses)
    chosen = choose_measures(clauses, spans, organs)
    sections = build_sections(clauses, chosen)
    measures, of_rows, _ = add_rows(text, build_measures(text, clauses, chosen), rows, clauses, sections)
    statements = sorted([*printed, *of_rows], key=lambda statement: statement.span)
    measures = with_deadlines(text, measures, statements, Calendar(year))
    orders, blankets = find_order_rules(text), find_blankets(text)
    found = assign(text, measures, statements, orders, blankets, duty_holders(clauses, chosen, organs))
    return Reading(text, clauses, sections, measures, statements, found)


def who(statement: str) -> str:
    """The bodies that a statement names behind one plain clause."""
    return read_core(f"（一）建设网络。加快建网。{statement}").who()
