"""How an office writes amounts, dates and the labels of clauses."""

from __future__ import annotations

import re

from exports.wording import plain_number
from ontology.model import Target

_AMOUNTS = {
    "eq": "{}",
    "ge": "{}以上",
    "gt": "超过{}",
    "le": "不超过{}",
    "lt": "低于{}",
    "range": "{}",
    "about": "约{}",
    "increase_by": "提高{}",
    "decrease_by": "降低{}",
}
_MONTH_ENDS = {
    "01-31",
    "02-28",
    "02-29",
    "03-31",
    "04-30",
    "05-31",
    "06-30",
    "07-31",
    "08-31",
    "09-30",
    "10-31",
    "11-30",
}
_CHINESE = "一二三四五六七八九十百零〇"


def amount_words(target: Target) -> str:
    """The value as an office writes it: 2000个, 45%以上, 不超过20万元, 30—50家, 提高10个百分点, 全覆盖."""
    if target.kind == "coverage" and target.unit == "%" and target.value == 100:
        return "全覆盖"
    value = plain_number(target.value)
    if target.upper is not None:
        value = f"{value}—{plain_number(target.upper)}"
    words = _AMOUNTS[target.comparator].format(value + target.unit)
    return f"比{date_words(target.baseline)}{words}" if target.baseline else words


def target_words(target: Target) -> str:
    """A target as a short phrase with its deadline: 5G基站2000个（2020年底）."""
    gap = " " if re.search(r"[0-9A-Za-z.+)）]$", target.indicator) else ""
    due = f"（{date_words(target.deadline)}）" if target.deadline else ""
    return f"{target.indicator}{gap}{amount_words(target)}{due}"


def date_words(date: str) -> str:
    """An ISO year, month or day in Chinese; the last of a month or year is called its end.

    >>> [date_words(day) for day in ("2025", "2021-06", "2021-06-30", "2020-12-31", "2024-05-08")]
    ['2025年', '2021年6月', '2021年6月底', '2020年底', '2024年5月8日']
    """
    year, _, rest = date.partition("-")
    if rest == "12-31":
        return f"{year}年底"
    if rest in _MONTH_ENDS:
        return f"{year}年{int(rest[:2])}月底"
    month, _, day = rest.partition("-")
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def date_order(date: str) -> str:
    """A key that sorts years, months and days by when they end.

    >>> sorted(["2021", "2020", "2020-09"], key=date_order)
    ['2020-09', '2020', '2021']
    """
    return f"{date}-99-99"[:10]


def label_words(label: str) -> str:
    """A label with its usual mark: 一 → 一、, (一) → （一）, 1 → 1., 第三条 → 第三条.

    >>> [label_words(label) for label in ("一", "(二)", "3", "(4)", "第五条")]
    ['一、', '（二）', '3.', '（4）', '第五条']
    """
    plain = label.strip().translate(str.maketrans("()", "（）"))
    if plain and all(letter in _CHINESE for letter in plain):
        return plain + "、"
    return plain + "." if plain.isascii() and plain.isdigit() else plain


def heading_words(label: str | None, title: str | None) -> str:
    """A chapter heading on one line: 二、主要任务, 第一章 总则.

    >>> heading_words("二", "主要任务"), heading_words("第一章", "总  则")
    ('二、主要任务', '第一章 总则')
    """
    mark, plain = (
        label_words(label or ""),
        re.sub(r"(?<=[\u4e00-\u9fff])[\s\u3000]+(?=[\u4e00-\u9fff])", "", (title or "").strip()),
    )
    return f"{mark} {plain}".strip() if mark.startswith("第") else mark + plain
