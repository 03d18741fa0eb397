"""The page of one document: all of its text, all of its facts, and nothing that a document could make it do."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from exports.reading import find_marks, render_reading
from ontology.model import Record, Remark, Span, Target
from tests.factories import make_record


def page_of(record: Record) -> HTMLParser:
    return HTMLParser(render_reading(record))


def only(tree: HTMLParser, selector: str) -> Node:
    found = tree.css(selector)
    assert len(found) == 1
    return found[0]


def text_of(tree: HTMLParser) -> str:
    """The document's own text on the page, without the notes."""
    for note in tree.css(".tip"):
        note.decompose()
    return "\n".join(line.text() for line in only(tree, "article").css("p"))


def marks_of(tree: HTMLParser, words: str) -> list[Node]:
    return [node for node in tree.css("article .m") if node.text(deep=False) == words]


def test_the_text_is_whole_and_in_order():
    record = make_record()
    assert text_of(page_of(record)) == record.text


def test_every_fact_with_a_place_is_on_the_page():
    record = make_record()
    facts = {node.text(deep=False) for node in page_of(record).css(".fact")}
    assert facts == {mark.fact for mark in find_marks(record)}
    assert "牵头：云河市工业和信息化局 ← 一 建设新型基础设施" in facts
    assert "任务目标：5G基站 2000个，期限 2020-12-31 ← 一 建设新型基础设施" in facts
    assert "贯彻落实：《云河市城市更新办法》 ← 一 建设新型基础设施" in facts


def test_inferred_facts_are_dashed_and_quote_their_licence():
    tree = page_of(make_record())
    (mark,) = marks_of(tree, "市科技局")
    assert "inferred" in (mark.attributes["class"] or "").split()
    assert only(HTMLParser(mark.html or ""), "q").text() == "排第一的为牵头部门"
    link = only(HTMLParser(mark.html or ""), "q a").attributes["href"] or ""
    assert tree.css_first(f'[id="{link.removeprefix("#")}"]').text(deep=False) == "排第一的为牵头部门"
    (stated,) = marks_of(tree, "市工业和信息化局")
    assert "inferred" not in (stated.attributes["class"] or "")


def test_one_mention_that_covers_many_measures_is_one_fact():
    record = make_record()
    blanket = [mark for mark in find_marks(record) if "各县区人民政府（按概括条款推定）" in mark.fact]
    assert [mark.fact.count("；") for mark in blanket] == [2]


@pytest.mark.parametrize("spans", [((0, 9), (3, 6)), ((0, 6), (3, 9)), ((0, 5), (0, 5)), ((2, 6), (6, 9))])
def test_marks_may_nest_overlap_coincide_and_touch(spans):
    base = make_record()
    targets = tuple(
        replace(base.targets[0], id=f"t{i}", indicator=f"指标{i}", span=Span(*s)) for i, s in enumerate(spans)
    )
    tree = page_of(bare(base, targets))
    stops = [node for node in tree.css("article .m") if node.attributes.get("tabindex") == "0"]
    facts = " ".join(node.html or "" for node in stops)
    assert all(f"指标{i}" in facts for i in range(len(spans)))  # each can be reached by keyboard
    assert text_of(tree) == base.text


def bare(record: Record, targets: tuple[Target, ...]) -> Record:
    nothing = dict.fromkeys(("citations", "sections", "measures", "responsibilities", "warnings"), ())
    return replace(record, document=replace(record.document, evidence=()), targets=targets, **nothing)


def test_a_place_outside_of_the_text_is_left_out():
    record = make_record(warnings=(Remark("odd", "越界", Span(5, 10**6)), Remark("empty", "空", Span(5, 5))))
    assert not [mark for mark in find_marks(record) if mark.kind == "warning"]
    assert "越界" in render_reading(record)  # still in the list beside the text


def test_hostile_text_is_inert():
    attack = "</style><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{body}}"
    base = make_record()
    record = replace(
        base,
        document=replace(base.document, title=attack, number=attack),
        source=replace(base.source, path=attack),
        text=base.text + attack,
        warnings=(Remark(attack, attack, Span(len(base.text), len(base.text) + 20)),),
        targets=tuple(replace(target, indicator=attack, unit=attack) for target in base.targets),
    )
    tree = page_of(record)
    assert tree.css("script, img, iframe, link") == []
    assert only(tree, "h1").text() == attack
    assert text_of(page_of(record)) == record.text
    assert not re.search(r"<[^>]*\son\w+=", re.sub(r"&\w+;", "", render_reading(record)))


def test_the_page_asks_nothing_of_any_network():
    page = render_reading(make_record())
    assert not re.search(r"https?:|//|src=|@import|url\(", page)
    assert "default-src 'none'" in page


def test_equal_records_give_equal_pages():
    assert render_reading(make_record()) == render_reading(make_record())


def test_what_is_not_printed_is_said():
    document = replace(make_record().document, index_number=None)
    assert '<dt>索引号</dt><dd><span class="none">未印出</span></dd>' in render_reading(make_record(document=document))
