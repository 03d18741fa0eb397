"""Findings as a table for the terminal: one block a document, the gravest first."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from exports.findings import SEVERITY_NAMES, Finding, RuleInfo, count_by_rule
from kg.resolving.status import document_name

WIDTH = 100
_COLOURS = {"error": "red", "warning": "yellow", "note": "cyan"}
_LONGEST = 60  # characters of a quotation


def render_findings(findings: Sequence[Finding], rules: Sequence[RuleInfo], *, colour: bool = False) -> str:
    """Documents with their findings, remedies, and the count of each rule; 100 columns."""
    out = io.StringIO()
    console = Console(file=out, width=WIDTH, force_terminal=colour, highlight=False, markup=False, emoji=False)
    for _, group in groupby(findings, key=lambda finding: (finding.path, finding.document)):
        block = list(group)
        console.print(_heading(block[0]), style="bold")
        table = Table(show_header=False, box=None, padding=(0, 1, 0, 0), pad_edge=False)
        table.add_column(width=4)
        table.add_column(ratio=3, overflow="fold")
        table.add_column(ratio=2, overflow="fold")
        for finding in block:
            name = Text(SEVERITY_NAMES[finding.severity], style=_COLOURS[finding.severity])
            table.add_row(name, finding.message, _quotation(finding))
        console.print(table)
        console.print()
    _print_counts(console, findings, rules)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _print_counts(console: Console, findings: Sequence[Finding], rules: Sequence[RuleInfo]) -> None:
    if not findings:
        console.print("没有发现问题")
        return
    known = {rule.id: rule for rule in rules}
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("级别", no_wrap=True)
    table.add_column("数量", justify="right", no_wrap=True)
    table.add_column("规则", no_wrap=True)
    table.add_column("说明", overflow="fold", ratio=2)
    table.add_column("建议", overflow="fold", ratio=3)
    for severity, rule, count in count_by_rule(findings):
        info = known.get(rule)
        name = Text(SEVERITY_NAMES[severity], style=_COLOURS[severity])
        table.add_row(name, str(count), rule, info.title_zh if info else "", info.remedy if info else "")
    console.print(table)


def _heading(finding: Finding) -> str:
    if finding.document is None:
        return "不属于哪一份文件的"
    return f"{document_name(finding.title, finding.number)}  {finding.path or ''}".rstrip()


def _quotation(finding: Finding) -> str:
    if finding.place is None:
        return ""
    words = " ".join(finding.place.quote.split())
    return f"“{words[:_LONGEST]}{'…' if len(words) > _LONGEST else ''}” [{finding.place.start}]"
