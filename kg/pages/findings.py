"""The findings of a saved check-up in the workbench of its build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from exports.files import write_file
from exports.findings import SEVERITIES, Finding, Place, RuleInfo
from exports.html import embedded_view, render_workbench
from kg.stamp import rewriting
from kg.utf16 import Utf16
from ontology.model import Span


def show_findings(folder: Path, findings: Sequence[Finding], rules: Sequence[RuleInfo]) -> Path:
    """Write the workbench of the build in ``folder`` anew, with these findings in place of any before."""
    page = folder / "workbench.html"
    view = embedded_view(page.read_text("utf-8"))
    numbers = {document["iri"]: number for number, document in enumerate(view["docs"])}

    @cache
    def positions(text_file: str) -> Utf16:
        return Utf16((folder / text_file).read_text("utf-8"))

    def place(found: Place) -> list[int]:
        return [numbers.get(found.document, -1), *positions(found.text_file)(Span(found.start, found.end))]

    view["findings"] = {
        "rules": [[rule.id, rule.title_zh, rule.title_en] for rule in rules],
        "found": [_row(finding, numbers, [rule.id for rule in rules], place) for finding in _gravest_first(findings)],
    }
    with rewriting(folder, page.name):
        return write_file(page, render_workbench(view))


def _gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def _row(finding: Finding, numbers: Mapping[str, int], rules: Sequence[str], place: Any) -> list[Any]:
    """``[severity, rule, document, message, remedy, places]``: positions in their lists, -1 for none.

    The first place is that of the words themselves, the others are what they are at odds with, each as
    ``[document, start, end]``.
    """
    places = [place(found) for found in (finding.place, *finding.related) if found]
    return [
        SEVERITIES.index(finding.severity),
        rules.index(finding.rule),
        numbers.get(finding.document or "", -1),
        finding.message,
        finding.remedy,
        places,
    ]
