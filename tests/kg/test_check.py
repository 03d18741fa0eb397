"""The check-up: every rule proves itself by its examples, and findings of a build carry words, places and remedies."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner

from exports.findings import SEVERITIES
from kg.building.builds import build, write_build
from kg.checking.check import check_build, prove, rule_infos, rules_with
from kg.checking.report import finding_iri, render_report
from kg.checking.rules import packaged_rules, parse_rule
from kg.checking.show import WIDTH, render_findings
from kg.cli import cli
from kg.resolving.status import Repeal, repeals_in, status_at, status_rows
from ontology.errors import DataError, UsageError
from ontology.iri import DEFAULT_BASE
from ontology.model import Header
from ontology.regions import read_regions
from tests.factories import make_corpus, make_parent_record, make_record, make_target

RULES = {rule.info.id: rule for rule in packaged_rules()}
ROOT = Path(__file__).parents[2]
OWN = """
id = "own.untitled"
severity = "warning"
title = { zh = "没有标题", en = "Untitled" }
message = "{number}没有标题"
remedy = "补上标题"
sparql = '''SELECT ?document ?focus ?number { ?document eli:number ?number . BIND(?document AS ?focus)
  FILTER NOT EXISTS { ?document dcterms:title ?title } }'''
[[violating]]
turtle = 'ex:d eli:number "云政发〔2020〕1号" .'
finds = ["云政发〔2020〕1号没有标题"]
[[passing]]
turtle = 'ex:d eli:number "云政发〔2020〕1号" ; dcterms:title "通知"@zh .'
"""


def write_corpus(folder: Path, *records: object) -> Path:
    """A build of the factories' records, whose regions no table lists."""
    report = {"settings": {"base": DEFAULT_BASE, "regions": []}}
    write_build(folder, make_corpus(*records), report)  # type: ignore[arg-type]
    return folder


PLANTED = {
    "a.txt": """云河市人民政府办公室关于印发云河市促进就业若干措施的通知
云河政办发〔2022〕15号
各县区人民政府，市政府各部门：
《云河市促进就业若干措施》已经市政府同意，现印发给你们，请认真贯彻执行。
云河市人民政府办公室
2022年5月6日

云河市促进就业若干措施

为贯彻落实《临海省稳就业行动方案》（临政办发〔2023〕7号），根据《云河市就业补助资金管理办法》（云河财规〔2016〕2号），制定本措施。

一、总体目标
到2025年，城镇新增就业5万人以上，城镇调查失业率控制在5.5%以内，高校毕业生去向落实率达到90%。

二、重点任务（排第一的为牵头部门，下同）
（一）稳定企业岗位。对不裁员、少裁员的参保企业，返还部分失业保险费。由市财政局负责资金保障。（责任单位：市人社局、市环保局）
（二）开展技能培训。每年培训1万人次，其中企业职工1.2万人次。（牵头单位：市人社局、市教育局；配合单位：市财政局）
（三）支持返乡创业。建设返乡创业园10个，为返乡创业人员提供场地、融资、培训等一揽子支持，打造一批创业示范乡镇。
（四）强化数据共享。建立就业数据共享机制，推动数据按需共享。（责任单位：市有关部门）
（五）健全服务体系。完善四级公共就业服务网络。（配合单位：市数据局、市财政局）
（六）推动毕业生就业。面向高校毕业生开发政策性岗位，扩大基层项目招募规模，组织青年就业见习，对困难毕业生开展一对一帮扶，确保就业局势总体稳定，实现更加充分更高质量的就业。（责任单位：市人社局）
""",
    "b.txt": """云河市财政局关于印发云河市就业资金管理办法的通知
云河财规〔2020〕5号
各县区财政局：
现将《云河市就业资金管理办法》印发给你们，请遵照执行。
云河市财政局
2020年3月1日

云河市就业资金管理办法

第一条 为规范就业资金管理，提高资金使用效益，制定本办法。
第二条 本办法自2020年4月1日起施行，有效期5年。《云河市就业补助资金管理办法》（云河财规〔2016〕2号）同时废止。
""",
    "c.txt": """云河市人民政府关于做好高校毕业生就业工作的实施意见
云河政发〔2023〕9号
各县区人民政府，市政府各部门：
为做好高校毕业生就业工作，根据《云河市就业资金管理办法》（云河财规〔2020〕6号），提出如下意见。
一、主要任务
（一）拓宽就业渠道。面向高校毕业生开发政策性岗位，扩大基层项目招募规模，组织青年就业见习，对困难毕业生开展一对一帮扶，确保就业局势总体稳定，实现更加充分更高质量的就业。（责任单位：市教育局、市人社局）
（二）加强就业服务。举办招聘会，开展就业指导。（责任单位：市人社局）
云河市人民政府
2023年6月1日
""",
}


def test_faults_planted_in_documents_are_found_and_nothing_else(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in PLANTED.items():
        (folder / name).write_text(text, "utf-8")
    build([folder], tmp_path / "out", regions=read_regions(ROOT / "examples" / "regions.toml"))
    found = check_build(tmp_path / "out", shapes=False)
    assert {((f.path or "")[-5:], f.rule) for f in found} == {
        ("a.txt", "citation.not-yet-issued"),
        ("a.txt", "citation.not-in-force"),
        ("a.txt", "target.parts"),
        ("a.txt", "agency.forgotten"),
        ("a.txt", "agency.outdated"),
        ("a.txt", "agency.vague"),
        ("a.txt", "measure.unassigned"),
        ("a.txt", "target.no-owner"),
        ("a.txt", "target.no-deadline"),
        ("a.txt", "lead.missing"),
        ("a.txt", "lead.several"),
        ("c.txt", "citation.title-numbers"),
        ("c.txt", "measure.duplicate"),
    }
    for finding in found:
        assert finding.place is not None
        text = (tmp_path / "out" / finding.place.text_file).read_text("utf-8")
        assert text[finding.place.start : finding.place.end] == finding.place.quote


@pytest.fixture(scope="module")
def faulty(tmp_path_factory) -> Path:
    """A build with planted faults: a deadline before the document's date, and two leads side by side."""
    city = make_record()
    targets = tuple(replace(t, deadline="2019") if t.id == "t2" else t for t in city.targets)
    parts = tuple(
        replace(p, role="lead") if p.measure == "m2" and p.surface == "市科技局" else p for p in city.responsibilities
    )
    return write_corpus(
        tmp_path_factory.mktemp("faulty") / "out",
        replace(city, targets=targets, responsibilities=parts),
        make_parent_record(),
    )


@pytest.mark.parametrize("name", RULES)
def test_rule_proves_itself(name):
    rule = RULES[name]
    assert rule.file == f"kg/checks/{name}.toml"
    prove(rule)


def test_the_rules_that_were_promised_are_there():
    assert set(RULES) >= {
        "measure.unassigned", "lead.several", "lead.missing", "target.no-deadline", "target.no-owner", "deadline.past",
        "citation.not-in-force", "citation.number-titles", "citation.title-numbers", "agency.outdated", "target.weaker",
        "target.parts", "clause.unused", "agency.forgotten", "measure.duplicate", "citation.open", "agency.open",
    }  # fmt: skip


def test_every_rule_is_documented():
    page = (ROOT / "docs" / "check.md").read_text("utf-8")
    names = {"error": "错误", "warning": "警告", "note": "提示"}
    for name, rule in RULES.items():
        assert f"| `{name}` | {names[rule.info.severity]} |" in page


def test_the_documented_rule_of_ones_own_works():
    page = (ROOT / "docs" / "check.md").read_text("utf-8")
    prove(parse_rule(page.partition("```toml\n")[2].partition("```")[0], "docs/check.md"))


class TestBuild:
    def test_finding_has_words_place_document_and_remedy(self, faulty):
        found = [finding for finding in check_build(faulty, shapes=False) if finding.rule == "deadline.past"]
        [finding] = found
        assert finding.severity == "error"
        assert finding.number == "云政办发〔2020〕31号"
        assert finding.path == "in/plan.html"
        assert finding.title == "云河市加快数字经济发展实施方案"
        assert "2019早于成文日期2020-04-07" in finding.message
        assert finding.remedy
        assert finding.place is not None
        text = (faulty / finding.place.text_file).read_text("utf-8")
        assert text[finding.place.start : finding.place.end] == finding.place.quote

    def test_leads_side_by_side_are_named_in_the_order_of_the_text(self, faulty):
        [finding] = [finding for finding in check_build(faulty, shapes=False) if finding.rule == "lead.several"]
        assert finding.message.endswith("由市工信局、市科技局并列牵头")

    def test_shapes_are_among_the_findings_but_say_nothing_twice(self, faulty):
        found = check_build(faulty)
        shapes = {finding.rule for finding in found if finding.rule.startswith("shacl.")}
        own = {finding.rule for finding in check_build(faulty, shapes=False)}
        assert not {rule for rule in own if rule.startswith("shacl.")}
        assert "责任单位尚未认定" not in {finding.message for finding in found}
        assert [finding.message for finding in found if finding.rule == "agency.open"] == [
            "“有关部门”指哪个单位无法认定"
        ]
        assert all(info.id in shapes for info in rule_infos((), found) if info.id.startswith("shacl."))

    def test_order_is_by_document_then_gravity_and_equal_every_time(self, faulty):
        found = check_build(faulty)
        assert found == check_build(faulty)
        keys = [(f.path or "", f.document or "", SEVERITIES.index(f.severity)) for f in found]
        assert keys == sorted(keys)

    def test_each_thing_is_said_once(self, faulty):
        keys = [(f.rule, f.focus, f.message) for f in check_build(faulty)]
        assert len(keys) == len(set(keys))

    def test_quotes_of_rules_that_read_texts_are_covered(self, tmp_path):
        record = make_record()
        line = "总投资10亿元，其中市级6亿元（联系人：林小满 13900000001），县级5亿元。"
        text = record.text + line + "\n"
        out = write_corpus(tmp_path / "out", replace(record, text=text))
        [finding] = [f for f in check_build(out, shapes=False) if f.rule == "target.parts"]
        assert finding.message == "各项合计11亿元，超过总数10亿元"
        assert finding.place is not None
        assert "13900000001" not in finding.place.quote
        assert text[finding.place.start : finding.place.end] == line.rstrip("。")

    def test_child_weaker_than_parent_points_at_both(self, tmp_path):
        child, parent = make_record(), make_parent_record()
        goal = {"measure": None, "section": "总体目标", "deadline": "2025", "comparator": "ge"}
        mine = make_target(
            child.text, "数字经济增加值占地区生产总值比重达到45%以上", "数字经济增加值占比", "45", "%",
            id="t9", document=child.document.iri, **goal,
        )  # fmt: skip
        text = parent.text + "到2025年，全省数字经济增加值占比达到50%以上。\n"
        theirs = make_target(
            text, "数字经济增加值占比达到50%以上", "全省数字经济增加值占比", "50", "%",
            id="t9", document=parent.document.iri, **goal,
        )  # fmt: skip
        out = write_corpus(
            tmp_path / "out",
            replace(child, targets=(mine,)),
            replace(parent, text=text, targets=(theirs,)),
        )
        [finding] = [f for f in check_build(out, shapes=False) if f.rule == "target.weaker"]
        assert "低于上位文件《临海省数字经济发展行动计划》的50%" in finding.message
        assert [place.document for place in finding.related] == [parent.document.iri]


class TestUserRules:
    def test_a_rule_of_ones_own_is_added(self, tmp_path):
        (tmp_path / "mine.toml").write_text(OWN, "utf-8")
        assert {rule.info.id for rule in rules_with(tmp_path)} == {*RULES, "own.untitled"}

    def test_a_rule_with_a_known_id_takes_its_place(self, tmp_path):
        (tmp_path / "mine.toml").write_text(OWN.replace("own.untitled", "deadline.past"), "utf-8")
        [rule] = [rule for rule in rules_with(tmp_path) if rule.info.id == "deadline.past"]
        assert rule.info.title_zh == "没有标题"

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ('id = "own.untitled"', 'id = "Own Rule"', "give the rule an id"),
            ('severity = "warning"', 'severity = "fatal"', "choose error, warning or note"),
            ('remedy = "补上标题"', "", "no remedy"),
            ('remedy = "补上标题"', 'remedi = "补上标题"', "unknown key 'remedi'"),
            ("{number}没有", "{name}没有", "select ?name in the query"),
            ("{number}没有", "{number没有", "no template"),
            ("SELECT ?document ?focus ?number", "SELECT ?document ?number", "does not select ?focus"),
            ("SELECT ?document ?focus ?number", "CONSTRUCT { ?document a ?focus } WHERE", "no SELECT"),
            ("?document eli:number", "?document eli number", "no SPARQL"),
            ("{ ?document eli:number", "{ SERVICE <http://example.org/> { ?x ?y ?z } ?document eli:number", "SERVICE"),
            ("[[passing]]", "[[passed]]", "unknown key 'passed'"),
            ('finds = ["云政发〔2020〕1号没有标题"]', "", "do not fit"),
            ('finds = ["云政发〔2020〕1号', 'finds = ["云政发〔2020〕2号', "example 1 gives 云政发〔2020〕1号没有标题"),
            ("turtle = 'ex:d eli:number \"云", "turtle = 'ex:d eli:number 云", "no Turtle"),
            ('remedy = "', 'refine = "magic"\nremedy = "', "refine 'magic' is unknown"),
            ("[[violating]]", "[[violating", "correct the TOML"),
        ],
    )
    def test_a_wrong_rule_is_refused_by_file_and_rule(self, tmp_path, old, new, said):
        assert old in OWN
        (tmp_path / "mine.toml").write_text(OWN.replace(old, new, 1), "utf-8")
        with pytest.raises(DataError, match=r"mine\.toml") as caught:
            rules_with(tmp_path)
        assert said in str(caught.value)
        assert "\n" not in str(caught.value).strip()

    def test_two_files_with_one_rule_are_refused(self, tmp_path):
        for name in ("a.toml", "b.toml"):
            (tmp_path / name).write_text(OWN, "utf-8")
        with pytest.raises(DataError, match="rename one"):
            rules_with(tmp_path)

    def test_a_folder_without_rules_is_a_wrong_call(self, tmp_path):
        with pytest.raises(UsageError, match="no rules there"):
            rules_with(tmp_path)


class TestReport:
    def test_report_is_shacl_without_blank_nodes(self, faulty):
        found = check_build(faulty)
        infos = rule_infos(packaged_rules(), found)
        turtle = render_report(found, infos, base=DEFAULT_BASE)
        triples = [quad.triple for quad in pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)]
        assert not [t for t in triples if isinstance(t.object, pyoxigraph.BlankNode)]
        store = pyoxigraph.Store()
        store.load(turtle, pyoxigraph.RdfFormat.TURTLE)
        shacl = {"sh": "http://www.w3.org/ns/shacl#"}
        query = """SELECT ?result ?focus ?message ?shape {
          ?report a sh:ValidationReport ; sh:conforms false ; sh:result ?result .
          ?result a sh:ValidationResult ; sh:focusNode ?focus ; sh:resultMessage ?message ; sh:sourceShape ?shape ;
            sh:resultSeverity ?severity ; sh:sourceConstraintComponent ?component . FILTER(LANG(?message) = "zh") }"""
        rows = list(store.query(query, prefixes=shacl))
        assert {(row["result"].value, row["message"].value) for row in rows} == {
            (finding_iri(finding, DEFAULT_BASE), finding.message) for finding in found
        }
        assert len(rows) == len(found)

    def test_nothing_found_conforms(self):
        assert b"sh:conforms true" in render_report([], [], base=DEFAULT_BASE)


class TestTable:
    def test_table_is_grouped_and_fits(self, faulty):
        found = check_build(faulty)
        text = render_findings(found, rule_infos(packaged_rules(), found))
        assert text.index("《云河市加快数字经济发展实施方案》（云政办发〔2020〕31号）") < text.index("完成时限")
        assert max(map(len, text.splitlines())) <= WIDTH
        assert "deadline.past" in text

    def test_nothing_found_is_said(self):
        assert render_findings([], []) == "没有发现问题\n"


class TestCommand:
    def run(self, *arguments: str):
        return CliRunner().invoke(cli, ["check", "--no-shapes", *arguments])

    @pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("never", 0)])
    def test_exit_code_is_as_asked(self, faulty, level, code):
        assert self.run("-g", str(faulty), "--fail-on", level).exit_code == code

    def test_severity_hides_but_does_not_excuse(self, faulty, tmp_path):
        out = tmp_path / "found.json"
        result = self.run("-g", str(faulty), "--severity", "error", "--format", "json", "-o", str(out))
        assert result.exit_code == 1
        assert {f["severity"] for f in json.loads(out.read_text("utf-8"))["findings"]} == {"error"}

    @pytest.mark.parametrize("form", ["table", "json", "csv", "xlsx", "sarif", "ttl"])
    def test_every_form_is_the_same_every_time(self, faulty, tmp_path, form):
        files = [tmp_path / f"{number}.{form}" for number in (1, 2)]
        for file in files:
            assert self.run("-g", str(faulty), "--format", form, "-o", str(file)).exit_code == 1
        assert files[0].read_bytes() == files[1].read_bytes()
        assert files[0].stat().st_size > 100

    def test_a_workbook_needs_a_file(self, faulty):
        result = self.run("-g", str(faulty), "--format", "xlsx")
        assert result.exit_code == 2
        assert "-o" in result.output

    def test_a_wrong_rule_file_exits_with_3(self, faulty, tmp_path):
        (tmp_path / "bad.toml").write_text("id = 1", "utf-8")
        result = self.run("-g", str(faulty), "--rules", str(tmp_path))
        assert result.exit_code == 3
        assert "bad.toml" in result.output

    def test_no_build_exits_with_2(self, tmp_path):
        assert self.run("-g", str(tmp_path)).exit_code == 2

    def test_a_copied_build_gives_the_same(self, faulty, tmp_path):
        shutil.copytree(faulty, tmp_path / "copy")
        assert self.run("-g", str(faulty)).output == self.run("-g", str(tmp_path / "copy")).output


HEAD = Header(date_signed="2020-04-07")


class TestStatus:
    @pytest.mark.parametrize(
        ("header", "date", "repeals", "state", "reason", "dated"),
        [
            (HEAD, "2020-04-06", (), "未施行", "2020-04-07成文", True),
            (HEAD, "2020-04-07", (), "有效", "2020-04-07成文，未见失效日期和废止记录", False),
            (replace(HEAD, effective_from="2020-05-01"), "2020-04-30", (), "未施行", "2020-05-01施行", True),
            (replace(HEAD, effective_until="2025-12-31"), "2025-12-31", (), "有效", "有效期至2025-12-31", True),
            (replace(HEAD, effective_until="2025-12-31"), "2026-01-01", (), "失效", "有效期至2025-12-31", True),
            (replace(HEAD, effective_until="2025"), "2025-12-31", (), "有效", "有效期至2025", True),
            (replace(HEAD, effective_until="2024-02"), "2024-03-01", (), "失效", "有效期至2024-02", True),
            (HEAD, "2022-01-01", (Repeal("《新办法》", "2022-01-01"),), "废止", "2022-01-01被《新办法》废止", True),
            (
                HEAD,
                "2021-12-31",
                (Repeal("《新办法》", "2022-01-01"),),
                "有效",
                "2020-04-07成文，未见失效日期和废止记录",
                False,
            ),
            (HEAD, "2022-01-01", (Repeal("《新办法》", None),), "不明", "被《新办法》废止，废止日期不明", False),
            (Header(), "2022-01-01", (), "不明", "未见成文、施行或失效日期", False),
            (replace(HEAD, status="失效"), "2022-01-01", (), "失效", "页面标明“失效”，未注明日期", False),
            (replace(HEAD, status="已废止"), "2022-01-01", (), "废止", "页面标明“已废止”，未注明日期", False),
            (replace(HEAD, status="待查"), "2022-01-01", (), "不明", "页面标明“待查”，未注明日期", False),
        ],
    )
    def test_status_and_reason(self, header, date, repeals, state, reason, dated):
        status = status_at(header, date, repeals)
        assert (status.state, status.reason, status.dated) == (state, reason, dated)

    def test_repeals_are_those_of_the_corpus(self):
        found = repeals_in(make_corpus())
        [repeal] = found["https://w3id.org/policy-kg/id/document/云政办发-2016-12"]
        assert repeal == Repeal("《云河市加快数字经济发展实施方案》（云政办发〔2020〕31号）", "2020-04-07")

    def test_rows_are_by_number(self):
        rows = status_rows(make_corpus(), "2020-02-01")
        assert [(row[1], row[2]) for row in rows] == [
            ("临政办发〔2020〕8号", "有效"),
            ("云政办发〔2020〕31号", "未施行"),
        ]

    def test_command_prints_the_day_and_the_reason(self, faulty):
        result = CliRunner().invoke(cli, ["status", "--as-of", "2026-01-01", "-g", str(faulty)])
        assert result.exit_code == 0
        assert "2026-01-01的效力" in result.output
        assert "有效期至2025-12-31" in result.output

    def test_command_refuses_what_is_no_day(self, faulty):
        result = CliRunner().invoke(cli, ["status", "--as-of", "明天", "-g", str(faulty)])
        assert result.exit_code == 2
        assert "2024-01-01" in result.output
