"""The single pages of ``kg view``: what a planner mails around. Built from the examples as a user builds them."""

from __future__ import annotations

import re
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from exports.pyvis_page import render_network
from kg.cli import cli
from kg.networks.layout import layout

ROOT = Path(__file__).resolve().parent.parent
HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"><b>政策</b>"
VIEWS = {
    "workload": (),
    "agencies": (),
    "lineage": (),
    "targets": (),
    "agency": ("云河市工业和信息化局",),
    "document": ("云河政发〔2023〕12号",),
    "compare": ("临政发〔2023〕8号",),
}
OVERLAPS = """(() => {
  const boxes = [...document.querySelectorAll("text")].map((t) => t.getBBox());
  return boxes.filter((a, i) => boxes.some((b, j) => j > i && a.x < b.x + b.width && b.x < a.x + a.width &&
    a.y + 2 < b.y + b.height && b.y + 2 < a.y + a.height)).length;
})()"""


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("网络")
    build = folder / "out"

    def kg(*words: object) -> None:
        result = CliRunner().invoke(cli, [str(word) for word in words])
        assert result.exit_code == 0, result.output

    kg("build", ROOT / "examples/documents", "--regions", ROOT / "examples/regions.toml", "-o", build, "--quiet")
    found = {kind: folder / f"{kind}.html" for kind in VIEWS}
    for kind, names in VIEWS.items():
        kg("view", kind, *names, "-g", build, "-o", found[kind])
    kg("compare", "临政发〔2023〕8号", "云河政发〔2023〕12号", "-g", build, "-o", folder / "comparison.html")
    source = next((ROOT / "examples/documents").glob("02-*"))
    kg(
        "extract",
        source,
        "--regions",
        ROOT / "examples/regions.toml",
        "--format",
        "html",
        "-o",
        folder / "reading.html",
    )
    found |= {name: folder / f"{name}.html" for name in ("comparison", "reading")}
    found["workbench"] = build / "workbench.html"
    example = re.search(r"```python\n(.*?)```", (ROOT / "docs/workbench.md").read_text("utf-8"), re.S)[1]
    (folder / "out/demo").symlink_to(build, target_is_directory=True)
    found["restyled"] = build / "mine.html"
    exec(example.replace('"out/', f'"{folder}/out/'), {})
    mine = nx.Graph([(HOSTILE, "市财政局"), ("市财政局", "市科技局")])
    nx.set_node_attributes(mine, {HOSTILE: "一组", "市财政局": "二组", "市科技局": "二组"}, "组")
    page = render_network(mine, title=HOSTILE, positions=layout(nx.path_graph(2)), group="组")
    found["hostile"] = folder / "hostile.html"
    found["hostile"].write_text(page, encoding="utf-8")
    return found


def drawing(opened) -> str:
    """The picture that the page hands out as SVG."""
    with opened.page.expect_download() as started:
        opened.page.click("#tools >> text=SVG")
    return Path(started.value.path()).read_text("utf-8")


@pytest.mark.parametrize(("opened", "named"), [(kind, kind) for kind in VIEWS], indirect=["opened"])
def test_every_view_opens_with_names_apart(opened, named):
    opened.go()
    picture = drawing(opened)
    assert picture.count("<text") >= 5
    opened.page.set_content(picture)
    assert opened.page.evaluate(OVERLAPS) == 0


CHOSEN = {
    "workload": "市财政局",
    "agencies": "市财政局",
    "lineage": "临政发〔2023〕8号",
    "targets": "临政发〔2023〕8号",
    "agency": "市工业和信息化局",
    "document": "云河政发〔2023〕12号",
    "compare": "",
}


@pytest.mark.parametrize(("kind", "chosen"), CHOSEN.items())
def test_no_serious_fault_of_access(axe, files, kind, chosen):
    assert axe(files[kind]) == []
    assert axe(files[kind], f"node={chosen}") == []


@pytest.mark.parametrize("opened", ["agency"], indirect=True)
def test_a_click_tells_facts_and_brings_out_neighbours(opened):
    opened.go("node=市工业和信息化局")
    assert opened.text("#facts h2") == "云河市工业和信息化局"
    assert "角色：牵头" in opened.text(".tie >> nth=0") or "角色：参与" in opened.text(".tie >> nth=0")
    opened.page.click(".tie button >> nth=0")
    assert "node=" in opened.address()
    assert opened.text("#facts h2") != "云河市工业和信息化局"
    opened.page.go_back()
    assert opened.text("#facts h2") == "云河市工业和信息化局"
    opened.page.click("#facts >> text=关闭")
    assert not opened.visible("#facts")


@pytest.mark.parametrize("opened", ["agency"], indirect=True)
def test_legend_filters_and_what_is_hidden_comes_back(opened):
    opened.go()
    whole = opened.shown("#mynetwork")
    count = int(opened.text("#legend button:has-text('部门') small"))
    opened.page.click("#legend button:has-text('部门')")
    assert opened.shown("#mynetwork") == whole - count
    opened.go(opened.address().partition("#")[2])
    assert opened.shown("#mynetwork") == whole - count
    opened.page.click("#legend button:has-text('部门')")
    opened.page.fill("#search", "市财政局")
    opened.page.keyboard.press("Enter")
    opened.page.click("#facts >> text=隐藏")
    assert opened.shown("#mynetwork") == whole - 1
    opened.page.click("#tools >> text=恢复")
    assert opened.shown("#mynetwork") == whole


@pytest.mark.parametrize("opened", ["agency"], indirect=True)
def test_it_moves_only_on_demand(opened):
    opened.go()
    before = opened.picture("#mynetwork canvas")
    opened.frames(20)
    assert opened.picture("#mynetwork canvas") == before
    opened.page.click("text=自动排开")
    opened.page.wait_for_selector("[aria-pressed=false] >> text=自动排开", timeout=60_000)
    assert opened.picture("#mynetwork canvas") != before


@pytest.mark.parametrize("opened", ["agency"], indirect=True)
def test_picture_as_png(opened):
    opened.go()
    with opened.page.expect_download() as started:
        opened.page.click("#tools >> text=PNG")
    assert Path(started.value.path()).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("opened", "named", "shown"),
    [("comparison", "comparison", "措施对照"), ("reading", "reading", "云河市数字经济高质量发展实施方案")],
    indirect=["opened"],
)
def test_pages_without_scripts_open_and_fit(opened, files, axe, named, shown):
    opened.page.goto(files[named].as_uri())
    assert shown in opened.text("body")
    assert opened.tell("document.documentElement.scrollWidth") <= 1366
    assert axe(files[named]) == []


def test_the_time_slider_is_moved_by_keys(opened):
    opened.go("view=lineage")
    whole = opened.shown()
    first = opened.page.locator(".slider input").first
    first.focus()
    opened.page.keyboard.press("End")
    assert re.search(r"years=\d{4}-\d{4}", opened.address())
    assert opened.shown() < whole
    first.focus()
    opened.page.keyboard.press("Home")
    assert "years=" not in opened.address()
    assert opened.shown() == whole


@pytest.mark.parametrize("opened", ["restyled"], indirect=True)
def test_the_lines_of_the_documentation_restyle_a_view(opened):
    opened.go()
    assert opened.text("h1") == "我的配色"
    assert "财政" in opened.text("#legend")
    assert opened.shown("#mynetwork") > 50
    assert drawing(opened).count("<text") >= 5


@pytest.mark.parametrize("opened", ["hostile"], indirect=True)
def test_any_graph_with_hostile_names(opened):
    opened.go()
    assert opened.text("h1") == HOSTILE
    assert opened.count("h1") == opened.count("canvas") == 1
    opened.page.fill("#search", HOSTILE)
    opened.page.keyboard.press("Enter")
    assert opened.text("#facts h2") == HOSTILE
    assert opened.count("img") == 0
    assert HOSTILE not in drawing(opened)
    opened.page.click("#legend button >> nth=1")
    assert opened.shown("#mynetwork") == 1
    assert opened.page.title() == HOSTILE
