"""Numbers of clauses that stand on a line of their own: 1, and 加快植树造林 below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.lines import Line
from extract.offsets import Piece

_FEWEST = 3
_NUMBER = re.compile(r"[0-9]{1,2}")
_HEADING = re.compile("[\u4e00-\u9fff“《][^。；：\t]{3,39}")
_SENTENCE = re.compile("。|^[（(〔\\[【]")


def with_lone_numbers(lines: Sequence[Line]) -> list[Line]:
    """Return ``lines`` with such numbers in front of their headings, if they count up and text follows the headings.

    The numbers of pages count up, too, but no headings stand below them.

    >>> from extract.lines import tidy
    >>> texts = ["1", "植树造林", "每年植树。", "2", "治理河流", "治河。", "3", "强化保障", "（市财政局负责）"]
    >>> [line.text for line in with_lone_numbers([tidy([Piece(text, 0, len(text))]) for text in texts])][:3]
    ['1.植树造林', '每年植树。', '2.治理河流']
    """
    numbers = (n for n in range(len(lines) - 2) if _NUMBER.fullmatch(lines[n].text))
    places = [n for n in numbers if _HEADING.fullmatch(lines[n + 1].text)]
    counted = [int(lines[n].text) for n in places] == list(range(1, len(places) + 1))
    if not counted or len(places) < _FEWEST or not all(_SENTENCE.search(lines[n + 2].text) for n in places):
        return list(lines)
    joined: list[Line] = []
    for n, line in enumerate(lines):
        if n - 1 in places:
            number = joined.pop()
            stop = Piece(".", number.pieces[-1].end, number.pieces[-1].end)
            joined.append(Line((*number.pieces, stop, *line.pieces), line.main, line.tag))
        else:
            joined.append(line)
    return joined
