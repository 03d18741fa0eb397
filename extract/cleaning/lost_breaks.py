"""Line breaks that became blanks: 一、总体要求 全面落实… （一）植树。… 云河市人民政府.

Such a text is known by the numbers of its outline, which stand behind blanks. Not every blank was a break: those in
brackets and quotations (《中共中央 国务院关于…》) and those between words are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.markers import mark_at
from ontology.model import Span

_STYLES = frozenset(("chapter", "article", "han", "paren_han", "arabic"))  # 3.5 and (1) stand behind blanks anywhere
_FEWEST = 3  # numbers behind blanks: fewer may be chance
_PART = re.compile(r"[《“〔（(]|[》”〕）)]|[ 　]+")
_BLANKS = re.compile("[ 　]+")
_WORDS = re.compile("[^，。；：]{2,40}")
_SENTENCE_END = "。；！？：）)〕】"
_WITHIN = re.compile("[，。；]")
_JOINT_ORGAN = re.compile(r"(?:中央|委|委员会)$")  # 中共中央 国务院关于…


def blanks_for_breaks(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the blanks of ``text[start:end]`` that once were line breaks, in order; none where breaks were kept.

    >>> text = "植树方案 一、总体要求 到2035年，全市 绿化率达到30%。 二、任务 （一）植树。每年植树。（市林业局负责）"
    >>> breaks = list(blanks_for_breaks(text, 0, len(text)))
    >>> [text[a.end : b.start] for a, b in zip([Span(0, 0), *breaks], [*breaks, Span(len(text), 0)], strict=True)]
    ['植树方案', '一、总体要求', '到2035年，全市 绿化率达到30%。', '二、任务', '（一）植树。每年植树。（市林业局负责）']
    """
    numbered = {blanks.end() for blanks in _BLANKS.finditer(text, start, end) if _heading_at(text, blanks.end())}
    if len(numbered) < _FEWEST:
        return
    outline = min(numbered)
    depth, begin = 0, start
    for part in _PART.finditer(text, start, end):
        if part[0] in "《“〔（(":
            depth += 1
        elif part[0] in "》”〕）)":
            depth = max(depth - 1, 0)
        elif part.start() > start and part.end() < end:
            number = part.end() in numbered
            if (depth and not number) or not (number or _parts(text, begin, part.start(), outline)):
                continue
            yield Span(*part.span())
            depth, begin = 0, part.end()


def _parts(text: str, begin: int, stop: int, outline: int) -> bool:
    """Tell whether a blank at ``stop`` ends what began at ``begin``; the outline begins at ``outline``."""
    # …办理。2. 植树造林 全市…: the break before the number left no blank.
    begin = max(begin, text.rfind("。", begin, stop) + 1)
    heading = _heading_at(text, begin)
    if text[stop - 1] in _SENTENCE_END or (heading and _WORDS.fullmatch(text, heading, stop)):
        return True
    # What stands above the outline, title, number and signature, ends without a mark; a sentence does not.
    return stop < outline and not _WITHIN.search(text, begin, stop) and not _JOINT_ORGAN.search(text, begin, stop)


def _heading_at(text: str, at: int) -> int | None:
    """Where the number ends that opens a heading at ``at``."""
    mark = mark_at(text, at)
    return mark[1] if mark and mark[0] in _STYLES else None
