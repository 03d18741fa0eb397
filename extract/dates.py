"""Dates and periods: 2020年7月13日 → 2020-07-13, 到2025年底 → 2025, 年底前 → the document's year.

ISO 8601 with the precision of the print: a year, a month or a day. Rules in ``rules/periods.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from extract.numerals import parse_numeral
from extract.overlap import settle
from extract.rules import Rule, load_rules
from ontology.model import Span

_YEAR = r"(?P<year>[0-9０-９]{4}|[〇○零一二三四五六七八九]{4})"
_SMALL = r"[0-9０-９]{1,2}|[〇○零一二三四五六七八九十廿]{1,3}"
_FIVE_YEAR_PLAN_BASE = 1955  # the first plan ended in 1957; since the sixth (1985) plan n ends in 1955 + 5n
_BY = re.compile("^[到至截力]|[底末前]$")  # the end of a stretch of which the beginning is not said
_RELATIVE = {"去": -1, "上": -1, "明": 1, "次": 1, "后": 2}


class Calendar(NamedTuple):
    """What a document's words for time are counted from.

    ``year`` is its own, for 年底前 and 今年; ``terms`` are the last years of its terms by their length: 从2021年起3年内
    and （2021—2023年） in the title both make every 3年内 end in 2023. ``plan`` is 2023年 where the title says
    that the document carries out the 政府工作报告 of that year, for what it sets without saying when.
    """

    year: int | None = None
    terms: Mapping[int, int] = MappingProxyType({})
    plan: str = ""


UNKNOWN = Calendar()


class Period(NamedTuple):
    """A stretch of time as printed: ``deadline`` its end in ISO, ``start`` its first year where it says that.

    A range and a five-year plan say it, and a year by itself (2025年新建), but not 到2025年 or 2025年底前.

    ``kind`` is the rule's: day, month, year, range or plan. ``deadline`` is ``None`` when the text speaks of 年底 and
    the year of the document is not known.
    """

    span: Span
    deadline: str | None
    start: str | None
    kind: str
    rule: str
    stated: bool  # the text prints the year (or the plan) itself


@cache
def _plan_pattern() -> re.Pattern[str]:
    return re.compile("(?P<year>20[0-9]{2}年)度?[^0-9]*政府工作报告")


@cache
def _date_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"{_YEAR}\s*年(?:\s*(?P<month>{_SMALL})\s*月(?:\s*(?P<day>{_SMALL})\s*[日号])?)?"
        r"|(?<![0-9０-９.\-/—])(?P<y>[0-9]{4})(?P<separator>[-./])(?P<m>[0-9]{1,2})(?:(?P=separator)(?P<d>[0-9]{1,2}))?"
        r"(?![0-9０-９\-/]|\.[0-9])"
    )


def parse_date(text: str) -> str | None:
    """Return the ISO date that ``text`` as a whole is, to the precision printed, or ``None``.

    >>> parse_date("2020年7月13日"), parse_date("二〇二〇年七月"), parse_date("2020.4.7"), parse_date("2020-02-30")
    ('2020-07-13', '2020-07', '2020-04-07', None)
    """
    match = _date_pattern().fullmatch(text.strip())
    return _iso_of(match) if match else None


def find_dates(text: str) -> list[tuple[Span, str]]:
    """Return every date of ``text`` (day, month or year precision) with its place, in text order.

    >>> find_dates("2020年4月7日印发，2022年底完成")
    [(Span(start=0, end=9), '2020-04-07'), (Span(start=12, end=17), '2022')]
    """
    found = []
    for match in _date_pattern().finditer(text):
        iso = _iso_of(match)
        if iso is not None:
            found.append((Span(match.start(), match.end()), iso))
    return found


def find_terms(title: str, text: str) -> dict[int, int]:
    """Return the last years of the terms of a document by their length in years; a length with two ends is left out.

    >>> find_terms("云河市绿化三年行动计划（2021—2023年）", "从2021年起，用5年时间绿化全市。")
    {3: 2023, 5: 2025}
    """
    ends: dict[int, set[int]] = {}
    rule = next(rule for rule in load_rules("periods") if rule.id == "period.stated-term")
    stated = (_period(rule, match, UNKNOWN) for match in rule.finditer(text))
    for period in [*find_periods(title), *stated]:
        if period and period.start and period.deadline and len(period.deadline) == len("2025"):
            last = int(period.deadline)
            ends.setdefault(last - int(period.start) + 1, set()).add(last)
    return {length: lasts.pop() for length, lasts in sorted(ends.items()) if length > 1 and len(lasts) == 1}


def plan_year(title: str) -> str:
    """Return the year that carries out a report to the congress, as the title prints it, or "" for any other plan.

    What that report announces is for its year. Of 2024年工作要点 much goes on beyond, and readers do not agree.

    >>> plan_year("2023年市《政府工作报告》重点任务分解"), plan_year("云河市2024年工作要点")
    ('2023年', '')
    """
    found = _plan_pattern().search(title)
    return found["year"] if found else ""


def find_periods(text: str, calendar: Calendar = UNKNOWN) -> list[Period]:
    """Return the deadline expressions of ``text`` in text order; ``calendar`` is the document's.

    >>> [(p.deadline, p.kind) for p in find_periods("到2025年，年底前，2020年三季度末", Calendar(2020))]
    [('2025', 'year'), ('2020', 'year'), ('2020-09', 'month')]
    >>> [period.deadline for period in find_periods("2021年起3年内，3年内，5年内", Calendar(2021, {5: 2025}))]
    ['2023', '2025']

    A month is of the year that the sentence printed with a month before it.

    >>> [period.deadline for period in find_periods("2018年6月底前下达，9月底前完成", Calendar(2017))]
    ['2018-06', '2018-09']
    """
    claims = (
        (match.start(), match.end(), order, (rule, match))
        for order, rule in enumerate(load_rules("periods"))
        for match in rule.finditer(text)
    )
    stated: Period | None = None

    def read(claim: tuple[Rule, re.Match[str]]) -> Period | None:
        nonlocal stated
        period = _period(*claim, _calendar_behind(stated, claim[1], calendar))
        stated = period if period and period.stated else stated
        return period

    return settle(claims, read)


def _calendar_behind(stated: Period | None, match: re.Match[str], calendar: Calendar) -> Calendar:
    """What a month or day without a year is counted from behind one that prints it in the same sentence."""
    groups = match.groupdict()
    if stated is None or not stated.deadline or len(stated.deadline) < len("2025-06"):
        return calendar
    if not groups.get("month") or groups.get("rel"):
        return calendar
    later = _integer(groups["month"] or "") >= int(stated.deadline[5:7])
    if later and not re.search("[。\n]", match.string[stated.span.end : match.start()]):
        return calendar._replace(year=int(stated.deadline[:4]))
    return calendar


def _period(rule: Rule, match: re.Match[str], calendar: Calendar) -> Period | None:
    """What a rule found, unless it is no date (2020年13月), or a term that begins who knows when (3年内)."""
    groups = match.groupdict()
    deadline = _deadline(groups, calendar)
    if deadline is None and (groups.get("count") or _year_of(groups, calendar) is not None):
        return None
    return Period(
        span=Span(*match.span()),
        deadline=deadline,
        start=_start(groups, deadline, match[0], rule.options["kind"]),
        kind=str(rule.options["kind"]),
        rule=rule.id,
        stated=bool(groups.get("year") or groups.get("first") or groups.get("plan")),
    )


def find_validity(
    text: str, *, signed: str | None = None, published: str | None = None
) -> tuple[str | None, str | None, tuple[Span, ...]]:
    """Return from when and until when the document holds, in ISO, and the stretches that say so.

    自发布之日起施行 states no date: the first value stays ``None``, but a term (有效期3年) is counted from
    ``published`` (发布, 公布) or ``signed`` (印发 and the others), whichever is known. A term ends on the eve of its
    anniversary.

    >>> find_validity("本办法自2021年9月1日起施行，有效期5年。")[:2]
    ('2021-09-01', '2026-08-31')
    >>> find_validity("以上措施自发布之日起实施，有效期至2020年12月31日。")[:2]
    (None, '2020-12-31')
    """
    rules = {rule.id: rule.pattern for rule in load_rules("validity")}
    stop = 0
    for hint in validity_hint().finditer(text):
        if hint.start() < stop:
            continue
        begin = max(text.rfind(mark, 0, hint.start()) for mark in "。；\n") + 1
        end = _sentence_end().search(text, hint.start())
        stop = end.start() if end else len(text)
        sentence = text[begin:stop]
        if not rules["validity.subject"].search(sentence):
            continue
        found = _validity(sentence, rules, signed, published)
        if found is not None:
            start, until, spans = found
            return start, until, tuple(Span(a + begin, b + begin) for a, b in spans)
    return None, None, ()


@cache
def validity_hint() -> re.Pattern[str]:
    """What stands in every sentence that says how long a document holds; a class of characters is found fastest."""
    return re.compile(
        r"[自从于行施效期间](?:(?<=[自从于])\s*[0-9０-９〇○零一二三四五六七八九]|(?<=自)[印发公颁下签]"
        r"|(?<=[行施效])[，,、]\s*(?:有效)?[至到于截]|(?<=[效行施策]期)|(?<=效时间))"
    )


@cache
def _sentence_end() -> re.Pattern[str]:
    return re.compile("[。；\n]")


def _validity(
    sentence: str, rules: Mapping[str, re.Pattern[str]], signed: str | None, published: str | None
) -> tuple[str | None, str | None, list[Span]] | None:
    matches = {name: match for name, pattern in rules.items() if (match := pattern.search(sentence))}
    both = matches.get("validity.range") or matches.get("validity.between")
    if both:
        return parse_date(both["from"]), parse_date(both["until"]), [Span(*both.span())]
    begin, event, term = (matches.get(f"validity.{name}") for name in ("from", "event", "term"))
    ending = matches.get("validity.until") or matches.get("validity.until-after-start")
    later = (
        event if event and event["days"] and not begin else None
    )  # 30日后 is a day of its own, 之日 is that of issue
    spans = [Span(*match.span()) for match in (begin, later, ending, term) if match]
    if not spans:
        return None
    start = parse_date(begin["from"]) if begin else None
    counted_from = start
    if event and not start:
        counted_from = (published or signed) if event["event"] in ("发布", "公布", "公告") else (signed or published)
        counted_from = _add_days(counted_from, int(_integer(event["days"] or "0")))
        start = counted_from if later else None
    if ending:
        return start, parse_date(ending["until"]), spans
    until = term_end(counted_from, _integer(term["count"]), term["unit"]) if term and counted_from else None
    return start, until, spans


def _add_days(iso: str | None, days: int) -> str | None:
    if iso is None or len(iso) != len("2020-01-01"):
        return None
    return (date.fromisoformat(iso) + timedelta(days)).isoformat()


def term_end(iso: str, count: int, unit: str) -> str:
    """Return the eve of the day ``count`` years or months after ``iso``; 29 February counts as the 28th."""
    first = date.fromisoformat(iso)
    months = first.month - 1 + count * (12 if unit == "年" else 1)
    year, month = first.year + months // 12, months % 12 + 1
    anniversary = date(year, month, min(first.day, monthrange(year, month)[1]))
    return (anniversary - timedelta(1)).isoformat()


def later_end(day: str, months: int) -> str:
    """Return when a term ends that is longer by ``months`` than one that ends on ``day``.

    >>> later_end("2022-12-31", 60)
    '2027-12-31'
    """
    return term_end((date.fromisoformat(day) + timedelta(1)).isoformat(), months, "月")


def _start(groups: Mapping[str, str | None], deadline: str | None, printed: str, kind: str) -> str | None:
    if first := groups.get("start") or groups.get("first"):
        return str(_integer(first))
    if deadline and (count := groups.get("count")):
        return str(int(deadline) - _integer(count) + 1)
    if deadline is None or _BY.search(printed):
        return None
    if kind == "plan":
        return str(int(deadline) - 4)
    return deadline if kind == "year" else None


def _deadline(groups: Mapping[str, str | None], calendar: Calendar) -> str | None:
    year = _year_of(groups, calendar)
    if year is None:
        return None
    if quarter := groups.get("quarter"):
        return f"{year}-{_integer(quarter) * 3:02d}"
    if half := groups.get("half"):
        return f"{year}-{6 if half == '上' else 12:02d}"
    return _iso(year, groups.get("month"), groups.get("day"))


def _year_of(groups: Mapping[str, str | None], calendar: Calendar) -> int | None:
    if count := groups.get("count"):
        start = groups.get("start")
        return _integer(start) + _integer(count) - 1 if start else calendar.terms.get(_integer(count))
    if printed := groups.get("year") or groups.get("first"):
        return _integer(printed)
    if plan := groups.get("plan"):
        return _FIVE_YEAR_PLAN_BASE + 5 * _integer(plan.removesuffix("五"))
    if calendar.year is None:
        return None
    return calendar.year + _RELATIVE.get((groups.get("rel") or "今")[0], 0)


def _iso_of(match: re.Match[str]) -> str | None:
    if match["y"]:
        if match["separator"] == "." and not match["d"]:
            return None  # 2020.4 is as likely a number
        return _iso(int(match["y"]), match["m"], match["d"])
    return _iso(_integer(match["year"]), match["month"], match["day"])


def _iso(year: int, month: str | None, day: str | None) -> str | None:
    if not 1900 <= year <= 2100:
        return None
    if month is None:
        return f"{year}"
    month_number = _integer(month)
    if not 1 <= month_number <= 12:
        return None
    if day is None:
        return f"{year}-{month_number:02d}"
    day_number = _integer(day)
    if not 1 <= day_number <= monthrange(year, month_number)[1]:
        return None
    return f"{year}-{month_number:02d}-{day_number:02d}"


def _integer(text: str) -> int:
    """Read a year, month or day; 0 (never valid) for what is not a number."""
    value = parse_numeral(unicodedata.normalize("NFKC", text).replace("廿", "二十"))
    return int(value) if value is not None else 0
