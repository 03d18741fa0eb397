"""What looks like a statement and was not understood is told."""

from __future__ import annotations

import pytest

from extract.leftovers import find_leftovers
from ontology.model import Span


def remarks(text: str, known: list[Span] | None = None):
    return find_leftovers(text, Span(0, len(text)), known or [])


@pytest.mark.parametrize(
    "bracket", ["（责任单位：详见附表）", "（各方牵头）", "〔牵头单位：另行明确〕", "（按规定分工负责）"]
)
def test_reported_with_quote_and_span(bracket):
    text = f"建网。{bracket}"
    (remark,) = remarks(text)
    assert remark.code == "statement-not-understood"
    assert bracket in remark.message
    assert text[slice(*remark.span)] == bracket


@pytest.mark.parametrize("bracket", ["（试行）", "（含5G）", "（责任到人）"])
def test_other_brackets_are_not(bracket):
    assert remarks(f"建网。{bracket}") == []


def test_understood_ones_are_not():
    text = "建网。（市工信局牵头）"
    assert remarks(text, [Span(3, len(text))]) == []
    assert remarks(text, [Span(4, 6)]) == []


def test_long_ones_are_cut():
    (remark,) = remarks(f"（{'有关方面' * 30}牵头）")
    assert len(remark.message) < 100
