"""Bodies that the text of a task has act and that its statement of who is responsible forgets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from kg.checking.context import Context, Row
from ontology.agencies import canonical, functions
from ontology.agency_forms import BODIES, form_table
from ontology.agency_places import LEVEL_WORDS
from ontology.model import Span
from ontology.regions import NATION, region_by_code

_SHORTEST = 4  # characters of a name that cannot be part of another word
_SHORTEST_NATIONAL = 3  # 财政部: national bodies bear no word of their level
_NAME = r"[^，。；：、（）()《》“”\n]{2,16}"
# Who acts: 由市财政局…, 会同市人社局、市财政局…; or the name before a word of duty, also several names in a row.
_BEFORE = re.compile(rf"(?:由|会同|联合)(?:{_NAME}、){{0,5}}(?:{_NAME}[、和])?$")
_AFTER = re.compile(
    rf"(?:(?:[、和]|会同){_NAME}){{0,6}}(?:等(?:有关|相关)?(?:部门|单位))?"
    r"(?:(?:要|应当?|须|将)(?!求)|(?:共同|具体|分别)?(?:负责|牵头|会同|配合|统筹|组织(?:实施|开展)))"
)
_CLAUSE_START = re.compile(r"(?:^|[。；，：、\n和])$")
_BEFORE_LENGTH = 100
# 市公安局交警支队, 市工信局下属…: a part of the body, which is another.
_GOES_ON = re.compile(
    r"[^，。；：、（）()\n]{0,6}?(?:支队|总队|大队|分局|中心|管理处|管理所|服务站)|下属|所属|直属|系统"
)
_BODY_END = "|".join((*sorted(BODIES, key=len, reverse=True), "部"))


class _Own(NamedTuple):
    """Who has a part in a measure: bodies, what they are for, and whether 有关部门 covers everybody."""

    bodies: frozenset[str]
    functions: frozenset[str]
    anybody: bool


def forgotten_agencies(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Rows of measures (text, measure_start) once for each body that the text has act and the measure does not name.

    The bodies are those of the document's own region: as statements of the corpus print them, and whatever name of
    the lexicon stands there. Names inside statements, parts of longer names, and bodies whose function one of the
    measure's has under another name do not count; nor does anything where 有关部门 are responsible too.
    """
    printed = _printed(context)
    for document, group in groupby(rows, key=lambda row: row["document"]):
        region, year = _home(document, context)
        names, taken = printed.known(document, region), _mentions(document, context)
        pattern = _pattern(tuple(sorted(names)), region)
        for row in group:
            text, offset, told = row["text"], int(row["measure_start"]), set[str]()
            own = _assigned(row["focus"], context)
            for match in pattern.finditer(text):
                name, (start, end) = match[0], match.span()
                if own.anybody or name in told or any(offset + start < e and s < offset + end for s, e in taken):
                    continue
                if not _acts(text, start, end) or names.get(name, frozenset()) & own.bodies:
                    continue
                function = _function(name, region, year)
                if (name in names or function) and function not in own.functions:
                    told.add(name)
                    yield {**row, "surface": name, "start": str(offset + start), "end": str(offset + end)}


def _acts(text: str, start: int, end: int) -> bool:
    """Whether the words around a name say that the body, and no part of it, does something."""
    before, after = text[max(0, start - _BEFORE_LENGTH) : start], text[end : end + 120]
    if _GOES_ON.match(after):
        return False
    return bool(_BEFORE.search(before) or (_CLAUSE_START.search(before) and _AFTER.match(after)))


def _pattern(names: Sequence[str], region: str | None) -> re.Pattern[str]:
    """The names, and whatever looks like one of a body of the region; the longest first."""
    known = "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))
    forms = [known] if known else []
    row = region_by_code(region) if region else None
    if region == NATION:
        forms.append("|".join(map(re.escape, _national_names())))
    elif row:
        word = next((word for word in LEVEL_WORDS if row.name.endswith(word)), row.name[-1])
        forms.append(
            rf"(?:{re.escape(row.name)}|{word})(?:委[^，。；：、（）()\n]{{2,6}}?部|[\u4e00-\u9fff]{{2,14}}?(?:{_BODY_END}))"
        )
    return re.compile("|".join(forms) or "(?!)")


@lru_cache(maxsize=1)
def _national_names() -> tuple[str, ...]:
    names = (
        name
        for name, forms in form_table().exact.items()
        if len(name) >= _SHORTEST_NATIONAL and "{" not in name and any(form.level == "national" for form in forms)
    )
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=4096)
def _function(name: str, region: str | None, year: str | None) -> str | None:
    """What a body of the region under a name of the lexicon is for; ``None`` for all other names."""
    row = region_by_code(region) if region and region != NATION else None
    level = "national" if region == NATION else row.level if row else None
    found = canonical(name, region_code=region, level=level, date=year)
    own = found.form is not None and found.agency.region == region and found.agency.kind in ("agency", "party")
    return _today(found.agency.function) if own and found.agency.function else None


def _today(function: str) -> str:
    """The function that took it over in the reforms: 市工商局 is not forgotten where 市市场监管局 is named."""
    known, seen = functions(), set[str]()
    while function in known and function not in seen and (later := known[function].successor):
        seen.add(function)
        function = later
    return function


def _home(document: str, context: Context) -> tuple[str | None, str | None]:
    """The code of the document's region and the year of its date."""
    rows = context.rows(
        f"""SELECT ?region ?date {{ OPTIONAL {{ <{document}> eli:jurisdiction/skos:notation ?region }}
          OPTIONAL {{ <{document}> eli:date_document ?date }} }}"""
    )
    first = rows[0] if rows else {}
    date = first.get("date")
    return first.get("region"), date[:4] if date else None


class _Printed(NamedTuple):
    """The names of single bodies in statements, and what they mean: by document, and by region where both are of it."""

    by_document: Mapping[str, Mapping[str, set[str]]]
    by_region: Mapping[str, Mapping[str, set[str]]]

    def known(self, document: str, region: str | None) -> dict[str, set[str]]:
        """The names that mean a body in the document."""
        own, shared = self.by_document.get(document, {}), self.by_region.get(region or "", {})
        return {name: own.get(name, set()) | shared.get(name, set()) for name in own.keys() | shared.keys()}


def _printed(context: Context) -> _Printed:
    rows = context.rows(
        """SELECT DISTINCT ?document ?surface ?body ?home ?place {
          ?part a pk:Assignment ; pk:inDocument ?document ; pk:surface ?surface ; pk:agency ?body .
          ?body pk:agencyKind ?kind . FILTER(?kind IN (pk:AgencyKind-agency, pk:AgencyKind-party))
          OPTIONAL { ?document eli:jurisdiction/skos:notation ?home }
          OPTIONAL { ?body eli:jurisdiction/skos:notation ?place } }"""
    )
    by_document: dict[str, dict[str, set[str]]] = {}
    by_region: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        name = row["surface"]
        if len(name) >= _SHORTEST:
            by_document.setdefault(row["document"], {}).setdefault(name, set()).add(row["body"])
            if "home" in row and row["home"] == row.get("place"):
                by_region.setdefault(row["home"], {}).setdefault(name, set()).add(row["body"])
    return _Printed(by_document, by_region)


def _assigned(measure: str, context: Context) -> _Own:
    rows = context.rows(
        f"""SELECT ?body ?function ?kind ?name {{ <{measure}> pk:assignedTo ?body .
          OPTIONAL {{ ?body org:classification/skos:notation ?function }} OPTIONAL {{ ?body pk:agencyKind ?kind }}
          OPTIONAL {{ ?body skos:prefLabel ?name }} }}"""
    )
    anybody = any(
        row.get("kind", "").endswith("-group") and re.search("有关|相关|各部门", row.get("name", "")) for row in rows
    )
    return _Own(
        frozenset(row["body"] for row in rows),
        frozenset(_today(row["function"]) for row in rows if "function" in row),
        anybody,
    )


def _mentions(document: str, context: Context) -> tuple[Span, ...]:
    """Where the names of the document's assignments are printed."""
    rows = context.rows(f"SELECT ?at {{ ?a a pk:Assignment ; pk:inDocument <{document}> ; pk:evidence ?at }}")
    return tuple(sorted({span for row in rows if (span := context.span(row["at"]))}))
