"""Findings as SARIF 2.1.0 (OASIS Standard, errata 01), which code editors and review platforms show beside the text.

A region points into the clean text of the build (``texts/<sha256>.txt``), the text that all spans count in; the file
that was read is named among the result's properties. Columns and offsets are in Unicode code points.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from exports.findings import Finding, Place, RuleInfo

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
BASE = "BUILD"  # SARIF's name for the folder that paths are relative to; where it lies is up to the reader


def render(findings: Sequence[Finding], rules: Sequence[RuleInfo], *, version: str, text: Callable[[str], str]) -> str:
    """One SARIF run of all findings; ``text`` gives the content of a text file of the build.

    Lost: nothing that a finding holds. Equal findings give equal text; the run bears no time and no machine.
    """
    files = sorted({place.text_file for finding in findings for place in _places(finding)})
    lines = {name: _Lines(text(name)) for name in files}
    index = {rule.id: position for position, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "policy-kg",
                "version": version,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {BASE: {"description": {"text": "kg build 写成的文件夹"}}},
        "artifacts": [{"location": _location(name), "mimeType": "text/plain", "encoding": "UTF-8"} for name in files],
        "results": [_result(finding, index, files, lines) for finding in findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


class _Lines:
    """Where the lines of a text begin, for line and column of an offset."""

    def __init__(self, text: str) -> None:
        self._text = text

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of ``offset``, both counted from 1."""
        return self._text.count("\n", 0, offset) + 1, offset - (self._text.rfind("\n", 0, offset) + 1) + 1


def _rule(rule: RuleInfo) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.title_en,
        "shortDescription": {"text": rule.title_zh},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"iri": rule.iri},
    }


def _result(finding: Finding, index: dict[str, int], files: Sequence[str], lines: dict[str, _Lines]) -> dict[str, Any]:
    result: dict[str, Any] = {"ruleId": finding.rule}
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    place = _physical(finding.place, files, lines) if finding.place else {}
    name = finding.title or finding.number or finding.focus
    logical = {"name": name, "fullyQualifiedName": finding.document or finding.focus, "kind": "resource"}
    result |= {
        "level": finding.severity,
        "message": {"text": f"{finding.message}。{finding.remedy}" if finding.remedy else finding.message},
        "locations": [place | {"logicalLocations": [logical]}],
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number} | _physical(other, files, lines) for number, other in enumerate(finding.related, 1)
        ]
    # What stays when line numbers move, so that a platform knows a finding again.
    key = "|".join((finding.rule, finding.document or "", finding.focus, finding.message))
    result["partialFingerprints"] = {"policyKg/v1": hashlib.sha256(key.encode()).hexdigest()}
    known = {"focus": finding.focus, "number": finding.number, "source": finding.path, "remedy": finding.remedy}
    result["properties"] = {name: value for name, value in known.items() if value}
    return result


def _places(finding: Finding) -> tuple[Place, ...]:
    return (finding.place, *finding.related) if finding.place else finding.related


def _physical(place: Place, files: Sequence[str], lines: dict[str, _Lines]) -> dict[str, Any]:
    start_line, start_column = lines[place.text_file].place(place.start)
    end_line, end_column = lines[place.text_file].place(place.end)
    region = {
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
        "snippet": {"text": place.quote},
    }
    location = _location(place.text_file) | {"index": files.index(place.text_file)}
    return {"physicalLocation": {"artifactLocation": location, "region": region}}


def _location(name: str) -> dict[str, Any]:
    return {"uri": quote(name), "uriBaseId": BASE}
