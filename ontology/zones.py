"""Development zones, new areas, scenic areas: no divisions of GB/T 2260, each belongs to the place that runs it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.model import Span
from ontology.regions import RegionRow, find_regions, region_by_code


@dataclass(frozen=True, slots=True)
class FunctionalArea:
    """A development zone or scenic area: no division of its own, it belongs to the place that runs it."""

    span: Span
    name: str  # as printed: 徐圩新区, 连云港经济技术开发区
    form: str  # the form of area, spelt out: 经济技术开发区
    parent: RegionRow | None


# The area's own name ends before one of its forms; the long form is the official one.
AREA_FORMS = {
    "国家级经济技术开发区": "经济技术开发区",
    "经济技术开发区": "经济技术开发区",
    "经开区": "经济技术开发区",
    "经济开发区": "经济开发区",
    "高新技术产业开发区": "高新技术产业开发区",
    "高新技术开发区": "高新技术产业开发区",
    "高新区": "高新技术产业开发区",
    "风景名胜区": "风景名胜区",
    "旅游度假区": "旅游度假区",
    "度假区": "旅游度假区",
    "综合保税区": "综合保税区",
    "综保区": "综合保税区",
    "保税港区": "保税港区",
    "保税区": "保税区",
    "自贸片区": "自由贸易试验区片区",
    "工业园区": "工业园区",
    "产业园区": "产业园区",
    "开发区": "开发区",
    "示范区": "示范区",
    "景区": "风景名胜区",
    "新片区": "新片区",
    "合作区": "合作区",
    "商务区": "商务区",
    "新区": "新区",
}
_AREA = re.compile("|".join(sorted(AREA_FORMS, key=len, reverse=True)))
_AREA_NAME = re.compile(r"[\u4e00-\u9fff]{0,6}$")
_AREA_STOP = re.compile(r".*(?:[各和及与在对向由为的市县区省]|支持|推进|加快|推动|建设)")


def find_functional_areas(text: str, *, within: str | None = None) -> list[FunctionalArea]:
    """Development zones, new areas, scenic areas in a text, each with the place it belongs to (``within`` if unnamed).

    New areas that are divisions of their own (浦东新区) are regions, not functional areas.
    """
    regions = find_regions(text, within=within)
    found: list[FunctionalArea] = []
    for match in _AREA.finditer(text):
        if any(span.start < match.end() <= span.end for span, _ in regions):
            continue
        floor = found[-1].span.end if found else 0
        near = [(span, row) for span, row in regions if floor <= span.start and span.end <= match.start()]
        own = _AREA_NAME.search(text[floor : match.start()])
        begin = match.start() - (len(own[0]) if own else 0)
        stop = _AREA_STOP.match(text[begin : match.start()])
        begin += stop.end() if stop else 0
        home = region_by_code(within) if within else None
        if near and near[-1][0].end >= begin:
            begin, home = near[-1][0].start, near[-1][1]
        found.append(FunctionalArea(Span(begin, match.end()), text[begin : match.end()], AREA_FORMS[match[0]], home))
    return found
