"""主送机关: who a document is addressed to, each as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.brackets import bracket_depths
from extract.rules import load_rules

# 各县、区人民政府 is one group of recipients; 市政府有关部门、直属机构 are two.
_OPEN_GROUP = re.compile(r"^(?:各|全[省市县区]各?|[\u4e00-\u9fff]{1,6}各)[\u4e00-\u9fff（）()、]{0,80}$")
_WHOLE = re.compile(
    r"(?:政府|部门|单位|机构|委员会|管委会|委办局|办事处|办公室|公司|企业|集团|银行|院校|学校|高校|医院|幼儿园|园区|开发区"
    r"|新区|示范区|试验区|景区|度假区|协会|商会|组织|团体|国企|法院|检察院|[居村]委会|科室|处室|支队|大队|总队|学院|研究院|院所|附校|[局厅署会]|[^各]委|[^各]办|中心|兵团|部委)(?:[（(][^（）()]*[)）])?$"
)
_ZONE = re.compile("(?:开发区|功能区|高新区|经开区|新区|园区|景区|度假区)$")
_ZONES_HEAD = re.compile("(?!各|市|县)[^、]{1,8}区(?:管委会|管理委员会)")
_HALVES = (("盟行政公署", "市人民政府"), ("企业", "事业单位"))
_TOO_SHORT = 2  # 单位, 局, 办: no recipients by themselves


def is_recipients(text: str) -> bool:
    """Tell whether a line addresses recipients.

    >>> is_recipients("各县、区人民政府，市各有关单位："), is_recipients("责任单位：")
    (True, False)
    """
    text = text.strip()
    return text.endswith((":", "：")) and bool(_recipients().search(text))


def split_recipients(text: str) -> tuple[str, ...]:
    """Return the recipients of a line, split at 、 and ，, groups with one head kept whole.

    >>> split_recipients("各县、区人民政府，市政府有关部门、直属机构：")
    ('各县、区人民政府', '市政府有关部门', '直属机构')
    >>> split_recipients("各市、县(市、区)人民政府,省各委办厅局:")
    ('各市、县(市、区)人民政府', '省各委办厅局')
    >>> split_recipients("市各开发区、新区、园区管委会，市各单位:")
    ('市各开发区、新区、园区管委会', '市各单位')
    >>> split_recipients("各盟行政公署、市人民政府，各大企业、事业单位：")
    ('各盟行政公署、市人民政府', '各大企业、事业单位')
    """
    text = text.strip().rstrip(":：").strip()
    depths = bracket_depths(text)
    groups: list[list[str]] = [[]]
    part = ""
    for char, depth in zip(text, depths, strict=True):
        if not depth and char in "，,；;":
            groups[-1].append(part)
            groups.append([])
            part = ""
        elif not depth and char == "、":
            groups[-1].append(part)
            part = ""
        else:
            part += char
    groups[-1].append(part)
    return tuple(item for group in groups for item in _joined(group) if item)


@cache
def _recipients() -> re.Pattern[str]:
    return next(rule.pattern for rule in load_rules("header") if rule.id == "header.recipients")


def _joined(parts: Sequence[str]) -> list[str]:
    """Return the parts of a list cut at 、, those that only together name someone joined again."""
    items: list[str] = []
    parts = [part.strip() for part in parts]
    for n, part in enumerate(parts):
        open_group = (
            bool(items)
            and bool(_OPEN_GROUP.match(items[-1]))
            and (not _WHOLE.search(items[-1]) or _leaves_head(items[-1], parts[n:]))
        )
        if items and part and (open_group or len(part) <= _TOO_SHORT):
            items[-1] += "、" + part
        else:
            items.append(part)
    return items


def _leaves_head(item: str, behind: Sequence[str]) -> bool:
    """Whether what is behind belongs to ``item``, whole as that looks.

    Zones leave their 管委会 to the last (各开发区、园区管委会), and two halves make one (各盟行政公署、市人民政府).
    """
    if any(item.endswith(one) and behind[0].startswith(other) for one, other in _HALVES):
        return True
    last = next((part for part in behind if not _ZONE.search(part)), "")
    return _ZONE.search(item) is not None and _ZONES_HEAD.fullmatch(last) is not None
