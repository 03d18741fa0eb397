"""Quantities as printed: a number, or a range, with the unit behind it. Rules in ``rules/quantities.toml``.

Whether a quantity is a commitment is decided elsewhere (:mod:`extract.targets.target_reading`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from extract.numerals import parse_numeral
from extract.overlap import settle
from extract.rules import Rule, load_lexicon, load_rules
from ontology.model import Span

Kind = Literal["count", "measure", "data", "money", "share", "score", "time", "bare"]

WORD_KINDS: frozenset[Kind] = frozenset({"count", "score", "time"})  # here 一 and 两 are often no quantity at all

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
_ARABIC, _DASHES = "0-9０-９", r"\-—－–~～─至到"  # for character classes, as the numerals below
_HAN_FIRST, _HAN_INSIDE = "一二两三四五六七八九十百", "〇零一二三四五六七八九十百千"
_HAN_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_REACHING = "到至过破于达少长在"  # 达到64.5: a number without a unit, or with one that is not known
_CALENDAR = ("年", "月", "日")
_IN_SERIES = re.compile("[、或和及]")
_MULTIPLYING = "十百千万亿"
_LONGEST_SERIES = 80
# A series without units of its own is told by what says that it is one.
_SERIES = re.compile(
    rf"(?:分别|依次|分档|分级)[^，。；{_ARABIC}]{{0,24}}(?P<numbers>(?:[{_ARABIC}]+(?:[.．][{_ARABIC}]+)?[、或和及])+)$"
)


class Quantity(NamedTuple):
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
    found = settle(_claims(text), lambda match: _read(text, match))
    return _with_shared_units(text, [quantity for quantity in found if not _is_calendar(quantity)])


def quantity_places(text: str, stretch: Span, *, ones: str) -> list[int]:
    """Return where :func:`find_quantities` may find something in that stretch of ``text``, and a few places more.

    A quick look for numbers with the first character of a unit, or after a verb of reaching; years are passed over, and
    so is a lone 一 (一批) but before the characters ``ones``.

    >>> quantity_places("到2021年，进一步推进3项任务，形成一批成果，培育一家企业", Span(0, 32), ones="个家")
    [12, 26]
    """
    return [match.start() for match in _place(ones).finditer(text, *stretch)]


def _claims(text: str) -> list[tuple[int, int, int, re.Match[str]]]:
    """What the rules find, from the first character of the number on."""
    claims = []
    at_number, elsewhere = _rules()
    numbers = [number.start() for number in _number().finditer(text)]
    if numbers:
        for order, rule in at_number:
            if rule.hint is None or rule.hint.search(text):
                done = 0
                for start in numbers:
                    if done <= start and (match := rule.pattern.match(text, start)):
                        done = match.end()  # as finditer: a rule finds nothing inside what it found before
                        claims.append((start, done, order, match))
    for order, rule in elsewhere:
        claims += [(match.start("low"), match.end(), order, match) for match in rule.finditer(text)]
    return claims


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    """The quantity that a rule found, unless the character behind its unit makes a word of both."""
    groups = match.groupdict()
    if _is_guarded(groups.get("unit") or "", text[match.end() : match.end() + 1]):
        return None
    return _quantity(match, groups)


@cache
def _rules() -> tuple[list[tuple[int, Rule]], list[tuple[int, Rule]]]:
    """The rules that begin with their number, and the others, with their place in the file."""
    rules = list(enumerate(load_rules("quantities")))
    elsewhere = [(order, rule) for order, rule in rules if rule.options.get("at") != "number"]
    return [pair for pair in rules if pair not in elsewhere], elsewhere


@cache
def _number() -> re.Pattern[str]:
    """The first character of a number that a unit may follow; not inside another number or a name, and no 2021年."""
    return re.compile(
        rf"[{_ARABIC}{_HAN_FIRST}](?<![{_ARABIC}A-Za-zＡ-Ｚ.．+＋×*第〔\[_/Κα-ω{_HAN_INSIDE}].)"
        r"(?<![A-Za-z]-.)(?<![A-Za-z][0-9]-.)(?<![A-Za-z][0-9][0-9]-.)"  # SJC1-0013单元
        rf"(?!(?:(?<=1)9|(?<=2)0)[0-9][0-9]\s*年(?!\s*[{_DASHES}]))"
        rf"(?=[{_ARABIC}.．,，{_HAN_NUMERALS}]*\s*[多余几]?\s*[{_unit_initials()}A-Za-z年月日{_DASHES}])",
        re.DOTALL,
    )


@cache
def _place(ones: str) -> re.Pattern[str]:
    number = f"{_ARABIC}{_HAN_NUMERALS}"
    year = "(?<![^0-9０-９.．,，](?:19|20)[0-9][0-9])"
    latin = "|".join(unit for unit in _units() if unit[0].isascii() and unit[0].isalpha())  # GB, but not 5G
    unit = rf"\s*[多余几]?\s*(?:[{_unit_initials()}{_DASHES}]|{latin})|{year}\s*[多余几]?\s*年|\s*[月日]\s*[{_DASHES}]"
    ordinal = f"(?<!第.)(?<!第[{_HAN_INSIDE}].)(?<!第[{_HAN_INSIDE}][{_HAN_INSIDE}].)"  # 第三十二条
    word = f"(?<![^{number}超过逾近破上设造升育施进成增出展定拓织办][〇零千万亿])"  # 零部件, 千兆; 突破千亿, 改造千个
    one = rf"(?:(?<!一)|(?<=[{number}]一)|(?=\s*[多余几{ones}{_DASHES}]))"
    reached = "|".join(rf"(?<=[{_REACHING}]{blanks}[{_ARABIC}])" for blanks in ("", r"\s", r"\s\s"))
    return re.compile(rf"[{number}](?:(?={unit}){ordinal}{word}{one}|(?:{reached})(?![{_ARABIC}.．]*\s*[年月日]))")


def _units() -> list[str]:
    """All units and multipliers; 年, 月 and 日 are left out, as they mostly make dates."""
    lexicon = load_lexicon("units")
    units = {*lexicon["multiplier"], *(unit for units in lexicon["units"].values() for unit in units)}
    return sorted(units - set(_CALENDAR))


def _unit_initials() -> str:
    """The first characters of the units that are no Latin letters, for a character class."""
    initials = {"成", *(unit[0] for unit in _units())} - set(_CALENDAR)  # 年一遇 is found as 年 is
    return re.escape("".join(sorted(char for char in initials if not (char.isascii() and char.isalpha()))))


def _quantity(match: re.Match[str], groups: Mapping[str, str | None]) -> Quantity | None:
    printed = groups["low"] or ""
    start = match.start("low")
    if groups.get("percent") is not None:
        start, unit = match.start(), "%"
    elif groups.get("tenths") is not None:
        share = parse_numeral(printed + "成")
        if share is None:
            return None
        return Quantity(Span(start, match.end()), Decimal(int(share * 10)), None, "成", "share")
    elif groups.get("half") is not None:
        return Quantity(Span(start, match.end()), Decimal(50), None, "%", "share")
    else:
        unit = ((groups.get("scale") or "") + (groups.get("unit") or "")).replace("％", "%").replace("﹪", "%")
    alone = printed in ("万", "亿")  # 过万家
    low, unit = ("一", printed + unit) if alone else _shift_multiplier(printed, unit)
    hint: Literal["gt", "about", None] = "gt" if groups.get("more") or groups.get("more2") else None
    if near := groups.get("near"):
        hint = "about" if near == "近" else "gt"
    value, upper = parse_numeral(low), None
    if high := groups.get("high"):
        upper = parse_numeral(high)
        if upper is None:
            return None
    elif len(low) == 2 and (adjacent := _ADJACENT.fullmatch(low.replace("两", "二"))):
        value, upper = parse_numeral(adjacent[1]), parse_numeral(adjacent[2])
    if value is None:
        return None
    if upper is not None:
        value = _rescale(value, groups.get("lowunit") or "", unit)
        if upper <= value:
            return None
    kind: Kind = "bare" if groups.get("bare") is not None else _kind(unit)
    word: Literal[0, 1, 2] = 0
    plain = not (upper or alone or unit.startswith(("万", "亿")))  # 二万人 is no small number
    if kind in WORD_KINDS and value < 10 and plain and _HAN.fullmatch(printed) and "%" not in unit:
        word = 1 if value == 1 else 2
    return Quantity(Span(start, match.end()), value, upper, unit, kind, hint, word)


def _shift_multiplier(number: str, unit: str) -> tuple[str, str]:
    """五百万 + 个 is 五百 + 万个, as 500万个 would be."""
    tail = number[-1:]
    if tail in ("万", "亿") and len(number) > 1 and _HAN.fullmatch(number) and number.count(tail) == 1:
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


@lru_cache(maxsize=1024)
def _kind(unit: str) -> Kind:
    kinds = _kinds()
    if unit in kinds:
        return kinds[unit]
    for multiplier in _multipliers():
        if unit.startswith(multiplier):
            return kinds.get(unit.removeprefix(multiplier), "count")
    return "count"


@cache
def _multipliers() -> list[str]:
    return sorted(load_lexicon("units")["multiplier"], key=len, reverse=True)


@cache
def _kinds() -> dict[str, Kind]:
    return {name: kind for kind, names in load_lexicon("units")["units"].items() for name in names}


def _with_shared_units(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, with those of a series that leave their unit to another: 分别给予100、50万元, 50万、30万元."""
    whole: list[Quantity] = []
    for quantity in reversed(found):
        below = whole[-1] if whole else None
        if below and quantity.span.end > below.span.start:
            continue  # 达到1200、1500家: read with its series
        if below and _shares_unit(text, quantity, below):
            quantity = quantity._replace(unit=quantity.unit + below.unit.lstrip(_MULTIPLYING), kind=below.kind)
        whole.append(quantity)
        first = max(quantity.span.start - _LONGEST_SERIES, 0)
        if quantity.kind not in ("time", "bare") and (series := _SERIES.search(text[first : quantity.span.start])):
            start = first + series.start("numbers")
            for number in reversed(list(re.finditer(rf"[{_ARABIC}.．]+", series["numbers"]))):
                value = parse_numeral(number[0])
                if value is not None:
                    span = Span(start + number.start(), start + number.end())
                    whole.append(Quantity(span, value, None, quantity.unit, quantity.kind))
    whole.reverse()
    for n in range(1, len(whole)):
        above, quantity = whole[n - 1 : n + 1]
        if above.kind == "money" and quantity.unit in _multipliers() and _between(text, above, quantity):
            whole[n] = quantity._replace(unit=quantity.unit + above.unit.lstrip(_MULTIPLYING), kind="money")
    return whole


def _shares_unit(text: str, quantity: Quantity, below: Quantity) -> bool:
    """Whether 50万 of 50万、30万元 has the unit of what stands behind it."""
    return quantity.unit in _multipliers() and below.unit not in _multipliers() and _between(text, quantity, below)


def _between(text: str, above: Quantity, below: Quantity) -> bool:
    return _IN_SERIES.fullmatch(text, above.span.end, below.span.start) is not None


def _is_guarded(unit: str, following: str) -> bool:
    """Say whether the character behind the unit makes a word of both: 3家庭, 30部门."""
    return bool(unit and following) and following in _guards(unit)


@lru_cache(maxsize=1024)
def _guards(unit: str) -> str:
    guards: Mapping[str, str] = load_lexicon("units")["guards"]
    return next((guards[unit[start:]] for start in range(len(unit)) if unit[start:] in guards), "")


def _is_calendar(quantity: Quantity) -> bool:
    return quantity.unit in _CALENDAR and (quantity.value >= 1900 or quantity.unit in ("月", "日"))
