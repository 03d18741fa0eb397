"""A ring of documents above each other: told in words and not followed, wherever lineage is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.building.builds import build
from kg.cli import cli
from ontology.regions import read_regions

ROOT = Path(__file__).parents[2]
# 1 carries out 2, 2 is based on 3, 3 carries out 1; 4 is based on 1 and stands below the ring.
ABOVE = {1: (2, "为贯彻落实"), 2: (3, "根据"), 3: (1, "为贯彻落实"), 4: (1, "根据")}
NAMES = {1: "数字经济实施方案", 2: "制造业发展实施方案", 3: "服务业发展实施方案", 4: "软件产业工作方案"}


def text_of(key: int) -> str:
    upper, word = ABOVE[key]
    return f"""云河市人民政府关于印发云河市{NAMES[key]}的通知
云政发〔2021〕{key}号
各县区人民政府：
现将《云河市{NAMES[key]}》印发给你们，请认真贯彻执行。
云河市人民政府
2021年{key}月5日

云河市{NAMES[key]}

{word}《云河市{NAMES[upper]}》（云政发〔2021〕{upper}号），制定本方案。
一、主要任务
（一）培育企业。支持企业做大做强。（责任单位：市工信局）
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("环")
    for key in ABOVE:
        (folder / f"{key}.txt").write_text(text_of(key), "utf-8")
    texts = [folder / f"{key}.txt" for key in ABOVE]
    build(texts, folder / "out", regions=read_regions(ROOT / "examples" / "regions.toml"))
    return folder / "out"


def lineage(out: Path, *words: str) -> str:
    result = CliRunner().invoke(cli, ["lineage", "-g", str(out), *words], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result.output


def rows(out: Path) -> list[tuple[str, str, str]]:
    cells = json.loads(lineage(out, "--format", "json"))["results"]["bindings"]
    columns = ("number", "ancestor_number", "cycle")
    return [tuple(row.get(column, {"value": ""})["value"] for column in columns) for row in cells]  # type: ignore[misc]


def test_no_document_is_its_own_ancestor_and_the_ring_is_put_in_words(out: Path) -> None:
    number = "云政发〔2021〕{}号".format
    ring = {
        (
            number(lower),
            number(upper),
        ): f"循环：{number(lower)} → {number(upper)} → {number(last)} → {number(lower)}，不再上溯"
        for lower, upper, last in ((1, 2, 3), (2, 3, 1), (3, 1, 2))
    }
    below = {(number(4), number(upper)): "" for upper in (1, 2, 3)}
    assert {(lower, upper): cycle for lower, upper, cycle in rows(out)} == ring | below
    assert len(rows(out)) == 6


def test_the_table_says_it_too(out: Path) -> None:
    told = "".join(lineage(out, "云政发〔2021〕2号").split())
    assert "循环：" in told
    assert "不再" in told


def test_without_a_ring_nothing_is_said(out: Path, tmp_path: Path) -> None:
    build([out.parent / "1.txt", out.parent / "4.txt"], tmp_path / "out")
    assert [cycle for *_, cycle in rows(tmp_path / "out")] == ["", "", ""]


def test_the_check_up_reports_the_ring(out: Path) -> None:
    result = CliRunner().invoke(cli, ["check", "-g", str(out), "--no-shapes", "--format", "json"])
    found = json.loads(result.output)["findings"]
    circular = [f["number"] for f in found if f["rule"] == "citation.circular"]
    assert circular == [f"云政发〔2021〕{key}号" for key in (1, 2, 3)]
