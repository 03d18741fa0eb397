"""Lines of clean text under construction: white space settled, invisible characters gone, offsets kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.offsets import Piece
from ontology.model import Span

# Zero-width and directional marks, soft hyphen, BOM, private use (icon fonts) and control characters: never printed.
INVISIBLE = (
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad\ufffc\ufe0f\ue000-\uf8ff\x00-\x08\x0e-\x1b\x7f"
)
_TOKEN = re.compile(rf"(?P<gone>[{INVISIBLE}]+)|(?P<space>[^\S{INVISIBLE}]+)|(?P<text>[^\s{INVISIBLE}]+)")
_UNSETTLED = re.compile(rf"[\s{INVISIBLE}]")
_GONE = re.compile(rf"[{INVISIBLE}]*")
_PLAIN = re.compile(rf"\s*([^\s{INVISIBLE}]+)\s*")
# 达到1. 4万人: a number that recognition parted at its point; （二）1. 4万人 may be an item.
_WHOLE_PART, _DECIMALS = re.compile(r"[^\W0-9_] ?[0-9]{1,3}[.．]$"), re.compile(r"[0-9]{1,2}[万亿%％]")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u2014\u2018-\u201d\u2026\u3000-\u303f]")


@dataclass(slots=True, eq=False)
class Line:
    """One block of the document; ``main`` is False for what stands outside the text proper of a web page."""

    pieces: tuple[Piece, ...]
    main: bool = True
    tag: str = "p"  # p, h (heading), row (of a table)
    text: str = field(init=False)
    """The line as it will stand in the clean text."""

    def __post_init__(self) -> None:
        self.text = self.pieces[0].text if len(self.pieces) == 1 else "".join(piece.text for piece in self.pieces)

    def cut(self, start: int, end: int) -> Line:
        """Return the stretch ``text[start:end]`` as a line of its own, without white space at its ends."""
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        end -= len(part) - len(part.rstrip())
        kept, at = [], 0
        for piece in self.pieces:
            first, last = max(start - at, 0), min(end - at, len(piece.text))
            if first < last:
                kept.append(piece.cut(first, last))
            at += len(piece.text)
        return Line(tuple(kept), self.main, self.tag)

    def source(self) -> Span:
        """Where the line stands in the decoded source."""
        return Span(self.pieces[0].start, self.pieces[-1].end) if self.pieces else Span(0, 0)


def tidy(pieces: Sequence[Piece], *, main: bool = True, tag: str = "p", markup: bool = False) -> Line:
    """Return ``pieces`` as a line: no white space at the ends, single blanks inside, nothing invisible.

    In ``markup`` a line break of the source is no blank between Chinese characters, as it only wraps the code;
    elsewhere a TAB stays, as it separates the cells of a pasted table.

    >>> tidy([Piece("　云\u200b河  市 ", 0, 8)]).text, tidy([Piece("达到 1. 4万人", 0, 9)]).text
    ('云河 市', '达到 1.4万人')
    """
    if len(pieces) == 1 and (whole := _whole(pieces[0])):
        return Line((whole,), main, tag)
    kept: list[Piece] = []
    gap: Piece | None = None
    for piece in pieces:
        if not _UNSETTLED.search(piece.text):
            if piece.text:
                _join(kept, gap, piece, markup)
                gap = None
        elif piece.end - piece.start != len(piece.text):
            # an entity or an inserted separator: one whole
            if piece.text.isspace():
                gap = gap or piece
            elif not _GONE.fullmatch(piece.text):
                _join(kept, gap, piece, markup)
                gap = None
        else:
            for token in _TOKEN.finditer(piece.text):
                if token["gone"]:
                    continue
                part = piece.cut(token.start(), token.end())
                if token["space"]:
                    gap = Piece(gap.text + part.text, gap.start, part.end) if gap else part
                else:
                    _join(kept, gap, part, markup)
                    gap = None
    return Line(tuple(kept), main, tag)


def tidy_whole(source: str, start: int, end: int) -> Line:
    """Return ``source[start:end]`` as a line; nearly all plain lines have nothing to settle but white space around."""
    printed = source[start:end]
    bare = printed.strip()
    # What is printable has no white space but blanks, and of what is invisible only the two signs below.
    if bare.isprintable() and bare and not (" " in bare or "\ufffc" in bare or "\ufe0f" in bare):
        start += printed.index(bare)
        return Line((Piece(bare, start, start + len(bare)),))
    return tidy([Piece(printed, start, end)])


def _whole(piece: Piece) -> Piece | None:
    """The piece without white space at its ends where nothing else is to be settled, as in most lines."""
    match = _PLAIN.fullmatch(piece.text)
    return piece.cut(*match.span(1)) if match and piece.end - piece.start == len(piece.text) else None


def _join(kept: list[Piece], gap: Piece | None, part: Piece, markup: bool) -> None:
    if gap and kept:
        wrapped = markup and "\n" in gap.text and not gap.text.strip("\n\r\t ")
        if "\t" in gap.text and not markup:
            kept.append(Piece("\t" * gap.text.count("\t"), gap.start, gap.end))  # an empty cell between two
        elif not (wrapped and _WIDE.match(kept[-1].text[-1]) and _WIDE.match(part.text[0])) and not (
            _DECIMALS.match(part.text) and _WHOLE_PART.search("".join(piece.text for piece in kept[-3:]))
        ):
            kept.append(Piece(" ", gap.start, gap.end))
    kept.append(part)
