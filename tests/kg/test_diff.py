"""Changes between two corpora, as sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.building.builds import build, read_corpus
from kg.building.diff import diff
from kg.cli import cli
from kg.corpus import Corpus
from ontology.model import Record
from ontology.regions import read_regions
from tests.factories import make_corpus, make_record


def corpus_of(record: Record) -> Corpus:
    return replace(make_corpus(), records=(record,))


def sentences(old: Record, new: Record) -> list[str]:
    return [change.sentence for change in diff(corpus_of(old), corpus_of(new))]


def test_equal_corpora_have_no_changes() -> None:
    assert diff(make_corpus(), make_corpus()) == []


def test_a_new_document_and_one_that_went_are_named() -> None:
    corpus = make_corpus()
    empty = replace(corpus, records=())
    assert [change.kind for change in diff(empty, corpus)] == ["document"] * len(corpus.records)
    assert all(change.sentence.startswith("移除文件：《") for change in diff(corpus, empty))
    assert diff(corpus, empty)[0].name in diff(corpus, empty)[0].sentence


def test_a_changed_lead_says_who_it_was_and_who_it_is() -> None:
    old = make_record()
    lead = next(row for row in old.responsibilities if row.role == "lead")
    assert lead.agency is not None
    other = replace(lead, agency=replace(lead.agency, name="云河市统计局", iri=None))
    rows = tuple(other if row is lead else row for row in old.responsibilities)
    (sentence,) = [s for s in sentences(old, replace(old, responsibilities=rows)) if "牵头单位由" in s]
    assert lead.agency.name in sentence
    assert "改为" in sentence
    assert "云河市统计局" in sentence.split("改为")[1]


def test_a_moved_deadline_and_a_changed_value_are_two_changes() -> None:
    old = make_record()
    target = old.targets[0]
    changed = replace(target, deadline="2031", value=target.value + Decimal(1))
    found = sentences(old, replace(old, targets=(changed, *old.targets[1:])))
    assert len(found) == 2
    assert any(s.endswith("推迟到 2031") for s in found)


def test_a_header_field_that_changed_is_named_in_chinese() -> None:
    old = make_record()
    new = replace(old, document=replace(old.document, status="失效"))
    assert any("有效性由" in sentence and "失效" in sentence for sentence in sentences(old, new))


REGIONS = read_regions(Path(__file__).parents[2] / "examples" / "regions.toml")
OLD = """云河市人民政府关于印发云河市社区服务实施方案的通知
云政发〔2024〕1号
各县区人民政府：
现印发给你们，请认真贯彻执行。
云河市人民政府
2024年3月5日

云河市社区服务实施方案

根据《云河市社区条例》制定本方案。
一、主要任务
（一）开办“一刻钟”食堂。选址向老旧小区倾斜，公开菜价和食材来源，接受居民监督。到2025年，社区食堂达到30个，助餐点达到1.2万个。（牵头单位：市民政局；配合单位：市财政局；完成时限：2024年6月底）
（二）修缮活动室。更换照明和桌椅，建立借用登记，节假日照常开放。（牵头单位：市文化广电和旅游局；完成时限：持续推进）
（三）组织义诊。每月到村巡诊一次，建立健康档案。（牵头单位：市卫生健康委；配合单位：市教育局）
"""


def read(tmp_path: Path, name: str, *edits: tuple[str, str]) -> Corpus:
    text = OLD
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    folder = tmp_path / name
    folder.mkdir()
    (folder / "一.txt").write_text(text, "utf-8")
    return read_corpus([folder], workers=1, regions=REGIONS)[0]


@pytest.mark.parametrize(
    ("edit", "told", "back"),
    [
        (
            ("2024年6月底", "2024年9月底"),
            ["“开办‘一刻钟’食堂”的完成时限由 2024-06 推迟到 2024-09"],
            ["“开办‘一刻钟’食堂”的完成时限由 2024-09 提前到 2024-06"],
        ),
        (
            ("持续推进", "2025年6月底"),
            ["“修缮活动室”的完成时限由 持续 改为 2025-06"],
            ["“修缮活动室”的完成时限由 2025-06 改为 持续"],
        ),
        (
            ("；完成时限：2024年6月底", ""),
            ["“开办‘一刻钟’食堂”的完成时限由 2024-06 改为 无"],
            ["“开办‘一刻钟’食堂”的完成时限由 无 改为 2024-06"],
        ),
        (
            ("到2025年，社区食堂", "到2026年，社区食堂"),
            [
                "“开办‘一刻钟’食堂”指标“社区食堂”的期限由 2025 推迟到 2026",
                "“开办‘一刻钟’食堂”指标“助餐点”的期限由 2025 推迟到 2026",
            ],
            [
                "“开办‘一刻钟’食堂”指标“社区食堂”的期限由 2026 提前到 2025",
                "“开办‘一刻钟’食堂”指标“助餐点”的期限由 2026 提前到 2025",
            ],
        ),
        (
            ("达到30个", "达到40个"),
            ["“开办‘一刻钟’食堂”指标“社区食堂”由 30个 改为 40个"],
            ["“开办‘一刻钟’食堂”指标“社区食堂”由 40个 改为 30个"],
        ),
        (("1.2万个", "12000个"), [], []),  # the same number, written otherwise
        (
            ("（二）修缮活动室。", "（二）翻新活动室。"),
            ["任务“修缮活动室”改为“翻新活动室”"],
            ["任务“翻新活动室”改为“修缮活动室”"],
        ),
        (
            ("市民政局；配合单位：市财政局", "市财政局；配合单位：市民政局"),
            [
                "“开办‘一刻钟’食堂”的牵头单位由 云河市民政局 改为 云河市财政局",
                "“开办‘一刻钟’食堂”中 云河市民政局 由牵头改为参与",
            ],
            [
                "“开办‘一刻钟’食堂”的牵头单位由 云河市财政局 改为 云河市民政局",
                "“开办‘一刻钟’食堂”中 云河市财政局 由牵头改为参与",
            ],
        ),
        (
            ("；配合单位：市教育局", ""),
            ["“组织义诊”去掉参与单位 云河市教育局"],
            ["“组织义诊”增加参与单位 云河市教育局"],
        ),
        (
            ("牵头单位：市卫生健康委；", ""),
            ["“组织义诊”不再有牵头单位，原为 云河市卫生健康委员会"],
            ["“组织义诊”增加牵头单位 云河市卫生健康委员会"],
        ),
        (
            ("《云河市社区条例》", "《云河市养老条例》"),
            ["删去引用《云河市社区条例》", "新增引用《云河市养老条例》"],
            None,
        ),
    ],
)
def test_an_edited_document_is_told_as_it_was_edited(
    tmp_path: Path, edit: tuple[str, str], told: list[str], back: list[str] | None
) -> None:
    old, new = read(tmp_path, "旧"), read(tmp_path, "新", edit)
    assert [change.sentence for change in diff(old, new)] == told
    if back is not None:
        assert [change.sentence for change in diff(new, old)] == back


def test_a_task_put_in_another_s_place_is_another(tmp_path: Path) -> None:
    other = "（三）清运垃圾。每日两次上门收集，公布投放点位置。（牵头单位：市城管局）\n"
    old = read(tmp_path, "旧")
    new = read(tmp_path, "新", (OLD[OLD.index("（三）") :], other))
    assert [change.sentence for change in diff(old, new)] == ["删去任务“组织义诊”", "新增任务“清运垃圾”"]


def test_the_command_names_each_document_once(tmp_path: Path) -> None:
    for name, text in (("旧", OLD), ("新", OLD.replace("达到30个", "达到40个").replace("2024年6月底", "2024年9月底"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "一.txt").write_text(text, "utf-8")
        build([tmp_path / name], tmp_path / f"out-{name}", workers=1, regions=REGIONS)
    (tmp_path / "新" / "二.txt").write_text(OLD.replace("1号", "2号").replace("社区服务", "社区养老"), "utf-8")
    build([tmp_path / "新"], tmp_path / "out-新", workers=1, regions=REGIONS)
    result = CliRunner().invoke(cli, ["diff", str(tmp_path / "out-旧"), str(tmp_path / "out-新")])
    assert result.output.splitlines() == [
        "新增文件：《云河市社区养老实施方案》云政发〔2024〕2号",
        "《云河市社区服务实施方案》云政发〔2024〕1号",
        "  “开办‘一刻钟’食堂”的完成时限由 2024-06 推迟到 2024-09",
        "  “开办‘一刻钟’食堂”指标“社区食堂”由 30个 改为 40个",
    ]
