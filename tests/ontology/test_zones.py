"""Functional areas and the place that runs them."""

from __future__ import annotations

from ontology.model import Span
from ontology.zones import find_functional_areas


def test_functional_areas_belong_to_their_city() -> None:
    text = "连云港经济技术开发区、高新区、碧湾新区和上海市浦东新区"
    areas = find_functional_areas(text, within="320700")
    assert [(a.name, a.form, a.parent.name if a.parent else None) for a in areas] == [
        ("连云港经济技术开发区", "经济技术开发区", "连云港市"),
        ("高新区", "高新技术产业开发区", "连云港市"),
        ("碧湾新区", "新区", "连云港市"),
    ]
    assert areas[1].span == Span(11, 14)
    assert find_functional_areas("高新区")[0].parent is None
