"""The record as JSON and back."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import DataError
from ontology.model import Deadline, Measure, Span
from ontology.record import decode, dumps, encode
from tests.factories import make_parent_record, make_record


@pytest.mark.parametrize(
    "record",
    [make_record(), make_parent_record(), replace(make_record(), copies=(make_record().source,))],
    ids=["city", "province", "with a copy"],
)
def test_round_trip_through_json(record):
    assert decode(json.loads(dumps(encode(record))), record.text) == record


def test_keys_are_those_of_the_public_record():
    data = encode(make_record())
    assert list(data) == [
        "source",
        "document",
        "citations",
        "sections",
        "measures",
        "responsibilities",
        "targets",
        "warnings",
        "copies",
    ]
    assert {"iri", "title", "cover_title", "number", "type", "level", "issuers", "region", "recipients"} <= set(
        data["document"]
    )
    assert {"measure", "agency", "surface", "role", "basis", "span", "rule_span"} <= set(data["responsibilities"][0])
    assert {"measure", "section", "kind", "indicator", "value", "upper", "unit", "comparator"} <= set(
        data["targets"][0]
    )


def test_unknown_is_null_and_never_missing():
    plain = make_record()
    empty = replace(plain, document=replace(plain.document, number=None, region=None, issuers=()))
    data = encode(empty)["document"]
    assert (data["number"], data["region"], data["issuers"]) == (None, None, [])


def test_the_text_is_not_in_it_and_chinese_is_readable():
    printed = dumps(encode(make_record()))
    assert "text" not in encode(make_record())
    assert "\\u" not in printed
    assert "市工业和信息化局" in printed


@pytest.mark.parametrize(("value", "printed"), [("2000", "2000"), ("3.5", "3.5"), ("40.0", "40"), ("1E+2", "100")])
def test_values_are_numbers(value, printed):
    record = make_record()
    target = replace(record.targets[0], value=Decimal(value))
    assert f'"value": {printed},' in dumps(encode(replace(record, targets=(target,))))


_spans = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: Span(*sorted(pair)))
_words = st.text(alphabet='云河市建设网络（）、“”\\"\n　5%', max_size=12)
_deadlines = st.builds(Deadline, due=st.none() | st.just("2024-06"), text=_words, span=_spans)
_measures = st.builds(
    Measure,
    id=st.just("m1"),
    label=_words,
    section=st.none() | _words,
    title=_words,
    text=_words,
    span=_spans,
    rule=st.just("measure.han"),
    deadline=st.none() | _deadlines,
    parent=st.none() | st.just("c1"),
    iri=st.none() | _words,
)
_values = st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**9, places=3)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(_measures, max_size=3), _values, st.none() | _values)
def test_any_record_survives(measures, value, upper):
    plain = make_record()
    target = replace(plain.targets[0], value=value, upper=upper)
    record = replace(plain, measures=tuple(measures), targets=(target,))
    assert decode(json.loads(dumps(encode(record))), record.text) == record


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("targets"),
        lambda data: data["document"].pop("region"),
        lambda data: data["measures"][0].update(unheard="of"),
        lambda data: data["measures"][0].pop("title"),
        lambda data: data.update(source=None),
    ],
    ids=["no targets", "no region", "an unknown key", "no title", "no source"],
)
def test_what_is_no_record_is_refused_in_one_line(spoil):
    data = encode(make_record())
    spoil(data)
    with pytest.raises(DataError, match="this is no policy record") as caught:
        decode(data, "")
    assert "\n" not in str(caught.value)
