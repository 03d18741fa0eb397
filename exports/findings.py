"""What a check-up found, and its forms for people and programs: JSON, CSV, and a workbook for the desk.

The classes stand here rather than where findings are made, because every form is written from them alone.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

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
_WIDTHS = (6, 24, 48, 40, 32, 22, 56, 8, 8, 56, 32, 24, 24)
_FILLS = {"error": "#F8CBAD", "warning": "#FFE699", "note": "#DDEBF7"}


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


def render_xlsx(findings: Sequence[Finding], rules: Sequence[RuleInfo]) -> bytes:
    """A workbook: 汇总, how much each rule found, and 体检结果, one row a finding with filters; equal findings give
    equal bytes. Text is written as text: no cell can run as a formula."""
    import xlsxwriter  # 40 ms, and only this form needs it

    titles = _titles(rules)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": "政策文件体检", "created": datetime(2000, 1, 1)})  # the day of the run would differ
    head = book.add_format({"bold": True, "bg_color": "#D9D9D9", "border": 1, "valign": "vcenter"})
    cells = {
        severity: book.add_format({"text_wrap": True, "valign": "top", "border": 1, "bg_color": fill})
        for severity, fill in _FILLS.items()
    }
    plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    summary = book.add_worksheet("汇总")
    summary.set_column(0, 0, 8)
    summary.set_column(1, 1, 48)
    for column, name in enumerate(("级别", "规则", "数量")):
        summary.write_string(0, column, name, head)
    for row, (severity, rule, count) in enumerate(count_by_rule(findings), 1):
        summary.write_string(row, 0, SEVERITY_NAMES[severity], cells[severity])
        summary.write_string(row, 1, titles.get(rule, rule), plain)
        summary.write_number(row, 2, count, plain)
    sheet = book.add_worksheet("体检结果")
    for column, (name, width) in enumerate(zip(HEAD, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for row, finding in enumerate(findings, 1):
        for column, value in enumerate(_cells(finding, titles)):
            style = cells[finding.severity] if column == 0 else plain
            if isinstance(value, int):
                sheet.write_number(row, column, value, style)
            else:
                sheet.write_string(row, column, value or "", style)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(len(findings), 1), len(HEAD) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.activate()
    book.close()
    return out.getvalue()


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
