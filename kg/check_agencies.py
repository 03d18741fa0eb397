"""Bodies under names that were not in use at the time, and bodies that a task names and its bracket forgets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from kg.check_context import Context, Row
from ontology.agencies import functions
from ontology.agency_forms import BODIES, NameForm, form_table, plain
from ontology.agency_places import Reading, readings
from ontology.model import Span
from ontology.regions import NATION, region_by_code

_SHORTEST = 4  # characters of a name that cannot be part of another word
# Years that a document may print a name after the reform that ended it. Of the reform of 2018 the provinces were done
# in December, cities and counties in March 2019, of that of 2023 in the course of 2024: a name of the old kind is no
# slip in the year after. The centre and its local offices changed on the day. No reform has grace before it: nobody
# bears a name that is yet to be decided, but for the places that agencies.ttl excepts.
_GRACE = 1
_WITHOUT_GRACE = "vertical-bodies"
# Who acts: 由市财政局…, 会同市财政局; or the name before a word of duty, also several names in a row.
_BEFORE = re.compile(r"(?:由|会同|联合)$")
_AFTER = re.compile(
    r"(?:(?:[、和]|会同)[^，。；：、（）()\n]{2,16}){0,6}(?:等(?:有关|相关)?(?:部门|单位))?"
    r"(?:(?:要|应当?|须|将)(?!求)|(?:共同|具体|分别)?(?:负责|牵头|会同|配合|统筹|组织(?:实施|开展)))"
)
_CLAUSE_START = re.compile(r"(?:^|[。；，：、\n和])$")


def outdated_names(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Rows of assignments (surface, function, date, region) whose name had gone, or had not come, in that year."""
    for row in rows:
        reason = _outdated(row["surface"], row["function"], int(row["date"][:4]), row.get("region"))
        if reason:
            yield {**row, "reason": reason}


def forgotten_agencies(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Rows of measures (text, measure_start) once for each body that the text has act and the measure does not name.

    The bodies are those that any statement of the same document names; names inside its statements and inside longer
    names do not count.
    """
    for document, group in groupby(rows, key=lambda row: row["document"]):
        names, taken = _names(document, context), _mentions(document, context)
        if not names:
            continue
        pattern = re.compile("|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name))))
        for row in group:
            text, offset, told = row["text"], int(row["measure_start"]), set[str]()
            own = _assigned(row["focus"], context)
            for match in pattern.finditer(text):
                start, end = offset + match.start(), offset + match.end()
                known = names[match[0]] & own or match[0] in told
                if known or any(start < e and s < end for s, e in taken) or not _acts(text, *match.span()):
                    continue
                told.add(match[0])
                yield {**row, "surface": match[0], "start": str(start), "end": str(end)}


def _acts(text: str, start: int, end: int) -> bool:
    """Whether the words around a name say that the body does something."""
    before, after = text[max(0, start - 2) : start], text[end : end + 120]
    return bool(_BEFORE.search(before) or (_CLAUSE_START.search(before) and _AFTER.match(after)))


@lru_cache(maxsize=4096)
def _outdated(surface: str, function: str, year: int, region: str | None) -> str | None:
    """Why a body of that function was not called so in the year; ``None`` if it was, or nobody knows."""
    found = _forms(plain(surface), function, region)
    if not found or any(_in_use(form, year, reading) for form, reading in found):
        return None
    forms = [form for form, _ in found]
    if until := [form.valid_until for form in forms if form.valid_until is not None and form.valid_until < year]:
        return f"这一名称用到{max(until)}年为止{_now(forms, year)}"
    began = min(form.valid_from for form in forms if form.valid_from is not None)
    return f"这一名称{began}年才启用"


def _in_use(form: NameForm, year: int, reading: Reading | None) -> bool:
    """Whether a body may have been called so, or may still be; ``reading`` is None for a national one."""
    if form.valid_from is not None and year < form.valid_from:
        if reading is None or not form.earlier_in:
            return False
        # Which 市 a province means stays open: it may be the one that had the name before.
        return reading.row is None or form.may_begin_before(reading.level, reading.code)
    on_the_day = reading is None or functions()[form.function].family == _WITHOUT_GRACE
    return form.valid_until is None or year <= form.valid_until + (0 if on_the_day else _GRACE)


def _forms(name: str, function: str, region: str | None) -> list[tuple[NameForm, Reading | None]]:
    """The name forms of the function that the name is one of, in a document of that region, and how it is read."""
    table = form_table()
    home = region_by_code(region) if region and region != NATION else None
    national = [(form, None) for form in table.exact.get(name, ()) if form.level == "national"]
    found: list[tuple[NameForm, Reading | None]] = [*national] if home is None else []
    for reading in readings(name, home):
        body = next((b for b in BODIES if reading.template.endswith(b)), None)
        hits = [*table.exact.get(reading.template, ())]
        hits += table.stems.get(reading.template.removesuffix(body), ()) if body else ()
        hits = [form for form in hits if reading.row is None or form.fits(reading.level, reading.code)]
        found += [(form, reading) for form in hits]
        if hits:
            break
    return [(form, reading) for form, reading in found or national if form.function == function]


def _now(forms: Sequence[NameForm], year: int) -> str:
    """，其职能由“应急管理”机构承担: what came after, as far as it is known."""
    info = functions()[forms[0].function]
    if info.successor and info.successor in functions():
        return f"，其职能转由“{functions()[info.successor].label_zh}”机构承担"
    later = [form for form in info.forms if form.level == forms[0].level and not form.regions and _lasts(form, year)]
    return f"，其职能由“{info.label_zh}”机构承担" if later else ""


def _lasts(form: NameForm, year: int) -> bool:
    return (form.valid_from or 0) <= year <= (form.valid_until or 9999)


def _names(document: str, context: Context) -> dict[str, set[str]]:
    """The names of single bodies in the document's statements, and what they were found to mean."""
    rows = context.rows(
        f"""SELECT DISTINCT ?surface ?body {{ ?part a pk:Assignment ; pk:inDocument <{document}> ;
          pk:surface ?surface ; pk:agency ?body . ?body pk:agencyKind ?kind .
          FILTER(?kind IN (pk:AgencyKind-agency, pk:AgencyKind-party)) }}"""
    )
    found: dict[str, set[str]] = {}
    for row in rows:
        if len(row["surface"]) >= _SHORTEST:
            found.setdefault(row["surface"], set()).add(row["body"])
    return found


def _assigned(measure: str, context: Context) -> set[str]:
    return {row["body"] for row in context.rows(f"SELECT ?body {{ <{measure}> pk:assignedTo ?body }}")}


def _mentions(document: str, context: Context) -> tuple[Span, ...]:
    """Where the names of the document's assignments are printed."""
    rows = context.rows(f"SELECT ?at {{ ?a a pk:Assignment ; pk:inDocument <{document}> ; pk:evidence ?at }}")
    return tuple(sorted({span for row in rows if (span := context.span(row["at"]))}))
