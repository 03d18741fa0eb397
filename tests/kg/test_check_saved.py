"""Findings in the graph: asked by query, renewed by every check-up, gone with the next build, and no one's facts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.building.builds import build, load_corpus, rewrite_build
from kg.building.diff import diff
from kg.checking.check import check_build
from kg.cli import cli
from kg.graph.query import run_query
from kg.graph.store import open_store
from ontology.regions import read_regions
from tests.notices import notice

ROOT = Path(__file__).parents[2]
REGIONS = read_regions(ROOT / "examples" / "regions.toml")
TEXT = notice(
    "建设千兆光网。到2019年底，千兆光网家庭覆盖率达到80%。（牵头单位：市工信局）",
    "培育企业。总投资10亿元，其中市级财政6亿元，社会资本5亿元。（牵头单位：市环保局）",
)
OWN = """
id = "own.status"
severity = "note"
title = { zh = "没有标明效力", en = "No status printed" }
message = "《{name}》没有标明效力"
remedy = "在页面上标明"
sparql = '''SELECT ?document ?focus ?name {
  ?document a pk:PolicyDocument ; dcterms:title ?name . BIND(?document AS ?focus)
  FILTER NOT EXISTS { ?document pk:status ?status } }'''
[[violating]]
turtle = 'ex:d a pk:PolicyDocument ; dcterms:title "云河市数据管理办法"@zh .'
finds = ["《云河市数据管理办法》没有标明效力"]
[[passing]]
turtle = 'ex:d a pk:PolicyDocument ; dcterms:title "云河市数据管理办法"@zh ; pk:status "有效" .'
"""


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("体检")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT, "utf-8")
    build([folder / "in"], folder / "out", regions=REGIONS)
    return folder


@pytest.fixture
def place(once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once, tmp_path / "copy"))


def kg(*words: object) -> str:
    result = CliRunner().invoke(cli, [*map(str, words)], env={"COLUMNS": "200"})
    assert result.exit_code in (0, 1), result.output
    return result.output


def asked(out: Path, query: str = "体检", **params: str) -> list[tuple[str, ...]]:
    return run_query(open_store(out / "store"), query, params).values()


def test_a_query_gives_what_the_check_up_found_with_its_words(place: Path) -> None:
    out = place / "out"
    assert asked(out) == []
    found = check_build(out)
    kg("check", "-g", out, "--save")
    assert sorted({(row[1], row[4]) for row in asked(out)}) == sorted({(f.rule, f.message) for f in found})
    [row] = asked(out, rule="deadline.past")
    assert row[0] == "错误"
    assert row[2] == "云政发〔2021〕1号"
    assert row[5].endswith("千兆光网家庭覆盖率达到80%")
    assert row[6].startswith("核对年份")
    assert "deadline.past" in kg("query", "体检", "-p", "severity=错误", "-g", out)
    prefixes = "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX checks: <https://w3id.org/policy-kg/checks#>"
    tasks = "SELECT ?task { ?f sh:sourceShape checks:deadline.past ; sh:focusNode/pk:measure/dcterms:title ?task }"
    assert asked(out, f"{prefixes} {tasks}") == [("建设千兆光网",)]


def test_all_findings_are_saved_whatever_is_shown(place: Path) -> None:
    out = place / "out"
    kg("check", "-g", out, "--save", "--severity", "error", "--format", "json")
    assert {row[0] for row in asked(out)} > {"错误"}


def test_saving_again_gives_the_same_and_less_leaves_nothing_behind(place: Path) -> None:
    out = place / "out"
    kg("check", "-g", out, "--save")
    first, rows = (out / "check.ttl").read_bytes(), asked(out)
    kg("check", "-g", out, "--save")
    assert ((out / "check.ttl").read_bytes(), asked(out)) == (first, rows)
    rules = place / "rules"
    rules.mkdir()
    (rules / "own.toml").write_text(OWN, "utf-8")
    kg("check", "-g", out, "--save", "--rules", rules, "--no-shapes")
    assert [row[4] for row in asked(out, rule="own.status")] == ["《云河市数字经济实施方案》没有标明效力"]
    kg("check", "-g", out, "--save", "--no-shapes")
    assert asked(out, rule="own.status") == []
    assert not [row for row in asked(out) if row[1].startswith("shacl.")]


def test_saved_findings_are_no_facts_to_the_check_up_and_answer_nothing_twice(place: Path) -> None:
    out = place / "out"
    found, words = check_build(out), "SELECT ?place ?words { ?place oa:exact ?words }"
    before = asked(out, words)
    kg("check", "-g", out, "--save")
    assert check_build(out) == found
    after = asked(out, words)
    assert len(after) == len(set(after))
    assert set(after) >= set(before)
    assert diff(load_corpus(place / "out"), load_corpus(out)) == []


def test_a_build_of_the_same_keeps_them_and_another_drops_them(place: Path) -> None:
    out = place / "out"
    kg("check", "-g", out, "--save")
    build([place / "in"], out, regions=REGIONS)
    assert asked(out)
    assert (out / "check.ttl").is_file()
    (place / "in" / "a.txt").write_text(TEXT.replace("2019年底", "2025年底"), "utf-8")
    build([place / "in"], out, regions=REGIONS)
    assert asked(out) == []
    assert not (out / "check.ttl").exists()


def test_a_file_changed_by_hand_is_still_written_anew_after_saving(place: Path) -> None:
    out = place / "out"
    (out / "report.json").write_text((out / "report.json").read_text("utf-8") + " ", "utf-8")
    kg("check", "-g", out, "--save")
    build([place / "in"], out, regions=REGIONS)
    assert not (out / "report.json").read_text("utf-8").endswith(" ")


def test_writing_reports_of_progress_into_the_build_drops_them(place: Path) -> None:
    out = place / "out"
    kg("check", "-g", out, "--save")
    rewrite_build(out, [])
    assert asked(out) == []
    assert not (out / "check.ttl").exists()
