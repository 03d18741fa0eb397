"""Bodies under names that were not in use at the time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kg.checking.context import Context, Row
from ontology.agencies import functions
from ontology.agency_forms import BODIES, NameForm, form_table, plain
from ontology.agency_places import Reading, readings
from ontology.regions import NATION, region_by_code

# 2012年1月4日市人民政府令第63号公布，根据2019年11月14日…修订: its bodies have the names of 2019.
_AMENDED = re.compile(r"((?:19|20)[0-9]{2})年(?:(?![0-9]{4}年)[^。；\n]){0,60}?(?:修正|修订|修改)")
_UNDER_TITLE = 600  # characters
# Years that a document may print a name after the reform that ended it. Of the reform of 2018 the provinces were done
# in December, cities and counties in March 2019, of that of 2023 in the course of 2024: a name of the old kind is no
# slip in the year after. The centre and its local offices changed on the day. No reform has grace before it: nobody
# bears a name that is yet to be decided, but for the places that agencies.ttl excepts.
_GRACE = 1
_WITHOUT_GRACE = "vertical-bodies"


def outdated_names(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Rows of assignments (surface, function, date, region) whose name had gone, or had not come, in that year."""
    for row in rows:
        year = int(row["date"][:4])
        amended = max(year, _amended(context.text(row["document"])))
        reason = _outdated(row["surface"], row["function"], year, amended, row.get("region"))
        if reason:
            yield {**row, "reason": reason}


def _amended(text: str) -> int:
    """The last year in which the document was amended, by what stands under its title; 0 if it never was."""
    return max((int(match[1]) for match in _AMENDED.finditer(text[:_UNDER_TITLE])), default=0)


@lru_cache(maxsize=4096)
def _outdated(surface: str, function: str, year: int, amended: int, region: str | None) -> str | None:
    """Why a body of that function was not called so in these years; ``None`` if it was, or nobody knows."""
    found = _forms(plain(surface), function, region)
    years = range(year, amended + 1)
    if not found or any(_in_use(form, each, reading) for form, reading in found for each in years):
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
