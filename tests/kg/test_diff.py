"""Changes between two corpora, as sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kg.corpus import Corpus
from kg.diff import diff
from ontology.model import Record
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
    assert any(s.endswith("改为 2031") for s in found)


def test_a_header_field_that_changed_is_named_in_chinese() -> None:
    old = make_record()
    new = replace(old, document=replace(old.document, status="失效"))
    assert any("有效性由" in sentence and "失效" in sentence for sentence in sentences(old, new))
