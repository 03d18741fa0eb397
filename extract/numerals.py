"""Numbers as they are printed in Chinese documents: 2,000, １２, 二十三, 二〇二三, 1.5万, 百分之五, 三成."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

# 壹贰叁… are the forms of cheques and of some funding rules; ○ and Ｏ stand for 〇 in scanned and re-typed texts.
_DIGITS = {
    char: value
    for value, chars in enumerate(["〇零○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"])
    for char in chars
}
_POSITIONAL = frozenset(_DIGITS) - frozenset("两")
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_FRACTIONS = {"百分之": 100, "千分之": 1000, "万分之": 10000}


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> Decimal | None:
    """Return the number that ``text`` as a whole writes, or ``None`` when it is not one.

    >>> parse_numeral("两千"), parse_numeral("１.5万"), parse_numeral("百分之五"), parse_numeral("三成")
    (Decimal('2000'), Decimal('15000'), Decimal('0.05'), Decimal('0.3'))
    >>> parse_numeral("二〇二三"), parse_numeral("千百")
    (Decimal('2023'), None)
    """
    text = unicodedata.normalize("NFKC", text.replace("○", "〇")).strip()
    for prefix, base in _FRACTIONS.items():
        if text.startswith(prefix):
            value = _parse_plain(text.removeprefix(prefix))
            return None if value is None else value / base
    if len(text) > 1 and text.endswith("成"):
        value = _parse_plain(text[:-1])
        return None if value is None or value > 10 else value / 10
    return _parse_plain(text)


def _parse_plain(text: str) -> Decimal | None:
    match = re.fullmatch(r"([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)([十百千]?[万亿萬億]{0,2})", text)
    if match:
        return _scaled(match[1].replace(",", ""), match[2])
    match = re.fullmatch(r"(.+)点([〇零一二三四五六七八九]+)([万亿]{0,2})", text)
    if match:
        whole = _chinese(match[1])
        if whole is None:
            return None
        return _scaled(f"{whole}.{_positional(match[2])}", match[3])
    value = _chinese(text)
    return None if value is None else Decimal(value)


def _scaled(number: str, units: str) -> Decimal:
    value = Decimal(number)
    for unit in units:
        value *= _SMALL.get(unit) or _LARGE[unit]
    # 1.5万 is 15000, not 15000.0: the precision of the print is that of 1.5.
    return value.quantize(Decimal(1)) if units and value == value.to_integral_value() else value


def _positional(text: str) -> str:
    return "".join(str(_DIGITS[char]) for char in text)


def _chinese(text: str) -> int | None:
    """Read 一百零三, 两千五百万, 十五, 一万五 (15,000) or, digit by digit, 二〇二三."""
    if text and all(char in _POSITIONAL for char in text):
        return int(_positional(text))
    for unit in ("亿億", "万萬"):
        index = max(text.rfind(char) for char in unit)
        if index >= 0:
            head, tail, scale = text[:index], text[index + 1 :], _LARGE[text[index]]
            high = _chinese(head)
            low = _tail(tail, scale)
            return None if high is None or low is None else high * scale + low
    return _below_ten_thousand(text)


def _tail(text: str, scale: int) -> int | None:
    """Read what follows 万 or 亿: 一万零五 (5), 一万五 (5,000), 一亿二千万 (20,000,000)."""
    if not text:
        return 0
    if len(text) == 1 and _DIGITS.get(text):
        return _DIGITS[text] * scale // 10
    low = _chinese(text.lstrip("零〇"))
    return low if low is not None and low < scale else None


def _below_ten_thousand(text: str) -> int | None:
    total, limit, digit, zero = 0, 10_000, None, False
    for char in text:
        if char in _SMALL:
            unit = _SMALL[char]
            if unit >= limit or digit == 0:
                return None
            if digit is None and (total or zero) and not (total and zero and unit == 10):
                return None
            total, limit, digit, zero = total + (1 if digit is None else digit) * unit, unit, None, False
        elif char in _DIGITS:
            if digit is not None:
                return None
            if _DIGITS[char] == 0:
                zero = True
            else:
                digit = _DIGITS[char]
        else:
            return None
    if digit is None:
        return total if total and not zero else None
    if not zero and limit in (100, 1000):  # 三百五 is 350, 一千五 is 1500
        return total + digit * limit // 10
    return total + digit
