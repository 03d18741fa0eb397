"""``kg agencies``: what was brought together, what a reform parted, what is open, each with its reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.building.builds import build
from kg.cli import cli
from kg.correcting.corrections import load_corrections
from ontology.regions import RegionRow

REGIONS = (
    RegionRow("990000", "临海省", "省", "province", None, "临"),
    RegionRow("990100", "云河市", "地级市", "city", "990000"),
)


def plan(year: int, serial: int, *bodies: str) -> str:
    tasks = "\n".join(
        f"（{'一二三四五'[i]}）推进任务{i}。抓好第{i}项工作。（责任单位：{b}）" for i, b in enumerate(bodies)
    )
    title = f"云河市第{serial}号工作方案"
    return (
        f"云河市人民政府办公室关于印发{title}的通知\n云政办发〔{year}〕{serial}号\n\n各有关单位：\n现将《{title}》印发给你们。\n"
        f"云河市人民政府办公室\n{year}年3月1日\n\n{title}\n\n一、重点任务\n{tasks}\n"
    )


DOCUMENTS = {
    "旧": plan(2016, 1, "市经信委", "市城市管理局"),
    "新": plan(2020, 2, "市工信局", "市财政局"),
    "近": plan(2022, 3, "市工业和信息化局", "市综合行政执法局", "有关部门"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in DOCUMENTS.items():
        path = tmp_path / "文件" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    build([tmp_path / "文件"], tmp_path / "out", regions=REGIONS, workers=1)
    return tmp_path


def rows(folder: Path, *options: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(cli, ["agencies", *options, "--format", "json", "-g", str(folder / "out")])
    assert result.exit_code == 0, result.output
    found: list[dict[str, object]] = json.loads(result.output)
    return found


def test_every_status_is_told_with_its_reason(folder: Path) -> None:
    told = {(row["status"], row["body"], row["other"]): row for row in rows(folder)}
    merged = told["merged", "云河市工业和信息化局", None]
    assert {"市工信局", "市工业和信息化局"} <= set(merged["names"])  # type: ignore[call-overload]
    assert "工业和信息化" in str(merged["reason"])
    assert merged["region"] == "临海省云河市"
    reform = told["reform", "云河市经济和信息化委员会", "云河市工业和信息化局"]
    assert (reform["year"], reform["documents"]) == (2018, ["云政办发〔2016〕1号", "云政办发〔2020〕2号"])
    assert told["open", "云河市城市管理局", "云河市综合行政执法局"]["reason"]
    assert told["unresolved", "有关部门", None]["reason"]


def test_rows_are_narrowed_down(folder: Path) -> None:
    assert {row["status"] for row in rows(folder, "--only", "reform")} == {"reform"}
    assert {row["body"] for row in rows(folder, "执法", "--only", "open")} == {"云河市城市管理局"}
    assert rows(folder, "--region", "清江市") == []


def test_table_and_csv_say_the_same(folder: Path, tmp_path: Path) -> None:
    table = CliRunner().invoke(cli, ["agencies", "-g", str(folder / "out")]).output
    assert "改革" in table
    out = tmp_path / "agencies.csv"
    CliRunner().invoke(cli, ["agencies", "--format", "csv", "-o", str(out), "-g", str(folder / "out")])
    assert len(out.read_text("utf-8-sig").splitlines()) > len(rows(folder))


def test_a_correction_overrules_what_was_left_open(folder: Path) -> None:
    file = folder / "文件" / "corrections.toml"
    file.write_text('[[merge]]\nnames = ["市综合行政执法局"]\ninto = "市城市管理局"\n', "utf-8")
    build([folder / "文件"], folder / "out", regions=REGIONS, workers=1, corrections=load_corrections([file]))
    assert rows(folder, "--only", "open") == []


def test_a_correction_undoes_a_reform(folder: Path) -> None:
    file = folder / "文件" / "corrections.toml"
    file.write_text('[[merge]]\nnames = ["市经信委"]\ninto = "市工信局"\n', "utf-8")
    build([folder / "文件"], folder / "out", regions=REGIONS, workers=1, corrections=load_corrections([file]))
    assert rows(folder, "--only", "reform") == []
