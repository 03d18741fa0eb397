"""When a value read from a document is the value an annotator wrote down: width, brackets and scale do not count."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

Gold = TypeVar("Gold")
Read = TypeVar("Read")

_MARKS = re.compile(r"[\s、，,。．.；;：:“”\"'‘’《》<>〈〉（）()〔〕\[\]【】—\-–·]+")
_NUMBER = re.compile(r"(?P<code>.+?)[〔\[［(（【]?(?P<year>\d{4})[〕\]］)）】]?第?(?P<serial>\d+)号")
# The longer first, so that 千万 is not read as 千 of 万.
_SCALES = (
    ("万亿", 1e12),
    ("千亿", 1e11),
    ("百亿", 1e10),
    ("亿", 1e8),
    ("千万", 1e7),
    ("百万", 1e6),
    ("万", 1e4),
    ("千", 1e3),
)


def fold(text: str | None) -> str:
    """The words alone: no width, no punctuation, no spaces, no capitals.

    >>> fold("（５Ｇ＋工业互联网）") == fold("5g+ 工业互联网")
    True
    """
    return _MARKS.sub("", unicodedata.normalize("NFKC", text or "")).lower()


def number_key(number: str | None) -> str:
    """A 发文字号 as code, year and serial, whatever brackets it was printed with.

    >>> number_key("云政办发[2021] 07号")
    '云政办发|2021|7'
    """
    found = _NUMBER.search(unicodedata.normalize("NFKC", number or "").replace(" ", ""))
    return f"{found['code']}|{found['year']}|{int(found['serial'])}" if found else fold(number)


def quantity(value: float, unit: str | None) -> tuple[float, str]:
    """Value and unit with 万 and 亿 moved into the value; 千瓦 is a unit of its own, no unit counts as 个.

    >>> quantity(3.5, "万个") == quantity(35000, None)
    True
    """
    plain = unicodedata.normalize("NFKC", unit or "").strip()
    for scale, factor in _SCALES:
        if plain.startswith(scale) and plain != "千瓦":
            return round(value * factor, 6), plain.removeprefix(scale)
    return round(value, 6), plain or "个"


def overlap(one: str | None, other: str | None) -> float:
    """F1 of the characters that two short texts share, 0 to 1, their order left aside."""
    left, right = fold(one), fold(other)
    if not left or not right:
        return 0.0
    shared = (Counter(left) & Counter(right)).total()
    return 2 * shared / (len(left) + len(right))


def pair_up(
    gold: Sequence[Gold], read: Sequence[Read], likeness: Callable[[Gold, Read], Any]
) -> tuple[list[tuple[Gold, Read]], list[Gold], list[Read]]:
    """Pairs, what of ``gold`` found no partner, and what of ``read`` is left.

    Each annotation in its turn takes the likest free row, the earlier of equals; a likeness of 0 never pairs.
    """
    free = list(range(len(read)))
    pairs, missing = [], []
    for wanted in gold:
        best, likest = None, 0.0
        for index in free:
            like = likeness(wanted, read[index])
            if like > likest:
                best, likest = index, like
        if best is None:
            missing.append(wanted)
        else:
            free.remove(best)
            pairs.append((wanted, read[best]))
    return pairs, missing, [read[index] for index in free]
