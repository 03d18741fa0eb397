"""Texts wrapped at a fixed width, as programs write them that take text out of pages: lines joined to paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from unicodedata import east_asian_width

from extract.lines import Line, tidy
from extract.markers import mark_at
from extract.offsets import Piece
from extract.recipients import is_recipients
from extract.titles import MAX_TITLE, is_title
from ontology.docnumber import find_numbers
from ontology.model import Span

_LINE = re.compile(r"[^\n]+")
_LETTER = re.compile("[A-Za-z]")
_FEWEST = 10
_NARROWEST, _WIDEST = 15, 120  # characters or columns
_SLACK = 4  # what a full line may lack: no line begins with a comma, and numbers are not broken
_FULL_SHARE, _ENDING_SHARE = 0.4, 0.4
_LONGER_SHARE, _CLEARLY = 0.05, 4  # lines that reach over the margin, and how many times as many do not
_ENDINGS = "。；：！？”）)"
_INDENTED = re.compile(r"\s{2}|　")
_PAGES = 2
_CUT_BEHIND, _CUT_BEFORE = "，。、；：》）”", "《（“"
_FEWEST_CUT = 3  # short lines that end within a sentence
_OPENING = re.compile("为|根据|按照|依据|近年来|[各本我]")  # below a title
# Lines of their own wherever they stand: boxes, attachments, the statement behind several points.
_APART = re.compile(
    r"(?:专栏|附件|附表) ?[0-9一二三四五六七八九十：:]|[（(【〔\[](?:牵头|责任|主责)(?:单位|部门)?[：:]"
)
PAGE = re.compile(
    r"#*\s*(?:Page\s*[0-9]{1,4}|第\s*[0-9]{1,4}\s*页|[—–－-]{1,2}\s*[0-9]{1,4}\s*[—–－-]{1,2})\s*[:：]?\s*"
)
_PAGE_MARK = re.compile(rf"\n+[ ]*{PAGE.pattern}\n+")


def wrapped_paragraphs(text: str) -> Sequence[Span]:
    """Return the paragraphs of a text whose lines are wrapped at one width, or nothing if they are not.

    >>> wrapped_paragraphs("云河市植树方案\\n一、植树\\n")
    ()
    """
    if "\t" in text:  # a table
        return ()
    lines = [Span(*match.span()) for match in _LINE.finditer(text) if match[0].strip() and not PAGE.fullmatch(match[0])]
    if len(lines) < _FEWEST or max(line.end - line.start for line in lines) > _WIDEST:
        return ()
    # Some programs count characters, others columns, of which a Chinese character takes two.
    rows, full = max((_rows(text, lines, width) for width in (columns_of, len)), key=lambda found: len(found[1]))
    ending = sum(1 for index in full if _last(text, rows[index]) in _ENDINGS)
    paged = len(_PAGE_MARK.findall(text)) >= _PAGES  # printed: heads and signatures may take up most of it
    if len(full) < (_FULL_SHARE / 2 if paged else _FULL_SHARE) * len(rows) or ending > _ENDING_SHARE * len(full):
        return ()
    paragraphs: list[Span] = []
    goes_on = False
    indented = _indents(text, rows)
    longest = max(row.end - row.start for row in rows)
    for index, row in enumerate(rows):
        if goes_on and not _apart(text, paragraphs[-1], row) and not _begins(text, paragraphs[-1], row):
            paragraphs[-1] = Span(paragraphs[-1].start, row.end)
        else:
            paragraphs.append(row)
        goes_on = index in full or (indented and _goes_on(text, paragraphs[-1], row, longest // 3))
    return tuple(paragraphs)


def _rows(text: str, lines: Sequence[Span], width_of: Callable[[str], int]) -> tuple[list[Span], frozenset[int]]:
    """The printed rows, and which of them reach the width at which all are wrapped.

    A row that was stretched to its margin may stand in parts, which programs cut beside its punctuation:
    已经省政府同意， and 现印发给 and 你们. The first row of a paragraph may have lost its indentation.
    """
    widths = [width_of(text[slice(*line)].rstrip()) for line in lines]
    width = _margin(widths)
    if width < _NARROWEST:
        return list(lines), frozenset()
    rows: list[Span] = []
    full: set[int] = set()
    at = 0
    short = (line for line, found in zip(lines, widths, strict=True) if found < width - _SLACK)
    cut = sum(_last(text, line) in "，、" for line in short) >= _FEWEST_CUT
    while at < len(lines):
        indent = 0
        if at and len(rows) - 1 not in full and _opens(text, rows[-1], lines[at]):
            indent = 2 * width_of("　")
        last, total = at, widths[at] + indent
        reached = total
        for n in range(at + 1, len(lines)):
            if not cut or not _is_cut(text, lines[n - 1], lines[n]) or total + widths[n] > width:
                break
            total += widths[n]
            if total >= width - _SLACK:
                last, reached = n, total
        centred = last == at and 2 * width_of(text[slice(*lines[at])].strip()) < width
        if reached >= width - _SLACK and not centred:
            full.add(len(rows))
        rows.append(Span(lines[at].start, lines[last].end))
        at = last + 1
    return rows, frozenset(full)


def _indents(text: str, rows: Sequence[Span]) -> bool:
    """Whether paragraphs are indented, as most of those that a number opens show."""
    numbered = [row for row in rows if mark_at(text, row.start + _blanks(text, row)) is not None]
    return sum(_blanks(text, row) > 0 for row in numbered) > max(_FEWEST_CUT, len(numbered) // 2)


def _goes_on(text: str, paragraph: Span, row: Span, fewest: int) -> bool:
    """Whether a row short of its margin may go on in the next one: no sentence ends, and the paragraph is indented.

    A paragraph of one row with fewer characters than ``fewest`` is a line of its own, as a date is.
    """
    if not _blanks(text, paragraph) or _last(text, row) in _ENDINGS:
        return False
    return paragraph.start < row.start or row.end - row.start - _blanks(text, row) >= fewest


def _blanks(text: str, row: Span) -> int:
    printed = text[row.start : row.end]
    return len(printed) - len(printed.lstrip())


def _margin(widths: Sequence[int]) -> int:
    """The width that lines reach; a few may be longer, as programs leave some lines whole."""
    ordered = sorted(widths)
    longest = set(ordered[-1 - int(_LONGER_SHARE * len(widths)) :])

    def reaching(margin: int) -> int:
        return bisect_right(ordered, margin) - bisect_left(ordered, margin - _SLACK)

    margin = max(longest, key=lambda margin: (reaching(margin), margin))
    return margin if reaching(margin) >= _CLEARLY * reaching(ordered[-1]) else ordered[-1]


def _opens(text: str, before: Span, line: Span) -> bool:
    """Whether a line that is not indented opens a paragraph."""
    printed = text[line.start : line.end]
    ended = _last(text, before) in _ENDINGS
    return printed[:1] == printed.lstrip()[:1] and (ended or mark_at(text, line.start) is not None)


def _is_cut(text: str, before: Span, line: Span) -> bool:
    """Whether a row may have been cut between two lines."""
    if text.count("\n", before.end, line.start) != 1:
        return False
    return _last(text, before) in _CUT_BEHIND or text[slice(*line)].lstrip()[:1] in _CUT_BEFORE


def _apart(text: str, before: Span, row: Span) -> bool:
    """Whether an empty line parts a row from the one before it, other than around the mark of a page."""
    between = _PAGE_MARK.sub("\n", text[before.end : row.start])
    return between.count("\n") != 1


def unwrapped(text: str, paragraph: Span) -> Line:
    """Return a paragraph on one line: words of letters stay parted, and numbers and Chinese words grow together.

    >>> unwrapped("建设5G基站20\\n00个，Wi-Fi\\nspots 3个", Span(0, 27)).text
    '建设5G基站2000个，Wi-Fi spots 3个'
    """
    pieces: list[Piece] = []
    for match in _LINE.finditer(text, *paragraph):
        if not match[0].strip() or PAGE.fullmatch(match[0]):  # the feed of a page is white space, too
            continue
        start, end = match.span()
        start += len(match[0]) - len(match[0].lstrip())
        end -= len(match[0]) - len(match[0].rstrip())
        if pieces and _LETTER.match(pieces[-1].text[-1]) and _LETTER.match(text, start):
            pieces.append(Piece(" ", pieces[-1].end, start))
        pieces.append(Piece(text[start:end], start, end))
    return tidy(pieces)


def _begins(text: str, before: Span, line: Span) -> bool:
    """Tell whether a line behind a full one begins a paragraph of its own."""
    if _INDENTED.match(text, line.start):
        return True
    printed = text[line.start : line.end].strip()
    if _APART.match(printed):
        return True
    numbers = find_numbers(printed)
    if numbers and numbers[0][0] == (0, len(printed)):
        return True
    above = text[before.start : before.end][-MAX_TITLE:].replace("\n", "")
    if is_recipients(above) or (_OPENING.match(printed) and is_title(above)):
        return True
    return mark_at(text, line.start) is not None and _last(text, before) in _ENDINGS


def _last(text: str, stretch: Span) -> str:
    """The last character of a stretch that is no white space."""
    end = stretch.end
    while text[end - 1].isspace():
        end -= 1
    return text[end - 1]


def columns_of(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in line)
