"""What a quantity counts, in few words: 建设5G基站2000个 → 5G基站. Rules in ``rules/indicators.toml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.rules import load_rules

_LONGEST = 60
_BENEFICIARY = 24
_LONGEST_ALL = 13  # 均 and what stands between it and its value
_BARE_MEASURES = frozenset(
    ("比例", "占比", "比重", "数量", "规模", "面积", "总量", "总数", "率", "时间", "时限", "强度")
)


def find_indicator(before: str, after: str, *, whom: bool = False) -> str:
    """Return the words that say what is counted, from those before the number and those behind its unit; may be empty.

    With ``whom`` the words before the number count even if a verb stands between: whom a grant is for.

    >>> find_indicator("力争建成", "具有影响力的云平台")
    '具有影响力的云平台'
    >>> find_indicator("数据存储总量达到", "")
    '数据存储总量'
    """
    behind = _strip(_strip(after, "after-front"), "after-back")
    ahead = _strip(_strip(before, "back"), "front")
    ahead = _strip(ahead, "back")
    if ahead in _BARE_MEASURES:  # 开发比例不超过50%: the verb says of what
        ahead = _cut(_strip(before, "back"))
    if _is_noun(behind):
        if not whom and "每" not in before and _ends_with_verb(before):
            return _cut(behind)  # in 各领域筛选100个项目 only the projects are counted
        # 给予每个园区最高30万元奖励: whom it is for stands before the number, what it is behind it.
        return _cut(ahead + behind) if len(ahead) >= 2 else _cut(behind)
    return _cut(ahead) or _cut(behind)


def members(words: str, count: int) -> Sequence[str]:
    """Return the ``count`` members that 省、市、县网上可办率 speaks of, or nothing when it does not fit.

    >>> members("省、市、县三级网上可办率", 3)
    ['省三级网上可办率', '市三级网上可办率', '县三级网上可办率']
    >>> members("单位增加值能耗、水耗", 2)
    ['单位增加值能耗', '单位增加值水耗']
    >>> members("花生种植、收获机械化率", 2)
    ['花生种植机械化率', '花生收获机械化率']
    >>> members("年销售收入首次达到2000万元、1亿元", 2)
    ['年销售收入首次达到2000万元', '年销售收入首次达到1亿元']
    >>> members("地产草种在新建、改建绿地的应用比例", 2)
    ['地产草种在新建绿地的应用比例', '地产草种在改建绿地的应用比例']
    >>> members("认定为国家级、省级技术中心的", 2)
    ['认定为国家级技术中心', '认定为省级技术中心']
    """
    words = words.removesuffix("的")
    parts = [part for part in re.split(r"[、]|和(?!谐)|及(?!其?以[上下])|与", words) if part]
    if count < 2 or len(parts) < count:
        return ()
    lead = words[: words.rfind(parts[-count])] if len(parts) > count else ""
    parts = parts[-count:]
    first, last = parts[0], parts[-1]
    high, low = _level_at_end().search(first), _level_ahead().match(last)
    if high and low and all(_level_ahead().fullmatch(part) for part in parts[1:-1]):
        head, tail = lead + first[: high.start()], last[low.end() :]
        return [head + level + tail for level in (high[0], *parts[1:-1], low[0])]
    amount = re.search("[0-9]", first)
    if amount and all(part[0].isdigit() for part in parts[1:]):  # 年收入首次达到1亿元、5亿元
        return [lead + first, *(lead + first[: amount.start()] + part for part in parts[1:])]
    if _measure_word().search(first) and len(last) > 3:
        return [lead + part for part in parts]  # 游客接待量、旅游总收入: each is complete
    if len(last) < len(first):
        head = first[: -len(last)]
        return [lead + first] + [lead + head + part for part in parts[1:]]
    shared = _measure_word().search(last) if len(first) > 2 else None
    place = re.search("(?<=在).{1,4}$", first)
    tail = last[len(place[0]) :] if place else shared[0] if shared else last[len(parts[-2]) :]
    ahead = place.start() if place else len(first) - (len(last) - len(tail))
    if shared and ahead >= 2:  # 花生种植、收获机械化率: of what both are is said once
        return [
            lead + first + tail,
            *(lead + first[:ahead] + part + tail for part in parts[1:-1]),
            lead + first[:ahead] + last,
        ]
    return [lead + part + tail for part in parts[:-1]] + [lead + last]


def of_each(before: str, after: str) -> Sequence[str]:
    """Return what each of those has to attain that stand before a value, if it says so of all; nothing elsewhere.

    >>> of_each("化肥、农药利用率均达到", ""), of_each("云河、青山各建成", "个内河港")
    (['化肥利用率', '农药利用率'], ['云河内河港', '青山内河港'])
    """
    if said := _of_all().search(before, max(0, len(before) - _LONGEST_ALL)):
        listed = find_indicator(re.split("[，；。：]", before[: said.start() + 1])[-1], "")
        return members(listed, listed.count("、") + 1) if "、" in listed else ()
    listed, each, done = before.rpartition("各")
    listed = find_indicator(re.split("[，；。：]", listed)[-1], "")
    if each and "、" in listed and _by_each().fullmatch(done):
        counted = find_indicator(done, after.lstrip("个座家所条处项")) if done else ""
        names = listed.split("、")
        return [f"{name}{counted}" for name in names] if all(_may_be_one(name) for name in names) else ()
    return ()


def _may_be_one(name: str) -> bool:
    return len(name) > 1 and not re.search("[0-9]", name)  # 16个州、市各建设: not told by name


def beneficiary(condition: str) -> str:
    """Return whom a grant is for, from the clause that says so.

    >>> beneficiary("对新获批工程中心、技术中心等创新平台的企业")
    '创新平台的企业'
    >>> beneficiary("对年能耗5000吨以上的企业实施改造，并实现年节能量1000吨标准煤以上、或减少排放2500吨以上的")
    '减少排放2500吨以上'
    """
    words = re.sub(r"^(?:对于?|凡|经|对新?获|获得?)", "", condition.strip(" ，,：:"))
    head, _, tail = words.rpartition("等")
    words = tail if head and len(tail) >= 4 else words
    words = re.sub(r"的$", "", words)
    if len(words) <= _BENEFICIARY:
        return words
    last = words[-_BENEFICIARY:]
    _, mark, tail = last.partition("、")
    return re.sub("^[或且和及]", "", tail) if mark and len(tail) >= 4 else last


def _strip(words: str, where: str) -> str:
    rules = _rules(where)
    changed = True
    while changed and words:
        changed = False
        for pattern, last in rules:
            match = pattern.search(words, max(0, len(words) - last) if last else 0)
            if match and match[0]:
                words, changed = words[: match.start()] + words[match.end() :], True
    return words


def _is_noun(words: str) -> bool:
    return len(words) >= 2 and not _predicate().match(words)


def _cut(words: str) -> str:
    words = words.strip(" \t　，,；;。：:、—")
    if len(words) <= _LONGEST:
        return words
    return words[-_LONGEST:]


@cache
def _rules(where: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """The patterns for that place, and in how many last characters alone each may find (0: anywhere)."""
    rules = (rule for rule in load_rules("indicators") if rule.options["where"] == where)
    return tuple((rule.pattern, rule.options.get("last", 0)) for rule in rules)


def _ends_with_verb(words: str) -> bool:
    ((pattern, last),) = _rules("verb-last")
    return pattern.search(words, max(0, len(words) - last)) is not None


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(r"(?:予以|用于|纳入|并|且|，|,|后|时|执行|确定|给予)")


@cache
def _level_at_end() -> re.Pattern[str]:
    return re.compile("(?:国家|部|省|自治区|市|地市|县|区)级$")


@cache
def _level_ahead() -> re.Pattern[str]:
    return re.compile("(?:国家|部|省|自治区|市|地市|县|区)级")


@cache
def _of_all() -> re.Pattern[str]:
    """甲率、乙率均达到: said of each. 年均 and 户均 are averages, and 甲和乙均 may be of both together."""
    return re.compile("[^，；。：年月日平户人亩]均(?![价值线衡等匀量])(?:要|应|须|可|已)?[^，；。：、]{0,8}$")


@cache
def _by_each() -> re.Pattern[str]:
    """What stands behind 各 in 甲、乙各建成: what is done, or nothing."""
    done = "建|新|改|打造|培育|创|完成|形成|引进|设立|开通|举办|认定|配备|实施|增|开工|组织|推出|遴选"
    bound = "不少于|不低于|至少|达到"
    return re.compile(f"(?:(?:自|再)?(?:{done}|{bound})[^，；。：]*)?")


@cache
def _measure_word() -> re.Pattern[str]:
    """Words that end an indicator."""
    return re.compile(
        "(?:[一-鿿]{0,2}化率|[一-鿿]{2}率|占比|比例|比重|增加值|收入|产值|规模|[一-鿿]量|[一-鿿]数|[一-鿿]额|能力|水平|面积|里程)$"
    )
