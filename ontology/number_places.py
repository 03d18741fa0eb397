"""Whose letters open a 发文字号: 宁 of 宁政办发 is 宁夏, 南京, 宁德 or a county, 甬 is 宁波 and nobody else.

A government signs with a letter of its name or with its old one (``[letters]`` of ``docnumber_codes.toml``), a county
or district also with its bare name (东阿政发) or with the letter of its city before its own (深坪府办). What letters
leave open is for the caller to decide, who knows where the number is cited.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ontology import regions
from ontology.docnumber import number_rules
from ontology.region_table import RegionTable, region_table
from ontology.regions import RegionRow

_DISTRICTS = ("区", "林区")


def letters_of_places() -> Mapping[str, tuple[RegionRow, ...]]:
    """The places of the region table by the letters that their governments may sign with, by code.

    >>> [row.name for row in letters_of_places()["甬"]], [row.name for row in letters_of_places()["深龙"]]
    (['宁波市'], ['龙岗区', '龙华区'])
    """
    return _index(region_table())


@lru_cache(maxsize=4)
def _index(table: RegionTable) -> Mapping[str, tuple[RegionRow, ...]]:
    """For the table that holds here, through which :mod:`ontology.regions` looks too."""
    found: dict[str, list[RegionRow]] = defaultdict(list)
    for row in _governed():
        for letters in sorted(_letters(row)):
            found[letters].append(row)
    return {letters: tuple(sorted(rows, key=lambda row: row.code)) for letters, rows in found.items()}


def may_sign(row: RegionRow, code: str) -> bool:
    """Whether the code's seal is the place's: provinces sign with 政 or with 府, never with both."""
    seal = code.removeprefix(code[0])[:1]
    return row.level != "province" or seal != "府" or code[0] in number_rules()["seal"]["letters"]


def office_of(row: RegionRow) -> str | None:
    """What the office of a place's government is called, 办公厅 or 办公室; None where only its own documents tell.

    >>> [office_of(row) for row in map(regions.region_by_code, ("320000", "320100", "320700", "410100")) if row]
    ['办公厅', '办公厅', '办公室', None]
    """
    if row.level == "province" or row.code in number_rules()["offices"]["halls"]:
        return "办公厅"
    return None if row.code in number_rules()["offices"]["either"] else "办公室"


def _governed() -> Iterator[RegionRow]:
    for province in regions.provinces():
        yield province
        for row in regions.children(province.code):
            yield row
            yield from regions.children(row.code)


def _letters(row: RegionRow) -> set[str]:
    bare = regions.short_name(row.code)
    if row.level == "province":
        abbreviation = next((a for a, name in number_rules()["provinces"].items() if name == row.name), None)
        return {abbreviation or row.abbreviation or bare}
    own = number_rules()["letters"].get(row.code, bare[0])
    word = row.name[-1]
    if row.name.endswith(_DISTRICTS):
        above = regions.parent(row.code)
        before = {_own_letter(above) + bare[0]} if above and above.level == "city" else set()
        return {bare, bare + word, own + word, *before}
    return {own, bare, own + word, bare + word}


def _own_letter(row: RegionRow) -> str:
    letter: str = number_rules()["letters"].get(row.code, row.name[0])
    return letter
