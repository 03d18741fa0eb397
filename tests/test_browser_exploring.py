"""Exploring the workbench: paths, expanding, hiding, pinning, time, status, comparison, questions, speed, access.

Every state is in the address, so most tests open one and look; those of a control also use it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Store

from exports.html import render_workbench
from kg.graph.query import run_query
from kg.graph.store import load_quads
from kg.graph.triples import corpus_quads
from kg.pages.workbench import view_model
from tests.factories import (
    DATA,
    FINANCE,
    INDUSTRY,
    LAND,
    NUMBER,
    PARENT_NUMBER,
    make_citation,
    make_corpus,
    make_parent_record,
    make_record,
)
from tests.test_browser import make_crowd

ROOT = Path(__file__).resolve().parent.parent
REPORT = {
    "colour": "red",
    "date": "2021-03-01",
    "by": "市工信局",
    "quarter": None,
    "progress": "建成300个",
    "problem": None,
}


def tail(agency) -> str:
    return agency.iri.rsplit("/", 1)[1]


def make_view() -> dict:
    """The invented plans, one measure of which has been reported on."""
    view = view_model(make_corpus(), functions={"industry-it": "工业和信息化", "finance": "财政"})
    view["measures"][1]["status"] = {**REPORT, "next": None}
    return view


def make_ring() -> dict:
    """The invented plans, the province's of which is based on the city's."""
    parent, title = make_parent_record(), "云河市加快数字经济发展实施方案"
    text = f"{parent.text}根据《{title}》({NUMBER})。\n"
    back = make_citation(text, title, "based_on", number=NUMBER)
    return view_model(make_corpus(make_record(), replace(parent, text=text, citations=(back,))))


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("探索")
    view = make_view()
    made = {
        "workbench": view,
        "500": view_model(make_crowd(500)),
        "5000": view_model(make_crowd(5000)),
        "ring": make_ring(),
    }
    for name, held in made.items():
        (folder / f"{name}.html").write_text(render_workbench(held), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


def test_every_figure_of_the_overview_leads_to_its_rows(opened):
    opened.go("view=overview")
    assert opened.count(".tiles b") == opened.count(".tile > a b") == 6
    assert opened.count(".tile a") == 12
    opened.page.click(".tile:nth-child(2) .tile-note")
    assert opened.count("tbody tr") == int(re.search(r"\d+", opened.text(".tally"))[0]) == 1
    opened.page.go_back()
    opened.page.click(".chip >> text=市级")
    assert opened.count("#docs tbody tr") == 1
    assert "level=city" in opened.address()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("yhsgyhxxhj", "云河市工业和信息化局"),
        ("sczj", "云河市财政局"),
        ("yhsgxj", "云河市工业和信息化局"),
        ("云河工信", "云河市工业和信息化局"),
    ],
)
def test_search_by_pinyin_initials(opened, typed, found):
    opened.go()
    opened.page.fill("#search", typed)
    assert found in opened.text("#found li >> nth=0")


def test_names_spell_themselves_also_with_characters_of_two_readings(opened):
    spelled = [
        ("重庆市", "cqs"),
        ("日照市", "rzs"),
        ("罗田县", "ltx"),
        ("长沙市", "css"),
        ("厦门市", "xms"),
        ("市银行", "yh"),
    ]
    source = (ROOT / "exports/templates/initials.js").read_text("utf-8")
    ask = f"(() => {{ {source}; return {[list(pair) for pair in spelled]}.map(([n, q]) => spells(n, q)); }})()"
    opened.go()
    assert opened.tell(ask) == [0, 0, 0, 0, 0, 1]


def test_path_between_two_agencies_with_its_proof(opened):
    opened.go(f"agency={tail(FINANCE)}")
    opened.page.fill(".path-field input", "kxjsj")
    opened.page.keyboard.press("Enter")
    assert [text.split("\n")[0] for text in opened.texts(".route li")] == [
        "云河市财政局",
        "云河市工业和信息化局",
        "云河市科学技术局",
    ]
    opened.page.click(".hop summary >> nth=0")
    assert {"市财政局", "市工业和信息化局"} == set(opened.texts(".hop details[open] mark"))
    address = opened.address().partition("#")[2]
    opened.go(address)
    assert opened.count(".route li") == 3


def test_no_path_is_said(opened):
    opened.go(f"agency={tail(FINANCE)}&path=a:{tail(DATA)}")
    assert "没有相连的路径" in opened.text(".panel")


def test_expanding_hiding_and_pinning_are_part_of_the_address(opened):
    opened.go(f"agency={tail(FINANCE)}&steps=1&centre=a:{tail(FINANCE)}")
    assert opened.shown() == 3
    opened.go(f"agency={tail(INDUSTRY)}&steps=1&centre=a:{tail(FINANCE)}")
    opened.page.click(".nodebar >> text=展开相邻")
    assert opened.shown() == 4
    opened.page.click(".nodebar >> text=固定")
    assert "pin=" in opened.address()
    opened.go(f"agency={tail(LAND)}&steps=1&centre=a:{tail(FINANCE)}")
    opened.page.click(".nodebar >> text=隐藏")
    assert opened.shown() == 2
    opened.go(opened.address().partition("#")[2])
    assert opened.shown() == 2
    opened.page.click(".nodebar >> text=恢复")
    assert opened.shown() == 3


def test_clicking_in_a_neighbourhood_expands(opened):
    opened.go(f"agency={tail(FINANCE)}&steps=1&centre=a:{tail(FINANCE)}")
    opened.page.mouse.click(*opened.place("云河市工信局"))
    assert opened.shown() == 4


def test_pointing_at_a_node_tells_its_load(opened):
    opened.go("view=agencies")
    opened.page.mouse.move(*opened.place("云河市工信局"))
    assert opened.text("#tip").startswith("云河市工业和信息化局")
    assert "牵头 2" in opened.text("#tip")


def test_nodes_move_only_on_demand_and_come_to_rest(opened):
    opened.go("view=agencies")
    before = opened.picture()
    opened.frames(20)
    assert opened.picture() == before
    opened.page.click("text=自动排开")
    opened.page.wait_for_selector(".tools [aria-pressed=false] >> text=自动排开", timeout=60_000)
    assert opened.picture() != before


def test_time_slider_filters_and_restores(opened):
    opened.go("view=agencies&years=2019-2019")
    assert opened.shown() == 0
    opened.go("view=agencies&years=2020-2020")
    assert opened.shown() > 0
    opened.go("view=lineage&years=2016-2020")
    some = opened.shown()
    opened.go("view=lineage")
    assert opened.shown() > some  # what has no year is hidden by the slider


def test_relations_filter_the_lineage(opened):
    opened.go("view=lineage&show=tree")
    before = opened.count(".tree li li")
    opened.page.locator(".rail .toggle", has_text="贯彻落实").locator("input").uncheck()
    assert opened.count(".tree li li") < before


def test_status_of_a_document_on_a_day(opened):
    opened.go("view=lineage&on=2020-02-01&doc=云政办发〔2020〕31号")
    assert "未施行" in opened.text(".panel")
    assert "未施行 1" in opened.text(".states")
    opened.go("view=lineage&on=2020-12-31&doc=云政办发〔2020〕31号")
    assert "有效" in opened.text(".panel .badge >> nth=0")


@pytest.mark.parametrize("typed", ["2020-12-31", "2020/12/31", "2020年12月31日", "20201231"])
def test_a_day_is_written_alike_in_every_browser(opened, typed):
    opened.go("view=lineage")
    opened.page.fill(".day input[type=text]", typed)
    opened.page.keyboard.press("Enter")
    assert "on=2020-12-31" in opened.address()
    opened.page.fill(".day input[type=text]", "2020-02-31")
    opened.page.keyboard.press("Enter")
    assert opened.attribute(".day input[type=text]", "aria-invalid") == "true"
    assert "on=2020-12-31" in opened.address()


def test_tree_from_parent_to_child_with_missing_parents(opened):
    opened.go("view=lineage&show=tree")
    lines = opened.texts(".tree > li")
    nested = next(line for line in lines if "临海省数字经济发展行动计划" in line)
    assert "云河市加快数字经济发展实施方案" in nested
    assert any("缺失" in line and "临海省信息化条例" in line for line in lines)


@pytest.mark.parametrize("opened", ["ring"], indirect=True)
def test_documents_above_each_other_are_a_ring_in_the_tree_and_not_followed(opened):
    opened.go("view=lineage&show=tree")
    assert set(opened.texts(".tree .ring")) == {"循环，不再展开"}
    for badge in opened.page.locator(".tree .ring").all():
        way = badge.get_attribute("title").split(" → ")
        assert way[0] == way[-1]
        assert set(way) == {NUMBER, PARENT_NUMBER}


def test_uptake_of_a_parent_side_by_side(opened):
    opened.go("view=measures&show=matrix")
    assert opened.text(".matrix thead th:nth-child(2)").startswith("云河市")
    opened.page.click(".matrix .take >> nth=0")
    assert "相似度" in opened.text(".panel")
    assert opened.count(".panel blockquote") >= 2
    with opened.page.expect_download() as started:
        opened.page.click("text=下载 CSV")
    assert "建设新型基础设施" in Path(started.value.path()).read_text("utf-8")


def test_timeline_and_equal_indicators(opened):
    opened.go("view=targets&show=timeline")
    assert opened.count(".point") == int(re.search(r"\d+", opened.text(".tally"))[0])
    opened.page.locator(".point.of-g").first.focus()
    opened.page.keyboard.press("Enter")
    assert opened.count(".panel mark.m-target") >= 1
    opened.go("view=targets&show=series")
    assert opened.text(".series h3").startswith("5G基站")
    assert opened.count(".series tr") == 2


def test_reported_progress_is_shown_beside_the_measure(opened):
    opened.go("view=measures&colour=red")
    assert opened.count("tbody tr") == 1
    opened.page.click("tbody a")
    assert "建成300个" in opened.text(".panel .report")
    assert opened.text(".panel .light") == "红灯"


def test_a_deadline_of_targets_is_set_apart_from_that_of_the_clause(opened):
    opened.go("view=measures&doc=云政办发〔2020〕31号")
    assert "2020-12-31" in opened.texts("tbody .due.borrowed")
    assert "2021-06" in opened.texts("tbody .due:not(.borrowed)")
    assert opened.tell("document.querySelector('.filters select').selectedOptions[0].text") == "云政办发〔2020〕31号"


def test_hubs_are_explained_in_words(opened):
    opened.go("view=agencies&show=hubs")
    assert "最短的路径" in opened.text("tbody tr >> nth=0")
    opened.page.click("#language")
    assert "shortest paths" in opened.text("tbody tr >> nth=0")
    opened.page.click("#language")


def test_ranking_by_document_and_topic(opened):
    opened.go("view=agencies&show=ranking&topic=财政")
    assert opened.count("tbody tr") == 2
    opened.go("view=agencies&show=ranking&of=临政办发〔2020〕8号")
    assert opened.count("tbody tr") == 2


@pytest.mark.parametrize(
    "address",
    [
        "ask=leads-due&agency=云河市工业和信息化局&year=2021",
        "ask=leads&agency=工信局",
        "ask=joins&agency=财政局",
        "ask=co-responsibility&agency=云河市财政局",
        "ask=due&year=2025",
        "ask=implements&number=临政办发〔2020〕8号",
        "ask=unassigned",
        "ask=search&text=5G",
        "ask=stubs",
    ],
)
def test_answers_are_those_of_the_sparql_shown(opened, address):
    opened.go("view=questions&" + address)
    store = load_quads(Store(), corpus_quads(make_corpus()))
    rows = run_query(store, opened.text(".sparql")).rows
    assert opened.count("tbody tr") == len(rows)
    assert len(rows) > 0 or "unassigned" in address


@pytest.mark.parametrize(("opened", "count", "seconds"), [("500", 500, 1), ("5000", 5000, 3)], indirect=["opened"])
def test_large_networks_open_quickly(opened, count, seconds):
    """The best of some openings: what else the machine does must not count."""
    times = []
    while len(times) < 3 or (min(times) >= seconds and len(times) < 10):
        opened.go("view=agencies")
        times.append(opened.tell("performance.now()") / 1000)
    assert opened.shown() == count
    assert min(times) < seconds
