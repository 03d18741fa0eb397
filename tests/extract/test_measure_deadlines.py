"""When a whole measure is due, by its agency statement."""

from __future__ import annotations

import pytest

from tests.extract.chain import read_core


@pytest.mark.parametrize(
    ("statement", "due", "quote"),
    [
        ("（责任单位：市工信局；完成时限：2024年10月）", "2024-10", "2024年10月"),
        ("（牵头单位：市工信局；配合单位：市财政局；时限要求：2025年底前）", "2025", "2025年底前"),
        ("（牵头单位：市工信局；时间进度：2024年6月30日前）", "2024-06-30", "2024年6月30日前"),
        pytest.param(
            "（5月底完成，牵头单位：市工信局）", "2024-05", "5月底", id="before the names, year of the document"
        ),
        pytest.param("（市工信局牵头，2024年12月底前完成）", "2024-12", "2024年12月底前", id="behind the names"),
        pytest.param("（市工信局；2024年6月）", "2024-06", "2024年6月", id="in a list of names"),
        pytest.param("（责任单位：市工信局；完成时限：2024年—2026年）", "2026", "2024年—2026年", id="a range: its end"),
        pytest.param("（责任单位：市工信局；完成时限：长期坚持）", None, "长期坚持", id="no end"),
        pytest.param("（市工信局负责，持续推进）", None, "持续推进", id="no end, behind the names"),
        pytest.param("（责任单位：市工信局；完成时限：按上级要求）", None, "按上级要求", id="not a date: as printed"),
        pytest.param("\n责任单位：市工信局\n完成时限：2024年6月", "2024-06", "2024年6月", id="lines of their own"),
    ],
)
def test_deadlines(statement, due, quote):
    reading = read_core(f"（一）建网。加快。{statement}")
    deadline = reading.measures[0].deadline
    assert deadline is not None
    assert (deadline.due, deadline.text, reading.text[slice(*deadline.span)]) == (due, quote, quote)


@pytest.mark.parametrize("statement", ["", "（责任单位：市工信局）", "到2025年建成。（市工信局负责）"])
def test_none(statement):
    assert read_core(f"（一）建网。加快。{statement}").measures[0].deadline is None


def test_the_first_of_several_statements_decides():
    reading = read_core("（一）建网。（市工信局负责，2024年6月完成）建线。（市财政局负责，2024年9月完成）")
    assert reading.measures[0].deadline.due == "2024-06"
