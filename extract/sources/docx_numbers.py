"""The numbers that Word prints before paragraphs by itself: 一、, （二）, 3. are in no run of the text.

They are counted as ECMA-376 part 1, 17.9 says: a paragraph names a list (numId) and a level of it, by itself or by its
style; each level has a start, a number format and a text such as ``（%2）``; a level begins anew below a higher one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_HAN = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    )
)
_MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each is counted; paragraphs are asked for in document order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # numId → level → how it is printed
    lists: dict[str, str] = field(default_factory=dict)  # numId → the abstract list that shares its count
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # style → numId and level
    counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, paragraph: Any) -> str:
        """Return the number that Word prints before ``paragraph`` (a w:p element), counting it; "" for none."""
        found = self._place(paragraph)
        if found is None:
            return ""
        number, depth = found
        level = self.levels.get(number, {}).get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(self.lists[number], [])
        while len(counts) <= depth:
            above = self.levels[number].get(len(counts))
            counts.append((above.start if above else 1) - 1)
        counts[depth] += 1
        del counts[depth + 1 :]
        label = level.text
        for place, count in enumerate(counts, 1):
            at = self.levels[number].get(place - 1)
            if at and f"%{place}" in label:
                label = label.replace(f"%{place}", _printed(max(count, at.start), at.form))
        return "" if level.form in ("bullet", "none") else label

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        style = properties.find(f"{W}pStyle")
        inherited = self.styles.get(style.get(f"{W}val", ""), None) if style is not None else None
        stated = _numbered(properties)
        if stated is None:
            return inherited
        number, depth = stated
        number = number or (inherited[0] if inherited else "")
        return (number, depth) if number and number != "0" else None


def read_numbering(numbering: Any, styles: Any) -> Numbering:
    """Return the lists of the w:numbering element and the styles that use them; either may be ``None``."""
    found = Numbering()
    if numbering is None:
        return found
    abstract = {
        node.get(f"{W}abstractNumId"): dict(_levels(node)) for node in numbering.iterchildren(f"{W}abstractNum")
    }
    for node in numbering.iterchildren(f"{W}num"):
        number, refers = node.get(f"{W}numId", ""), node.find(f"{W}abstractNumId")
        key = refers.get(f"{W}val", "") if refers is not None else ""
        levels = dict(abstract.get(key, {}))
        restarted = False
        for override in node.iterchildren(f"{W}lvlOverride"):
            depth = _int(override.get(f"{W}ilvl"), 0)
            levels |= dict(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None and depth in levels:
                levels[depth] = _Level(_int(start.get(f"{W}val"), 1), levels[depth].form, levels[depth].text)
                restarted = True
        found.levels[number] = levels
        found.lists[number] = f"num {number}" if restarted else f"abstract {key}"
    for style in styles.iterchildren(f"{W}style") if styles is not None else ():
        properties = style.find(f"{W}pPr")
        stated = _numbered(properties) if properties is not None else None
        if stated and stated[0]:
            found.styles[style.get(f"{W}styleId", "")] = stated
    return found


def _numbered(properties: Any) -> tuple[str, int] | None:
    node = properties.find(f"{W}numPr")
    if node is None:
        return None
    number, depth = node.find(f"{W}numId"), node.find(f"{W}ilvl")
    return (
        number.get(f"{W}val", "") if number is not None else "",
        min(_int(depth.get(f"{W}val"), 0), _MOST_LEVELS - 1) if depth is not None else 0,
    )


def _levels(node: Any) -> Iterator[tuple[int, _Level]]:
    for level in node.iterchildren(f"{W}lvl"):
        start, form, text = (level.find(f"{W}{name}") for name in ("start", "numFmt", "lvlText"))
        yield (
            min(_int(level.get(f"{W}ilvl"), 0), _MOST_LEVELS - 1),
            _Level(
                _int(start.get(f"{W}val"), 1) if start is not None else 1,
                form.get(f"{W}val", "decimal") if form is not None else "decimal",
                text.get(f"{W}val", "") if text is not None else "",
            ),
        )


def _int(value: str | None, default: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else default


def _printed(count: int, form: str) -> str:
    if form in _HAN:
        return han(count)
    if form.startswith("decimalEnclosedCircle") and 0 < count <= 20:
        return chr(ord("①") + count - 1)
    if form in ("lowerLetter", "upperLetter") and 0 < count <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + count - 1)
    return str(count)


def han(count: int) -> str:
    """Return ``count`` below 1,000 as official documents number clauses.

    >>> [han(n) for n in (1, 10, 11, 20, 101, 110, 999)]
    ['一', '十', '十一', '二十', '一百零一', '一百一十', '九百九十九']
    """
    if count >= 1000:
        return str(count)
    hundreds, tens, ones = count // 100, count // 10 % 10, count % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones or not text else "")
