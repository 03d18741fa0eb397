"""Numbers in both scripts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numerals import parse_numeral

DIGITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """Write 0-9999 as a Chinese official does (一百零三, 一千零五十, 十五)."""
    if number < 10:
        return DIGITS[number]
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return text.removeprefix("一") if text.startswith("一十") else text


def test_every_number_below_ten_thousand_in_both_scripts():
    for number in range(10_000):
        for text in (
            str(number),
            f"{number:,}",
            spell(number),
            str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        ):
            assert parse_numeral(text) == number, text
    for year in range(1000, 10_000):
        assert parse_numeral(str(year).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))) == year


@given(st.integers(1, 9999), st.sampled_from(["万", "亿", "万亿"]))
def test_large_units_multiply(number: int, unit: str):
    scale = {"万": 10**4, "亿": 10**8, "万亿": 10**12}[unit]
    assert parse_numeral(spell(number) + unit) == number * scale
    assert parse_numeral(f"{number}{unit}") == number * scale


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两千", "2000"),
        ("五百万", "5000000"),
        ("一百零三", "103"),
        ("二〇二三", "2023"),
        ("二○二三", "2023"),
        ("一万五", "15000"),
        ("三百五", "350"),
        ("一亿二千万", "120000000"),
        ("十万零五百", "100500"),
        ("百", "100"),
        ("伍拾万", "500000"),
        ("一点五", "1.5"),
        ("三点一四万", "31400"),
        ("1.5万", "15000"),
        ("3千", "3000"),
        ("2.6万亿", "2600000000000"),
        ("５，０００", "5000"),
        ("百分之五", "0.05"),
        ("百分之九十五", "0.95"),
        ("千分之3.5", "0.0035"),
        ("三成", "0.3"),
    ],
)
def test_forms(text: str, value: str):
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "个", "千百", "十百千", "一二百", "百分之", "成", "十五成", "1,23", "万", "零十", "5个"]
)
def test_not_numbers(text: str):
    assert parse_numeral(text) is None


@given(st.text(alphabet="〇零一二两三十百千万亿点成分之0123456789,.，个元", max_size=12))
def test_any_mixture_is_read_or_refused(text: str):
    value = parse_numeral(text)
    assert value is None or value >= 0
