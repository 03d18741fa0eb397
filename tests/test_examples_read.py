"""The example documents, read as one folder: what examples/README.md tells the reader to look for is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports import nquads
from kg.building.builds import read_corpus
from kg.corpus import Corpus
from kg.graph.triples import corpus_quads
from ontology.model import Record
from ontology.regions import read_regions

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
IDENTITY = {
    "01": ("临政发〔2023〕8号", "990000", "2023-03-15"),
    "02": ("云河政发〔2023〕12号", "990100", "2023-06-08"),
    "03": ("清江政办发〔2023〕31号", "990200", "2023-07-19"),
    "04": ("石岭政发〔2023〕17号", "990121", "2023-09-22"),
    "05": ("云河工信发〔2024〕9号", "990100", "2024-02-18"),
    "06": ("临民规〔2024〕2号", "990000", "2024-01-29"),
    "07": ("清江政规〔2024〕1号", "990200", "2024-04-10"),
    "08": ("临工信节能〔2023〕66号", "990000", "2023-05-30"),
    "09": ("云河政办发〔2024〕6号", "990100", "2024-03-04"),
    "10": ("临政办发〔2022〕41号", "990000", "2022-08-26"),
    "11": ("松坪政办发〔2024〕11号", "990221", "2024-05-20"),
    "12": ("云河政办发〔2022〕38号", "990100", "2022-10-12"),
}
LINEAGE = {"02": "01", "03": "01", "04": "02", "05": "02", "09": "10", "11": "03", "12": "10"}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    built, skipped = read_corpus([EXAMPLES / "documents"], workers=1, regions=read_regions(EXAMPLES / "regions.toml"))
    assert skipped == []
    return built


@pytest.fixture(scope="module")
def records(corpus) -> dict[str, Record]:
    return {Path(record.source.path).name[:2]: record for record in corpus.records}


@pytest.fixture(scope="module")
def graph(corpus) -> str:
    """The whole graph as N-Quads."""
    return nquads.render(corpus_quads(corpus)).decode("utf-8")


@pytest.mark.parametrize("number", IDENTITY)
def test_each_document_knows_its_number_place_and_date(records, number):
    header = records[number].document
    assert header.region is not None
    assert (header.number, header.region.code, header.date_signed) == IDENTITY[number]


@pytest.mark.parametrize(("below", "above"), LINEAGE.items())
def test_implementing_documents_meet_their_parent(records, below, above):
    implemented = {citation.iri for citation in records[below].citations if citation.relation == "implements"}
    assert records[above].document.iri in implemented


def test_absent_parents_are_stubs(corpus):
    assert {"国发〔2021〕29号", "国发〔2022〕5号"} <= {stub.number for stub in corpus.stubs}


def test_joint_notice_has_three_signatures(records):
    issuers = {issuer.name for issuer in records["05"].document.issuers}
    assert issuers == {"云河市工业和信息化局", "云河市财政局", "云河市数据局"}


@pytest.mark.parametrize("contact", ["林某某", "55500101", "13900000000", "szhzd@example.cn"])
def test_contacts_stay_out_of_the_graph(graph, contact):
    assert contact not in graph


def test_web_page_furniture_is_not_read(records):
    text = records["03"].text
    assert "清江市“十四五”信息化发展规划" in text
    for furniture in ("网站标识码", "无障碍阅读", "ICP备", "分享到"):
        assert furniture not in text


def test_ordering_rule_makes_leaders_and_keeps_its_exception(records):
    rows = [row for row in records["02"].responsibilities if row.agency and row.agency.name == "云河市工业和信息化局"]
    assert [row.role for row in rows].count("lead") == 7
    assert {row.basis for row in rows} == {"ordering_rule"}
    exception = next(measure.id for measure in records["02"].measures if measure.label.strip("()（）") == "十一")
    assert {row.role for row in records["02"].responsibilities if row.measure == exception} == {"responsible"}


def test_blanket_clause_reaches_every_later_measure(records):
    record = records["03"]
    covered = [row for row in record.responsibilities if row.basis == "default_clause"]
    assert len({row.measure for row in covered}) == 10
    for row in covered:
        assert row.rule_span is not None
        assert "不再列出" in record.text[slice(*row.rule_span)]


@pytest.mark.parametrize(
    ("number", "until", "repealed"),
    [
        ("06", "2029-02", {"临民发〔2018〕35号", "临民发〔2020〕61号"}),
        ("07", "2027-05", {"清江政规〔2019〕4号"}),
        ("12", None, {"云河政办发〔2017〕52号"}),
    ],
)
def test_term_and_repealed_documents(records, number, until, repealed):
    record = records[number]
    assert (record.document.effective_until or "None")[: len(until or "None")] == (until or "None")
    assert {citation.number for citation in record.citations if citation.relation == "repeals"} == repealed


def test_weakened_target_can_be_seen(records):
    rates = {
        number: target.value
        for number in ("01", "02")
        for target in records[number].targets
        if "智能化改造覆盖率" in target.indicator
    }
    assert rates == {"01": 60, "02": 50}


def test_distributive_target_gives_one_row_for_each_level(records):
    values = [target.value for target in records["10"].targets if "网上可办率" in target.indicator]
    assert values == [95, 85, 75]
