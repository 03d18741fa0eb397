"""Decoded source to clean text: one block a line, boilerplate gone, metadata read, offsets kept.

In ``CleanText.text`` every line is one block (paragraph, heading, table row) without white space at its ends; cells
of a row are separated by TAB. ``offsets`` maps every span of it back into the decoded source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from extract.cleaning.aligned_tables import AlignedTable, find_aligned_tables
from extract.cleaning.boilerplate import drop_boilerplate
from extract.cleaning.lone_numbers import with_lone_numbers
from extract.cleaning.lost_breaks import blanks_for_breaks
from extract.cleaning.markdown_marks import without_markdown
from extract.cleaning.metadata import Fact, find_facts, page_facts
from extract.cleaning.piped_tables import tabbed
from extract.cleaning.print_traces import without_print_traces
from extract.cleaning.printed_cues import with_colons
from extract.cleaning.run_on_heads import head_breaks
from extract.cleaning.spaced_figures import find_spaced_figures
from extract.cleaning.stacked_tables import restacked
from extract.cleaning.wrapped import unwrapped, wrapped_paragraphs
from extract.labels import is_left_out
from extract.lines import Line, tidy_whole
from extract.offsets import OffsetMap, Piece
from extract.sources.html_source import page_head
from extract.sources.html_text import html_lines, marked_lines
from extract.sources.readers import SourceText
from extract.titles import is_title
from ontology.docnumber import find_numbers
from ontology.errors import SourceError
from ontology.model import Span

_HEAD_LINES = 20  # where a title may stand twice, once for the page and once for the document
# A line of a plain text is what stands between breaks. Where one holds several paragraphs, told by an indentation
# behind the end of a sentence, its indentations are breaks, too.
_PLAIN_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_INDENT = r"[ \xa0　]*(?:　[ \xa0]?　|[ \xa0]{4})[ \xa0　]*"
_RUN_ON = re.compile(rf"[。：；！:]{_INDENT}(?=\S)")
_INDENTATION = re.compile(_INDENT)
_LOST_BREAKS = 300  # characters of a line that says more than its labelled facts
_SMALL_STOP = "﹒"  # of a compatibility form, which some editors put behind numbers: 1﹒
_MARK = re.compile(r"</(?:p|div|span|strong|font|td|tr)>|<br\s*/?>", re.I)  # of a page, left in a plain text
_MARKS = 3  # fewer are quoted
_SITE_SUFFIX = re.compile(r"\s*[-_|–—]\s*[^-_|–—]{2,30}$")


class Metadatum(NamedTuple):
    """A value read beside the text; ``span`` is None where it is not printed in the clean text (page head, footer)."""

    value: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class CleanText:
    """The clean text of a document, its way back into the source, and what stood beside it."""

    text: str
    offsets: OffsetMap
    metadata: Mapping[str, Metadatum]


def clean(source: SourceText) -> CleanText:
    """Return the clean text of ``source``; raises ``SourceError`` where nothing is left to read."""
    text = with_colons(source.text.replace(_SMALL_STOP, "."))
    if source.media_type == "text/html":
        lines = _with_breaks(html_lines(text))
        title, named = page_head(text)
        beside = _page_metadata(title, named)
    else:
        marked = text.count("<") >= _MARKS and len(_MARK.findall(text)) >= _MARKS
        lines = _with_breaks(marked_lines(text)) if marked else text_lines(text)
        beside = {}
    lines = with_lone_numbers(without_print_traces(lines))
    facts = find_facts(lines)
    stated = {id(lines[fact.line]) for fact in facts}
    outside = any(not line.main for line in lines)  # of web pages only
    inside = _joined_heads(line for line in lines if line.main) if outside else frozenset()
    kept = [line for line in lines if line.main or id(line) in stated or _names_document(line, inside, beside)]
    kept = [line for index, line in enumerate(kept) if not (_at_edge(index, len(kept)) and is_left_out(line.text))]
    kept, doubled = _undoubled(drop_boilerplate(kept))
    if doubled:
        beside.setdefault("title", doubled)
    result = _assemble(kept, lines, facts, beside)
    if not result.text:
        raise SourceError(f"{source.path}: no text left beside menus and footers; save the whole page")
    return result


def text_lines(source: str) -> list[Line]:
    """Return the lines of a plain text, empty ones left out.

    >>> [line.text for line in text_lines("　　云河市\\r\\n\\r\\n 通知 ")]
    ['云河市', '通知']
    >>> [line.text for line in text_lines("通知　　各县：　　现印发给你们。　　云河市")]
    ['通知', '各县：', '现印发给你们。', '云河市']
    """
    if tables := find_aligned_tables(source) or find_spaced_figures(source):
        lines = [*text_lines(_without(source, tables)), *(line for table in tables for line in table.lines)]
        return sorted(lines, key=lambda line: line.source().start)
    if paragraphs := wrapped_paragraphs(source):
        return _with_breaks(unwrapped(source, paragraph) for paragraph in paragraphs)
    lines = []
    runs_on = _RUN_ON.search(source) is not None  # hardly any text does, so its lines need not be asked
    for match in _PLAIN_LINE.finditer(source):
        start, end = match.span()
        breaks = _INDENTATION.finditer(source, start, end) if runs_on and _RUN_ON.search(match[0]) else ()
        for indentation in breaks:
            lines.append(tidy_whole(source, start, indentation.start()))
            start = indentation.end()
        lines.append(tidy_whole(source, start, end))
    return _with_breaks(restacked(tabbed(without_markdown([line for line in lines if line.text]))))


def _without(source: str, tables: Sequence[AlignedTable]) -> str:
    """``source`` with empty lines for tables, as long as before so that every offset stays."""
    kept, at = [], 0
    for table in tables:
        kept += [source[at : table.span.start], "\n" * (table.span.end - table.span.start)]
        at = table.span.end
    return "".join([*kept, source[at:]])


def _with_breaks(lines: Iterable[Line]) -> list[Line]:
    """Return ``lines`` without empty ones, those parted that hold what once stood on several."""
    parted: list[Line] = []
    for index, line in enumerate(lines):
        start, text = 0, line.text
        if len(text) > _LOST_BREAKS:
            for place in head_breaks(text) if index < _HEAD_LINES else ():
                parted.append(line.cut(start, place))
                start = place
            for blanks in blanks_for_breaks(text, start, len(text)):
                parted.append(line.cut(start, blanks.start))
                start = blanks.end
        parted.append(line.cut(start, len(text)) if start else line)
    return [line for line in parted if line.text]


def _page_metadata(title: str, named: Mapping[str, str]) -> dict[str, str]:
    beside = page_facts(named)
    if "title" not in beside and title:
        beside["title"] = title
    site = named.get("sitename", "")
    if "title" in beside:
        bare = beside["title"].removesuffix(site).rstrip(" -_|–—") if site else beside["title"]
        beside["title"] = _SITE_SUFFIX.sub("", bare) if is_title(_SITE_SUFFIX.sub("", bare)) else bare
    if site:
        beside["site"] = site
    return beside


def _joined_heads(lines: Iterable[Line]) -> frozenset[str]:
    """Return the first lines without white space, and what any five or fewer of them in a row read when joined."""
    head = [_squeeze(line.text) for line in islice(lines, _HEAD_LINES)]
    return frozenset("".join(head[i:j]) for i in range(len(head)) for j in range(i + 1, min(i + 5, len(head)) + 1))


def _names_document(line: Line, inside: frozenset[str], beside: Mapping[str, str]) -> bool:
    """Tell whether a line outside the text proper is the document's title or number, and not printed ``inside`` too."""
    text = _squeeze(line.text)
    if text in inside:
        return False
    if text == _squeeze(beside.get("title", "")) or (line.tag == "h" and is_title(line.text)):
        return True
    numbers = find_numbers(line.text)
    return len(numbers) == 1 and numbers[0][0] == (0, len(line.text))


def _at_edge(index: int, count: int) -> bool:
    return index < _HEAD_LINES or index >= count - _HEAD_LINES


def _undoubled(lines: Sequence[Line]) -> tuple[list[Line], str | None]:
    """Return the lines with a repeated title kept only where it stands last, next to what it heads, and that title."""
    head = [_squeeze(line.text) for line in lines[:_HEAD_LINES]]
    doubled = {index for index, text in enumerate(head) if text in head[index + 1 :] and is_title(lines[index].text)}
    title = lines[min(doubled)].text if doubled else None
    return [line for index, line in enumerate(lines) if index not in doubled], title


def _assemble(
    kept: Sequence[Line], lines: Sequence[Line], facts: Sequence[Fact], beside: Mapping[str, str]
) -> CleanText:
    pieces: list[Piece] = []
    at = 0
    stated = {lines[fact.line].source().start for fact in facts}
    begins: dict[int, int] = {}  # where the source of a line that states facts begins → its place in the clean text
    for line in kept:
        if pieces:
            pieces.append(Piece("\n", pieces[-1].end, pieces[-1].end))
            at += 1
        if line.pieces[0].start in stated:
            begins[line.pieces[0].start] = at
        pieces.extend(line.pieces)
        at += len(line.text)
    text = "".join(piece.text for piece in pieces)
    metadata: dict[str, Metadatum] = {}
    for fact in facts:
        line = lines[fact.line]
        begin = begins.get(line.source().start)
        span = Span(begin + fact.start, begin + fact.end) if begin is not None else None
        if span and text[span.start : span.end] != line.text[fact.start : fact.end]:
            span = None
        if fact.key not in metadata and fact.key not in ("ignored", "views"):
            metadata[fact.key] = Metadatum(fact.value, span)
    for key, value in beside.items():
        if key == "title":
            metadata.setdefault(key, Metadatum(value, None))
        elif key not in metadata:
            metadata[key] = Metadatum(value, None)
    return CleanText(text, OffsetMap.of(tuple(pieces)), MappingProxyType(dict(sorted(metadata.items()))))


def _squeeze(text: str) -> str:
    return "".join(text.split())
