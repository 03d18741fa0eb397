"""A printed list cut into its items, and each item into the names in it.

A list is cut at 、 and at 和/及 where both sides are names, never inside brackets (各县(市、区)人民政府), never inside
a list of places with one head (各区、市政府). Names that run together where a separator was forgotten are parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extract.agencies.names import REMEMBERED, finds, is_name, name_rules
from extract.brackets import BRACKET, CLOSING, OPENING, bracket_depths
from ontology.model import Span
from ontology.regions import find_regions

_SEPARATOR = re.compile("[、，,；;/\\t\\n]")
_TRIM = " 　\t\n、，,；;。.：:—-"
MARKS = "*＊★☆▲△●※"  # beside a name or a task, of what a note explains
_COUNTED_IN = re.compile("(?:含|包含|包括)(?P<names>.+?)(?:[，,]下同)?")
_CONJUNCTION = re.compile(r"等?(?:以及|[和及与])")


def items_of(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Cut at separators outside brackets and outside lists of places."""
    inside = text[start:stop]
    separators = [match.start() for match in _SEPARATOR.finditer(inside)]
    items: list[tuple[int, int]] = []
    begin = 0
    if separators:
        whole = [match.span() for match in name_rules()["mention.places"].finditer(inside)]
        depths = bracket_depths(inside) if BRACKET.search(inside) else None
        bare_heads = {match.start() for match in name_rules()["mention.bare-head"].pattern.finditer(inside)}
        for i in separators:
            if (depths and depths[i]) or (whole and any(a <= i < b for a, b in whole)):
                continue
            if i in bare_heads and finds("mention.group", inside[begin:i]):
                continue
            items.append(_trimmed(text, start + begin, start + i))
            begin = i + 1
    items.append(_trimmed(text, start + begin, stop))
    return [item for item in items if item[0] < item[1]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIM + MARKS:
        start += 1
    while end > start and text[end - 1] in _TRIM + MARKS:
        end -= 1
    # A bracket left over from a statement that opens with one kind and closes with another.
    while end > start and text[end - 1] in CLOSING and not any(char in OPENING for char in text[start:end]):
        end -= 1
    return start, end


class ListedName(NamedTuple):
    """A name of an item of a list: where it stands in the item, and what its letters alone tell."""

    start: int
    end: int
    printed: str
    surface: str  # without blanks
    names_body: bool  # neither a single character nor a role
    head: str  # what it may share with places before it


@lru_cache(REMEMBERED)
def names_of(item: str) -> tuple[ListedName, ...]:
    """The names in one item of a list, without a trailing 等."""
    return tuple(_name(item, _without_etcetera(item, piece)) for piece in _part(item, Span(0, len(item))))


def _name(item: str, piece: Span) -> ListedName:
    if marked := finds("mention.marked", item[slice(*piece)]):  # 市财政局（牵头）
        piece = Span(piece.start, piece.start + marked.start())
    printed = item[slice(*piece)]
    government = finds("mention.government", printed)
    return ListedName(
        *piece,
        printed=printed,
        surface="".join(printed.split()),
        names_body=len(printed) >= 2 and not finds("mention.role-only", printed),
        head=government["head"] if government else "",
    )


def _part(text: str, item: Span) -> Iterator[Span]:
    """Part names joined by 和/及, bracketed second names, and names run together."""
    for cut in (_at_others, _at_conjunction, _at_bracket, _at_blank, _at_forgotten_separator):
        parts = cut(text, item)
        if len(parts) > 1:
            for part in parts:
                yield from _part(text, part)
            return
    yield item


def _at_others(text: str, item: Span) -> list[Span]:
    """市财政局等有关部门 → the body, and a group of others that are not told by name."""
    found = finds("mention.others", text[slice(*item)])
    if found is None or not is_name(text[item.start : item.start + found.start()]):
        return [item]
    return [Span(item.start, item.start + found.start()), Span(item.start + found.start("others"), item.end)]


def _at_conjunction(text: str, item: Span) -> list[Span]:
    printed = text[slice(*item)]
    matches = list(_CONJUNCTION.finditer(printed))
    depths = bracket_depths(printed) if matches else []
    places = finds("mention.places", printed) if matches else None
    for match in matches:
        left, right = printed[: match.start()], printed[match.end() :]
        if depths[match.start()] or not is_name(left) or not is_name(_bare(right)):
            continue
        if places and places.start() <= match.start() < places.end():
            continue
        if finds("mention.one-name", printed):
            continue
        # 各有关部门和单位, 各电信和广电运营企业: either half must be a name by itself.
        if len(right) < 4 and not re.match(r"[市省县区州各]", right):
            continue
        if len(left) < 5 and left[0] == "各" and not left.endswith(("政府", "部门", "单位")):
            continue
        return [
            Span(item.start, item.start + match.start()),
            Span(item.start + match.end(), item.end),
        ]
    return [item]


def _bare(name: str) -> str:
    found = finds("mention.etcetera", name)
    return name[: found.start()] if found else name


def _at_bracket(text: str, item: Span) -> list[Span]:
    """市交通运输局(市邮政管理局), 各区政府(石桥新区管委会) → two names; 各县(市、区)人民政府, 市财政局(预算处) stay.

    So do the names of 市人社局(市乡村振兴局, whose bracket a list has lost.
    """
    printed = text[slice(*item)]
    opening = max(printed.rfind(char) for char in OPENING)
    if opening < 0 or BRACKET.search(printed, opening + 1, len(printed) - 1):
        return [item]
    end = item.end - (printed[-1] in CLOSING)
    inside = printed[opening + 1 : end - item.start]
    if counted := _COUNTED_IN.fullmatch(inside):  # 各区政府（含大鹏新区管委会、前海管理局，下同）
        first = item.start + opening + 1
        names = [Span(*name) for name in items_of(text, first + counted.start("names"), first + counted.end("names"))]
        if len(names) > 1 and all(is_name(text[slice(*name)]) for name in names):
            return [Span(item.start, item.start + opening), *names]
    if opening < 2 or not is_name(printed[:opening]) or finds("mention.office", printed):
        return [item]
    within = [Span(*name) for name in items_of(text, item.start + opening + 1, end)]
    if not all(is_name(text[slice(*name)]) for name in within):
        return [item]
    zones = finds("mention.group", printed) and all(finds("mention.zone", text[slice(*name)]) for name in within)
    second = finds("mention.second", inside) and not finds("mention.group", printed)
    if not (zones or second or re.match(r"[市省县区州]|国家|全国|自治", inside) or _is_placed(inside)):
        return [item]
    return [Span(item.start, item.start + opening), *within]


def _is_placed(name: str) -> bool:
    """Whether a name begins with a place: 山东省科学院, 山东国际商会, but not 预算处."""
    places = find_regions(name)
    return bool(places) and places[0][0].start == 0


def _at_blank(text: str, item: Span) -> list[Span]:
    """市工信局 市财政局 → two names; the blank of 市财政 局 and of 市委 宣传部 parts none."""
    printed = text[slice(*item)]
    blanks = list(re.finditer(r"[\s　]+", printed))
    depths = bracket_depths(printed) if blanks else []
    for match in blanks:
        left, right = printed[: match.start()], printed[match.end() :]
        first = re.split(r"[\s　]", right)[0]
        if depths[match.start()] or len(left) < 3 or not is_name(left) or not is_name(first):
            continue
        if finds("mention.prefix", first) or finds("mention.elidable", first) or first.startswith("各"):
            return [Span(item.start, item.start + match.start()), Span(item.start + match.end(), item.end)]
    return [item]


def _at_forgotten_separator(text: str, item: Span) -> list[Span]:
    """市市场监管局江门供电局, 市工信局市财政局 → two names each."""
    printed = text[slice(*item)]
    for match in name_rules()["mention.joint"].pattern.finditer(printed):
        cut = match.end()
        left, right = printed[:cut], printed[cut:]
        if len(left) >= 3 and len(right) >= 3 and is_name(left) and is_name(right) and finds("mention.prefix", left):
            if re.match(r"[市省县]", right) and not finds("mention.prefix", right):
                continue
            if left.endswith("政府") and right.startswith("各"):  # 省政府各工作部门
                continue
            return [Span(item.start, item.start + cut), Span(item.start + cut, item.end)]
    return [item]


def _without_etcetera(text: str, piece: Span) -> Span:
    printed = text[slice(*piece)]
    found = finds("mention.etcetera", printed)
    return Span(piece.start, piece.start + found.start()) if found else piece
