"""Documents that are above each other: the rings of the lineage, in words."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from pyoxigraph import Literal, Store

from kg.graph.query import run_query
from kg.results import Result

_EDGES = """SELECT DISTINCT ?document ?number ?title ?ancestor {
  ?document a pk:PolicyDocument ; eli:ensures_implementation_of|eli:based_on|eli:applies ?ancestor .
  ?ancestor a pk:PolicyDocument . FILTER(?document != ?ancestor)
  OPTIONAL { ?document eli:number ?number } OPTIONAL { ?document dcterms:title ?title } }"""


def with_cycles(result: Result, store: Store) -> Result:
    """The rows of the lineage query, each mark of a ring replaced by the way round it: 甲 → 乙 → 甲.

    The way is the shortest; the chain is not followed beyond it.
    """
    mark = result.columns.index("cycle")
    if not any(row[mark] for row in result.rows):
        return result
    above: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    known: dict[tuple[str, str], str] = {}
    for document, number, title, ancestor in run_query(store, _EDGES).values():
        above.setdefault(document, set()).add(ancestor)
        names[document] = number or f"《{title}》"
        known[number, title] = document
    rows = []
    for row, texts in zip(result.rows, result.values(), strict=True):
        if row[mark] is not None:
            cells = dict(zip(result.columns, texts, strict=True))
            lower = known[cells["number"], cells["title"]]
            upper = known[cells["ancestor_number"], cells["ancestor_title"]]
            ring = [lower, *_way(upper, lower, above)]
            told = Literal(f"循环：{' → '.join(names[each] for each in ring)}，不再上溯")
            row = (*row[:mark], told, *row[mark + 1 :])
        rows.append(row)
    return Result(result.kind, result.columns, tuple(rows))


def _way(start: str, end: str, above: Mapping[str, set[str]]) -> list[str]:
    """The documents from one up to another, both included: the shortest way, the first in order among equals."""
    came: dict[str, str | None] = {start: None}
    queue = deque([start])
    while queue and end not in came:
        here = queue.popleft()
        for upper in sorted(above.get(here, ())):
            if upper not in came:
                came[upper] = here
                queue.append(upper)
    way: list[str] = []
    at: str | None = end
    while at is not None:
        way.append(at)
        at = came[at]
    return way[::-1]
