"""The commands as a user calls them: what they print, write, and how they exit."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from click.testing import CliRunner, Result

from kg.cli import COMMANDS, cli

EXAMPLES = Path(__file__).parents[1] / "examples"
REGIONS = str(EXAMPLES / "regions.toml")


def kg(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("库")
    documents = folder / "政策 文件"
    documents.mkdir()
    for path in sorted((EXAMPLES / "documents").iterdir()):
        if path.name.startswith(("01", "02")):
            (documents / path.name).write_bytes(path.read_bytes())
    result = kg("build", documents, "--regions", REGIONS, "-o", folder / "图谱", "--workers", 1)
    assert result.exit_code == 0, result.output
    assert "2 份文件" in result.output
    return folder / "图谱"


def test_every_command_has_help_with_an_example() -> None:
    for name in COMMANDS:
        result = kg(name, "--help")
        assert result.exit_code == 0
        assert f"kg {name}" in result.output, name


def test_a_named_query_answers_in_every_format(built: Path) -> None:
    asked = ("query", "牵头", "-p", "agency=云河市工业和信息化局", "-g", built)
    assert "原文" in kg(*asked).output
    rows = json.loads(kg(*asked, "--format", "json").output)["results"]["bindings"]
    assert rows
    assert all(row["agency"]["value"] == "云河市工业和信息化局" for row in rows)
    assert kg(*asked, "--format", "csv").output.count("\n") >= len(rows)
    assert ElementTree.fromstring(kg(*asked, "--format", "xml").output).tag.endswith("sparql")


def test_sparql_and_files_of_sparql_are_answered(built: Path, tmp_path: Path) -> None:
    question = "SELECT (COUNT(*) AS ?n) WHERE { ?d a pk:PolicyDocument }"
    assert "2" in kg("query", question, "-g", built, "--format", "csv").output
    (tmp_path / "数.rq").write_text(question, "utf-8")
    answer = kg("query", tmp_path / "数.rq", "-g", built, "--format", "csv", "-o", tmp_path / "答.csv")
    assert answer.exit_code == 0
    assert "2" in (tmp_path / "答.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("query", "牵头"), "agency"),
        (("query", "没有这个"), "没有这个"),
        (("query", "牵头", "-p", "agency"), "agency"),
        (("query", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"), "SERVICE"),
        (("query", "DELETE WHERE { ?s ?p ?o }"), "DELETE"),
    ],
    ids=["a parameter is missing", "no such query", "a parameter without a value", "SERVICE", "an update"],
)
def test_wrong_questions_exit_with_2_and_one_line(built: Path, words: tuple[str, ...], says: str) -> None:
    result = kg(*words, "-g", built)
    assert result.exit_code == 2
    assert says.lower() in result.output.lower()
    assert result.output.count("\n") == 1


def test_a_folder_without_a_build_is_named_with_the_remedy(tmp_path: Path) -> None:
    for words in (("query", "牵头"), ("workload",), ("lineage",), ("view", "workload", "-o", tmp_path / "x.html")):
        result = kg(*words, "-g", tmp_path / "无")
        assert result.exit_code == 2
        assert "kg build" in result.output


def test_workload_and_lineage_print_what_was_asked(built: Path) -> None:
    assert "云河市工业和信息化局" in kg("workload", "云河市工业", "-g", built).output
    assert "临政发〔2023〕8号" in kg("lineage", "临政发〔2023〕8号", "-g", built).output
    missing = kg("lineage", "--missing", "--format", "csv", "-g", built).output
    assert "临政发〔2023〕8号" not in missing
    assert "国发〔2021〕29号,国务院关于印发“十四五”数字经济发展规划的通知,国务院,国家级,2021," in missing


@pytest.mark.parametrize("kind", ["workload", "agencies", "lineage"])
def test_views_are_single_offline_pages(built: Path, tmp_path: Path, kind: str) -> None:
    page = tmp_path / "页 面.html"
    assert kg("view", kind, "-g", built, "-o", page).exit_code == 0
    text = page.read_text("utf-8")
    assert 'src="http' not in text
    assert 'href="http' not in text


def test_exports_can_be_read_by_their_own_tools(built: Path, tmp_path: Path) -> None:
    for form, name in (("turtle", "g.ttl"), ("jsonld", "g.jsonld"), ("graphml", "g.graphml"), ("gexf", "g.gexf")):
        assert kg("export", form, "-g", built, "-o", tmp_path / name).exit_code == 0
    turtle = rdflib.Graph().parse(tmp_path / "g.ttl")
    assert len(turtle) == len(rdflib.Graph().parse(built / "graph.ttl")) > 1000
    assert (
        nx.read_graphml(tmp_path / "g.graphml").number_of_nodes() == nx.read_gexf(tmp_path / "g.gexf").number_of_nodes()
    )


def test_the_graph_conforms_to_its_shapes(built: Path) -> None:
    assert kg("validate", "-g", built).exit_code == 0


def test_nothing_changed_between_a_build_and_itself(built: Path) -> None:
    assert kg("diff", built, built).output == "没有变化\n"


def test_extract_prints_the_record_of_one_document() -> None:
    file = next(path for path in (EXAMPLES / "documents").iterdir() if path.name.startswith("02"))
    record = json.loads(kg("extract", file, "--regions", REGIONS, "--format", "json").output)
    assert record["document"]["region"]["name"] == "临海省云河市"
    assert {
        "source",
        "document",
        "citations",
        "sections",
        "measures",
        "responsibilities",
        "targets",
        "warnings",
    } <= set(record)


def test_a_file_that_is_no_document_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    result = kg("extract", tmp_path / "空.txt")
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert "空.txt" in result.output


def test_unread_files_make_a_build_exit_with_1_and_unknown_formats_do_not(tmp_path: Path) -> None:
    folder = tmp_path / "文件"
    folder.mkdir()
    (folder / "好.txt").write_text("云河市人民政府关于好事的通知\n各县区人民政府：\n一、做好。\n", "utf-8")
    (folder / "表.xlsx").write_bytes(b"PK")
    assert kg("build", folder, "-o", tmp_path / "a").exit_code == 0
    (folder / "空.txt").write_bytes(b"")
    result = kg("build", folder, "-o", tmp_path / "b")
    assert result.exit_code == 1
    assert "空.txt" in result.output
