"""Wholes and their parts in one sentence: 新建600个，其中甲400个、乙300个 does not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.targets.quantities import Quantity, find_quantities
from kg.checking.context import Context, Row
from ontology.units import format_decimal, normalize

_SENTENCE = re.compile(r"[^。；;\n]+")
_WHOLE_END = re.compile(r"[以之]?(?:上|内)?[（(]?[^，,。0-9]{0,12}[，,]\s*$")  # between the whole and 其中
_YEARS = re.compile(r"(20[0-9]{2})年?\s*[-—–~至到]{1,2}\s*(20[0-9]{2})年")
_YEAR = re.compile(r"(20[0-9]{2})年[^，,、。0-9]{0,8}$")
_UPTO = re.compile(r"(?:累计|达到?|增至|提高到|增加到|总量|总数|不(?:高于|超过)|最高)[^，,、]{0,10}$")
_LABEL = re.compile(
    r"(?:其中|[、，,])[：:]?(?:在|由)?(?P<place>[\u4e00-\u9fff]{1,6}?(?:自治县|自治州|市|县|(?<![社小园景校片灌街])区|旗|州|盟))"
    r"(?:新建|新增|建成|建设|改造|完成|培育|达到|不少于)?$"
)


def excessive_parts(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """Rows of documents, one for each sentence whose parts do not fit their whole, with ``problem`` in words."""
    for row in rows:
        for sentence in _SENTENCE.finditer(context.text(row["document"])):
            if sentence[0].count("其中") == 1:
                whole, parts = _split(sentence[0])
                problem = _problem(sentence[0], whole, parts) if whole else None
                if problem:
                    start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
                    yield {**row, "problem": problem, "start": str(start), "end": str(sentence.end())}


def _split(sentence: str) -> tuple[Quantity | None, list[Quantity]]:
    """The quantity that 其中 divides, and those behind it in the same unit."""
    middle = sentence.index("其中")
    found = find_quantities(sentence)
    before = [q for q in found if q.span.end <= middle and _WHOLE_END.match(sentence, q.span.end, middle)]
    if not before or not _plain(before[-1]):
        return None, []
    whole = before[-1]
    unit = normalize(whole.value, whole.unit).unit
    parts = [q for q in found if q.span.start > middle and _plain(q) and normalize(q.value, q.unit).unit == unit]
    return whole, parts


def _plain(quantity: Quantity) -> bool:
    """Whether it can be added up: no range, no share, no 余."""
    return quantity.upper is None and quantity.kind in ("count", "measure", "money") and quantity.hint is None


def _problem(sentence: str, whole: Quantity, parts: Sequence[Quantity]) -> str | None:
    total = normalize(whole.value, whole.unit).value
    values = [normalize(part.value, part.unit).value for part in parts]
    printed = f"{format_decimal(whole.value)}{whole.unit}"
    for part, value in zip(parts, values, strict=True):
        if value > total:
            return f"其中一项{format_decimal(part.value)}{part.unit}大于总数{printed}"
    if len(parts) < 2:
        return None
    summed = sum(values, Decimal(0))
    sums = f"各项合计{format_decimal(summed / (total / whole.value))}{whole.unit}"
    years = [_YEAR.search(sentence, 0, part.span.start) for part in parts]
    places = [_place_before(sentence, part.span.start) for part in parts]
    period = _YEARS.search(sentence, 0, whole.span.start)
    cumulative = any(_UPTO.search(sentence, 0, part.span.start) for part in (whole, *parts))
    if all(years) and not cumulative and period:
        told = {match[1] for match in years if match}
        if told == {str(year) for year in range(int(period[1]), int(period[2]) + 1)} and summed != total:
            return f"{sums}，与总数{printed}不等"
    apart = all(years) or (all(places) and len(set(places)) == len(places))  # what is in one is not in another
    if summed > total and (whole.kind == "money" or apart) and not cumulative:
        return f"{sums}，超过总数{printed}"
    return None


def _place_before(sentence: str, end: int) -> str | None:
    """The place whose part a quantity is: 启东市 of 其中启东市新建5个."""
    label = _LABEL.search(sentence, 0, end)
    return label["place"] if label else None
