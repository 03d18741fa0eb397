"""What a print leaves in a text that was taken out of it: 给予 12 个月的贴 息, and 300 on one line, 万元 on the next.

Programs that take text out of pages leave blanks around numbers, and inside words where a line was stretched to its
margin. A text is known by its numbers; around these all blanks go, between Chinese characters those inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, pairwise

from extract.lines import Line
from extract.rules import load_lexicon
from extract.words import known_words

_HAN = "\u4e00-\u9fff"
_AROUND_NUMBER = re.compile(rf"(?<=[{_HAN}]) (?=[0-9])|(?<=[0-9%％]) (?=[{_HAN}])")
_NO_BLANK = re.compile(rf"[{_HAN}][0-9]|[0-9%％][{_HAN}]")
_IN_WORD = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
_FEWEST = 6  # blanks around numbers; a few are found in any text
_CUT = 30  # characters of a line that ends in the middle of an amount; no date and no heading is as long
_SURE_UNITS = "元亩吨万亿%％"
_LONG = 40  # characters of a line that was stretched; in short ones blanks part names and columns
_WORD = 4  # characters of the longest word looked up


def without_print_traces(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` without breaks inside amounts, and without such blanks if most numbers stand between blanks."""
    return _without_blanks(_whole_amounts(lines))


def _whole_amounts(lines: Sequence[Line]) -> list[Line]:
    whole: list[Line] = []
    for line in lines:
        before = whole[-1].text if whole else ""
        torn = before[-1:].isdigit() and len(before) > _CUT and "\t" not in before
        if torn and line.text.startswith(_units()) and whole[-1].main == line.main:
            whole[-1] = Line((*whole[-1].pieces, *line.pieces), line.main, whole[-1].tag)
        else:
            whole.append(line)
    return whole


@cache
def _units() -> tuple[str, ...]:
    """What begins a line in the middle of an amount; 升级, 部门 and 项目 begin many, so few single ones do here."""
    lexicon = load_lexicon("units")
    units = chain(lexicon["multiplier"], *(lexicon["units"][kind] for kind in ("money", "measure", "share")))
    return tuple(sorted({unit for unit in units if len(unit) > 1 or unit in _SURE_UNITS}))


def _without_blanks(lines: list[Line]) -> list[Line]:
    spaced = [(line, len(_AROUND_NUMBER.findall(line.text))) for line in lines if " " in line.text]
    blanks = sum(count for _, count in spaced)
    if blanks < _FEWEST or blanks < sum(len(_NO_BLANK.findall(line.text)) for line in lines):
        return lines
    return [_closed(line) for line in lines]


def _closed(line: Line) -> Line:
    gone = sorted({*(match.start() for match in _AROUND_NUMBER.finditer(line.text)), *_inside_words(line.text)})
    if not gone:
        return line
    stretches = pairwise([-1, *gone, len(line.text)])
    pieces = chain.from_iterable(line.cut(start + 1, end).pieces for start, end in stretches)
    return Line(tuple(pieces), line.main, line.tag)


def _inside_words(text: str) -> Iterator[int]:
    """Yield where the blanks stand that part a word of jieba's dictionary (负 担); 方案 到 is none."""
    if len(text) < _LONG:
        return
    for match in _IN_WORD.finditer(text):
        at = match.start()
        around = [
            text[at - left : at] + text[at + 1 : at + 1 + right]
            for left in range(1, _WORD)
            for right in range(1, _WORD + 1 - left)
        ]
        if any(word in known_words() for word in around):
            yield at
