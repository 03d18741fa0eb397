"""What a quantity counts, in few words: 建设5G基站2000个 → 5G基站. Rules in ``rules/indicators.toml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.rules import load_rules

_LONGEST = 60


def find_indicator(before: str, after: str) -> str:
    """Return the words that say what is counted, from those before the number and those behind its unit.

    >>> find_indicator("力争建成", "具有影响力的云平台")
    '具有影响力的云平台'
    >>> find_indicator("数据存储总量达到", "")
    '数据存储总量'
    """
    behind = _strip(_strip(after, "after-front"), "after-back")
    ahead = _strip(_strip(before, "back"), "front")
    ahead = _strip(ahead, "back")
    if _is_noun(behind):
        # 给予每个园区最高30万元奖励: whom it is for stands before the number, what it is behind it.
        return _cut(ahead + behind) if len(ahead) >= 2 else _cut(behind)
    return _cut(ahead) or _cut(behind) or _cut(before.strip(" ，,、：:")) or _cut(after.strip(" ，,、：:。；"))


def members(words: str, count: int) -> Sequence[str]:
    """Return the ``count`` members that 省、市、县网上可办率 speaks of, or nothing when it does not fit.

    >>> members("省、市、县三级网上可办率", 3)
    ['省三级网上可办率', '市三级网上可办率', '县三级网上可办率']
    >>> members("单位增加值能耗、水耗", 2)
    ['单位增加值能耗', '单位增加值水耗']
    """
    parts = [part for part in re.split(r"[、]|和(?!谐)|及|与", words) if part]
    if count < 2 or len(parts) < count:
        return ()
    lead = words[: words.rfind(parts[-count])] if len(parts) > count else ""
    parts = parts[-count:]
    first, last = parts[0], parts[-1]
    if len(last) > len(first):
        tail = last[len(parts[-2]) :]
        return [lead + part + tail for part in parts[:-1]] + [lead + last]
    if len(last) < len(first):
        head = first[: -len(last)]
        return [lead + first] + [lead + head + part for part in parts[1:]]
    return [lead + part for part in parts]


def _strip(words: str, where: str) -> str:
    patterns = _patterns(where)
    changed = True
    while changed and words:
        changed = False
        for pattern in patterns:
            match = pattern.search(words)
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
def _patterns(where: str) -> tuple[re.Pattern[str], ...]:
    return tuple(rule.pattern for rule in load_rules("indicators") if rule.options["where"] == where)


@cache
def _predicate() -> re.Pattern[str]:
    return re.compile(r"(?:予以|用于|纳入|并|且|，|,|后|时|执行|确定|给予)")
