"""SARIF that follows the published schema, and regions that point at the words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from exports import sarif
from exports.findings import Finding, Place, RuleInfo

TEXT = "第一行\n（一）建设😀基站。到2019年完成。\n末行"
FILE = "texts/" + "a" * 64 + ".txt"
DOCUMENT = "https://example.org/id/document/云政发-2020-1"
START = TEXT.index("到2019年")
FINDING = Finding(
    rule="deadline.past",
    severity="error",
    document=DOCUMENT,
    title="云河市方案",
    number="云政发〔2020〕1号",
    path="文件/方案.txt",
    focus="https://example.org/id/target/t1",
    message="时限已过",
    remedy="核对年份",
    place=Place(DOCUMENT, "到2019年完成", START, START + 8, FILE),
    related=(Place(DOCUMENT, "第一行\n（一）", 0, 7, FILE),),
)
RULE = RuleInfo("deadline.past", "https://example.org/checks#deadline.past", "时限已过", "Past", "error", "核对年份")

# The objects that are written, as sarif-schema-2.1.0.json (errata 01) has them: all its properties that we may use,
# what it requires, and the constraint on each value. All of them forbid other properties.
LEVELS = ("none", "note", "warning", "error")
SHAPES: dict[str, dict[str, Any]] = {
    "log": {"$schema": str, "version": ("2.1.0",), "runs": ["run"]},
    "run": {
        "tool": "tool", "language": re.compile("[a-zA-Z]{2}(-[a-zA-Z]{2})?"), "results": ["result"],
        "columnKind": ("utf16CodeUnits", "unicodeCodePoints"), "artifacts": ["artifact"],
        "originalUriBaseIds": {"artifactLocation"},
    },
    "tool": {"driver": "toolComponent"},
    "toolComponent": {"name": str, "version": str, "rules": ["reportingDescriptor"]},
    "reportingDescriptor": {
        "id": str, "name": str, "shortDescription": "message", "help": "message",
        "defaultConfiguration": "reportingConfiguration", "properties": dict,
    },
    "reportingConfiguration": {"level": LEVELS},
    "artifact": {"location": "artifactLocation", "mimeType": re.compile("[^/]+/.+"), "encoding": str},
    "artifactLocation": {"uri": re.compile(r"[!-~]+"), "uriBaseId": str, "index": 0, "description": "message"},
    "result": {
        "ruleId": str, "ruleIndex": 0, "level": LEVELS, "message": "message", "locations": ["location"],
        "relatedLocations": ["location"], "partialFingerprints": dict, "properties": dict,
    },
    "location": {"id": 0, "physicalLocation": "physicalLocation", "logicalLocations": ["logicalLocation"]},
    "physicalLocation": {"artifactLocation": "artifactLocation", "region": "region"},
    "logicalLocation": {"name": str, "fullyQualifiedName": str, "kind": str},
    "region": {
        "startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1, "charOffset": 0, "charLength": 0,
        "snippet": "message",
    },
    "message": {"text": str},
}  # fmt: skip
REQUIRED = {"log": {"version", "runs"}, "run": {"tool"}, "tool": {"driver"}, "toolComponent": {"name"},
            "reportingDescriptor": {"id"}, "result": {"message"}, "message": {"text"}}  # fmt: skip


def conform(value: Any, kind: str, where: str = "$") -> None:
    shape = SHAPES[kind]
    assert set(value) <= set(shape), f"{where}: unknown {set(value) - set(shape)}"
    assert REQUIRED.get(kind, set()) <= set(value), f"{where}: lacks something"
    for name, inner in value.items():
        place, wanted = f"{where}.{name}", shape[name]
        if isinstance(wanted, str):
            conform(inner, wanted, place)
        elif isinstance(wanted, list):
            assert isinstance(inner, list), place
            for each in inner:
                conform(each, wanted[0], place)
        elif isinstance(wanted, set):
            for each in inner.values():
                conform(each, next(iter(wanted)), place)
        elif isinstance(wanted, tuple):
            assert inner in wanted, place
        elif isinstance(wanted, re.Pattern):
            assert wanted.fullmatch(inner), place
        elif isinstance(wanted, int):
            assert isinstance(inner, int), place
            assert inner >= wanted, place
        else:
            assert isinstance(inner, wanted), place


def render(*findings: Finding) -> dict[str, Any]:
    text = sarif.render(findings, [RULE], version="0.1.0", text=lambda name: {FILE: TEXT}[name])
    log: dict[str, Any] = json.loads(text)
    return log


@pytest.mark.parametrize(
    "findings", [(), (FINDING,), (Finding("other", "note", None, None, None, None, "urn:x", "说明", ""),)]
)
def test_log_follows_the_schema(findings):
    conform(render(*findings), "log")


def test_region_is_where_the_words_are():
    [result] = render(FINDING)["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = TEXT.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "到2019年完成"
    assert TEXT[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"] == "到2019年完成"
    assert (region["startLine"], region["endLine"]) == (2, 2)


def test_a_region_may_span_lines():
    [result] = render(FINDING)["runs"][0]["results"]
    region = result["relatedLocations"][0]["physicalLocation"]["region"]
    assert [region[key] for key in ("startLine", "startColumn", "endLine", "endColumn")] == [1, 1, 2, 4]


def test_result_names_rule_file_document_and_remedy():
    run = render(FINDING)["runs"][0]
    [result] = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "deadline.past"
    assert result["level"] == "error"
    assert result["message"]["text"] == "时限已过。核对年份"
    assert result["properties"]["source"] == "文件/方案.txt"
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == DOCUMENT
    assert run["artifacts"][result["locations"][0]["physicalLocation"]["artifactLocation"]["index"]]


def test_fingerprint_survives_a_move_of_the_words():
    moved = replace(FINDING, place=Place(DOCUMENT, "第一行", 0, 3, FILE))
    first, second = (render(finding)["runs"][0]["results"][0] for finding in (FINDING, moved))
    assert first["partialFingerprints"] == second["partialFingerprints"]
