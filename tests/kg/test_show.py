"""What a person sees of one document: every fact with its quote, inferred ones with the sentence that licenses them."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from rich.console import Console

from kg.building.reading import covered
from kg.cli import cli
from kg.show import show
from ontology.model import Record, Remark, Span
from tests.factories import make_record

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"
PLAN = str(EXAMPLES / "documents" / "02-云河市-数字经济实施方案.txt")
REGIONS = ["--regions", str(EXAMPLES / "regions.toml")]


def shown(record: Record, width: int = 100) -> str:
    page = StringIO()
    Console(file=page, width=width).print(show(record))
    return page.getvalue()


def line_with(page: str, words: str) -> str:
    return next(line for line in page.splitlines() if words in line)


class TestTable:
    @pytest.mark.parametrize(
        "words",
        [
            "发文字号  云政办发〔2020〕31号",
            "成文日期  2020-04-07  “2020年4月7日”",  # printed differently: with its quote
            "主送      各县区人民政府、市各委办局",
            "二 主要任务",
            "一 建设新型基础设施  m1",
            "牵头：云河市工业和信息化局“市工业和信息化局”",
            "云河市自然资源和规划局“自然资源局”",  # the mention as printed, its elided 市 not restored
            "任务目标：5G基站 2000个，期限 2020-12-31 “建成5G基站2000个”",
            "任务目标：数字企业 30–50家",
            "完成时限 2021-06 “2021年6月前完成”",
            "有关部门（未确定）",
            "废止      《云河市智慧城市建设意见》云政办发〔2016〕12号",
            "vague-agency  “有关部门”未指明单位",
        ],
    )
    def test_holds(self, words):
        assert words in shown(make_record())

    def test_inferred_parts_point_at_the_sentence_that_licenses_them(self):
        page = shown(make_record())
        assert "参与〔推定2〕：云河市科学技术局“市科技局”" in page
        assert "推定2  “排第一的为牵头部门”" in page
        assert "推定1  “各县区人民政府均需负责,不再列出”" in page

    def test_a_target_outside_of_measures_stands_under_its_section(self):
        lines = shown(make_record()).splitlines()
        section = next(i for i, line in enumerate(lines) if line.endswith("一 总体目标"))
        assert "数字经济增加值占地区生产总值比重 ≥ 45%" in lines[section + 1]

    def test_no_fact_is_lost_where_no_clause_holds_it(self):
        page = shown(make_record(sections=(), measures=(), responsibilities=()))
        assert "未找到编号条款" in page
        assert "数字经济增加值占地区生产总值比重" in page

    def test_citations_keep_to_their_sentence(self):
        assert "“落实《云河市城市更新办法》”" in shown(make_record())

    def test_fits_a_hundred_columns(self):
        assert max(cell_len(line) for line in shown(make_record()).splitlines()) <= 100

    def test_a_document_cannot_steer_the_terminal_or_the_markup(self):
        document = replace(make_record().document, title="\x1b[2J方案\u202e[bold red]")
        page = shown(make_record(document=document))
        assert "\x1b" not in page
        assert "\ufffd[2J方案\ufffd[bold red]" in page

    def test_nothing_to_warn_of_is_said(self):
        assert shown(make_record(warnings=())).rstrip().endswith("无")


def test_contacts_are_covered_and_no_quote_moves():
    record = make_record()
    text = record.text + "联系人：林小满，电话：3900001。\n"
    span = Span(len(record.text), len(text) - 1)
    remark = Remark("statement-not-understood", f"疑似：{text[slice(*span)]}", span)
    hidden = covered(replace(record, text=text, warnings=(remark,)))
    assert "林小满" not in shown(hidden)
    assert "3900001" not in hidden.text + hidden.warnings[0].message
    assert hidden.text[: span.start] == record.text
    assert hidden.targets == record.targets


class TestCommand:
    def test_json_is_the_public_record(self):
        result = CliRunner().invoke(cli, ["extract", PLAN, "--format", "json", *REGIONS])
        assert result.exit_code == 0, result.output
        record = json.loads(result.stdout)
        assert list(record) == [
            "source",
            "document",
            "citations",
            "sections",
            "measures",
            "responsibilities",
            "targets",
            "warnings",
            "copies",
        ]
        assert record["document"]["issuers"][0]["name"] == "云河市人民政府"
        assert record["document"]["region"]["name"] == "临海省云河市"
        assert record["responsibilities"][0]["agency"]["name"].startswith("云河市")

    @pytest.mark.parametrize("form", ["table", "json", "html"])
    def test_a_file_gets_what_the_terminal_would(self, form, tmp_path):
        arguments = ["extract", PLAN, "--format", form, *REGIONS]
        out = tmp_path / "页.out"
        assert CliRunner().invoke(cli, [*arguments, "-o", str(out)]).exit_code == 0
        assert out.read_text("utf-8") == CliRunner().invoke(cli, arguments).stdout

    @pytest.mark.parametrize(
        ("name", "content"),
        [("空.txt", b" \n"), ("图.png", b"\x89PNG"), ("缺.txt", None), ("码.txt", b"\0\1\2\xff" * 50)],
    )
    def test_what_cannot_be_read_is_one_line_and_exit_code_1(self, name, content, tmp_path):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        result = CliRunner().invoke(cli, ["extract", str(path)])
        assert result.exit_code == 1
        assert result.stderr.startswith(f"Error: {path}")
        assert result.stderr.count("\n") == 1

    def test_a_wrong_call_is_exit_code_2(self):
        assert CliRunner().invoke(cli, ["extract"]).exit_code == 2
        assert CliRunner().invoke(cli, ["extract", PLAN, "--format", "pdf"]).exit_code == 2
