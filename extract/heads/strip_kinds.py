"""What each strip of a document is by its shape: a number, a date, names, recipients, a remark, a clause."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from extract.cleaning.clean import Metadatum
from extract.dates import parse_date
from extract.heads.issuers import LIST_ENDS, signed_date, split_organs
from extract.heads.strips import Strip
from extract.labels import is_labelled
from extract.recipients import is_recipients
from extract.rules import load_rules
from ontology.docnumber import DocNumber, find_numbers, parse
from ontology.model import Span

StripKind = Literal[
    "number", "date", "organs", "signed", "recipients", "remark", "copies", "printing", "attachment", "file",
    "promulgation", "meta", "clause", "text",
]  # fmt: skip
_CLAUSE = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百零]{1,5}[章条节]"
    r"|[0-9]{1,2}[.．、]\s*(?![0-9]))"
)
# 【年份】 2031: fields of an export; but 【有效】 before a title belongs to the title's line
_TAGGED = re.compile(r"^【(?!(?:现行)?有效|已?(?:失效|废止))[\u4e00-\u9fff]{2,6}】\s*[^【】]{0,120}$")
_CUT_SHORT = re.compile(r"[\u4e00-\u9fff]{2,12}〔[0-9]{4}〕[0-9]{1,4}")  # 云政发〔2031〕7 on a line of its own
_LONGEST_LABELLED = 160
_LONGEST_LINE = 600  # of a line of the head; paragraphs are left unread


class _Shape(NamedTuple):
    """A kind and its test; ``begins`` and ``ends`` are the characters it can begin and end with, any where empty."""

    kind: StripKind
    test: Callable[[str], object]
    begins: str = ""
    ends: str = ""
    longest: int = _LONGEST_LINE


def kinds_of(strips: Sequence[Strip], metadata: Mapping[str, Metadatum]) -> list[StripKind]:
    """Return what each strip is, by its shape and by the metadata read from it."""
    kinds = [_kind(strip.text) for strip in strips]
    starts = [strip.start for strip in strips]
    for value in metadata.values():
        index = bisect_right(starts, value.span.start) - 1 if value.span else -1
        # What stands at the end of a text that lost its breaks does not make a head of all of it.
        if value.span and index >= 0 and value.span.start < min(strips[index].end, starts[index] + _LONGEST_LINE):
            kinds[index] = "meta"
    return kinds


def _kind(text: str) -> StripKind:
    for shape in _possible(text[0], text[-1]):
        if len(text) <= shape.longest and shape.test(text):
            return shape.kind
    return "text"


@lru_cache(maxsize=4096)
def _possible(first: str, last: str) -> tuple[_Shape, ...]:
    """The shapes worth trying on a strip by the characters at its ends: none, for most paragraphs."""
    return tuple(
        shape
        for shape in _shapes()
        if (not shape.begins or first in shape.begins) and (not shape.ends or last in shape.ends)
    )


@cache
def _shapes() -> tuple[_Shape, ...]:
    """All shapes; the first that fits decides."""
    rules = {rule.id: rule for rule in load_rules("header")}

    def ruled(kind: StripKind, rule_id: str, longest: int = _LONGEST_LINE) -> _Shape:
        rule = rules[rule_id]
        return _Shape(kind, rule.pattern.search, rule.options.get("begins", ""), rule.options.get("ends", ""), longest)

    return (
        _Shape("meta", _TAGGED.match, begins="【", longest=sys.maxsize),
        _Shape("meta", is_labelled, longest=_LONGEST_LABELLED),
        ruled("attachment", "header.attachment", longest=sys.maxsize),
        _Shape("number", own_number, ends="号令)） 0123456789"),
        ruled("promulgation", "header.promulgation"),
        ruled("remark", "header.remark"),
        ruled("copies", "header.copies"),
        ruled("printing", "header.printing"),
        ruled("file", "header.file-name"),
        _Shape("clause", _CLAUSE.match, begins="一二三四五六七八九十（(第0123456789"),
        _Shape("date", _is_day, ends="日号0123456789)）"),
        _Shape("organs", split_organs, ends=LIST_ENDS),
        _Shape("signed", signed_date, ends="日"),
        _Shape("recipients", is_recipients, ends=":："),
    )


def own_number(text: str) -> tuple[Span, DocNumber] | None:
    """Return the 发文字号 that a strip is, in brackets or not, also one that lost its 号; ``None`` if it is none."""
    bare = text.strip()
    if _CUT_SHORT.fullmatch(bare) and (number := parse(f"{bare}号")):
        start = text.index(bare)
        return Span(start, start + len(bare)), number
    if not text.rstrip(")） ").endswith(("号", "令")):
        return None
    numbers = find_numbers(text)
    alone = (
        len(numbers) == 1
        and not text[: numbers[0][0].start].strip("（( ")
        and not text[numbers[0][0].end :].strip(")） ")
    )
    return numbers[0] if alone else None


def _is_day(text: str) -> bool:
    return len(parse_date(text.strip("（()）")) or "") == len("2031-04-05")
