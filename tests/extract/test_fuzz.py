"""Pieces of real clauses glued together at random: nothing raises, and every span is what is printed.

The examples of the rules are the pieces, so that a new rule is fuzzed from its first day.
"""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.agencies.mentions import find_mentions
from extract.agencies.statements import find_statements
from extract.brackets import find_brackets
from extract.citations import find_citations
from extract.clauses.clause_tree import parse_clauses
from extract.clauses.headings import is_no_task
from extract.clauses.passages import lay_passages
from extract.leftovers import find_leftovers
from extract.markers import find_markers
from extract.rules import load_rules
from ontology.model import Span
from tests.extract.chain import read_core

_RULES = ("mentions", "responsibilities", "headings", "citations", "task_tables")
_PIECES = sorted({example.text for name in _RULES for rule in load_rules(name) for example in rule.finds})
_MARKS = [
    "一、",
    "二、",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "1.1",
    "(1)",
    "①",
    "第一条 ",
    "第一章 ",
    "《",
    "》",
    "注：",
    "等",
]
_ROWS = ["\n序号\t任务\t责任单位\n", "\n1\t建网\t市工信局\n", "\n2\t建库，共享\t市数据局、财政局", "\n附件\n"]
_GLUE = ["", "。", "，", "、", "；", "：", "\n", "\t", " ", "　", "（", "）", "(", ")", "〔", "〕", "[", "】"]
_texts = st.lists(st.sampled_from(_PIECES + _MARKS * 4 + _ROWS * 4 + _GLUE * 8), max_size=40).map("".join)
_any = st.text(alphabet="一二（）()〔〕、，。；：\n\t 市区县各局委政府负责牵头单位和及1.①《》〈〉第条章", max_size=60)

_often = settings(derandomize=True, max_examples=150, deadline=None)


def inside(text: str, span: Span) -> bool:
    return 0 <= span.start <= span.end <= len(text)


@_often
@given(_texts | _any)
def test_the_core_reads_anything(text):
    reading = read_core(text)
    for measure in reading.measures:
        assert inside(text, measure.span)
        assert text[slice(*measure.span)] == measure.text
    for above, below in pairwise(reading.measures):
        assert above.span.end <= below.span.start
    assert [measure.id for measure in reading.measures] == [f"m{i + 1}" for i in range(len(reading.measures))]
    known = {section.id for section in reading.sections}
    assert all(measure.parent in known | {None} for measure in reading.measures)
    ids = {measure.id for measure in reading.measures}
    for row in reading.responsibilities:
        assert row.measure in ids
        assert inside(text, row.span)
        printed = re.sub(r"\s+", "", text[slice(*row.span)])
        assert printed
        assert printed in row.surface
        assert row.rule_span is None or inside(text, row.rule_span)
        assert (row.basis == "stated") == (row.rule_span is None)
    seen = [(row.measure, row.surface) for row in reading.responsibilities]
    assert len(seen) == len(set(seen))


@_often
@given(_texts | _any)
def test_statements_and_mentions_quote_the_text(text):
    for statement in find_statements(text):
        assert inside(text, statement.span)
        assert statement.named
        assert statement.deadline is None or inside(text, statement.deadline)
        for name in statement.named:
            assert statement.span.start <= name.mention.span.start < name.mention.span.end <= statement.span.end
    mentions = find_mentions(text, Span(0, len(text)))
    for above, below in pairwise(mentions):
        assert above.span.end <= below.span.start
    for mention in mentions:
        assert re.sub(r"\s+", "", text[slice(*mention.span)]) in mention.surface


@_often
@given(_texts | _any)
def test_the_tree_is_well_nested(text):
    clauses = parse_clauses(text, 0, len(text), [])
    by_id = {clause.id: clause for clause in clauses}
    starts = [clause.span.start for clause in clauses]
    assert starts == sorted(set(starts))
    for clause in clauses:
        assert inside(text, clause.span)
        assert clause.span.start == clause.own.start <= clause.own.end <= clause.span.end
        assert clause.span.start <= clause.title_span.start <= clause.title_span.end <= len(text)
        assert clause.title == text[slice(*clause.title_span)].replace("\t", " ")
        if clause.parent:
            parent = by_id[clause.parent]
            assert clause.id in parent.children
            assert parent.span.start < clause.span.start
            assert clause.span.end <= parent.span.end
            assert clause.depth == parent.depth + 1
    marks = find_markers(text)
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)
    assert all(text[mark.start : mark.end].strip() for mark in marks)


@_often
@given(_texts | _any)
def test_passages_tile_the_body(text):
    reading = read_core(text)
    clauses = [(clause.span, clause.own, clause.title, is_no_task(clause.title)) for clause in reading.clauses]
    measures = [(measure.span, measure.id) for measure in reading.measures]
    holes = [statement.span for statement in reading.statements]
    passages = lay_passages(Span(0, len(text)), clauses, measures, holes)
    assert "".join(text[slice(*passage.span)] for passage in passages) == text
    assert {passage.measure for passage in passages} - {None} == {measure.id for measure in reading.measures}


@_often
@given(_texts | _any)
def test_citations_brackets_and_leftovers_quote_the_text(text):
    for citation in find_citations(text, title="云河市实施方案", number=None, notice=Span(0, 20)):
        assert inside(text, citation.span)
        assert citation.text == text[slice(*citation.span)]
        assert citation.title or citation.number
    groups = list(find_brackets(text))
    assert all(inside(text, group) and group.start < group.end for group in groups)
    assert all(above.end <= below.start for above, below in pairwise(groups))
    for remark in find_leftovers(text, Span(0, len(text)), []):
        assert inside(text, remark.span)
