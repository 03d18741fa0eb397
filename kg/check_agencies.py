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
_GRACE = 1  # years: local bodies are renamed later than the ministries whose dates agencies.ttl gives
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
    forms = _forms(plain(surface), function, region)
    if not forms or any(_in_use(form, year) for form in forms):
        return None
    if until := [form.valid_until for form in forms if form.valid_until is not None and form.valid_until < year]:
        return f"这一名称用到{max(until)}年为止{_now(forms, year)}"
    began = min(form.valid_from for form in forms if form.valid_from is not None)
    return f"这一名称{began}年才启用"


def _in_use(form: NameForm, year: int) -> bool:
    return (form.valid_from or 0) - _GRACE <= year <= (form.valid_until or 9999) + _GRACE


def _forms(name: str, function: str, region: str | None) -> list[NameForm]:
    """The name forms of the function that the name is one of, in a document of that region."""
    table = form_table()
    home = region_by_code(region) if region and region != NATION else None
    found = [form for form in table.exact.get(name, ()) if form.level == "national"] if home is None else []
    for reading in readings(name, home):
        body = next((b for b in BODIES if reading.template.endswith(b)), None)
        hits = [*table.exact.get(reading.template, ())]
        hits += table.stems.get(reading.template.removesuffix(body), ()) if body else ()
        found += [form for form in hits if _fits(form, reading)]
        if found:
            break
    return [form for form in found if form.function == function]


def _fits(form: NameForm, reading: Reading) -> bool:
    code = reading.code or ""
    return (form.level is None or form.level == reading.level) and (
        not form.regions
        or any(code.startswith(place[:2] if place.endswith("0000") else place[:4]) for place in form.regions)
    )


def _now(forms: Sequence[NameForm], year: int) -> str:
    """，其职能由“应急管理”机构承担: what came after, as far as it is known."""
    info = functions()[forms[0].function]
    if info.successor and info.successor in functions():
        return f"，其职能转由“{functions()[info.successor].label_zh}”机构承担"
    later = [form for form in info.forms if form.level == forms[0].level and not form.regions and _in_use(form, year)]
    return f"，其职能由“{info.label_zh}”机构承担" if later else ""


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
