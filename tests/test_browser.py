"""The pages in a real browser: opened as files, used as a planner uses them.

Needs Chromium: on the path, or where the environment variable CHROMIUM says. ``opened`` stands in conftest.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from exports.html import render_workbench
from kg.pages.workbench import view_model
from ontology.model import Agency
from tests.factories import CITY, COUNTIES, INDUSTRY, make_agency, make_corpus, make_parent_record, make_record

HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"><b>政策</b>"


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("页面")
    record = make_record()
    taken = replace(
        record,
        document=replace(record.document, title=HOSTILE, cover_title=HOSTILE),
        measures=tuple(replace(measure, title=HOSTILE) for measure in record.measures),
        responsibilities=tuple(
            replace(item, agency=Agency(HOSTILE, "agency", INDUSTRY.iri, None, CITY))
            if item.agency == INDUSTRY
            else item
            for item in record.responsibilities
        ),
        text=record.text + HOSTILE,
    )
    functions = {"industry-it": "工业和信息化", "finance": "财政"}
    pages = {
        "workbench": render_workbench(view_model(make_corpus(), functions=functions)),
        "hostile": render_workbench(view_model(make_corpus(taken), title=HOSTILE)),
        "crowd": render_workbench(view_model(make_crowd(5200))),
        "empty": render_workbench(view_model(make_corpus(replace(make_parent_record(), **EMPTY)))),
    }
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


EMPTY = {"measures": (), "responsibilities": (), "targets": ()}


def make_crowd(count: int):
    """A document in which so many bodies share measures, ten at a time."""
    record = make_record()
    bodies = [make_agency(f"云河市第{number}服务中心") for number in range(count)]
    measure, part = record.measures[0], record.responsibilities[0]
    ids = [f"m{number}" for number in range(count // 10)]
    return make_corpus(
        replace(
            record,
            measures=tuple(replace(measure, id=id, iri=f"{measure.iri}-{id}") for id in ids),  # noqa: A001
            responsibilities=tuple(
                replace(part, measure=ids[number // 10], agency=body, surface=f"市第{number}服务中心")
                for number, body in enumerate(bodies)
            ),
            targets=(),
            citations=(),
        )
    )


def test_overview_counts_and_leads_on(opened):
    opened.go()
    assert re.findall(r"\d+", opened.text(".tiles .tile:nth-child(2)"))[0] == "4"
    opened.page.click(".tiles .tile:nth-child(5)")
    assert opened.count("tbody tr") == 8
    opened.page.go_back()
    assert opened.attribute("#tab-overview", "aria-selected") == "true"


def test_search_finds_and_focuses_an_agency(opened):
    opened.go()
    opened.page.keyboard.press("/")
    opened.page.keyboard.type("市工信")
    assert "云河市工业和信息化局" in opened.text("#found")
    opened.page.keyboard.press("Enter")
    assert opened.text(".panel h2") == "云河市工业和信息化局"
    assert "agency=" in opened.address()
    assert opened.attribute("#tab-agencies", "aria-selected") == "true"


def test_clicking_a_node_shows_its_facts_with_the_sentence(opened):
    opened.go("view=agencies")
    opened.page.mouse.click(*opened.place("云河市工信局"))
    assert opened.count(".panel .stat") == 4
    assert opened.text(".panel mark").strip()
    assert opened.text(".panel blockquote").startswith("(")


def test_inferred_facts_look_inferred_and_show_their_licence(opened):
    opened.go("agency=" + COUNTIES.iri.rsplit("/", 1)[1])
    assert opened.text(".evidence.is-inferred .badge.inferred") == "推定"
    assert "各县区人民政府均需负责,不再列出" in opened.text(".licence mark")
    style = opened.tell("getComputedStyle(document.querySelector('.evidence.is-inferred')).borderLeftStyle")
    assert style == "dashed"


def test_legend_filters_the_network(opened):
    opened.go("view=agencies")
    before = opened.shown()
    opened.page.select_option(".controls legend select", "function")
    opened.page.locator(".toggle", has_text="财政").locator("input").uncheck()
    assert opened.shown() == before - 3  # the city's and the province's, whose one partner then has no line left


def test_roles_filter_the_bipartite_network(opened):
    opened.go("view=agencies&net=assignment")
    before = opened.shown()
    opened.page.locator(".toggle", has_text="概括条款").locator("input").uncheck()
    assert opened.shown() == before - 1


def test_steps_show_the_neighbourhood_only(opened):
    opened.go("net=assignment&agency=" + INDUSTRY.iri.rsplit("/", 1)[1])
    whole = opened.shown()
    opened.page.click(".step >> nth=0")
    assert opened.shown() == 3  # itself and the two measures it leads
    opened.page.click(".step >> nth=1")
    assert 3 < opened.shown() < whole
    opened.page.click(".step >> nth=3")
    assert opened.shown() == whole


@pytest.mark.parametrize(
    ("address", "tab", "heading"),
    [
        ("agency=云河市工业和信息化局", "agencies", "云河市工业和信息化局"),
        ("doc=云政办发〔2020〕31号", "text", "云河市加快数字经济发展实施方案"),
        ("view=lineage&doc=云政办发〔2020〕31号", "lineage", "云河市加快数字经济发展实施方案"),
        ("view=targets&open=1", "targets", None),
        ("view=nonsense", "overview", None),
    ],
)
def test_deep_links(opened, address, tab, heading):
    opened.go(address)
    assert opened.attribute(f"#tab-{tab}", "aria-selected") == "true"
    if heading:
        assert heading in opened.text(".panel h2")


def test_every_fact_jumps_to_its_sentence(opened):
    opened.go("agency=" + INDUSTRY.iri.rsplit("/", 1)[1])
    opened.page.click(".panel .whence a >> nth=0")
    assert opened.text(".reading .here") == "市工业和信息化局"
    box = opened.page.locator(".reading .here").bounding_box()
    assert 0 < box["y"] < 768
    assert "云河市工业和信息化局" in opened.text(".panel")


def test_marks_open_their_facts_by_keyboard(opened):
    opened.go("doc=云政办发〔2020〕31号")
    opened.page.locator(".reading mark.m-target").first.focus()
    opened.page.keyboard.press("Enter")
    assert "45" in opened.text(".panel")
    assert opened.count(".reading mark.m-rule") == 2


def test_missing_parents_are_marked(opened):
    opened.go("view=lineage")
    opened.page.click("text=临海省信息化条例 >> nth=0")
    assert "缺失上位文件" in opened.text(".panel")
    assert "《临海省信息化条例》" in opened.text(".panel mark")


def test_tables_filter_and_download(opened):
    opened.go("view=measures&role=lead")
    assert opened.count("tbody tr") == 3
    opened.page.fill(".filters input", "数字企业")
    opened.page.keyboard.press("Enter")
    assert opened.count("tbody tr") == 1
    with opened.page.expect_download() as started:
        opened.page.click("text=下载 CSV")
    text = Path(started.value.path()).read_bytes().decode()
    assert text.startswith("\ufeff编号,任务,牵头")
    assert "培育数字企业" in text


@pytest.mark.parametrize(("button", "begin"), [("SVG", b"<svg"), ("PNG", b"\x89PNG")])
def test_picture_of_the_network(opened, button, begin):
    opened.go("view=agencies")
    with opened.page.expect_download() as started:
        opened.page.click(f".toolbar >> text={button}")
    data = Path(started.value.path()).read_bytes()
    assert data.startswith(begin)
    if button == "SVG":
        assert "市工信局" in data.decode()


def test_language_switch(opened):
    opened.go("view=measures")
    opened.page.click("#language")
    assert opened.text("#tab-measures") == "Measures"
    assert opened.attribute("html", "lang") == "en"
    assert "Lead" in opened.text("thead")
    opened.page.click("#language")
    assert opened.text("#tab-measures") == "任务"


def test_tabs_by_arrow_keys(opened):
    opened.go()
    opened.page.focus("#tab-overview")
    opened.page.keyboard.press("ArrowRight")
    assert opened.attribute("#tab-agencies", "aria-selected") == "true"
    assert opened.tell("document.activeElement.id") == "tab-agencies"


def test_page_fits_the_screen_and_names_its_controls(opened):
    for tab in ("overview", "agencies", "lineage", "measures", "targets", "text"):
        opened.go(f"view={tab}")
        assert opened.tell("document.documentElement.scrollWidth") <= 1366
        unnamed = opened.page.eval_on_selector_all(
            "button, a, input, select",
            "nodes => nodes.filter(n => !(n.textContent.trim() || n.ariaLabel || n.title || n.labels?.length)).length",
        )
        assert unnamed == 0
        assert not re.search(r"null|undefined|NaN|\[object", opened.text("main"))


@pytest.mark.parametrize("opened", ["hostile"], indirect=True)
def test_hostile_titles_are_inert(opened):
    for address in ("", "view=agencies", "view=agencies&show=ranking", "view=lineage", "view=measures", "view=targets"):
        opened.go(address)
    opened.go("doc=云政办发〔2020〕31号")
    assert opened.count("img") == 0
    assert HOSTILE in opened.text("h1")
    assert HOSTILE in opened.text(".reading")
    assert opened.page.title() == HOSTILE
    opened.page.fill("#search", "onerror")
    assert "onerror" in opened.text("#found")


@pytest.mark.parametrize("opened", ["crowd"], indirect=True)
def test_a_crowd_is_grouped_and_opens_on_demand(opened):
    opened.go("view=agencies")
    assert opened.shown() == 1
    assert "汇总" in opened.text(".notice")
    opened.page.locator("#canvas canvas").click()
    assert opened.shown() == 1501  # the group's heaviest members, and what is left of it
    opened.page.fill("#search", "云河市第77服务中心")
    opened.page.keyboard.press("Enter")
    assert opened.shown() == 10
    assert opened.text(".panel h2") == "云河市第77服务中心"


@pytest.mark.parametrize("opened", ["empty"], indirect=True)
def test_a_corpus_without_facts_still_opens(opened):
    for tab in ("overview", "agencies", "lineage", "measures", "targets", "text"):
        opened.go(f"view={tab}")
        assert opened.attribute(f"#tab-{tab}", "aria-selected") == "true"
        assert not re.search(r"null|undefined|NaN|\[object", opened.text("main"))
