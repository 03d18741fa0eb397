"""Quantities as printed: a number, or a range, with the unit behind it. Rules in ``rules/quantities.toml``.

Whether a quantity is a commitment is decided elsewhere (:mod:`extract.targets`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from extract.numerals import parse_numeral
from extract.rules import Rule, load_lexicon, load_rules
from ontology.model import Span

Kind = Literal["count", "measure", "data", "money", "share", "score", "time", "bare"]

_EXPONENTS = {
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
_HAN = re.compile(r"[一二两三四五六七八九十百千万亿〇零]+")
_ADJACENT = re.compile(r"([一二三四五六七八])([二三四五六七八九])")  # 两三家, 三四个
_CALENDAR = ("年", "月", "日")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; ``word`` is 1 for 一, 2 for other small Chinese numerals (often no quantity at all)."""

    span: Span
    value: Decimal
    upper: Decimal | None
    unit: str
    kind: Kind
    hint: Literal["gt", "about", None] = None  # 200多个, 近百家
    word: Literal[0, 1, 2] = 0


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of ``text`` in order; calendar dates and numbers inside names (5G, 第3批) are left out.

    >>> [(str(q.value), str(q.upper), q.unit) for q in find_quantities("建设3-5个园区、3.5万座基站，占比达百分之五十")]
    [('3', '5', '个'), ('3.5', 'None', '万座'), ('50', 'None', '%')]
    """
    candidates = [
        (match.start("low"), -match.end(), order, rule, match)
        for order, rule in enumerate(load_rules("quantities"))
        for match in rule.pattern.finditer(text)
    ]
    found: list[Quantity] = []
    end = -1
    for start, negative_end, _, rule, match in sorted(candidates, key=lambda item: item[:3]):
        if start < end or _is_guarded(text, match):
            continue
        quantity = _quantity(rule, match)
        if quantity is not None:
            end = -negative_end
            if not _is_calendar(quantity):
                found.append(quantity)
    return found


def _quantity(rule: Rule, match: re.Match[str]) -> Quantity | None:
    groups = match.groupdict()
    start = match.start("low")
    if groups.get("percent") is not None:
        start, unit = match.start(), "%"
    elif groups.get("tenths") is not None:
        share = parse_numeral(groups["low"] + "成")
        if share is None:
            return None
        return Quantity(Span(start, match.end()), Decimal(int(share * 100)), None, "%", "share")
    else:
        unit = ((groups.get("scale") or "") + (groups.get("unit") or "")).replace("％", "%").replace("﹪", "%")
    low_text, unit = _shift_multiplier(groups["low"], unit)
    hint: Literal["gt", "about", None] = "gt" if groups.get("more") or groups.get("more2") else None
    if groups.get("near"):
        hint = "about" if groups["near"] == "近" else "gt"
    value = parse_numeral(low_text)
    upper = parse_numeral(groups["high"]) if groups.get("high") else None
    adjacent = _ADJACENT.fullmatch(low_text.replace("两", "二"))
    if adjacent and not upper:
        value, upper = parse_numeral(adjacent[1]), parse_numeral(adjacent[2])
    if value is None or (groups.get("high") and upper is None):
        return None
    if upper is not None:
        value = _rescale(value, groups.get("lowunit") or "", unit)
        if upper <= value:
            return None
    kind: Kind = "bare" if groups.get("bare") is not None else _kind(unit)
    word: Literal[0, 1, 2] = 0
    if (
        _HAN.fullmatch(groups["low"])
        and value < 10
        and not upper
        and "%" not in unit
        and kind in ("count", "score", "time")
    ):
        word = 1 if value == 1 else 2
    return Quantity(Span(start, match.end()), value, upper, unit, kind, hint, word)


def _shift_multiplier(number: str, unit: str) -> tuple[str, str]:
    """五百万 + 个 is 五百 + 万个, as 500万个 would be."""
    for tail in ("万", "亿"):
        if _HAN.fullmatch(number) and len(number) > 1 and number.endswith(tail) and number[:-1].count(tail) == 0:
            return number[:-1], tail + unit
    return number, unit


def _rescale(low: Decimal, low_unit: str, unit: str) -> Decimal:
    """Express the lower end in the unit of the upper one: 5000万元至1亿元 starts at 0.5."""
    if not low_unit:
        return low
    shift = _exponent(low_unit) - _exponent(unit)
    return low.scaleb(shift) if shift else low


def _exponent(unit: str) -> int:
    return max((power for name, power in _EXPONENTS.items() if unit.startswith(name)), default=0)


@cache
def _kinds() -> Mapping[str, Kind]:
    return {unit: kind for kind, units in load_lexicon("units")["units"].items() for unit in units}


def _kind(unit: str) -> Kind:
    kinds = _kinds()
    if unit in kinds:
        return kinds[unit]
    for multiplier in sorted(load_lexicon("units")["multiplier"], key=len, reverse=True):
        if unit.startswith(multiplier):
            return kinds.get(unit.removeprefix(multiplier), "count")
    return "count"


def _is_guarded(text: str, match: re.Match[str]) -> bool:
    """Say whether the character behind the unit makes a word of both: 3家庭, 30部门."""
    unit = match.groupdict().get("unit") or ""
    following = text[match.end() : match.end() + 1]
    if not unit or not following:
        return False
    guards: Mapping[str, str] = load_lexicon("units")["guards"]
    return any(following in guards.get(unit[start:], "") for start in range(len(unit)))


def _is_calendar(quantity: Quantity) -> bool:
    return quantity.unit in _CALENDAR and (quantity.value >= 1900 or quantity.unit in ("月", "日"))
