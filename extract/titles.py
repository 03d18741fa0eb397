"""Titles of documents: what they look like, the 文种 they end with, and lines that together are one title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.rules import alternatives, load_lexicon, load_rules

MAX_TITLE = 200
_BRACKETED = r"(?:\s*[（(][^（）()]{1,24}[)）]){0,2}"
_BAD = re.compile(
    r"[。；;！!？?]|^(?:附件|附表|抄送|主送|[（(]?[一二三四五六七八九十0-9]+[)）、.．]|第[一二三四五六七八九十百]+[章条节])|[:：]$"
)


def is_title(text: str) -> bool:
    """Tell whether ``text`` could be a whole title: no sentence, no clause, a 文种 at its end.

    >>> is_title("云河市人民政府关于植树的意见"), is_title("云河市植树规划（2031—2035年）"), is_title("（一）实施意见")
    (True, True, False)
    """
    text = text.strip()
    return 5 <= len(text) <= MAX_TITLE and not _BAD.search(_unquoted(text)) and bool(_ending().search(text))


def ends_title(text: str) -> bool:
    """Tell whether ``text`` is nothing but a 文种, as the last line of a wrapped title may be: 若干措施."""
    match = _ending().search(text.strip())
    return match is not None and match.start() == 0


def document_type(title: str) -> str | None:
    """Return the 文种 that ``title`` ends with, the longest customary word; ``None`` if it ends with none.

    >>> document_type("关于植树的若干政策措施"), document_type("云河市植树行动方案（试行）")
    ('政策措施', '行动方案')
    """
    match = _ending().search(title.strip())
    if match is None:
        return None
    lexicon = load_lexicon("doctypes")
    word = match["type"]
    return str(lexicon["shortened"].get(word, word))


def self_named_type(text: str) -> str | None:
    """Return what a document without a title calls itself: 制定本行动计划, 现提出如下实施意见, 有关事项通知如下.

    >>> self_named_type("结合我市实际，制定本行动计划。"), self_named_type("现就有关事项通知如下：")
    ('行动计划', '通知')
    """
    for rule in load_rules("header"):
        if rule.options["field"] == "type":
            for match in rule.pattern.finditer(text):
                word = match["type"]
                if word in _words():
                    return str(load_lexicon("doctypes")["shortened"].get(word, word))
    return None


def join_title(parts: Sequence[str]) -> str:
    """Return the lines of a wrapped title as one; a blank stays between the names of two issuers.

    >>> join_title(["云河市人民政府关于", "植树的意见"]), join_title(["云河市林业局", "云河市财政局", "关于植树的通知"])
    ('云河市人民政府关于植树的意见', '云河市林业局 云河市财政局关于植树的通知')
    """
    title = ""
    for part in parts:
        between = " " if title and _ORGAN_END.search(title) and not part.startswith(("关于", "印发", "转发")) else ""
        title += between + part
    return title


_ORGAN_END = re.compile(r"(?:政府|办公[厅室]|委员会|[局厅部委署])$")


def _unquoted(text: str) -> str:
    """Return ``text`` without what stands in 《》: a cited title may hold anything."""
    return re.sub(r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)*》", "", text)


@cache
def _words() -> frozenset[str]:
    lexicon = load_lexicon("doctypes")
    return frozenset(lexicon["words"])


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?<![一二三四五六七八九十])(?P<type>{alternatives(sorted(_words()))})(?:》)?{_BRACKETED}$")


@cache
def type_pattern() -> str:
    """Return the 文种 as an alternation, the longest first."""
    return alternatives(sorted(_words()))
