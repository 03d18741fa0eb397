"""Sentences and clauses as the rules of ``rules/targets.toml`` see them.

Names and quotations cannot hold a commitment (“512工程”, 《…20条》), and bracketed remarks interrupt a clause; both are
masked by as many other characters, so that every offset stays true. A remark is then read as a sentence of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.brackets import find_brackets
from extract.quantities import Quantity, find_quantities
from ontology.model import Span

QUOTED, REMARK = "■", "□"
_SHORT_REMARK = 6  # （含3人） says nothing of its own
_MARKERS = {0: "Ⓠ", 1: "Ⓞ", 2: "Ⓢ"}
_FOLD = str.maketrans(
    {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", " ": None, "　": None, "\t": "，", "\xa0": None}
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch between full stops; ``masked`` has the length of ``span``, quantity spans count from its start."""

    span: Span
    masked: str
    quantities: tuple[Quantity, ...]
    delimiters: tuple[int, ...]
    remark: bool = False
    opens_line: bool = False

    def clause(self, position: int) -> Span:
        """The clause that holds ``position``: from the delimiter before it to the one behind it (exclusive)."""
        index = bisect_left(self.delimiters, position)
        start = self.delimiters[index - 1] + 1 if index else 0
        end = self.delimiters[index] if index < len(self.delimiters) else len(self.masked)
        return Span(start, end)

    def view(self, current: Quantity, periods: Sequence[Span], whole: bool) -> str:
        """The clause (or the whole sentence) with quantities and periods as the signs the rules speak of."""
        clause = Span(0, len(self.masked)) if whole else self.clause(current.span.start)
        stop = min(clause.end + 1, len(self.masked))  # with its delimiter: 达到5个的， is a condition
        signs = [(q.span, _sign(q) if q is current else "Ⓧ") for q in self.quantities]
        signs += [(span, "Ⓟ") for span in periods if not any(_touch(span, q.span) for q in self.quantities)]
        parts, last = [], clause.start
        for span, sign in sorted(signs):
            if span.start < last or span.end > stop:
                continue
            parts += [self.masked[last : span.start], sign]
            last = span.end
        parts.append(self.masked[last:stop])
        return re.sub(f"({QUOTED}|{REMARK})\\1+", r"\1", "".join(parts).translate(_FOLD))


def read_sentences(text: str, span: Span, holes: Sequence[Span]) -> Iterator[Sentence]:
    """Sentences of ``text[span]`` in text order, each followed by the bracketed remarks in it."""
    masked = _mask(text, span, holes)
    remarks = deque(
        group
        for group in find_brackets(text, span.start, span.end)
        if group.end - group.start > _SHORT_REMARK and masked[group.start - span.start] == REMARK
    )
    for match in _sentences().finditer(masked):
        start, end = span.start + match.start(), span.start + match.end()
        opens = match.start() == 0 or masked[match.start() - 1] == "\n"
        yield _sentence(Span(start, end), match[0], opens_line=opens)
        while remarks and remarks[0].start < end:
            group = remarks.popleft()
            inner = Span(group.start + 1, group.end - 1)
            inside = _mask(text, inner, holes)
            if group.start >= start and _digit().search(inside) and not _introduction().match(inside):
                yield _sentence(inner, inside.replace("。", "；"), remark=True)


def _sentence(span: Span, masked: str, *, remark: bool = False, opens_line: bool = False) -> Sentence:
    quantities = tuple(find_quantities(masked)) if _digit().search(masked) else ()
    delimiters = tuple(
        match.start()
        for match in _delimiters().finditer(masked)
        if not any(q.span.start <= match.start() < q.span.end for q in quantities)  # the comma of 1,234
    )
    return Sentence(span, masked, quantities, delimiters, remark, opens_line)


def _mask(text: str, span: Span, holes: Sequence[Span]) -> str:
    masked = _quotes().sub(_cover, text[span.start : span.end])
    for group in find_brackets(masked):
        masked = masked[: group.start] + REMARK * (group.end - group.start) + masked[group.end :]
    for hole in holes:
        start, end = max(hole.start, span.start) - span.start, min(hole.end, span.end) - span.start
        if start < end:
            masked = masked[:start] + "。" * (end - start) + masked[end:]
    return masked


def _cover(match: re.Match[str]) -> str:
    """Mask a quotation, but not “十四五”, which is a period."""
    return match[0] if _plan().fullmatch(match[0]) else QUOTED * len(match[0])


def _sign(quantity: Quantity) -> str:
    return "Ⓡ" if quantity.upper is not None else _MARKERS[quantity.word]


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


@cache
def _quotes() -> re.Pattern[str]:
    return re.compile(
        r"《[^《》\n]{1,80}》|“[^“”\n。]{0,60}”|\"[^\"\n。]{0,40}\"|「[^「」\n]{0,40}」|『[^『』\n]{0,40}』"
    )


@cache
def _plan() -> re.Pattern[str]:
    return re.compile(r"[“\"]十[一二三四五六七八九]?五[”\"]")


@cache
def _sentences() -> re.Pattern[str]:
    return re.compile(r"[^。！？!?\n]+[。！？!?]?")


@cache
def _delimiters() -> re.Pattern[str]:
    return re.compile(r"[，,；;：:。！？!?\n\t]")


@cache
def _digit() -> re.Pattern[str]:
    return re.compile(r"[0-9０-９]|[一二两三四五六七八九十百千万][^，。、；]")


@cache
def _introduction() -> re.Pattern[str]:
    return re.compile(
        r"(?:含|不含|包含|以下|下同|详见|见附|附件|注|即|指|如|例如|包括|[0-9一二三四五六七八九十]{1,3}$)"
    )
