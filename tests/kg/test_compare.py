"""落实对照: classes with reasons, targets side by side, sums, tables, triples, the command."""

from __future__ import annotations

import functools
import io
import json
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner, Result

from exports import turtle
from kg.building.builds import build, read_corpus
from kg.cli import cli
from kg.comparing.compare import KINDS, ChildComparison, Comparison, Uptake, compare, governs_part
from kg.comparing.lines import Line, indicator_lines
from kg.comparing.tables import Quoted, comparison_sheets, comparison_tables
from kg.comparing.targets import ends, is_later, match_targets
from kg.comparing.triples import compare_quads
from kg.comparing.view import comparison_view
from kg.corpus import Corpus
from kg.find_documents import find_document
from kg.shapes.validate import validate
from kg.target_periods import years_of
from ontology.errors import DataError, UsageError
from ontology.model import Deadline, Record, Span, Target
from ontology.regions import additional_regions, read_regions
from ontology.terms import DCTERMS, PK, RDF
from tests.factories import make_corpus, make_parent_record, make_record

ROOT = Path(__file__).resolve().parents[2]
REGIONS = ROOT / "examples" / "regions.toml"
FOLDERS = [ROOT / "examples" / "documents", ROOT / "tests" / "fixtures" / "alignment"]


@functools.cache
def corpus() -> Corpus:
    found, skipped = read_corpus(FOLDERS, regions=read_regions(REGIONS))
    assert skipped == []
    return found


def record(start: str) -> Record:
    return find_document(corpus(), start)


@functools.cache
def compared(parent: str, *children: str) -> Comparison:
    with additional_regions(read_regions(REGIONS)):
        return compare(record(parent), [record(child) for child in children])


def uptake(comparison: ChildComparison, title: str) -> Uptake:
    [found] = [item for item in comparison.uptakes if item.measure.title == title]
    return found


def line(lines: tuple[Line, ...], label: str) -> Line:
    [found] = [item for item in lines if item.label == label]
    return found


def target(indicator: str, value: str, unit: str, text: str, **changes: object) -> Target:
    plain = Target(
        "t1", "m1", None, "target", indicator, Decimal(value), None, unit, "eq", None, None, text, Span(0, 1), "r"
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_city_against_its_province() -> None:
    [city] = compared("01-", "02-").children
    assert [item.measure.title for item in city.uptakes if item.kind == "missing"] == [
        "发展智慧农业",
        "培育数据交易市场",
    ]
    assert [item.measure.title for item in city.additions] == ["建设城市生命线监测工程"]
    assert city.remark is None
    assert city.count("missing") == 2
    assert sum(city.count(kind) for kind in KINDS if kind != "added") == len(record("01-").measures)


def test_weaker_ratio_makes_a_part() -> None:
    [city] = compared("01-", "02-").children
    found = uptake(city, "实施制造业智能化改造")
    assert found.kind == "partial"
    assert found.reason == "“规模以上工业企业智能化改造覆盖率”弱于上级（比上级低 10 个百分点）"
    verdicts = {row.parent.indicator: row.verdict for row in found.targets if row.parent}
    assert verdicts == {"规模以上工业企业智能化改造覆盖率": "weaker", "省级智能工厂": "share", "智能车间": "share"}


def test_looser_ceiling_is_weaker_too() -> None:
    [city] = compared("01-", "02-").children
    rows = uptake(city, "统筹算力设施布局").targets
    [found] = [row for row in rows if row.parent and "电能利用效率" in row.parent.indicator]
    assert (found.verdict, found.difference) == ("weaker", "比上级高 0.05")
    assert "数据中心总机架数" in {row.parent.indicator for row in rows if row.parent and row.verdict == "absent"}


def test_money_of_the_parent_is_no_duty_of_the_child() -> None:
    [city] = compared("01-", "02-").children
    rows = uptake(city, "加快双千兆网络建设").targets
    assert [row.verdict for row in rows if row.parent and row.parent.kind == "funding"] == ["aside"]


def test_a_body_that_took_over_is_no_addition(tmp_path: Path) -> None:
    task = "（一）抽检充电桩。对居住区和停车场的充电桩开展计量检定，公布不合格名单。"
    office = "连云港市人民政府办公室"
    head = office + "关于{}的意见\n连政办发〔{}〕3号\n各县区人民政府：\n"
    plan = head + "{}一、重点任务\n{}\n" + office + "\n{}年3月1日\n"
    before = plan.format("充电设施", 2017, "", f"{task}（市质监局、市工商局负责）", 2017)
    cited = "根据《连云港市人民政府办公室关于充电设施的意见》（连政办发〔2017〕3号）制定。\n"
    after = plan.format("充电安全", 2021, cited, f"{task}（市市场监管局、市公安局负责）", 2021)
    (tmp_path / "一.txt").write_text(before, "utf-8")
    (tmp_path / "二.txt").write_text(after, "utf-8")
    found, _ = read_corpus([tmp_path])
    parent, child = (find_document(found, f"连政办发〔{year}〕3号") for year in (2017, 2021))
    [taken] = compare(parent, [child]).children[0].uptakes
    assert taken.reason == "增加单位“连云港市公安局”"


def test_split_measure_is_refined() -> None:
    [city] = compared("P2-", "C2-").children
    found = uptake(city, "优化社区养老网络")
    assert found.kind == "refined"
    assert [pair.child.title for pair in found.pairs] == ["办好老年食堂", "建设街道养老综合体"]
    assert found.reason.startswith("由 2 条措施承接；增加指标")


def test_same_measure_is_implemented() -> None:
    [city] = compared("P1-", "C1-").children
    assert {item.measure.title for item in city.uptakes if item.kind == "implemented"} == {
        "保障设施用地",
        "落实电价优惠",
        "强化督导考核",
    }
    [itself] = compare(record("01-"), [record("01-")]).children
    assert {item.kind for item in itself.uptakes} == {"implemented"}
    assert itself.additions == ()


def test_missing_names_the_nearest_and_what_the_aims_say() -> None:
    [county] = compared("02-", "04-").children
    found = uptake(county, "培育优质企业梯队")
    assert found.kind == "missing"
    assert found.nearest is not None
    assert "相似度仅" in found.reason
    assert [row.child.section for row in found.targets if row.child] == ["主要目标"]


def test_uncited_parent_is_remarked() -> None:
    [other] = compared("P2-", "N1-").children
    assert other.remark is not None
    assert "没有引用上级文件" in other.remark


def test_classes_agree_with_the_annotations() -> None:
    gold = json.loads((ROOT / "tests" / "gold" / "alignment.json").read_text("utf-8"))["comparisons"]
    agreed: Counter[bool] = Counter()
    for row in gold:
        if row["parent"].startswith("corpus/") or not row["aligned"]:
            continue
        [child] = compared(Path(row["parent"]).name, Path(row["child"]).name).children
        kinds = {item.measure.label: KINDS[item.kind] for item in child.uptakes}
        agreed.update(kinds[label] == wanted for label, wanted in row["classes"].items())
    assert agreed.total() >= 70
    assert agreed[True] / agreed.total() >= 0.90


def test_every_uptake_has_score_reason_and_both_sides() -> None:
    for child in compared("01-", "02-", "03-").children:
        for item in child.uptakes:
            assert 0 <= item.score <= 1
            assert item.reason
            assert (item.kind == "missing") == (item.pairs == ())
        for added in child.additions:
            assert added.reason


def test_figures_stand_side_by_side_in_base_units() -> None:
    lines = indicator_lines(compared("01-", "02-", "03-"))
    new, all_ = line(lines, "5G基站（新增）"), line(lines, "5G基站（累计）")
    assert [row.child.text if row and row.child else None for row in new.children] == [
        "2023年新建5G基站2600个",
        "力争2023年底前建成5G基站3200个",
    ]
    assert new.total == 2600
    assert (
        new.note
        == "2 份下级文件中 1 份合计 2600个，相当于上级的 10.4%；另有 1 份未计入：口径不同：上级为新增，下级为未写明"
    )
    assert all_.children[1] is None
    clouds = line(lines, "企业上云（累计）")
    assert clouds.total == 14000
    assert clouds.note == "2 份下级文件中 2 份合计 1.4万家，相当于上级的 14%，比上级少 8.6万家"


def test_ratios_and_services_are_not_added_up() -> None:
    lines = indicator_lines(compared("01-", "02-", "03-"))
    ratio = line(lines, "依申请政务服务事项全程网办率")
    assert (ratio.total, ratio.note) == (None, "比率、标准类指标，不加总")


def test_a_city_and_its_county_are_not_added_up() -> None:
    lines = indicator_lines(compared("01-", "02-", "04-"))
    assert line(lines, "5G基站（累计）").total is None
    assert "分属不同层级" in line(lines, "5G基站（累计）").note


def test_documents_of_one_level_are_compared_by_value() -> None:
    province = record("01-")
    assert not governs_part(province, province)
    assert governs_part(record("02-"), province)
    [row] = match_targets(
        [target("5G基站", "12", "万个", "累计建成5G基站12万个")],
        [target("5G基站", "9", "万个", "累计建成5G基站9万个")],
        lower=False,
    )
    assert (row.verdict, row.difference) == ("weaker", "比上级低 3万个")


@pytest.mark.parametrize(
    ("parent", "child", "verdict", "difference"),
    [
        ("2024", "2025", "later", "与上级一致；期限由 2024 推迟到 2025"),
        ("2024-06", "2024", "later", "与上级一致；期限由 2024-06 推迟到 2024"),
        ("2024", "2024-06-30", "met", "与上级一致"),
        (None, "2025", "met", "与上级一致"),
    ],
)
def test_later_deadlines(parent: str | None, child: str, verdict: str, difference: str) -> None:
    text = "网办率达到90%"
    [row] = match_targets(
        [target("网办率", "90", "%", text, deadline=parent)],
        [target("网办率", "90", "%", text, deadline=child)],
        lower=True,
    )
    assert (row.verdict, row.difference) == (verdict, difference)


@pytest.mark.parametrize(
    ("parent", "child", "verdict", "difference"),
    [
        (("2021", "2025"), ("2023", "2023"), "near", "时段不同：上级为2021—2025年，下级为2023年"),
        ((None, "2025"), ("2025", "2025"), "near", "时段不同：上级为到2025年，下级为2025年"),
        ((None, "2025"), (None, "2025"), "share", "相当于上级的 10%"),
        (("2023", "2023"), ("2023", "2023"), "share", "相当于上级的 10%"),
    ],
)
def test_additions_of_one_year_are_no_share_of_those_of_several(parent, child, verdict, difference) -> None:
    text = "新建5G基站"
    (since, due), (childs, dues) = parent, child
    [row] = match_targets(
        [target("5G基站", "9000", "个", text, since=since, deadline=due)],
        [target("5G基站", "900", "个", text, since=childs, deadline=dues)],
        lower=True,
    )
    assert (row.verdict, row.difference) == (verdict, difference)


def test_years_are_those_of_the_sentence_then_of_the_measure_then_of_the_title() -> None:
    plan = make_record()
    plan = replace(plan, document=replace(plan.document, title="云河市数字经济发展行动计划（2023—2025年）"))
    plain = target("5G基站", "900", "个", "新建5G基站900个", measure=None)
    assert years_of(replace(plain, since="2024", deadline="2024"), plan).words == "2024年"
    assert years_of(plain, plan).words == "2023—2025年"
    due = replace(plan.measures[0], deadline=Deadline("2024-06", "2024年6月底前", Span(0, 1)))
    assert years_of(replace(plain, measure=due.id), replace(plan, measures=(due,))).words == "到2024-06"
    yearly = replace(plan, document=replace(plan.document, title="云河市2024年工作要点"))
    assert years_of(plain, yearly).words == "2024年"
    revised = replace(plan, document=replace(plan.document, title="云河市数据管理办法（2024年修订）"))
    assert years_of(plain, revised).words == "未写明年份"


def test_deadlines_end_with_their_period() -> None:
    assert [ends(due) for due in ("2025", "2025-06", "2025-06-30")] == ["2025-12-31", "2025-06-31", "2025-06-30"]
    assert not is_later("2025", None)


def test_of_several_targets_the_one_of_the_same_year_is_taken() -> None:
    text = "推出“一件事一次办”事项"
    rows = match_targets(
        [target("“一件事一次办”事项", "40", "项", text, deadline="2024")],
        [
            target("“一件事一次办”事项", "12", "项", text, deadline="2022", id="a"),
            target("“一件事一次办”事项", "45", "项", text, deadline="2024", id="b"),
        ],
        lower=True,
    )
    assert [row.child.id for row in rows if row.child] == ["b"]


def test_empty_documents_are_compared() -> None:
    full = make_record()
    empty = replace(full, measures=(), responsibilities=(), targets=())
    [child] = compare(make_parent_record(), [empty]).children
    assert [(item.kind, item.reason) for item in child.uptakes] == [("missing", "下级文件没有读出任务措施")]
    [child] = compare(empty, [full]).children
    assert {item.reason for item in child.additions} == {"上级文件没有读出任务措施"}


def test_tables_have_a_row_for_each_measure_and_child() -> None:
    tables = comparison_tables(compared("01-", "02-", "03-"))
    assert list(tables) == ["概览", "措施对照", "指标对照", "目标合计", "新增措施"]
    head, rows = tables["措施对照"]
    assert len({(row[0], row[2]) for row in rows}) == 36
    assert all(len(row) == len(head) for table in tables.values() for row in table[1] for head in [table[0]])
    text = record("01-").text
    for row in rows:
        cells = dict(zip(head, row, strict=True))
        first = text[int(str(cells["上级起"])) : int(str(cells["上级止"]))].split("。")[0].strip()
        assert first in str(cells["上级原文"])


def test_sheets_hide_what_programs_read() -> None:
    sheet = comparison_sheets(compared("01-", "02-"))[1]
    assert [column.head for column in sheet.columns if column.hidden] == [
        *("上级起", "上级止", "下级起", "下级止", "上级IRI", "下级IRI")
    ]


def test_contacts_are_covered() -> None:
    notice = record("05-")
    last = notice.measures[-1]
    numbers = set(re.findall(r"[0-9]{8,}", notice.text[last.span.start : last.span.end]))
    assert numbers
    comparison = compared("02-", "05-")
    told = json.dumps([comparison_view(comparison), comparison_tables(comparison)], ensure_ascii=False)
    assert {number for number in numbers if number in told} == set()
    short = replace(last, title="", label="", span=Span(notice.text.index("联系人"), last.span.end))
    assert Quoted(notice).text(short).startswith("联系人：市工业和信息化局 •")


def test_equal_comparisons_whatever_the_order() -> None:
    one = comparison_view(compared("01-", "02-", "03-"))
    other = comparison_view(compared("01-", "03-", "02-"))
    assert one["children"] == other["children"][::-1]


def test_triples_conform_and_lead_from_child_to_parent() -> None:
    comparison = compared("P1-", "C1-")
    quads = compare_quads(comparison)
    assert validate(turtle.render(quads)) == []
    store = pyoxigraph.Store()
    store.extend(quads)
    shortcuts = {(q.subject, q.object) for q in store.quads_for_pattern(None, PK.alignedWith, None)}
    [child] = comparison.children
    assert len(shortcuts) == sum(len(item.pairs) for item in child.uptakes)
    nodes = [quad.subject for quad in store.quads_for_pattern(None, RDF.type, PK.Alignment)]
    assert len(nodes) == sum(max(1, len(item.pairs)) for item in child.uptakes) + len(child.additions)
    for node in nodes:
        assert len(list(store.quads_for_pattern(node, PK.score, None))) == 1
        assert len(list(store.quads_for_pattern(node, DCTERMS.description, None))) == 1
    assert quads == compare_quads(comparison)


def test_triples_of_two_children_stand_in_two_graphs() -> None:
    graphs = {quad.graph_name for quad in compare_quads(compared("01-", "02-", "03-"))}
    assert len(graphs) == 2


def test_unresolved_documents_have_no_triples() -> None:
    plain = make_record()
    open_ = replace(plain, document=replace(plain.document, iri=None))
    with pytest.raises(DataError, match="resolve the corpus first"):
        compare_quads(compare(make_parent_record(), [open_]))


@pytest.mark.parametrize(
    "name",
    [
        "云政办发〔2020〕31号",
        "云政办发[2020]31号",
        "云河市加快数字经济发展实施方案",
        "加快数字经济发展实施方案",
        "plan.html",
        "in/plan.html",
        make_record().document.iri or "",
    ],
)
def test_documents_are_found_by_any_name(name: str) -> None:
    assert find_document(make_corpus(), name) == make_record()


def test_unknown_and_ambiguous_names_say_what_there_is() -> None:
    with pytest.raises(
        UsageError, match="云政办发〔2020〕32号: no such document in the build; near: 云政办发〔2020〕31号"
    ):
        find_document(make_corpus(), "云政办发〔2020〕32号")
    with pytest.raises(UsageError, match=r"数字经济发展 fits 2 documents: .*name one by its 文号"):
        find_document(make_corpus(), "数字经济发展")
    with pytest.raises(UsageError, match="empty name"):
        find_document(make_corpus(), "《》")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("compare") / "build"
    build(FOLDERS[:1], out, workers=1, regions=read_regions(REGIONS))
    return out


def run(folder: Path, *args: str) -> Result:
    return CliRunner().invoke(cli, ["compare", *args, "-g", str(folder)])


def test_command_prints_a_table(folder: Path) -> None:
    result = run(folder, "临政发〔2023〕8号", "云河政发〔2023〕12号")
    assert result.exit_code == 0, result.output
    assert "措施对照" in result.output
    assert "缺失" in result.output


@pytest.mark.parametrize("form", ["csv", "md", "html", "ttl", "xlsx"])
def test_command_writes_by_ending(folder: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"对照.{form}"
    assert run(folder, "01-", "02-", "03-", "-o", str(out)).exit_code == 0
    data = out.read_bytes()
    if form == "xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert {"概览", "措施对照", "指标对照", "目标合计", "新增措施"} <= set(book.sheetnames)
        return
    text = data.decode("utf-8-sig")
    assert "建设双千兆城市" in text or form == "ttl"
    starts = {"csv": "上级编号,", "md": "# 落实对照", "html": "<!doctype html>", "ttl": "@prefix"}
    assert text.startswith(starts[form])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("临政发〔2023〕9号", "02-"), "near: 临政发〔2023〕8号"),
        (("01-", "02-", "02-"), "named twice"),
        (("01-", "02-", "--format", "xlsx"), "name a file with -o"),
    ],
)
def test_command_refuses_with_a_remedy(folder: Path, args: tuple[str, ...], said: str) -> None:
    result = run(folder, *args)
    assert result.exit_code == 2
    assert said in result.output


def test_higher_threshold_leaves_more_missing(folder: Path) -> None:
    def missing(*more: str) -> int:
        return run(folder, "01-", "02-", "--format", "csv", *more).output.count(",缺失,")

    assert missing("--threshold", "0.7") > missing() == 2
