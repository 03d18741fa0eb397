"""Names of bodies in a list: 市工信局、发改委,各县(市、区)人民政府 → three mentions, the elided 市 restored.

A list is cut at 、 and at 和/及 where both sides are names, never inside brackets (各县(市、区)人民政府), never inside
a list of places with one head (各区、市政府). Names that run together where a separator was forgotten are parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from extract.brackets import BRACKET, CLOSING, OPENING, bracket_depths
from extract.rules import Rule, load_rules
from ontology.model import Span
from ontology.regions import find_regions

_SEPARATOR = re.compile("[、，,；;/\\t\\n]")
_PLACE_WORDS = "市县区州旗盟"
_TRIM = " 　\t\n、，,；;。.：:—-"
_CONJUNCTION = re.compile(r"等?(?:以及|[和及与])")


class Mention(NamedTuple):
    """A printed name: its span, and its surface with an elided level word restored."""

    surface: str
    span: Span


@cache
def _rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in load_rules("mentions")}


# Names come again and again, in one document and in all: what is told from a name alone is remembered.
_REMEMBERED = 1 << 14
_LONGEST_REMEMBERED = 1000  # a list of more characters never comes again


@lru_cache(_REMEMBERED)
def _finds(rule: str, text: str) -> re.Match[str] | None:
    return _rules()[rule].pattern.search(text)


@lru_cache(_REMEMBERED)
def is_name(text: str) -> bool:
    """Whether ``text`` has the shape of one body's, or one group's, name.

    >>> is_name("市工信局"), is_name("各县(市、区)人民政府"), is_name("推进信息化建设")
    (True, True, False)
    """
    return 2 <= len(text) <= 40 and bool(_finds("mention.tail", text)) and not _finds("mention.prose", text)


def find_mentions(text: str, span: Span, *, prefix: str = "") -> list[Mention]:
    """The names listed in ``text[span]``, in order, each with an elided level word restored.

    ``prefix`` is the level word that names before ``span`` have set (:func:`listed_prefix`).

    >>> [m.surface for m in find_mentions("市工信局、发改委，市委组织部、宣传部", Span(0, 18))]
    ['市工信局', '市发改委', '市委组织部', '市委宣传部']
    >>> [m.surface for m in find_mentions("各县(市、区)人民政府和市交通局(市邮政管理局)", Span(0, 24))]
    ['各县(市、区)人民政府', '市交通局', '市邮政管理局']
    """
    offset = span.start
    return [Mention(surface, Span(offset + a, offset + b)) for surface, a, b in _listed(text[slice(*span)], prefix)]


Listed = tuple[tuple[str, int, int], ...]  # surface, start, end


def names_in(printed: str, prefix: str) -> tuple[Listed, str]:
    """What of a printed list has the shape of a name, and the level word in force behind it."""
    told = _names_in if len(printed) <= _LONGEST_REMEMBERED else _names_in.__wrapped__
    return told(printed, prefix)


@lru_cache(_REMEMBERED)
def _names_in(printed: str, prefix: str) -> tuple[Listed, str]:
    names = tuple(found for found in _listed(printed, prefix) if is_name(found[0]))
    for surface, _, _ in names:
        prefix = _prefix(surface, prefix) or prefix
    return names, prefix


def _listed(printed: str, prefix: str) -> Listed:
    """The names of a printed list, each with where it stands in it."""
    listed = [(start, name) for start, end in _items(printed, 0, len(printed)) for name in _names(printed[start:end])]
    heads = _shared_heads([name for _, name in listed])
    found: list[tuple[str, int, int]] = []
    for (start, name), head in zip(listed, heads, strict=True):
        if not name.names_body:
            continue
        own = _prefix(name.printed, prefix)
        surface = name.surface + head
        if own:
            prefix = own
        elif prefix and _may_lack_prefix(surface):
            surface = _restored(prefix, surface)
        elif prefix.endswith("委") and _finds("mention.party", surface):
            surface = prefix + surface
        found.append((surface, start + name.start, start + name.end))
    return tuple(found)


@lru_cache(_REMEMBERED)
def _may_lack_prefix(name: str) -> bool:
    return bool(_finds("mention.elidable", name)) and not find_regions(name)


def listed_prefix(mentions: Sequence[Mention], before: str = "") -> str:
    """The level word in force behind ``mentions``, ``before`` if they set none: 市工信局牵头，财政局配合.

    >>> listed_prefix(find_mentions("市委宣传部、文旅局", Span(0, 9)))
    '市'
    """
    for mention in mentions:
        before = _prefix(mention.surface, before) or before
    return before


@lru_cache(_REMEMBERED)
def _prefix(name: str, before: str) -> str | None:
    found = _finds("mention.prefix", name) or _finds("mention.league", name)
    if not found and not before:
        found = _finds("mention.placed", name)
    return found["prefix"].removeprefix("中共") if found else None


def _shared_heads(names: Sequence[_Name]) -> list[str]:
    """What bare places leave to the last of their list: 甲、乙市政府 → 市政府 for 甲; 甲县、乙区政府 → 政府."""
    heads = [""] * len(names)
    head = ""
    for i in range(len(names) - 1, -1, -1):
        name = names[i]
        if head and _is_place(name.printed):
            heads[i] = head if name.printed[-1] not in _PLACE_WORDS else head.lstrip(_PLACE_WORDS)
        else:
            head = name.head
    return heads


@lru_cache(_REMEMBERED)
def _is_place(printed: str) -> bool:
    """Whether this is nothing but a place: one of the table, or a short word that is no name of a body."""
    places = find_regions(printed)
    if places and places[0][0] == Span(0, len(printed)):
        return True
    return bool(_finds("mention.place", printed))


def _restored(prefix: str, name: str) -> str:
    level = re.sub(r"(?:委|政府)$", "", prefix)
    return (level + "委" if _finds("mention.party", name) and prefix.endswith("委") else level) + name


def _items(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Cut at separators outside brackets and outside lists of places."""
    inside = text[start:stop]
    separators = [match.start() for match in _SEPARATOR.finditer(inside)]
    items: list[tuple[int, int]] = []
    begin = 0
    if separators:
        whole = [match.span() for match in _rules()["mention.places"].finditer(inside)]
        depths = bracket_depths(inside) if BRACKET.search(inside) else None
        bare_heads = {match.start() for match in _rules()["mention.bare-head"].pattern.finditer(inside)}
        for i in separators:
            if (depths and depths[i]) or (whole and any(a <= i < b for a, b in whole)):
                continue
            if i in bare_heads and _finds("mention.group", inside[begin:i]):
                continue
            items.append(_trimmed(text, start + begin, start + i))
            begin = i + 1
    items.append(_trimmed(text, start + begin, stop))
    return [item for item in items if item[0] < item[1]]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    # A bracket left over from a statement that opens with one kind and closes with another.
    while end > start and text[end - 1] in CLOSING and not any(char in OPENING for char in text[start:end]):
        end -= 1
    return start, end


class _Name(NamedTuple):
    """A name of an item of a list: where it stands in the item, and what its letters alone tell."""

    start: int
    end: int
    printed: str
    surface: str  # without blanks
    names_body: bool  # neither a single character nor a role
    head: str  # what it may share with places before it


@lru_cache(_REMEMBERED)
def _names(item: str) -> tuple[_Name, ...]:
    """The names in one item of a list, without a trailing 等."""
    return tuple(_name(item, _without_etcetera(item, piece)) for piece in _part(item, Span(0, len(item))))


def _name(item: str, piece: Span) -> _Name:
    printed = item[slice(*piece)]
    government = _finds("mention.government", printed)
    return _Name(
        *piece,
        printed=printed,
        surface="".join(printed.split()),
        names_body=len(printed) >= 2 and not _finds("mention.role-only", printed),
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
    found = _finds("mention.others", text[slice(*item)])
    if found is None or not is_name(text[item.start : item.start + found.start()]):
        return [item]
    return [Span(item.start, item.start + found.start()), Span(item.start + found.start("others"), item.end)]


def _at_conjunction(text: str, item: Span) -> list[Span]:
    printed = text[slice(*item)]
    matches = list(_CONJUNCTION.finditer(printed))
    depths = bracket_depths(printed) if matches else []
    for match in matches:
        left, right = printed[: match.start()], printed[match.end() :]
        if depths[match.start()] or not is_name(left) or not is_name(_bare(right)):
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
    found = _finds("mention.etcetera", name)
    return name[: found.start()] if found else name


def _at_bracket(text: str, item: Span) -> list[Span]:
    """市交通运输局(市邮政管理局) → two names; 各县(市、区)人民政府 and 市财政局(预算处) stay one."""
    printed = text[slice(*item)]
    if not printed or printed[-1] not in CLOSING:
        return [item]
    opening = max(printed.rfind(char) for char in OPENING)
    inside = printed[opening + 1 : -1]
    if opening < 2 or not is_name(printed[:opening]) or _finds("mention.office", printed):
        return [item]
    within = [Span(*name) for name in _items(text, item.start + opening + 1, item.end - 1)]
    if not re.match(r"[市省县区州]|国家|自治", inside) or not all(is_name(text[slice(*name)]) for name in within):
        return [item]
    return [Span(item.start, item.start + opening), *within]


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
        if _finds("mention.prefix", first) or _finds("mention.elidable", first) or first.startswith("各"):
            return [Span(item.start, item.start + match.start()), Span(item.start + match.end(), item.end)]
    return [item]


def _at_forgotten_separator(text: str, item: Span) -> list[Span]:
    """市市场监管局江门供电局, 市工信局市财政局 → two names each."""
    printed = text[slice(*item)]
    for match in _rules()["mention.joint"].pattern.finditer(printed):
        cut = match.end()
        left, right = printed[:cut], printed[cut:]
        if len(left) >= 3 and len(right) >= 3 and is_name(left) and is_name(right) and _finds("mention.prefix", left):
            if re.match(r"[市省县]", right) and not _finds("mention.prefix", right):
                continue
            return [Span(item.start, item.start + cut), Span(item.start + cut, item.end)]
    return [item]


def _without_etcetera(text: str, piece: Span) -> Span:
    printed = text[slice(*piece)]
    found = _finds("mention.etcetera", printed)
    return Span(piece.start, piece.start + found.start()) if found else piece
