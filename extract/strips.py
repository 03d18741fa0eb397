"""The strips of a document that its header is read from: its lines, and the parts of lines that ran together.

Crawled texts often lose every line break: title, number, recipients, cover notice, signature and policy then follow
each other without so much as a blank. Such a text is parted where official documents always break a line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extract.rules import Rule, load_rules
from extract.titles import is_title, type_pattern
from ontology.docnumber import find_numbers
from ontology.model import Span

# A text most of which is one line longer than any paragraph of the annotated documents (1,100) lost its line breaks.
_JOINED_LINE = 1200
_JOINED_SHARE = 0.5
_HEAD = 600  # title, number and recipients of the longest joined head seen: 310
_NOT_A_SIGNATURE = re.compile(r"[起前至以之开到底末期间，、；和印召施]")
_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》)*)》")
_REMARK = re.compile(r"\s*[（(]此件[^（）()]{2,12}[)）]")
_TAIL = re.compile(r"(?<=[。）)0-9日])\s*(?:相关附件[:：]|附件\s*[0-9]?\s*[:：]|抄送[:：])")
_OPENING = r"(?=\s*(?:为|根据|按照|依据|第一[章条]|一、|近年来|近期|为了|按|当前|以|结合|.{1,40}(?:是|就)))"


class Strip(NamedTuple):
    """A stretch of clean text that would have a line of its own."""

    start: int
    end: int
    text: str


def lay_strips(text: str) -> list[Strip]:
    """Return the strips of a clean text in order."""
    strips: list[Strip] = []
    start = 0
    for line in text.split("\n"):
        joined = len(line) > _JOINED_LINE and len(line) > _JOINED_SHARE * len(text)
        cuts = _cuts(line) if joined else []
        for first, last in zip([0, *cuts], [*cuts, len(line)], strict=True):
            part = line[first:last]
            lead = len(part) - len(part.lstrip())
            if part.strip():
                strips.append(Strip(start + first + lead, start + first + len(part.rstrip()), part.strip()))
        start += len(line) + 1
    return strips


def quoted_titles(text: str) -> list[tuple[Span, str]]:
    """Return the titles in 《》, outermost only, with their spans inside the marks.

    >>> [title for _, title in quoted_titles("将《关于印发〈办法〉的通知》和《规定》印发")]
    ['关于印发〈办法〉的通知', '规定']
    """
    return [(Span(*match.span(1)), match[1]) for match in _QUOTED.finditer(text)]


def _cuts(line: str) -> list[int]:
    """Return where a joined line breaks, sorted."""
    cuts: set[int] = set()
    at = _cut_head(line, cuts)
    for match in _rule("header.signature").pattern.finditer(line, at):
        before, after = line[: match.start()].rstrip()[-1:], line[match.end() : match.end() + 1]
        if (before and before not in "。；：:!！？?）)”】]") or (after and _NOT_A_SIGNATURE.match(after)):
            continue
        cuts |= {match.start(), match.start("date"), match.end()}
        _cut_policy_title(line, at, match, cuts)
    cuts |= {match.start() for match in _TAIL.finditer(line, max(at, len(line) // 2))}
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
    match = pattern.search(line, at, at + _HEAD)
    while match:
        before = line[at : match.start()].strip()
        if not before or is_title(before):
            cuts |= {match.start(), match.end()}
            return match.end()
        match = pattern.search(line, match.start() + 1, at + _HEAD)
    return at


def _cut_policy_title(line: str, head_end: int, signature: re.Match[str], cuts: set[int]) -> None:
    """Part the title of the policy behind the signature of its cover notice from the text it runs into."""
    remark = _REMARK.match(line, signature.end())
    at = remark.end() if remark else signature.end()
    cuts.add(at)
    for _, title in quoted_titles(line[head_end : signature.start()]):
        if line.startswith(title, at):
            cuts.add(at + len(title))
            return
    if match := _run_in_title().match(line, at):
        cuts.add(match.end())


@cache
def _run_in_title() -> re.Pattern[str]:
    return re.compile(rf"[^。；：，]{{6,80}}?{type_pattern()}(?:[（(][^（）()]{{1,20}}[)）])?{_OPENING}")


@cache
def _rule(name: str) -> Rule:
    return next(rule for rule in load_rules("header") if rule.id == name)
