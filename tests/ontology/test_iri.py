"""IRIs come from content, are valid everywhere, and never stand for two things."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import iri
from ontology.errors import DataError

BASE = iri.DEFAULT_BASE
anything = st.text(min_size=1).filter(lambda text: text.strip() != "" and "".join(text.split()) != "")
DOCUMENT = iri.document_iri(number="云政办发〔2020〕31号")


def is_valid(candidate: str) -> bool:
    return pyoxigraph.NamedNode(candidate).value == candidate


@pytest.mark.parametrize(
    "printed",
    [
        "云政办发〔2020〕31号",
        "云政办发[2020]31号",
        "云政办发（2020）31号",
        "云政办发【2020】第031号",
        "云政办发 〔２０２０〕 31 号",
    ],
)
def test_every_way_of_printing_a_number_gives_one_iri(printed: str) -> None:
    assert iri.document_iri(number=printed) == f"{BASE}document/云政办发-2020-31"


def test_the_number_decides_over_the_title() -> None:
    assert iri.document_iri(number="云政办发〔2020〕31号", title="甲") == DOCUMENT


def test_a_title_gives_a_readable_iri_that_issuer_and_date_tell_apart() -> None:
    first = iri.document_iri(title="关于加快“数字云河”建设的意见", issuer="云河市人民政府", date="2020-03-01")
    second = iri.document_iri(title="关于加快“数字云河”建设的意见", issuer="临海省人民政府", date="2020-03-01")
    assert first.startswith(f"{BASE}document/关于加快数字云河建设的意见~")
    assert first != second


def test_what_belongs_to_a_document_carries_its_key() -> None:
    assert iri.section_iri(DOCUMENT, "s1") == f"{BASE}section/云政办发-2020-31.s1"
    assert iri.target_iri(DOCUMENT, "t1") == f"{BASE}target/云政办发-2020-31.t1"
    assert iri.evidence_iri(DOCUMENT, 3, 9) == f"{BASE}evidence/云政办发-2020-31.3-9"
    assert iri.citation_iri(DOCUMENT, 3, 9, "cites") == f"{BASE}citation/云政办发-2020-31.3-9.cites"
    assert iri.graph_iri(DOCUMENT) == f"{BASE}graph/云政办发-2020-31"


def test_an_unresolved_agency_is_known_by_its_mention() -> None:
    measure = iri.measure_iri(DOCUMENT, "m1")
    assert iri.assignment_iri(measure, None, "lead", surface="有关部门").endswith("云政办发-2020-31.m1.lead.~有关部门")
    with pytest.raises(ValueError, match="needs an agency"):
        iri.assignment_iri(measure, None, "lead")


def test_another_base_is_kept_by_what_is_derived() -> None:
    document = iri.document_iri(number="云政发〔2021〕2号", base="http://graph.intranet/kg#")
    assert iri.measure_iri(document, "m1") == "http://graph.intranet/kg#measure/云政发-2021-2.m1"


@pytest.mark.parametrize("base", ["", "policy/", "http://example.org/id", "http://example.org/ id/"])
def test_a_base_that_cannot_carry_iris_is_refused(base: str) -> None:
    with pytest.raises(DataError, match="base IRI"):
        iri.region_iri("320700", base=base)


def test_parts_of_something_that_is_no_document_are_refused() -> None:
    with pytest.raises(ValueError, match="is not the IRI of a document"):
        iri.measure_iri(iri.region_iri("320700"), "m1")


def test_a_collision_names_both_sides() -> None:
    minter = iri.Minter()
    minter.claim(DOCUMENT, "甲的通知")
    assert minter.claim(DOCUMENT, "甲的通知") == DOCUMENT
    with pytest.raises(DataError, match=r"甲的通知.*乙的通知"):
        minter.claim(DOCUMENT, "乙的通知")


@given(anything)
def test_any_text_makes_a_valid_iri(text: str) -> None:
    document = iri.document_iri(number=text)
    assert is_valid(document)
    assert is_valid(iri.document_iri(title=text))
    assert is_valid(iri.measure_iri(document, text))
    assert is_valid(iri.agency_iri(name=text))
    assert is_valid(iri.indicator_iri(text))


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_separators_cannot_be_forged(a: str, b: str, c: str, d: str) -> None:
    """Names that contain the separators do not make one key out of two."""
    measure, other = iri.measure_iri(DOCUMENT, a), iri.measure_iri(DOCUMENT, c)
    same = iri.assignment_iri(measure, None, b, surface="甲") == iri.assignment_iri(other, None, d, surface="甲")
    assert same == (
        iri.measure_iri(DOCUMENT, a) == iri.measure_iri(DOCUMENT, c) and iri.region_iri(b) == iri.region_iri(d)
    )


@given(st.text(alphabet="云河临海政办发字", min_size=2, max_size=5), st.integers(1949, 2099), st.integers(1, 9999))
def test_numbers_are_told_apart_by_every_part(code: str, year: int, serial: int) -> None:
    here = iri.document_iri(number=f"{code}〔{year}〕{serial}号")
    assert here != iri.document_iri(number=f"{code}〔{year}〕{serial + 1}号")
    assert here != iri.document_iri(number=f"{code}〔{year + 1}〕{serial}号")
    assert here != iri.document_iri(number=f"{code}办〔{year}〕{serial}号")
