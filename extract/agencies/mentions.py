"""Names of bodies in a list: 市工信局、发改委,各县(市、区)人民政府 → three mentions, the elided 市 restored.

How a list is cut is told by :mod:`extract.agencies.name_lists`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.agencies.name_lists import ListedName, items_of, names_of
from extract.agencies.names import REMEMBERED, finds, is_name
from ontology.model import Span
from ontology.regions import find_regions

_PLACE_WORDS = "市县区州旗盟"
_LONGEST_REMEMBERED = 1000  # a list of more characters never comes again


class Mention(NamedTuple):
    """A printed name: its span, and its surface with an elided level word restored."""

    surface: str
    span: Span


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


@lru_cache(REMEMBERED)
def _names_in(printed: str, prefix: str) -> tuple[Listed, str]:
    names = tuple(found for found in _listed(printed, prefix) if is_name(found[0]))
    for surface, _, _ in names:
        prefix = _prefix(surface, prefix) or prefix
    return names, prefix


def _listed(printed: str, prefix: str) -> Listed:
    """The names of a printed list, each with where it stands in it."""
    listed = [
        (start, name) for start, end in items_of(printed, 0, len(printed)) for name in names_of(printed[start:end])
    ]
    heads = _shared_heads([name for _, name in listed])
    found: list[tuple[str, int, int]] = []
    body = ""  # whose offices are listed
    for (start, name), head in zip(listed, heads, strict=True):
        if not name.names_body:
            continue
        own = _prefix(name.printed, prefix)
        surface = name.surface + head
        if office := finds("mention.office-of", surface):
            body = office["agency"]
        if body and (finds("mention.bare-office", surface) or (not own and _is_office_of_bureau(body, surface))):
            surface = body + surface
        elif own:
            prefix = own
        elif prefix and _may_lack_prefix(surface):
            surface = _restored(prefix, surface)
        elif prefix.endswith("委") and finds("mention.party", surface):
            surface = prefix + surface
        found.append((surface, start + name.start, start + name.end))
    return tuple(found)


def _is_office_of_bureau(body: str, name: str) -> bool:
    """Whether 物价监督检查办公室 stands beside the offices of 市局, whose own offices bear that word, too."""
    return len(body) == len("市局") and name.endswith("办公室")


@lru_cache(REMEMBERED)
def _may_lack_prefix(name: str) -> bool:
    return bool(finds("mention.elidable", name)) and not find_regions(name)


def listed_prefix(mentions: Sequence[Mention], before: str = "") -> str:
    """The level word in force behind ``mentions``, ``before`` if they set none: 市工信局牵头，财政局配合.

    >>> listed_prefix(find_mentions("市委宣传部、文旅局", Span(0, 9)))
    '市'
    """
    for mention in mentions:
        before = _prefix(mention.surface, before) or before
    return before


@lru_cache(REMEMBERED)
def _prefix(name: str, before: str) -> str | None:
    found = finds("mention.prefix", name) or finds("mention.league", name)
    if not found and not before:
        found = finds("mention.placed", name)
    return found["prefix"].removeprefix("中共") if found else None


def _shared_heads(names: Sequence[ListedName]) -> list[str]:
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


@lru_cache(REMEMBERED)
def _is_place(printed: str) -> bool:
    """Whether this is nothing but a place: one of the table, or a short word that is no name of a body."""
    places = find_regions(printed)
    if places and places[0][0] == Span(0, len(printed)):
        return True
    return bool(finds("mention.place", printed))


def _restored(prefix: str, name: str) -> str:
    level = re.sub(r"(?:委|政府)$", "", prefix)
    return (level + "委" if finds("mention.party", name) and prefix.endswith("委") else level) + name
