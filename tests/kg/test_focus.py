"""Networks around one thing, and the command that draws them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from exports.pyvis_page import render_network
from kg.building.builds import build
from kg.cli import cli
from kg.pages.focus import around_agency, around_document, find_agency, targets, uptake
from ontology.errors import UsageError
from ontology.regions import read_regions
from tests.factories import FINANCE, INDUSTRY, NUMBER, PARENT_NUMBER, make_corpus

CORPUS = make_corpus()
RECORDS = {record.document.number: record for record in CORPUS.records}
EXAMPLES = Path(__file__).resolve().parent.parent.parent / "examples"


def labels(net, **attributes) -> set[str]:
    wanted = attributes.items()
    return {held.get("name") or held["label"] for _, held in net.nodes(data=True) if wanted <= held.items()}


@pytest.mark.parametrize("name", ["云河市工业和信息化局", "市工业和信息化局", "云河市工业和信息"])
def test_an_agency_is_found_by_any_of_its_names(name):
    assert find_agency(CORPUS, name) == INDUSTRY.iri


@pytest.mark.parametrize(
    ("name", "said"), [("财政", "fits 2 agencies: 临海省财政厅、云河市财政局"), ("外星局", "no such")]
)
def test_an_unclear_name_is_refused_with_candidates(name, said):
    with pytest.raises(UsageError, match=said):
        find_agency(CORPUS, name)


def test_an_agency_stands_with_its_measures_and_their_other_carriers():
    net = around_agency(CORPUS, FINANCE.iri)
    assert labels(net, kind="measure") == {"一 建设新型基础设施"}
    assert "云河市工业和信息化局" in labels(net, kind="agency")
    assert labels(net, category="所选") == {"云河市财政局"}


def test_a_document_stands_with_its_measures_and_kin():
    net = around_document(CORPUS, RECORDS[NUMBER])
    assert len(labels(net, kind="measure")) == 3
    assert PARENT_NUMBER in labels(net, kind="document")
    assert labels(net, category="所选") == {NUMBER}


def test_equal_indicators_are_tied_across_documents():
    net = targets(CORPUS)
    tied = [(a, b) for a, b, held in net.edges(data=True) if held["relation"] == "同一指标"]
    assert [{net.nodes[a]["label"], net.nodes[b]["label"]} for a, b in tied] == [{"5G基站 3万个", "5G基站 2000个"}]
    assert not any("补助" in name for name in labels(net, kind="target"))  # support in money is no target


def test_measures_of_a_child_point_at_what_they_take_up():
    net = uptake(RECORDS[PARENT_NUMBER], [RECORDS[NUMBER]])
    edges = [(net.nodes[a]["label"], net.nodes[b]["label"]) for a, b in net.edges]
    assert edges == [("一 建设新型基础设施", "一 建设新型基础设施")]
    assert len({held["x"] for _, held in net.nodes(data=True)}) == 2
    assert "新增" in {held["category"] for _, held in net.nodes(data=True)}


def test_five_lines_restyle_a_network():
    net = around_agency(CORPUS, INDUSTRY.iri)
    for _, held in net.nodes(data=True):
        held["shape"] = "diamond" if held["kind"] == "measure" else "hexagon"
        held["color"] = "#444444" if held["kind"] == "measure" else "#0a7d4f"
    page = render_network(net, title="我的配色")
    drawn = json.loads(re.findall(r'id="data">(.*?)</script>', page)[0])["nodes"]
    assert sorted((node["shape"], node["color"]) for node in drawn) == [("diamond", "#444444")] * 2 + [
        ("hexagon", "#0a7d4f")
    ] * (len(drawn) - 2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("out") / "demo"
    files = sorted((EXAMPLES / "documents").glob("0[12]-*"))
    build(files, out, workers=1, regions=read_regions(EXAMPLES / "regions.toml"))
    return out


@pytest.mark.parametrize(
    "call",
    [
        ("workload",),
        ("agencies",),
        ("lineage",),
        ("targets",),
        ("agency", "云河市工业和信息化局"),
        ("document", "临政发〔2023〕8号"),
        ("compare", "临政发〔2023〕8号"),
        ("compare", "临政发〔2023〕8号", "云河政发〔2023〕12号"),
    ],
)
def test_every_kind_of_page_is_written(call, folder, tmp_path):
    out = tmp_path / "页.html"
    result = CliRunner().invoke(cli, ["view", *call, "-g", str(folder), "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert "MB" in result.output
    assert out.read_text("utf-8").count("<h1>") == 1


@pytest.mark.parametrize("call", [("agency",), ("lineage", "x"), ("compare", "云河政发〔2023〕12号")])
def test_a_name_where_none_is_due_or_none_given_is_refused(call, folder, tmp_path):
    result = CliRunner().invoke(cli, ["view", *call, "-g", str(folder), "-o", str(tmp_path / "x.html")])
    assert result.exit_code != 0
    assert not (tmp_path / "x.html").exists()
