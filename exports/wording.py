"""The Chinese words for what a record holds, the same in the terminal, in tables and on pages."""

from __future__ import annotations

from decimal import Decimal

from ontology.model import AgencyKind, Basis, Header, Relation, Role, Target, TargetKind

FIELDS = {
    "title": "标题",
    "cover_title": "印发通知",
    "number": "发文字号",
    "type": "文种",
    "level": "层级",
    "issuers": "发文机关",
    "region": "地区",
    "date_signed": "成文日期",
    "date_published": "发布日期",
    "effective_from": "施行日期",
    "effective_until": "有效期至",
    "status": "效力",
    "index_number": "索引号",
    "recipients": "主送",
}
AGENCY_KINDS: dict[AgencyKind, str] = {
    "agency": "部门",
    "government": "政府",
    "group": "群组",
    "enterprise": "企业",
    "party": "党委机构",
    "other": "其他",
}
LEVELS = {"national": "国家", "province": "省级", "city": "市级", "county": "县级"}
ROLES: dict[Role, str] = {"lead": "牵头", "participant": "参与", "responsible": "负责"}
BASES: dict[Basis, str] = {"stated": "明文", "ordering_rule": "按排序规则推定", "default_clause": "按概括条款推定"}
RELATIONS: dict[Relation, str] = {
    "implements": "贯彻落实",
    "based_on": "依据",
    "applies": "参照",
    "cites": "引用",
    "repeals": "废止",
    "amends": "修改",
    "issues": "印发",
}
TARGET_KINDS: dict[TargetKind, str] = {"target": "任务目标", "funding": "资金补助", "coverage": "全面覆盖"}
_COMPARATORS = {
    "eq": "",
    "ge": "≥ ",
    "gt": "> ",
    "le": "≤ ",
    "lt": "< ",
    "range": "",
    "about": "约 ",
    "increase_by": "提高 ",
    "decrease_by": "降低 ",
}


def field_value(header: Header, name: str) -> str | None:
    """The value of a header field as one line of words, ``None`` where the document has none.

    >>> field_value(Header(level="city", recipients=("各县区人民政府", "市各委办局")), "recipients")
    '各县区人民政府、市各委办局'
    """
    if name == "level":
        return LEVELS.get(header.level or "")
    if name == "region":
        return header.region.name if header.region else None
    if name == "issuers":
        return "、".join(issuer.name for issuer in header.issuers) or None
    if name == "recipients":
        return "、".join(header.recipients) or None
    value: str | None = getattr(header, name)
    return value


def amount(target: Target) -> str:
    """Comparator, value and unit as one would write them: ≥ 45%, 30–50家, 约 3.5万个."""
    value = plain_number(target.value)
    if target.upper is not None:
        value = f"{value}–{plain_number(target.upper)}"
    return f"{_COMPARATORS[target.comparator]}{value}{target.unit}"


def plain_number(value: Decimal) -> str:
    """A decimal without exponent and idle zeros.

    >>> plain_number(Decimal("2000")), plain_number(Decimal("3.50"))
    ('2000', '3.5')
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def target_line(target: Target) -> str:
    """A target in one line: 5G基站 2000个，2020-12-31前；比2019."""
    line = f"{target.indicator} {amount(target)}"
    if target.deadline:
        line += f"，期限 {target.deadline}"
    if target.baseline:
        line += f"，基期 {target.baseline}"
    return line
