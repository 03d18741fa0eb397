"""Printed units come to base units by the table."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.units import Quantity, format_decimal, normalize


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("3.5", "万个", ("35000", "个", None)),
        ("7", "亿元", ("700000000", "元", "CCY_CNY")),
        ("2", "百万吨", ("2000000", "吨", "TONNE")),
        ("1.2", "万亿元", ("1200000000000", "元", "CCY_CNY")),
        ("500", "千瓦", ("500", "千瓦", "KiloW")),  # a unit of its own, not 千 of 瓦
        ("30", "万千瓦", ("300000", "千瓦", "KiloW")),
        ("15", "亩", ("10000.0000000005", "亩", "M2")),
        ("95", "%", ("95", "%", "PERCENT")),
        ("3", "家", ("3", "家", None)),
        ("2", "万", ("2", "万", None)),  # no unit is left to be the base
        ("2", "", ("2", "", None)),
    ],
)
def test_normalize(value: str, unit: str, expected: tuple[str, str, str | None]) -> None:
    assert normalize(Decimal(value), unit) == Quantity(Decimal(expected[0]), *expected[1:])


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**12, places=4))
def test_decimals_are_written_without_exponent_and_read_back(value: Decimal) -> None:
    text = format_decimal(value)
    assert "E" not in text
    assert Decimal(text) == value
