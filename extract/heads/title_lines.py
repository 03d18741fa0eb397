"""The title of a document as it stands on its lines, wrapped or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.heads.issuers import organs_before
from extract.heads.strip_kinds import StripKind
from extract.heads.strips import Strip
from extract.titles import document_type, ends_title, is_title, join_title
from ontology.docnumber import find_numbers
from ontology.model import Span

TITLE_LINES = 6
"""The longest title seen stood on four lines."""
_MAX_LINE_OF_TITLE = 80
_SPREAD = 4  # characters of a word that fills a line
_ISSUING = ("印发", "转发", "公布", "批转")  # the bodies stand on the lines above
_ISSUED_AHEAD = re.compile("(?:印发|转发|批转|公布|发布|下发|修订|修改)$")
_ISSUED_BEHIND = re.compile("的(?:通知|决定|公告|通告|函)|[和与及、]|$")
_APPROVED = re.compile("已经?[^。]{0,40}(?:同意|通过|批准)[，,]?现?予?以?(?:印发|公布|下发)")
_LONG_NAME = 10  # characters of a name that tells without 《》
_BETWEEN = ("number", "meta", "remark", "promulgation", "date")  # the title of a notice and that of what it issues
# Of a list of documents: 2031年6月27日 …的意见, 2031-06-27 …
_DATED = re.compile(r"[0-9]{4}(?:年[0-9]{1,2}月(?:[0-9]{1,2}日)?|-[0-9]{1,2}-[0-9]{1,2})\s+(?=\S)")
_ISSUES = re.compile(r"(?:关于)?(?:印发|转发|发布|公布|下发)《?(?P<title>[^《》]{4,})》?的通知$")
_IN_FORCE = re.compile(r"【(?:(?:现行)?有效|已?(?:失效|废止))】\s*(?=\S{6})")  # what a page says of the document
# 关于印发《甲》 above 《乙》 and 《丙》的通知
_LISTED = re.compile(r"[、和及与]?《[^》]+》[、和及与]?")
_LAST_LISTED = re.compile(r"[、和及与]?《[^》]+》(?:等[^《》]{0,8})?的(?:通知|公告|决定|通告)$")
_FIRST_LISTED = re.compile(r"关于(?:印发|转发|发布|公布|下发|废止|修改)\s*《[^》]+》[、和及与]?$")
# 关于印发2031年省《政府工作报告》 above 重点任务分工的通知
_OPEN = re.compile(r"关于(?:印发|转发|发布|公布|下发)[^《》]*《[^《》]+》(?!.*的(?:通知|公告|决定|通告)).*")
_OPENS_TEXT = re.compile("为(?:了|深入|认真|全面|切实|进一步|加快|贯彻|落实|推[进动]|规范|加强|促进)")
_NUMBERED = re.compile(r"\s*[（(][^（）()]{4,24}号[)）]$")  # …的实施意见（云政发〔2031〕7号）


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the strips it is printed on; ``span`` covers them all."""

    text: str
    span: Span


def find_head_title(
    strips: Sequence[Strip], kinds: Sequence[StripKind], head_end: int, page_title: str | None
) -> tuple[Title, int] | None:
    """Return the title nearest before ``head_end`` and the strip behind it.

    A line without a 文种 is one if its number stands behind it: 2031年重点工作任务（云政发〔2031〕2号）.
    """
    for last in range(head_end - 1, -1, -1):
        if kinds[last] not in ("text", "organs", "meta"):
            continue
        torn = _is_torn(strips, kinds, last)
        if _OPENS_TEXT.match(strips[last].text) or (not torn and not is_title(strips[last].text)):
            continue
        if kinds[last] == "meta" and page_title != strips[last].text:
            continue
        first = _title_start(strips, kinds, last, page_title)
        return title_on(strips, min(first, last - torn), last), last + 1
    for last in range(head_end):
        if kinds[last] == "text" and _own_number(strips[last].text):
            return title_on(strips, last, last), last + 1
    return None


def _own_number(line: str) -> re.Match[str] | None:
    """Return the number in brackets at the end of a line that is a title with it."""
    behind = _NUMBERED.search(line)
    return behind if behind and find_numbers(behind[0]) else None


def find_issued_title(
    strips: Sequence[Strip], kinds: Sequence[StripKind], head_end: int
) -> tuple[Title, Title, int] | None:
    """Return the titles of a notice and of the policy printed right below it, and the strip behind them.

    The notice says nothing but its title, and what it issues may be wrapped: 印发《云河市植树行动方案》的通知, then
    云河市, 植树行动方案.
    """
    for first in range(1, head_end):
        above = first - 1
        while above > 0 and kinds[above] in _BETWEEN:
            above -= 1
        if not is_title(strips[above].text):
            continue
        notice = title_on(strips, _title_start(strips, kinds, above, None), above)
        for last in range(first, min(first + TITLE_LINES, head_end)):
            policy = title_on(strips, first, last)
            if issues_title(notice.text, policy.text) and is_title(policy.text):
                return notice, policy, last + 1
    return None


def _is_torn(strips: Sequence[Strip], kinds: Sequence[StripKind], last: int) -> bool:
    """Tell whether a line holds the 文种 alone and the line above it what it is about."""
    return (
        last > 0
        and ends_title("".join(strips[last].text.split()))  # 通 知
        and _continues(strips[last - 1], kinds[last - 1])
        and is_title(_joined(strips, last - 1, last))
    )


def _title_start(strips: Sequence[Strip], kinds: Sequence[StripKind], last: int, page_title: str | None) -> int:
    """Return the first strip of the title that ends on ``last``: the lines above that it would be torn from."""
    if page_title and same_title(strips[last].text, page_title):
        return last
    first = _list_start(strips, last)
    while first > 0 and last - first < TITLE_LINES and kinds[first - 1] == "text":
        torn = _joined(strips, first, last)
        if torn.count("》") <= torn.count("《"):
            break
        first -= 1  # …实施方案》的通知, and its 《 on a line above
    for above in range(first - 1, max(last - TITLE_LINES, -1), -1):
        if _is_complete(_joined(strips, first, last)) or not _continues(strips[above], kinds[above]):
            break
        upper = _joined(strips, above, last)
        if _is_complete(upper) or upper.startswith(_ISSUING):
            first = above
            break
    if first > 0 and strips[first - 1].text in _ISSUING:  # 转发 on a line of its own
        first -= 1
    while first > 0 and kinds[first - 1] == "organs" and last - first < TITLE_LINES:
        current = _joined(strips, first, last)
        if not current.startswith(("关于", *_ISSUING)) and kinds[first] != "organs":
            break
        if page_title and same_title(current, page_title):
            break
        first -= 1
    return first


def _list_start(strips: Sequence[Strip], last: int) -> int:
    """Return the strip on which a title that names several documents, one below the other, begins to name them."""
    if _LAST_LISTED.match(strips[last].text):
        above = last - 1
        while above > 0 and _LISTED.fullmatch(strips[above].text):
            above -= 1
        if above >= 0 and _FIRST_LISTED.search(strips[above].text):
            return above
    return last


def _continues(strip: Strip, kind: StripKind) -> bool:
    """Tell whether a line may be the upper part of a wrapped title."""
    return (
        kind == "text"
        and len(strip.text) <= _MAX_LINE_OF_TITLE
        and (not is_title(strip.text) or bool(_OPEN.fullmatch(strip.text)))
        and not re.search(r"[。；：:，]$|^[\[【]", strip.text)
    )


def _joined(strips: Sequence[Strip], first: int, last: int) -> str:
    return join_title([_closed_up(strip.text) for strip in strips[first : last + 1]])


def _closed_up(line: str) -> str:
    """The line of a title, without the blanks that spread its last word: 通　知."""
    bare = "".join(line.split())
    return bare if len(bare) <= _SPREAD else line


def _is_complete(title: str) -> bool:
    """Tell whether a title needs no line above it: it has its issuer or its 关于."""
    return bool(title.startswith("关于") or organs_before(title))


def title_on(strips: Sequence[Strip], first: int, last: int) -> Title:
    """Return the title that stands on the strips ``first`` to ``last``."""
    text, span = _joined(strips, first, last), Span(strips[first].start, strips[last].end)
    for ahead_of_title in (_IN_FORCE, _DATED):
        if match := ahead_of_title.match(text):
            text, span = text[match.end() :], Span(span.start + match.end(), span.end)
    ahead = next(iter(find_numbers(text)), None)  # 云政发〔2031〕7号关于…的意见
    if ahead and ahead[0].start == 0 and text[ahead[0].end :].strip():
        cut = len(text) - len(text[ahead[0].end :].lstrip())
        text, span = text[cut:], Span(span.start + cut, span.end)
    if text.startswith("《") and text.find("》") == len(text) - 1:  # all of it stands in them
        text, span = text[1:-1], Span(span.start + 1, span.end - 1)
    if behind := _own_number(text):
        text, span = text[: behind.start()], Span(span.start, span.end - len(behind[0]))
    return Title(text, span)


def issued_in(notice: Title) -> Title | None:
    """Return the title of what a notice issues, from its own: 关于印发《云河市植树方案》的通知."""
    match = _ISSUES.search(notice.text)
    if (
        match is None
        or document_type(match["title"]) is None
        or len(notice.text) != notice.span.end - notice.span.start
    ):
        return None
    start, end = (notice.span.start + place for place in match.span("title"))
    return Title(match["title"], Span(start, end))


def same_title(one: str, other: str) -> bool:
    """Tell whether two titles differ in marks and blanks only."""
    return folded(one) == folded(other)


def issues_title(notice: str, policy: str) -> bool:
    """Tell whether the title ``notice`` says that it issues the document titled ``policy``.

    >>> issues_title("云河市人民政府关于印发云河市植树方案的通知", "《云河市植树方案》")
    True
    >>> issues_title("云河市人民政府关于印发云河市植树方案的通知", "云河市植树")
    False
    """
    said, name = folded(notice), folded(policy)
    at = said.find(name)
    while at >= 0:
        if _ISSUED_AHEAD.search(said, 0, at) and _ISSUED_BEHIND.match(said, at + len(name)):
            return True
        at = said.find(name, at + 1)
    return False


def says_issued(notice: str, policy: str) -> bool:
    """Tell whether the text ``notice`` says, without 《》 around it, that the document titled ``policy`` is issued.

    >>> says_issued("2031年云河市植树工作责任分工已经市政府同意，现印发给你们。", "2031年云河市植树工作责任分工")
    True
    """
    said, name = folded(notice), folded(policy)
    at = said.find(name)
    return len(name) >= _LONG_NAME and at >= 0 and _APPROVED.match(said, at + len(name)) is not None


def folded(title: str) -> str:
    """Return a title without the marks and blanks in which its prints differ.

    >>> folded("云河市“植树”方案（2031—2035年）")
    '云河市植树方案20312035年'
    """
    return re.sub(r"[\s《》〈〉“”\"'（）()\-—–]", "", title)
