"""The workbench for everybody: by keyboard, on paper, in both languages, with a screen reader."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from exports.html import render_workbench
from tests.factories import INDUSTRY
from tests.test_browser_exploring import make_view, tail

# Controls and heads whose words do not fit into them, or which their bar cuts off.
CUT_OFF = """[...document.querySelectorAll(".top, .tools, .nodebar, .filters, .seg, .plain, .tabs a, th button, .stat")]
  .filter((node) => node.offsetWidth && node.scrollWidth > node.clientWidth + 1)
  .map((node) => node.className + node.textContent)"""
VIEWS = [
    "view=overview",
    *("view=agencies" + more for more in ("", "&show=ranking", "&show=hubs")),
    *("view=lineage" + more for more in ("", "&show=tree")),
    *("view=measures" + more for more in ("", "&show=matrix&cell=云政办发-2020-31|m1")),
    *("view=targets" + more for more in ("&open=1", "&show=timeline", "&show=series")),
    "view=text",
    "view=questions",
]


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    page = tmp_path_factory.mktemp("人人") / "workbench.html"
    page.write_text(render_workbench(make_view()), encoding="utf-8")
    return {"workbench": page}


def test_keys_move_the_network(opened):
    opened.go("view=agencies")
    opened.page.focus("#canvas canvas")
    before = opened.picture()
    opened.page.keyboard.press("ArrowRight")
    opened.page.keyboard.press("+")
    assert opened.picture() != before


def test_keys_walk_from_node_to_node(opened):
    reached = set()
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        opened.go(f"agency={tail(INDUSTRY)}")
        opened.page.focus("#canvas canvas")
        opened.page.keyboard.press(f"Shift+{key}")
        reached.add(opened.text(".panel h2"))
        assert "agency=" in opened.address()
    assert len(reached - {"云河市工业和信息化局"}) >= 2


def test_the_overview_prints_its_charts_on_the_first_page(opened):
    opened.go("view=overview")
    first = pypdfium2.PdfDocument(opened.page.pdf(prefer_css_page_size=True))[0]
    text = first.get_textpage().get_text_bounded()
    assert "机构负荷" in text
    assert "下载 CSV" not in text


def test_print_shows_the_whole_table_and_no_controls(opened):
    opened.go("view=measures")
    opened.page.emulate_media(media="print")
    assert not opened.visible(".filters")
    assert not opened.visible("#tabs")
    assert opened.visible("tbody tr")


@pytest.mark.parametrize("address", VIEWS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_control_is_cut_off(opened, address, language):
    opened.go()
    opened.tell(f"localStorage.setItem('policy-kg-language', '{language}')")
    opened.go(f"{address}&agency={tail(INDUSTRY)}" if address == "view=agencies" else address)
    assert opened.tell(CUT_OFF) == []


@pytest.mark.parametrize("address", VIEWS)
def test_no_serious_fault_of_access(axe, files, address):
    assert axe(files["workbench"], address) == []
