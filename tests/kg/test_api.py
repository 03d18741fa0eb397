"""The Python API: what a notebook user calls, and what it shows."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from ontology.errors import SourceError, UsageError

EXAMPLES = Path(__file__).parents[2] / "examples" / "documents"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    file = next(path for path in EXAMPLES.iterdir() if path.name.startswith("02"))
    return kg.build(file, tmp_path_factory.mktemp("api") / "out")


def test_a_build_answers_named_questions_and_sparql(graph: kg.Graph) -> None:
    led = graph.query("牵头", agency="市工业和信息化局")
    assert len(led) > 0
    assert "单位" in led.columns
    assert len(graph.query("SELECT ?m { ?m a pk:Measure }")) == len(graph.corpus.records[0].measures)


def test_rdflib_sees_the_same_graph(graph: kg.Graph) -> None:
    rows = list(graph.rdflib().query("SELECT (COUNT(*) AS ?n) { ?m a <https://w3id.org/policy-kg/ontology#Measure> }"))
    assert int(rows[0][0]) == len(graph.corpus.records[0].measures)


def test_networks_come_as_networkx_graphs(graph: kg.Graph) -> None:
    kinds = {held["kind"] for _, held in graph.network("workload").nodes(data=True)}
    assert kinds == {"agency", "measure"}


def test_what_a_notebook_shows_is_html_and_inert(graph: kg.Graph) -> None:
    assert graph._repr_html_().startswith("<table>")
    hostile = kg.Answer(("<b>",), (("<script>alert(1)</script>",),))
    assert "<script>" not in hostile._repr_html_()
    assert "<b>" not in hostile._repr_html_()


def test_one_document_is_read_and_shown_in_a_frame_of_its_own() -> None:
    reading = kg.read(sorted(EXAMPLES.iterdir())[0])
    assert reading.record.measures
    shown = reading._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert "sandbox" in shown


def test_what_cannot_be_read_or_opened_raises(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    with pytest.raises(SourceError, match="空"):
        kg.read(tmp_path / "空.txt")
    with pytest.raises(UsageError, match="kg build"):
        kg.Graph(tmp_path)


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, kg; print([m for m in ('rdflib', 'networkx', 'pyoxigraph', 'jieba') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_module_takes_a_name_of_the_api():
    """Importing ``kg.build`` would put the module where the function is looked for."""
    modules = {module.name for module in pkgutil.iter_modules(kg.__path__)}
    assert modules.isdisjoint(kg.__all__)
