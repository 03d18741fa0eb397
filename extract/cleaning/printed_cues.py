"""Cues of agency statements whose colon is not printed: 【牵头单位】甲, and 牵头部门　甲　　责任部门　乙."""

from __future__ import annotations

import re

from extract.agencies.statement_rules import rules


def with_colons(text: str) -> str:
    """Return ``text`` with the colon that such a cue lacks, as long as before so that every offset stays.

    >>> with_colons("【牵头单位】市林业局"), with_colons("牵头部门　市林业局　　责任部门　市财政局")
    (' 牵头单位：市林业局', '牵头部门：市林业局　　责任部门：市财政局')
    """
    for rule_id, with_colon in (("statement.framed", _unframed), ("statement.spaced.line", _spaced)):
        rule = rules()[rule_id]
        if rule.hint is not None and rule.hint.search(text):
            text = rule.pattern.sub(with_colon, text)
    return text


def _unframed(framed: re.Match[str]) -> str:
    return f" {framed['cue']}{' ' if framed['colon'] else '：'}{framed['colon'] or ''}"


def _spaced(line: re.Match[str]) -> str:
    return rules()["statement.spaced"].pattern.sub(r"\g<cue>：", line[0])
