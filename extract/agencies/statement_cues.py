"""The words of an agency statement that give its names their roles: 牵头单位： in front, 等分工负责 behind.

Cues come again and again while the names between them change. What is told from the words up to a colon, or from those
behind the last 、, is therefore remembered; no cue holds a mark that parts names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.agencies.statement_rules import rules
from extract.rules import Rule

LONGEST_CUE = 40  # characters that a cue may take, 按照各自职责分工共同抓好落实 and more
LEADING = ("会同", "联合", "并")  # a cue in front without a colon begins with one of these
LONGEST_LEADING = 4  # 并联合市, with what must follow it
_COLON = re.compile("[：:]")
_NOUN_OF_CUE = re.compile("单位|部门|处室|科室|机构|主体|时限|期限|时间|进度")
_REMEMBERED = 1 << 14
_Cue = tuple[str, str, int]  # role, rule, length


def cue_before(printed: str) -> _Cue | None:
    """The cue that a stretch between commas begins with.

    >>> cue_before("牵头单位：市工信局"), cue_before("市工信局牵头")
    (('lead', 'statement.prefix.lead', 5), None)
    """
    colon = _COLON.search(printed, 0, LONGEST_CUE)
    if colon:
        return _cue_before(printed[: colon.end()])
    return _cue_before(printed[:LONGEST_LEADING]) if printed.startswith(LEADING) else None


def cues_behind(printed: str) -> tuple[_Cue, ...]:
    """The cues that a stretch between commas ends with, in the order of their rules.

    >>> cues_behind("市发改委、市财政局等分工负责")
    (('responsible', 'statement.suffix.responsible', 4),)
    """
    return _cues_behind(printed[max(printed.rfind("、") + 1, len(printed) - LONGEST_CUE) :])


def cues_inside(inside: str) -> set[int]:
    """Where 牵头单位： and the like begin in a statement, also with no comma before them."""
    found: set[int] = set()
    begin = 0
    for colon in _COLON.finditer(inside):
        begin = max(begin, colon.end() - LONGEST_CUE)
        head = inside[begin : colon.start()]
        begin += max(head.rfind("、"), head.rfind("，"), head.rfind(","), head.rfind("；"), head.rfind(";")) + 1
        found.update(begin + cue for cue in _cues_up_to(inside[begin : colon.end()]))
        begin = colon.end()
    return found


@cache
def _cues(kind: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules().values() if rule.id.startswith(f"statement.{kind}."))


@lru_cache(_REMEMBERED)
def _cues_up_to(head: str) -> tuple[int, ...]:
    """Where in the words up to a colon a cue with a noun begins that no other cue holds."""
    spans = [match.span() for rule in _cues("prefix") for match in rule.pattern.finditer(head)]
    return tuple(
        start
        for start, end in spans
        if _NOUN_OF_CUE.search(head, start, end) and not any(a < start < b for a, b in spans)
    )


@lru_cache(_REMEMBERED)
def _cue_before(head: str) -> _Cue | None:
    for rule in _cues("prefix"):
        if match := rule.pattern.match(head):
            return rule.options["role"], rule.id, match.end()
    return None


@lru_cache(_REMEMBERED)
def _cues_behind(tail: str) -> tuple[_Cue, ...]:
    found = ((rule, rule.pattern.search(tail)) for rule in _cues("suffix"))
    return tuple((rule.options["role"], rule.id, len(tail) - match.start()) for rule, match in found if match)
