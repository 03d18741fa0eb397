"""The strips of a document that its header is read from: its lines, and the parts of lines that ran together.

Crawled texts often lose every line break: title, number, recipients, cover notice, signature and policy then follow
each other without so much as a blank. Such a text is parted where official documents always break a line.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from extract.heads.issuers import names_before
from extract.labels import label_at
from extract.rules import Rule, load_rules
from extract.titles import is_title, type_pattern
from ontology.docnumber import find_numbers
from ontology.model import Span

# A line longer than any paragraph of the annotated documents (1,100), or one that is nearly all of the text, lost its
# line breaks.
_JOINED_LINE = 1200
_JOINED_SHARE = 0.9
_SHORTEST_JOINED = 300
_LONGEST_TITLED = 160  # a title and its number on one line
_HEAD = 600  # title, number and recipients of the longest joined head seen: 310
_NOT_A_SIGNATURE = re.compile(r"[起前至以之开到底末期间，、；和印召施]")
_IN_BRACKETS = re.compile(r"[（(][^（）()]{4,24}号[）)](?=\S)")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)*)》")
_REMARK = re.compile(
    r"(?:\s*[（(](?:此件|联系)[^（）()]{2,400}(?:[（(][^（）()]*[)）][^（）()]{0,100})*[)）])?\s*(?:附件\s*[0-9]?\s*[:：]?)?"
)
# Both begin with what stands before them: re finds a class of characters much sooner than a place behind one.
_DATE_ALONE = re.compile(r"[。！]\s*(?:www\.[A-Za-z0-9.]+?)?\s*(?P<date>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)")
_TAIL = re.compile(r"[。）)0-9日]\s*(?:相关附件[:：]|附件\s*[0-9]?\s*[:：]|抄送[:：])")
_PROMULGATION = re.compile(r"\s*[（(][^（）()]{4,80}(?:公布|通过|发布|印发)[)）]")
_OPENING = (
    r"(?=\s*(?:[（(][0-9]{4}年|为|根据|按照|依据|第一[章条]|一、|近年来|近期|为了|按|当前|以|结合|.{1,40}(?:是|就)))"
)


class Strip(NamedTuple):
    """A stretch of clean text that would have a line of its own."""

    start: int
    end: int
    text: str


def lay_strips(text: str) -> list[Strip]:
    """Return the strips of a clean text in order."""
    strips: list[Strip] = []
    joined = max(min(_JOINED_LINE, _JOINED_SHARE * len(text)), _SHORTEST_JOINED)
    start = 0
    for line in text.split("\n"):
        cuts = _cuts(line) if len(line) > joined or _begins_joined(line) else _beside_number(line)
        bounds = (0, *cuts, len(line))
        for first, last in pairwise(bounds):
            if bare := line[first:last].strip():
                begin = start + line.index(bare, first)
                strips.append(Strip(begin, begin + len(bare), bare))
        start += len(line) + 1
    return strips


def quoted_titles(text: str) -> list[tuple[Span, str]]:
    """Return the titles in 《》, outermost only, with their spans inside the marks.

    >>> [title for _, title in quoted_titles("将《关于印发〈办法〉的通知》和《规定》印发")]
    ['关于印发〈办法〉的通知', '规定']
    """
    return [(Span(*match.span(1)), match[1]) for match in _QUOTED.finditer(text)]


def _begins_joined(line: str) -> bool:
    """Tell whether title, number and what follows stand on one line: …的通知 云政办发〔2031〕7号 各区人民政府：……"""
    if len(line) <= _LONGEST_TITLED:
        return False
    numbers = find_numbers(line[:_LONGEST_TITLED])
    return bool(numbers) and is_title(line[: numbers[0][0].start].strip())


def _beside_number(line: str) -> list[int]:
    """Return where a 发文字号 ends that recipients run into, or begins that a title does: …的意见云政发〔2031〕7号."""
    if line.startswith(("（", "(")) and (numbered := _IN_BRACKETS.match(line)) and line.endswith((":", "：")):
        return [numbered.end()] if find_numbers(numbered[0]) else []
    if not (line.endswith("号") and len(line) <= _LONGEST_TITLED):
        return []
    numbers = find_numbers(line)
    if not numbers or numbers[-1][0].end != len(line) or not is_title(line[: numbers[-1][0].start].strip()):
        return []
    return [numbers[-1][0].start]


def _cuts(line: str) -> list[int]:
    """Return where a joined line breaks, sorted."""
    cuts: set[int] = set()
    at = _cut_head(line, cuts)
    for match in _rule("header.date").pattern.finditer(line, at):
        printed = line.startswith("印发", match.end())
        if not printed and _NOT_A_SIGNATURE.match(line, match.end()):
            continue
        start = names_before(line, match.start(), first=at)
        if start is None:
            continue
        if printed:
            cuts |= {start, match.end() + len("印发")}
        else:
            cuts |= {start, match.start("date"), match.end()}
            _cut_policy_title(line, at, start, match.end(), cuts)
    for match in _DATE_ALONE.finditer(line, max(at - 1, 0)):
        titled = _cut_policy_title(line, at, match.start() + 1, match.end(), cuts, quoted_only=True)
        if titled or line.startswith(("（此件", "(此件"), match.end()):
            cuts |= {match.start("date"), match.end()}
    cuts |= {match.start() + 1 for match in _TAIL.finditer(line, max(at, len(line) // 2) - 1)}
    return sorted(cuts - {0, len(line)})


def _cut_head(line: str, cuts: set[int]) -> int:
    """Part title, number and recipients; return where what follows them begins."""
    at = 0
    numbers = find_numbers(line[:_HEAD])
    if numbers:
        span = numbers[0][0]
        if not line[: span.start].strip() or is_title(line[: span.start]):
            cuts |= {span.start, span.end}
            at = span.end
    pattern = _rule("header.recipients-in-text").pattern
    end = max(line.rfind(colon, at, at + _HEAD) for colon in ":：") + 1  # recipients end with one
    first = match = pattern.search(line, at, end)
    while match and not is_title(line[at : match.start()]):
        match = pattern.search(line, match.start() + 1, end)
    found = match or (first if first and (label_at(line) or not line[at : first.start()].strip()) else None)
    if found:
        cuts |= {found.start(), found.end()}
        return found.end()
    if title := _run_in_title().match(line, at):
        cuts.add(title.end())
        note = _PROMULGATION.match(line, title.end())
        at = note.end() if note else title.end()
        cuts.add(at)
    return at


def _cut_policy_title(
    line: str, head_end: int, start: int, end: int, cuts: set[int], *, quoted_only: bool = False
) -> bool:
    """Part the title of the policy behind a signature (``start`` to ``end``) from the text it runs into."""
    remark = _REMARK.match(line, end)
    at = remark.end() if remark else end
    for _, title in quoted_titles(line[head_end:start]):
        if line.startswith(title, at):
            cuts |= {end, at, at + len(title)}
            return True
    if quoted_only:
        return False
    cuts.add(at)
    if match := _run_in_title().match(line, at):
        cuts.add(match.end())
        return True
    return False


@cache
def _run_in_title() -> re.Pattern[str]:
    return re.compile(
        rf"(?!为|根据|按照|依据)[^。；：，]{{6,80}}?{type_pattern()}(?:[（(][^（）()]{{1,20}}[)）])?{_OPENING}"
    )


@cache
def _rule(name: str) -> Rule:
    return next(rule for rule in load_rules("header") if rule.id == name)
