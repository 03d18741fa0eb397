"""Dates, periods and terms of validity."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.dates import Calendar, find_dates, find_periods, find_terms, find_validity, parse_date, validity_hint
from extract.rules import load_rules
from ontology.model import Span

HAN = str.maketrans("0123456789", "〇一二三四五六七八九")


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_date_is_read_in_every_form(day: date):
    iso = day.isoformat()
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.year}-{day.month:02d}-{day.day:02d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
    ):
        assert parse_date(text) == iso, text
        assert find_dates(f"云河市人民政府 {text} 印发") == [(Span(8, 8 + len(text)), iso)]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2023年新建", "2023"),
        ("在2023年新建", "2023"),
        ("今年新建", "2020"),
        ("2021—2025年新建", "2021"),
        ("“十四五”期间新建", "2021"),
        ("到2025年新建", None),
        ("2025年底前新建", None),
        ("年底前新建", None),
        ("到“十四五”期末", None),
        ("2023年6月新建", None),
        ("2020年起3年内新建", "2020"),
    ],
)
def test_the_first_year_is_told_where_it_is_printed(text: str, start: str | None):
    (period,) = find_periods(text, Calendar(2020))
    assert period.start == start


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("二〇二〇年七月十三日", "2020-07-13"),
        ("二○二一年十二月三十一日", "2021-12-31"),
        ("二零一九年十月一日", "2019-10-01"),
        ("１９９９年９月９日", "1999-09-09"),
        ("2020年7月", "2020-07"),
        ("2020年", "2020"),
        ("2020-02-30", None),
        ("2021年13月", None),
        ("2020.4", None),
        ("七月十三日", None),
        ("2020年7月13日印发", None),
    ],
)
def test_forms_and_refusals(text: str, iso: str | None):
    assert parse_date(text) == iso


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        ("到2025年，", ["2025"]),
        ("2022年底前", ["2022"]),
        ("二〇三〇年前", ["2030"]),
        ("年底前完成", ["2020"]),
        ("年内启动，今年建成", ["2020", "2020"]),
        ("明年完成", ["2021"]),
        ("2020年三季度末", ["2020-09"]),
        ("今年上半年", ["2020-06"]),
        ("2023年下半年", ["2023-12"]),
        ("2020年6月底前", ["2020-06"]),
        ("2020年6月30日前", ["2020-06-30"]),
        ("9月底前", ["2020-09"]),
        ("12月31日前", ["2020-12-31"]),
        ("“十四五”时期", ["2025"]),
        ("到“十五五”末", ["2030"]),
        ("2021—2023年", ["2023"]),
        ("2021年至2023年", ["2023"]),
        ("2025年和2030年", ["2025", "2030"]),
        ("每年年底前", []),
        ("3年内", []),
        ("到本世纪中叶", []),
        ("2020年版", []),
        ("“十四五”规划", []),
        ("20世纪90年代", []),
    ],
)
def test_periods_resolve(text: str, deadlines: list[str]):
    assert [period.deadline for period in find_periods(text, Calendar(2020))] == deadlines


def test_a_relative_period_needs_the_year_of_the_document():
    (period,) = find_periods("年底前建成")
    assert (period.deadline, period.stated) == (None, False)
    (period,) = find_periods("2021—2023年")
    assert (period.start, period.kind, period.stated) == ("2021", "range", True)


@pytest.mark.parametrize(
    ("text", "start", "until"),
    [
        ("本办法自2021年9月1日起施行，有效期5年。", "2021-09-01", "2026-08-31"),
        ("本通知自2021年2月28日起实施，有效期为三年。", "2021-02-28", "2024-02-27"),
        ("本措施自2022年3月1日起施行，至2024年2月29日止。", "2022-03-01", "2024-02-29"),
        ("本意见有效期自2021年1月1日至2025年12月31日。", "2021-01-01", "2025-12-31"),
        ("以上措施自发布之日起实施，执行期至2020年12月31日。", None, "2020-12-31"),
        ("本办法自发布之日起施行，有效期3年。", None, "2023-05-11"),
        ("本办法自印发之日起30日后施行，有效期2年。", "2020-06-09", "2022-06-08"),
        ("本办法自印发之日起30日后施行。", "2020-06-09", None),
        ("本细则自印发之日起试行，试行期6个月。", None, "2020-11-09"),
        ("本办法自印发之日起施行。", None, None),
        ("营业执照有效期5年。", None, None),
        ("自2021年1月1日起施行。证书有效期3年。", "2021-01-01", None),
    ],
)
def test_validity(text: str, start: str | None, until: str | None):
    found = find_validity(f"云河市某办法。{text}", signed="2020-05-10", published="2020-05-12")
    assert found[:2] == (start, until)


def test_a_term_counted_from_an_unknown_day_stays_open():
    start, until, spans = find_validity("本办法自印发之日起施行，有效期5年。")
    assert (start, until) == (None, None)
    assert [(span.start, span.end) for span in spans] == [(12, 17)]


@given(st.text(alphabet="0123456789年月日底前到至“十四五”时期末季度上半-—./今明内", max_size=20))
def test_any_mixture_gives_valid_dates_inside_the_text(text: str):
    for span, iso in find_dates(text):
        assert 0 <= span.start < span.end <= len(text)
        assert parse_date(text[span.start : span.end]) == iso
    last = 0
    for period in find_periods(text, Calendar(2020)):
        assert last <= period.span.start < period.span.end <= len(text)
        last = period.span.end
        if period.deadline and len(period.deadline) == 10:
            assert date.fromisoformat(period.deadline) + timedelta(0)


@pytest.mark.parametrize("rule", load_rules("validity"), ids=lambda rule: rule.id)
@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_rule_of_validity_finds_a_date_without_the_hint(rule, data):
    if rule.id != "validity.subject":  # which says nothing by itself
        assert validity_hint().search(data.draw(st.from_regex(rule.pattern, fullmatch=True)))


def test_a_term_ends_where_the_document_says_it_began():
    terms = find_terms("云河市产业发展三年行动计划（2021—2023年）", "自2021年起5年内建成园区。3年内见效。")
    assert terms == {3: 2023, 5: 2025}
    assert [p.deadline for p in find_periods("三年内建成，5年内达产，近3年内，4年内", Calendar(2021, terms))] == [
        "2023",
        "2025",
    ]


def test_two_ends_of_one_length_tell_nothing():
    assert find_terms("行动计划（2021—2023年）", "从2022年起，用3年时间，全面改造。") == {}
