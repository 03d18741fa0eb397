"""A saved check-up in the workbench: on the overview, beside the document and in its words, and nowhere before."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from exports.html import embedded_view, render_workbench
from kg.building.builds import build
from kg.checking.check import rule_infos
from kg.checking.rules import packaged_rules
from kg.cli import cli
from kg.pages.findings import show_findings
from ontology.regions import read_regions
from tests.notices import NUMBER, notice

ROOT = Path(__file__).resolve().parent.parent
# The rare character before the words of findings takes two units where JavaScript counts.
TEXT = notice(
    "建设𠮷祥光网。到2019年底，千兆光网家庭覆盖率达到80%。（牵头单位：市工信局）",
    "培育企业。总投资10亿元，其中市级财政6亿元，社会资本5亿元。（牵头单位：市环保局）",
    "<img src=x onerror=alert(1)>改造社区。由市公安局会同市民政局办理。（牵头单位：市财政局）",
)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("体检页")
    (folder / "文件").mkdir()
    (folder / "文件" / "一.txt").write_text(TEXT, "utf-8")
    out = folder / "out"
    build([folder / "文件"], out, regions=read_regions(ROOT / "examples" / "regions.toml"))
    page = out / "workbench.html"
    view = embedded_view(page.read_text("utf-8"))
    unchecked, clear = folder / "unchecked.html", folder / "clear.html"
    unchecked.write_text(page.read_text("utf-8"), "utf-8")
    clear.write_text(render_workbench(view | {"findings": {"rules": [], "found": []}}), "utf-8")
    result = CliRunner().invoke(cli, ["check", "--save", "-g", str(out)])
    assert result.exit_code == 1, result.output
    return {"workbench": page, "unchecked": unchecked, "clear": clear}


def test_the_overview_lists_the_gravest_first_each_with_words_and_remedy(opened):
    opened.go("view=overview&to=findings")
    levels = opened.texts("#findings .fold .badge")
    assert levels == sorted(levels, key=["错误", "警告", "提示"].index)
    assert levels[0] == "错误"
    assert len(levels) == int(opened.text("#findings .tally").split()[0])
    opened.page.click("#findings .fold summary >> nth=0")
    assert opened.text("#findings .fold .quote mark") == "到2019年底，千兆光网家庭覆盖率达到80%"
    assert "核对年份" in opened.text("#findings .remedy")
    assert "deadline.past" in opened.text("#findings .rule-id")


def test_severity_and_rule_narrow_the_list(opened):
    opened.go("view=overview")
    opened.page.click("#findings .chip >> text=警告")
    assert "severity=warning" in opened.address()
    assert set(opened.texts("#findings .fold .badge")) == {"警告"}
    opened.page.click("#findings .chip >> text=单位名称当时不存在")
    assert len(opened.texts("#findings .fold")) == 1
    assert "“市环保局”在2021-03-05不存在" in opened.text("#findings .fold")


def test_they_stand_beside_the_document_and_under_its_words(opened):
    opened.go(f"doc={quote(NUMBER)}")
    assert "体检" in opened.texts(".panel h3 >> nth=0")[0]
    marked = "".join(opened.texts(".reading .found"))
    assert "到2019年底" in marked
    assert "市环保局" in marked
    opened.page.click(".reading .found >> text=到2019年底")
    assert "完成时限2019早于成文日期2021-03-05" in " ".join(opened.texts(".panel .fold"))


def test_a_finding_leads_to_its_words_and_a_document_to_its_findings(opened):
    opened.go("view=overview&to=findings")
    opened.page.click("#findings .onto >> nth=0")
    assert opened.text(".reading .here") == "到2019年底，千兆光网家庭覆盖率达到80%"
    opened.go("view=overview")
    count = int(opened.text("#docs tbody td:last-child"))
    assert count == opened.count("#findings .fold") > 2


def test_they_stand_beside_the_measure_they_are_about(opened):
    opened.go("view=measures")
    opened.page.click("tbody tr >> text=光网")
    assert any("早于成文日期" in row for row in opened.texts(".panel .fold"))
    opened.page.click("tbody tr >> text=培育企业")
    assert not any("早于成文日期" in row for row in opened.texts(".panel .fold"))


def test_what_a_document_says_stays_text(opened):
    opened.go("view=overview&to=findings")
    assert opened.count("main img") == 0
    assert "<img src=x onerror=alert(1)>" in opened.text("#findings")


@pytest.mark.parametrize("opened", ["unchecked"], indirect=True)
def test_before_a_check_up_there_is_nothing_to_see(opened):
    opened.go("view=overview")
    assert opened.count("#findings") == 0
    assert "体检" not in opened.text("main")


@pytest.mark.parametrize("opened", ["clear"], indirect=True)
def test_a_check_up_that_found_nothing_says_so(opened):
    opened.go("view=overview")
    assert "上次体检没有发现问题" in opened.text("#findings")


@pytest.mark.parametrize("address", ["view=overview", f"doc={quote(NUMBER)}"])
def test_no_serious_fault_of_access(axe, files, address):
    assert axe(files["workbench"], address) == []


def test_saving_again_gives_the_same_page_and_nothing_found_clears_it(files):
    page = files["workbench"]
    before = page.read_bytes()
    CliRunner().invoke(cli, ["check", "--save", "-g", str(page.parent)])
    assert page.read_bytes() == before
    show_findings(page.parent, [], rule_infos(packaged_rules(), []))
    assert embedded_view(page.read_text("utf-8"))["findings"]["found"] == []
    CliRunner().invoke(cli, ["check", "--save", "-g", str(page.parent)])
    assert page.read_bytes() == before
