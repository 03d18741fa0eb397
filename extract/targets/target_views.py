"""Sentences and clauses as the rules of ``rules/targets.toml`` see them.

Names and quotations cannot hold a commitment (“512工程”, 《…20条》), and bracketed remarks interrupt a clause; both are
masked by as many other characters, so that every offset stays true. A remark is then read as a sentence of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.brackets import CLOSING, OPENING, find_brackets
from extract.spans import Positions
from extract.targets.quantities import Quantity, find_quantities
from ontology.model import Span

QUOTED, REMARK = "■", "□"
SIGNS = "ⓆⓇⓈⓄ"  # the quantity in question: any number, a range, 二…九 or 两, 一
_LONGEST_SENTENCE = 3000  # what has no stop for longer is no sentence, and its numbers are weighed against each other
_SHORT_REMARK = 6  # （含3人） says nothing of its own
_FOLD = str.maketrans(
    {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", " ": None, "　": None, "\t": "，", "\xa0": None}
)


@dataclass(slots=True)
class Sentence:
    """A stretch between full stops; ``masked`` has the length of ``span``, quantity spans count from its start.

    A ``dull`` one holds nothing to find; its quantities and delimiters were not looked for.
    """

    span: Span
    masked: str
    quantities: Sequence[Quantity] = ()
    delimiters: Sequence[int] = ()
    dull: bool = False
    remark: bool = False
    opens_line: bool = False

    def clause(self, position: int) -> Span:
        """The clause that holds ``position``: from the delimiter before it to the one behind it (exclusive)."""
        index = bisect_left(self.delimiters, position)
        start = self.delimiters[index - 1] + 1 if index else 0
        end = self.delimiters[index] if index < len(self.delimiters) else len(self.masked)
        return Span(start, end)


class Views:
    """A sentence with its quantities and periods as the signs the rules speak of; each stretch is folded once."""

    def __init__(self, sentence: Sentence, periods: Sequence[Span]) -> None:
        self._sentence = sentence
        self._signs = [(*q.span, "Ⓧ") for q in sentence.quantities]
        if periods:
            touched = sentence.quantities
            self._signs += [(*span, "Ⓟ") for span in periods if not any(_touch(span, q.span) for q in touched)]
            self._signs.sort()
        self._parts: dict[Span, tuple[list[str], dict[int, int]]] = {}
        self._hints: dict[re.Pattern[str], bool] = {}
        self._said: str | None = None

    def clause(self, current: Quantity) -> str:
        """The clause of ``current``, with the delimiter behind it: 达到5个的， is a condition."""
        return self._view(self._sentence.clause(current.span.start), current)

    def whole(self, current: Quantity) -> str:
        """The sentence with ``current`` as the quantity in question."""
        return self._view(self._everything(), current)

    def mention(self, hint: re.Pattern[str]) -> bool:
        """Say whether the hint of a rule is in the sentence, whichever quantity is in question."""
        if hint not in self._hints:
            # Only where there is something to fold may a hint be in the folded words and not in the printed ones.
            masked = self._sentence.masked
            if not hint.search(masked) and not _foldable().search(masked):
                self._hints[hint] = False
                return False
            if self._said is None:
                self._said = "".join(self._parted(self._everything())[0])
            self._hints[hint] = hint.search(self._said) is not None
        return self._hints[hint]

    def _everything(self) -> Span:
        return Span(0, len(self._sentence.masked))

    def _parted(self, stretch: Span) -> tuple[list[str], dict[int, int]]:
        if stretch not in self._parts:
            self._parts[stretch] = self._read(stretch)
        return self._parts[stretch]

    def _view(self, stretch: Span, current: Quantity) -> str:
        parts, places = self._parted(stretch)
        place = places[current.span.start]
        return "".join([*parts[:place], sign_of(current), *parts[place + 1 :]])

    def _read(self, stretch: Span) -> tuple[list[str], dict[int, int]]:
        """The words and signs of ``stretch`` in turn, and where the sign for each start of a quantity is."""
        masked, last = self._sentence.masked, stretch.start
        stop = min(stretch.end + 1, len(masked))
        parts: list[str] = []
        places: dict[int, int] = {}
        for start, end, sign in self._signs:
            if end > stop:
                break
            if start >= last:
                parts += (_folded(masked[last:start]), sign)
                places[start] = len(parts) - 1
                last = end
        parts.append(_folded(masked[last:stop]))
        return parts, places


def read_sentences(
    text: str, span: Span, holes: Sequence[Span], places: Positions, skips: Callable[[int, int], bool]
) -> Iterator[Sentence]:
    """Sentences of ``text[span]`` in text order, each followed by the bracketed remarks in it.

    ``places`` are where in ``text`` something may be found; a sentence without any is dull, a remark without left out,
    and so is a dull sentence that ``skips`` says nobody asks for.
    """
    masked, groups = _mask(text, span, holes)
    remarks = deque(
        group
        for group in groups
        if group[1] - group[0] > _SHORT_REMARK and places.between(*group) and masked[group[0] - span.start] == REMARK
    )
    for match in _sentences().finditer(masked):
        start, end = span.start + match.start(), span.start + match.end()
        opens = start == span.start or masked[match.start() - 1] == "\n"
        found = places.inside(start, end)
        if any(text[place] == masked[place - span.start] for place in found):
            yield _sentence(Span(start, end), match[0], opens_line=opens)
        elif found or not skips(start, end):  # what was found is in its names, which say nothing, or in its remarks
            yield Sentence(Span(start, end), match[0], dull=True, opens_line=opens)
        while remarks and remarks[0][0] < end:
            opened, closed = remarks.popleft()
            inner = Span(opened + 1, closed - 1)
            inside, _ = _mask(text, inner, holes)
            if opened >= start and _digit().search(inside) and not _introduction().match(inside):
                yield _sentence(inner, inside.replace("。", "；"), remark=True)


def sign_of(quantity: Quantity) -> str:
    """Return the sign that stands for ``quantity`` while it is the one in question."""
    return "Ⓡ" if quantity.upper is not None else "ⓆⓄⓈ"[quantity.word]


def _sentence(span: Span, masked: str, *, remark: bool = False, opens_line: bool = False) -> Sentence:
    quantities = find_quantities(masked)
    delimiters = [match.start() for match in _delimiters().finditer(masked)]
    for quantity in quantities:
        start, end = quantity.span
        if _delimiters().search(masked, start, end):  # the comma of 1,234, the colon of 2:1
            delimiters = [place for place in delimiters if not start <= place < end]
    return Sentence(span, masked, quantities, delimiters, remark=remark, opens_line=opens_line)


def _mask(text: str, span: Span, holes: Sequence[Span]) -> tuple[str, Sequence[tuple[int, int]]]:
    """The masked text of ``span``, and the bracketed groups of ``text`` in it."""
    start = span.start
    printed = text[start : span.end]
    if not holes and not _maskable().search(printed):
        return printed, ()
    masked = unquoted = _quotes().sub(_cover, printed)
    groups = [pair.span() for pair in _pairs().finditer(unquoted)]
    for opened, closed in groups:
        if _dated().fullmatch(unquoted, opened + 1, closed - 1):  # 五年内（至2025年底）: the year is no remark
            masked = _covered(_covered(masked, opened, opened + 1, " "), closed - 1, closed, " ")
        else:
            masked = _covered(masked, opened, closed, REMARK)
    if _opening().search(masked):  # brackets in brackets, or never closed
        groups = [(group.start, group.end) for group in find_brackets(unquoted)]
        for opened, closed in groups:
            masked = _covered(masked, opened, closed, REMARK)
    for hole in holes:
        if hole.start < span.end and start < hole.end:
            masked = _covered(masked, max(hole.start, start) - start, min(hole.end, span.end) - start, "。")
    if groups and unquoted != printed:  # quotations may hold brackets, too
        groups = [(group.start, group.end) for group in find_brackets(printed)]
    return masked, [(start + opened, start + closed) for opened, closed in groups]


def _covered(text: str, start: int, end: int, cover: str) -> str:
    return text[:start] + cover * (end - start) + text[end:]


def _cover(match: re.Match[str]) -> str:
    """Mask a quotation, but not “十四五”, which is a period, nor goals: “…达到2000名，…达到40%”."""
    return match[0] if _plan().fullmatch(match[0]) or _goals().search(match[0]) else QUOTED * len(match[0])


def _folded(words: str) -> str:
    """``words`` without blanks, with Chinese punctuation, and one sign for a masked stretch."""
    if _foldable().search(words):
        words = words.translate(_FOLD)
    if QUOTED in words or REMARK in words:
        words = _runs().sub(r"\1", words)
    return words


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


@cache
def _maskable() -> re.Pattern[str]:
    return re.compile(f'[《“"「『{re.escape(OPENING)}]')


@cache
def _quotes() -> re.Pattern[str]:
    return re.compile(
        r"《[^《》\n]{1,80}》|“[^“”\n。]{0,60}”|\"[^\"\n。]{0,40}\"|「[^「」\n]{0,40}」|『[^『』\n]{0,40}』"
    )


@cache
def _pairs() -> re.Pattern[str]:
    marks = re.escape(OPENING + CLOSING)
    return re.compile(f"[{re.escape(OPENING)}][^{marks}\n]*[{re.escape(CLOSING)}]")


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(OPENING)}]")


@cache
def _plan() -> re.Pattern[str]:
    return re.compile(r"[“\"]十[一二三四五六七八九]?五[”\"]")


@cache
def _goals() -> re.Pattern[str]:
    return re.compile("(?:达到|超过|突破|不低于|不少于)[0-9].*[，；].*(?:达到|超过|突破|不低于|不少于)[0-9]")


@cache
def _dated() -> re.Pattern[str]:
    return re.compile("[到至]?(?:20[0-9]{2}(?:年?[—-]{1,2}|年?至))?20[0-9]{2}年?(?:[底末]|[0-9]{1,2}月底?)?前?")


@cache
def _sentences() -> re.Pattern[str]:
    return re.compile(rf"[^。！？!?\n]{{1,{_LONGEST_SENTENCE}}}[。！？!?]?")


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


@cache
def _foldable() -> re.Pattern[str]:
    return re.compile("[,;:!? 　\t\xa0]")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"({QUOTED}|{REMARK})\\1+")
