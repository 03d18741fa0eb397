"""A 督查台账 that was filled in and sent back: what is taken, what is told, and where it goes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode

from exports.html import embedded_view
from exports.workbook import render_workbook
from kg.building.ledger import read_ledger
from kg.cli import cli
from kg.duties.columns import Wish
from kg.duties.progress import Report, add_reports, latest, load_reports, match_reports, progress_path, progress_quads
from kg.duties.sheets import duty_book
from kg.graph.store import open_store
from kg.graph.triples import corpus_quads
from kg.pages.workbench import view_model
from kg.shapes.validate import validate
from ontology import iri
from ontology.errors import DataError, SourceError
from ontology.terms import PK, PROV
from tests.factories import INDUSTRY, NUMBER, make_corpus

CORPUS = make_corpus()
DOCUMENT = iri.document_iri(number=NUMBER)
M1, M2, M3 = (iri.measure_iri(DOCUMENT, name) for name in ("m1", "m2", "m3"))
REPORT = Report(M1, "建设新型基础设施", "2025-06-30", by=INDUSTRY.name, status="green", progress="已开通基站800个")
Fill = Callable[[Any, dict[str, int]], None]


def returned(path: Path, fill: Fill) -> Path:
    """The 督查台账 of the city's plan as it comes back, after ``fill(sheet, columns by head)``."""
    sheets = duty_book(CORPUS, Wish(documents=[NUMBER], per="document"), ledger=True)
    book = openpyxl.load_workbook(io.BytesIO(render_workbook(sheets, title="督查台账")))
    page = book[NUMBER]
    fill(page, {cell.value: cell.column for cell in page[3]})
    book.save(path)
    return path


def filled(*rows: dict[str, Any]) -> Fill:
    """Fills the rows of the table, from its first, with values by head."""

    def fill(page: Any, heads: dict[str, int]) -> None:
        for number, row in enumerate(rows, 4):
            for head, value in row.items():
                page.cell(number, heads[head], value)

    return fill


class TestReading:
    def test_filled_rows_become_reports(self, tmp_path):
        row = {"进展": " 已开通基站800个 ", "状态": "绿", "季度节点": "二季度", "填报日期": date(2025, 6, 30)}
        path = returned(tmp_path / "返回.xlsx", filled({**row, "填报单位": INDUSTRY.name, "问题": "用地未批"}))
        [report], problems = read_ledger(path, CORPUS)
        assert problems == []
        assert report == replace(
            REPORT, quarter="二季度", problem="用地未批", file="返回.xlsx", sha256=report.sha256, row=f"{NUMBER}!4"
        )
        assert len(report.sha256) == 64

    def test_nothing_filled_in_is_nothing_reported(self, tmp_path):
        assert read_ledger(returned(tmp_path / "a.xlsx", filled({"填报单位": "市财政局"})), CORPUS) == ([], [])

    def test_date_and_name_stand_in_where_a_row_does_not_say(self, tmp_path):
        rows = filled({"进展": "甲"}, {"进展": "乙", "填报日期": "2025年5月8日", "填报单位": "市科技局"})
        reports, _ = read_ledger(returned(tmp_path / "a.xlsx", rows), CORPUS, date="2025-06-30", by="市府办")
        assert [(report.date, report.by) for report in reports] == [
            ("2025-06-30", "市府办"),
            ("2025-05-08", "市科技局"),
        ]

    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ({"状态": "紫"}, "状态“紫”不认识"),
            ({"进展": "甲", "标识": "https://example.org/m9"}, "图谱中没有这项任务"),
            ({"进展": "甲", "标识": None}, "没有标识"),
            ({"进展": "甲", "填报日期": "六月底"}, "填报日期“六月底”不是日期"),
        ],
        ids=lambda value: str(value)[:12],
    )
    def test_rows_that_cannot_be_used_are_told(self, tmp_path, row, reason):
        def fill(page: Any, heads: dict[str, int]) -> None:
            filled(row)(page, heads)
            if "标识" in row and row["标识"] is None:
                page.cell(4, heads["标识"]).value = None

        reports, [problem] = read_ledger(returned(tmp_path / "a.xlsx", fill), CORPUS, date="2025-06-30")
        assert reports == []
        assert problem.row == f"{NUMBER}!4"
        assert reason in problem.reason

    def test_the_clock_is_not_asked(self, tmp_path):
        reports, [problem] = read_ledger(returned(tmp_path / "a.xlsx", filled({"进展": "甲"})), CORPUS)
        assert reports == []
        assert "没有填报日期" in problem.reason

    @pytest.mark.parametrize(("second", "taken"), [("甲", 1), ("乙", 0)])
    def test_doubled_rows_count_once_and_contradictions_not_at_all(self, tmp_path, second, taken):
        rows = filled({"进展": "甲"}, {"进展": second, "标识": M1})
        reports, problems = read_ledger(returned(tmp_path / "a.xlsx", rows), CORPUS, date="2025-06-30")
        assert len(reports) == taken
        assert len(problems) == (0 if taken else 2)

    def test_renamed_columns_and_colour_words_are_understood(self, tmp_path):
        def fill(page: Any, heads: dict[str, int]) -> None:
            filled({"状态": "黄灯", "进展": 12})(page, heads)
            page.cell(3, heads["进展"], "进展情况")

        [report], _ = read_ledger(returned(tmp_path / "a.xlsx", fill), CORPUS, date="2025-06-30")
        assert (report.status, report.progress) == ("yellow", "12")


class TestHostileFiles:
    def test_what_is_no_workbook(self, tmp_path):
        path = tmp_path / "a.xlsx"
        path.write_text("不是表格", encoding="utf-8")
        with pytest.raises(SourceError, match=r"a\.xlsx: is no \.xlsx file"):
            read_ledger(path, CORPUS)
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("x.txt", "")
        with pytest.raises(SourceError, match="cannot be read as a workbook"):
            read_ledger(path, CORPUS)

    def test_another_table(self, tmp_path):
        path = tmp_path / "a.xlsx"
        path.write_bytes(render_workbook(duty_book(CORPUS, Wish()), title="任务分工表"))
        with pytest.raises(SourceError, match="no sheet has the columns 标识 and 进展"):
            read_ledger(path, CORPUS)

    def test_one_that_unpacks_beyond_reason(self, tmp_path, monkeypatch):
        path = returned(tmp_path / "a.xlsx", filled({"进展": "甲"}))
        monkeypatch.setattr("kg.building.ledger.MAX_UNPACKED", 1000)
        with pytest.raises(SourceError, match="unpacks to more than"):
            read_ledger(path, CORPUS)

    def test_one_that_declares_entities(self, tmp_path):
        path = tmp_path / "a.xlsx"
        whole = returned(tmp_path / "b.xlsx", filled({"进展": "甲"}))
        with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w") as new:
            for name in old.namelist():
                data = old.read(name)
                bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' if name == "xl/workbook.xml" else b""
                new.writestr(name, bomb + data)
        with pytest.raises(SourceError, match="declares entities"):
            read_ledger(path, CORPUS)


class TestKeeping:
    def test_the_file_only_grows_and_knows_what_it_holds(self, tmp_path):
        path = tmp_path / "demo.progress.jsonl"
        later = replace(REPORT, date="2025-09-30", status="red")
        assert add_reports(path, [REPORT, REPORT])[1] == 1
        before = path.read_text("utf-8")
        assert add_reports(path, [replace(REPORT, file="又一份.xlsx"), later])[1] == 1
        assert path.read_text("utf-8").startswith(before)
        assert load_reports(path) == (REPORT, later)

    @pytest.mark.parametrize("line", ["不是", "{}", '{"measure": "m", "task": "t", "date": "2025", "status": "紫"}'])
    def test_a_damaged_line_is_named(self, tmp_path, line):
        path = tmp_path / "progress.jsonl"
        path.write_text(json.dumps({"measure": "m", "task": "t", "date": "2025-01-01"}) + "\n" + line, encoding="utf-8")
        with pytest.raises(DataError, match=r"progress\.jsonl: line 2"):
            load_reports(path)

    def test_the_last_day_counts_then_the_worst_status(self):
        old = replace(REPORT, date="2025-03-31", status="red")
        other = replace(REPORT, by="市财政局", status="yellow")
        silent = replace(REPORT, date="2025-12-31", status=None)
        assert latest([old, other, REPORT, silent]) == {M1: other}
        assert latest([silent]) == {M1: silent}

    def test_a_measure_is_found_by_its_title_when_clauses_are_renumbered(self):
        renumbered = replace(REPORT, measure=M3)
        gone = replace(REPORT, task="早已删去的任务")
        matched, lost = match_reports(CORPUS, [REPORT, renumbered, gone])
        assert [report.measure for report in matched] == [M1, M1]
        assert lost == [gone]


class TestGraphAndWorkbench:
    def test_reports_stand_in_a_graph_of_their_own(self):
        quads = progress_quads(
            CORPUS, [replace(REPORT, problem="联系电话13912345678", sha256="a" * 64, file="返回.xlsx")]
        )
        assert {quad.graph_name.value for quad in quads} == {CORPUS.base + "progress"}
        said = {(quad.predicate, quad.object) for quad in quads if "/report/" in quad.subject.value}
        assert (PK.about, NamedNode(M1)) in said
        assert (PROV.wasAttributedTo, NamedNode(INDUSTRY.iri or "")) in said
        assert (PK.problemText, Literal("联系电话•••••••••••")) in said
        assert any(q.predicate == PK.currentStatus and q.subject == NamedNode(M1) for q in quads)
        assert progress_quads(CORPUS, []) == []

    def test_the_graph_with_reports_conforms_and_documents_say_what_they_said(self):
        before = corpus_quads(CORPUS)
        quads = progress_quads(CORPUS, [REPORT, replace(REPORT, by="某人", date="2025-09-30", status=None)])
        assert validate([*before, *quads]) == validate(before)
        assert not {quad.triple for quad in quads} & {quad.triple for quad in before}

    def test_the_workbench_knows_the_latest_status(self):
        view = view_model(CORPUS, progress=latest([replace(REPORT, problem="联系电话13912345678")]))
        told = {measure["title"]: measure["status"] for measure in view["measures"] if measure["status"]}
        assert list(told) == ["建设新型基础设施"]
        assert told["建设新型基础设施"]["colour"] == "green"
        assert "139" not in told["建设新型基础设施"]["problem"]
        assert all(measure["status"] is None for measure in view_model(CORPUS)["measures"])


PLAN = """云河市人民政府办公室关于印发云河市绿色出行方案的通知
云政办发〔2024〕6号
各县区人民政府，市各委办局：
现将《云河市绿色出行方案》印发给你们，请认真贯彻执行。
云河市人民政府办公室
2024年3月1日
云河市绿色出行方案
一、主要任务
（一）建设慢行系统。到2025年，建成绿道120公里。（牵头单位：市交通运输局；配合单位：市财政局）
（二）推广新能源公交。到2026年，新能源公交占比达到90%。（牵头单位：市交通运输局；配合单位：市发展改革委）
"""


class TestCommand:
    @pytest.fixture
    def demo(self, tmp_path) -> Path:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "方案.txt").write_text(PLAN, encoding="utf-8")
        self.run("build", tmp_path / "in", "-o", tmp_path / "demo", "--workers", "1", "-q")
        return tmp_path / "demo"

    def run(self, *arguments: object, code: int = 0) -> str:
        result = CliRunner().invoke(cli, [str(argument) for argument in arguments])
        assert result.exit_code == code, result.output
        return result.output

    def ledger(self, demo: Path, **cells: object) -> Path:
        """The build's own 督查台账, its first row filled in."""
        path = demo.parent / "台账.xlsx"
        self.run("export", "xlsx", "--table", "督查台账", "-g", demo, "-o", path)
        book = openpyxl.load_workbook(path)
        page = book.worksheets[0]
        filled(cells)(page, {cell.value: cell.column for cell in page[3]})
        book.save(path)
        return path

    def test_a_returned_table_goes_into_graph_store_and_workbench_and_stays(self, demo):
        before = (demo / "graph.nq").read_text("utf-8")
        path = self.ledger(demo, 进展="完成勘察", 状态="黄", 填报日期=date(2025, 6, 30))
        output = self.run("progress", path, "-g", demo, "--by", "市交通运输局")
        assert "读入 1 条，已有 0 条，未用 0 条" in output
        assert "黄1项" in output
        after = (demo / "graph.nq").read_text("utf-8")
        assert set(before.splitlines()) <= set(after.splitlines())
        self.check(demo)
        assert "读入 0 条，已有 1 条" in self.run("progress", path, "-g", demo, "--by", "市交通运输局")
        self.run("build", demo.parent / "in", "-o", demo, "--workers", "1", "-q")
        self.check(demo)
        assert (demo / "graph.nq").read_text("utf-8") == after

    def check(self, demo: Path) -> None:
        query = "SELECT ?t { GRAPH ?g { ?r a pk:ProgressReport ; pk:progressText ?t } }"
        rows = open_store(demo / "store").query(f"PREFIX pk: <{PK.iri}> {query}")
        assert [row["t"].value for row in rows] == ["完成勘察"]  # type: ignore[union-attr]
        view = embedded_view((demo / "workbench.html").read_text("utf-8"))
        assert [m["status"]["colour"] for m in view["measures"] if m["status"]] == ["yellow"]

    def test_rows_without_use_exit_with_1_and_reports_may_be_kept_elsewhere(self, demo):
        path = self.ledger(demo, 进展="完成勘察", 状态="紫")
        kept = demo.parent / "in" / "进展.jsonl"
        assert "不认识" in self.run("progress", path, "-g", demo, "--date", "2025-06-30", code=1)
        assert not progress_path(demo).exists()
        path = self.ledger(demo, 进展="完成勘察", 状态="黄")
        self.run("progress", path, "-g", demo, "--date", "2025-06-30", "--to", kept)
        self.run("build", demo.parent / "in", "-o", demo, "--workers", "1", "-q", "--progress", kept)
        self.check(demo)

    def test_wrong_days_and_empty_builds(self, demo):
        assert "--date 下周: no day" in self.run("progress", "-g", demo, "--date", "下周", code=2)
        assert "还没有进展" in self.run("progress", "-g", demo)
        assert self.run("progress", "-g", demo, "--date", "today")

    @pytest.mark.parametrize(
        ("arguments", "word"),
        [
            (["xlsx"], b"PK"),
            (["docx"], b"PK"),
            (["md"], "# 任务分工表".encode()),
            (["csv", "--table", "督查台账"], "\ufeff序号,章节,任务".encode()),
            (["md", "--table", "部门负荷表"], "市交通运输局".encode()),
            (["csv", "--table", "指标对比表"], "新能源公交占比".encode()),
            (["xlsx", "--table", "政策依据表"], b"PK"),
            (["xlsx", "--agency", "市财政局", "--names", "full", "--wording"], b"PK"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_every_table_in_every_format(self, demo, arguments, word):
        out = demo.parent / "表"
        self.run("export", *arguments, "-g", demo, "-o", out)
        assert word in out.read_bytes()

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["turtle", "--table", "督查台账"], "writes no tables"),
            (["docx", "--table", "督查台账"], "docx writes 任务分工表 only"),
            (["md", "--per", "agency"], "md has no sheets"),
            (["csv", "--document", "方案"], "only for 任务分工表 and 督查台账"),
            (["docx", "--agency", "市财政局"], "docx writes whole documents"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_options_that_a_format_has_no_use_for_are_refused(self, demo, arguments, message):
        assert message in self.run("export", *arguments, "-g", demo, "-o", demo.parent / "x", code=2)
