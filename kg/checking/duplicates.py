"""Measures that stand nearly word for word in two documents."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.checking.context import Context, Row

# Measured on copied and on merely similar clauses: copies lie above 0.85, clauses on one subject below 0.5.
ALIKE = 0.8
SHORTEST = 60  # characters; shorter clauses are alike by chance
_GRAM = 3
_SKETCH = 24  # smallest hashes kept of a text; texts that are alike share several
_SHARED = 3
_CROWD = 60  # a hash that more measures share is of a formula and tells nothing
_BRACKETS = re.compile(r"[（(【\[][^（）()【】\[\]]{0,400}[）)】\]]")
_MARKS = re.compile(r"[\W_]+")


def similar_measures(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Rows of measures (text, date, name, evidence) with a like one in an earlier document: the likest of them.

    Brackets (who is responsible, which label) do not count, so that a task given to two bodies is found.
    """
    shingles = [_shingles(row["text"]) for row in rows]
    likest: dict[int, tuple[float, int]] = {}
    for one, other in _candidates(shingles):
        if rows[one]["document"] == rows[other]["document"]:
            continue
        shared = len(shingles[one] & shingles[other])
        likeness = shared / (len(shingles[one]) + len(shingles[other]) - shared)
        if likeness < ALIKE:
            continue
        later, earlier = sorted((one, other), key=lambda i: (rows[i].get("date", ""), rows[i]["focus"]), reverse=True)
        best = likest.get(later)
        if best is None or (likeness, -earlier) > (best[0], -best[1]):
            likest[later] = (likeness, earlier)
    parents = {(row["document"], row["parent"]) for row in context.rows(_PARENTS)}
    for later in sorted(likest):
        likeness, earlier = likest[later]
        row, first = rows[later], rows[earlier]
        follows = (row["document"], first["document"]) in parents
        yield {
            **row,
            "other": first["evidence"],
            "other_name": first["name"],
            "likeness": f"{likeness:.0%}",
            "relation": "所落实的" if follows else "",
        }


_PARENTS = """SELECT DISTINCT ?document ?parent {
  ?document (eli:ensures_implementation_of|eli:based_on|eli:applies|eli:cites) ?parent .
  ?document a pk:PolicyDocument }"""


def _shingles(text: str) -> frozenset[int]:
    plain = _MARKS.sub("", _BRACKETS.sub("", unicodedata.normalize("NFKC", text)))
    if len(plain) < SHORTEST:
        return frozenset()
    return frozenset(zlib.crc32(plain[i : i + _GRAM].encode()) for i in range(len(plain) - _GRAM + 1))


def _candidates(shingles: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Pairs that share enough of their smallest hashes to be worth a comparison."""
    holders: dict[int, list[int]] = defaultdict(list)
    for index, grams in enumerate(shingles):
        for value in sorted(grams)[:_SKETCH]:
            holders[value].append(index)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for indexes in holders.values():
        if len(indexes) <= _CROWD:
            for pair in combinations(indexes, 2):
                shared[pair] += 1
    return (pair for pair in sorted(shared) if shared[pair] >= _SHARED)
