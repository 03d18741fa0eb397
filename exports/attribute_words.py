"""What the attributes of a network are called in Chinese, for pages that list them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exports.wording import AGENCY_KINDS, BASES, LEVELS, RELATIONS, ROLES

NAMES = {
    "agency_kind": "类别",
    "function_name": "职能",
    "region_name": "地区",
    "aliases": "文中称",
    "led": "牵头",
    "joined": "参与",
    "responsible": "负责",
    "blanket": "概括条款",
    "measures": "任务合计",
    "documents": "涉及文件",
    "number": "发文字号",
    "type": "文种",
    "level": "层级",
    "issuer": "发文机关",
    "year": "年份",
    "document": "文件",
    "document_title": "文件",
    "section": "章节",
    "deadline": "完成时限",
    "targets": "目标",
    "cited_by": "被引次数",
    "relation": "关系",
    "role": "角色",
    "basis": "依据",
    "quote": "原文",
    "rule_quote": "推定所据",
    "score": "相似度",
    "weight": "权重",
}
VALUES: Mapping[str, Mapping[Any, str]] = {
    "agency_kind": AGENCY_KINDS,
    "level": LEVELS,
    "role": ROLES,
    "basis": BASES,
    "relation": {**RELATIONS, "part": "所含任务", "states": "提出"},
}
# How a thing is drawn, what the title says already, and what only programs ask for.
DRAWN = {"x", "y", "size", "color", "colour", "shape"}
TOLD = {"label", "name", "title", "kind", "category", "stub", "surface", "inferred"}
INNER = {
    "rule",
    "from_char",
    "to_char",
    "function",
    "region",
    "parent",
    "measure",
    "first",
    "first_leads",
    "second_leads",
}
HIDDEN = DRAWN | TOLD | INNER


def attribute_facts(held: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The attributes of a node or an edge that a reader wants to see, as name and value in Chinese.

    Attributes that are not ours keep their names. Identifiers are left out.

    >>> attribute_facts({"role": "lead", "basis": "stated", "rule": "statement.plain", "批次": 2})
    [('角色', '牵头'), ('依据', '明文'), ('批次', '2')]
    """
    told = []
    for name, value in held.items():
        text = str(value)
        if name in HIDDEN or value in (None, "") or text.startswith(("http://", "https://")):
            continue
        text = VALUES.get(name, {}).get(text, text)
        shown = "共同任务" if name == "weight" and "first_leads" in held else NAMES.get(name, name)
        told.append((shown, text))
    return told
