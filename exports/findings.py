"""What a check-up found, and its forms for people and programs: JSON, CSV, and a workbook for the desk.

The classes stand here rather than where findings are made, because every form is written from them alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from exports.sheets import Cell, Colour, Column, Sheet
from exports.tables import render_table

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")  # the gravest first
SEVERITY_NAMES = {"error": "错误", "warning": "警告", "note": "提示"}

HEAD = (
    "级别",
    "规则",
    "问题",
    "建议",
    "文件",
    "发文字号",
    "原文",
    "起",
    "止",
    "相关原文",
    "源文件",
    "文件IRI",
    "对象IRI",
)
_COLOURS: tuple[tuple[str, Colour], ...] = (("错误", "red"), ("警告", "yellow"), ("提示", "grey"))
_SUMMARY = (
    Column("序号", 6, "center"),
    Column("级别", 8, "center", colours=_COLOURS),
    Column("规则", 48),
    Column("数量", 8, "right"),
)
_RESULTS = (
    Column("序号", 6, "center"),
    Column("级别", 7, "center", colours=_COLOURS),
    Column("规则", 20),
    Column("问题", 34),
    Column("建议", 28),
    Column("文件", 26),
    Column("发文字号", 16),
    Column("原文", 36),
    Column("相关原文", 28),
    Column("工作台", 8, "center"),
    Column("源文件", 20, hidden=True),
    Column("对象IRI", 24, hidden=True),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a document: ``start`` and ``end`` count code points of ``text_file``, the clean text in the build."""

    document: str  # IRI
    quote: str
    start: int
    end: int
    text_file: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth a look, the words that show it, and what to do."""

    rule: str
    severity: Severity
    document: str | None  # IRI
    title: str | None
    number: str | None
    path: str | None  # of the source file
    focus: str  # IRI of the measure, target, citation … it is about
    message: str
    remedy: str
    place: Place | None = None
    related: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What readers of findings are told about a rule."""

    id: str
    iri: str
    title_zh: str
    title_en: str
    severity: Severity
    remedy: str


def count_by_rule(findings: Sequence[Finding]) -> list[tuple[Severity, str, int]]:
    """How often each rule found something at each severity, the gravest and then the most frequent first."""
    counts = Counter((finding.severity, finding.rule) for finding in findings)
    ordered = sorted(counts.items(), key=lambda item: (SEVERITIES.index(item[0][0]), -item[1], item[0][1]))
    return [(severity, rule, count) for (severity, rule), count in ordered]


def render_json(findings: Sequence[Finding]) -> str:
    """All findings as one JSON object with ``counts`` by severity and ``findings`` in their order."""
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}
    data = {"counts": counts, "findings": [asdict(finding) for finding in findings]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def render_csv(findings: Sequence[Finding], rules: Sequence[RuleInfo]) -> str:
    """One line for each finding, as CSV that Excel opens as it stands."""
    return render_table(HEAD, [_cells(finding, _titles(rules)) for finding in findings])


def findings_sheets(
    findings: Sequence[Finding], rules: Sequence[RuleInfo], link: Callable[[Finding], str | None] = lambda _: None
) -> list[Sheet]:
    """汇总, how much each rule found, and 体检结果, a row for each finding; ``link`` says where its words are shown."""
    titles = _titles(rules)
    counts = [
        (number, SEVERITY_NAMES[severity], titles.get(rule, rule), count)
        for number, (severity, rule, count) in enumerate(count_by_rule(findings), 1)
    ]
    summary = Sheet("汇总", _SUMMARY, counts, title="体检报告汇总", subtitle=f"{len(findings)}处", portrait=True)
    rows = [
        (
            number,
            SEVERITY_NAMES[finding.severity],
            titles.get(finding.rule, finding.rule),
            finding.message,
            finding.remedy,
            finding.title,
            finding.number,
            finding.place.quote if finding.place else None,
            "\n".join(other.quote for other in finding.related) or None,
            Cell("打开" if (place := link(finding)) else None, link=place),
            finding.path,
            finding.focus,
        )
        for number, finding in enumerate(findings, 1)
    ]
    graded = Counter(finding.severity for finding in findings)
    worst = "、".join(f"{SEVERITY_NAMES[severity]}{graded[severity]}处" for severity in SEVERITIES)
    return [summary, Sheet("体检结果", _RESULTS, rows, title="体检报告", subtitle=worst, frozen=3)]


def render_xlsx(
    findings: Sequence[Finding], rules: Sequence[RuleInfo], link: Callable[[Finding], str | None] = lambda _: None
) -> bytes:
    """The sheets as a workbook that an office prints and filters; equal findings give equal bytes."""
    from exports.workbook import render_workbook  # 40 ms, and only this form needs it

    return render_workbook(findings_sheets(findings, rules, link), title="体检报告")


def _titles(rules: Sequence[RuleInfo]) -> dict[str, str]:
    return {rule.id: rule.title_zh for rule in rules}


def _cells(finding: Finding, titles: dict[str, str]) -> tuple[str | int | None, ...]:
    place = finding.place
    return (
        SEVERITY_NAMES[finding.severity],
        titles.get(finding.rule, finding.rule),
        finding.message,
        finding.remedy,
        finding.title,
        finding.number,
        place.quote if place else None,
        place.start if place else None,
        place.end if place else None,
        "\n".join(other.quote for other in finding.related) or None,
        finding.path,
        finding.document,
        finding.focus,
    )
