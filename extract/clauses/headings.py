"""The heading of a clause: how far it goes, and whether it announces tasks at all.

The heading is what stands between the number and the first 。 when that is a heading-like phrase, else the first
clause up to ， or ； (so the annotation guide). Two faults of real texts are mended: a heading that lost its 。
together with its line break (一、总体要求以习近平…), and one that is followed at once by its agency statement.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.brackets import OPENING, bracket_depths
from extract.rules import Rule, load_rules
from ontology.model import Span

# 聚焦重点，统筹兼顾。 is a heading, 规范设置公开专栏，及时发布法定主动公开内容。 a sentence: the bound parts the two
# in every annotated document.
LONGEST_PART = 10
LONGEST_BESIDE = 14  # the same beside clauses that have such headings: 坚持“四有”标准，建设高素质专业化教师队伍。
LONGEST_PLAIN = 30  # a first sentence without comma is the heading up to this length, even in running text
LONGEST_LINE = 60  # a line of its own is a heading up to this length, with or without commas
SHORTEST_WEAK = 7  # 支持困难企业 is a subject and its object more often than a heading
LONGEST_SURE = 14  # before a word that no heading holds, a verb and its object are one whatever the last noun is
SHORTEST_PARALLEL = 6  # 完善建管机制落实管护主体: no sentence puts a second predicate behind the first without a comma
LONGEST_RUN_IN = 40  # how far a heading without 。 is looked for in running text

_REMEMBERED = 1 << 12  # headings that were judged
_STOPS = "。！？：\n"


@cache
def _rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in load_rules("headings")}


@lru_cache(_REMEMBERED)
def is_no_task(title: str | None) -> bool:
    """Whether a clause under this heading states aims or principles, not tasks.

    >>> is_no_task("总体要求"), is_no_task("保障措施")
    (True, False)
    >>> is_no_task("（附则）")  # 第十一条（附则）
    True
    """
    bare = re.sub(r"[\s（(].*$", "", (title or "").lstrip("（("))
    return bool(title) and bool(_rules()["heading.no-task"].pattern.search(bare.rstrip("）)")))


@lru_cache(_REMEMBERED)
def names_scope(title: str | None) -> bool:
    """Whether a heading says for whom or what the clauses below it are.

    >>> names_scope("支持范围"), names_scope("总则")
    (True, False)
    """
    return (title or "").endswith(("范围", "对象"))


def sets_terms(text: str, start: int, end: int) -> bool:
    """Whether a clause says what the document is for, what its words mean, whom it binds or since when.

    >>> sets_terms("本办法自2023年9月8日起施行，有效期3年。", 0, 22), sets_terms("支持企业上市。", 0, 7)
    (True, False)
    """
    rule = _rules()["clause.no-task"]
    end = min(end, start + 240)
    if rule.hint is not None and not rule.hint.search(text, start, end):
        return False
    return rule.pattern.match(text[start:end]) is not None


def sets_goals(text: str, start: int) -> bool:
    """Whether an article begins with what is to be attained by all of them, and with no heading of a task.

    >>> sets_goals("到2035年，全市林业产值突破10亿元。", 0), sets_goals("加强造林。到2035年，造林3亩。", 0)
    (True, False)
    """
    return _rules()["article.goals"].pattern.match(text, start) is not None


def due_of_section(text: str, start: int, end: int) -> str | None:
    """Return the sentence that sets a deadline for all clauses of the section that it opens.

    >>> due_of_section("下列项目均须在2031年底前完成。", 0, 17)
    '下列项目均须在2031年底前完成'
    """
    rule = _rules()["section.due"]
    if rule.hint is None or not rule.hint.search(text, start, end):
        return None
    found = rule.pattern.search(text, start, end)
    return found["said"] if found else None


@lru_cache(_REMEMBERED)
def lists_duties(title: str | None) -> bool:
    """Whether the clauses below this heading are organs and their duties (工作职责)."""
    return bool(title) and bool(_rules()["heading.duties"].pattern.search(title or ""))


def first_stop(text: str, start: int, end: int) -> int:
    """Where the first sentence or line of a clause ends, ``end`` at the latest."""
    return _first(text, start, end, _STOPS)


def is_headed(text: str, start: int, end: int, first: int) -> bool:
    """Whether a clause opens with a short sentence of its own before it goes on: 加强宣传引导。各地要……

    ``first`` is where its first sentence ends (:func:`first_stop`).
    """
    return first - start <= LONGEST_PLAIN and text[first:end].strip(_STOPS + " ）)〕]") != ""


def heading_span(
    text: str, start: int, end: int, *, flowing: bool, first: int, longest: int = LONGEST_PART, lone: bool = False
) -> Span:
    """The span of the heading of a clause whose number ends at ``start`` and whose own text ends at ``end``.

    ``first`` is where its first sentence ends or, if nearer, its first agency statement begins; ``flowing`` says that
    the text has no line breaks to rely on, so that a heading may run into the body; ``longest`` how long the parts of a
    first sentence with commas may be for it to be a heading, 0 where clauses like this one have none in this document;
    ``lone`` that its fellows have headings and it seems to have none: it may run into a text with a strong opener.

    >>> t = "夯实基础设施。加强宽带建设，推动升级。"
    >>> t[slice(*heading_span(t, 0, len(t), flowing=False, first=first_stop(t, 0, len(t))))]
    '夯实基础设施'
    >>> t = "总体要求以人民为中心，贯彻新发展理念。"
    >>> t[slice(*heading_span(t, 0, len(t), flowing=True, first=first_stop(t, 0, len(t))))]
    '总体要求'
    """
    item = _rules()["heading.item"].pattern.match(text, start, end)
    start = item.end() if item else start
    framed = _rules()["heading.framed"].pattern.match(text, start, end)
    if framed:
        return Span(*framed.span("title"))
    sentence = text[start:first]
    if itemized := _rules()["heading.itemized"].pattern.match(text, start, end):
        return _trimmed(text, start, itemized.end())
    if flowing:
        known = _rules()["heading.known"].pattern.match(sentence) or _rules()["heading.counted"].pattern.match(sentence)
        if known:
            return _trimmed(text, start, start + known.end())
    comma = _first(text, start, first, "，,；;")
    if comma == first:
        if flowing and first - start > LONGEST_PLAIN and (first == end or text[first] != "\n"):
            cut = _run_in(sentence)
            if cut:
                return _trimmed(text, start, start + cut)
        return _trimmed(text, start, first)
    goes_on = text[first:end].strip(_STOPS + " ）)〕]") != ""
    # A line is a heading, one that ends like an item of a list (…；) a sentence.
    # So is all that stands before the first clause below it: 一、明确任务，促进发展1、目标。
    ends_here = first < len(text) and (text[first] == "\n" or first == end)
    alone = ends_here and len(sentence) <= LONGEST_LINE and sentence[-1:] not in "；;"
    if alone or (goes_on and longest_part(sentence) <= longest):
        return _trimmed(text, start, first)
    if flowing or lone:
        cut = _run_in(text[start:comma], strong=not flowing)
        if cut:
            return _trimmed(text, start, start + cut)
    return _trimmed(text, start, comma)


def longest_part(sentence: str) -> int:
    """How long the longest part between commas is.

    >>> longest_part("聚焦重点，统筹兼顾")
    4
    """
    return max(map(len, re.split("[，,]", sentence)))


def _run_in(sentence: str, *, strong: bool = False) -> int | None:
    """Where a heading ends that runs into its body without any punctuation; ``None`` when that cannot be told.

    With ``strong`` only openers count that cannot continue a heading.
    """
    tail = _rules()["heading.tail"].pattern
    costs = []
    begins_with_verb = _opens("weak", sentence, 0)
    shortest = SHORTEST_PARALLEL if begins_with_verb else SHORTEST_WEAK
    for cut in range(4, min(len(sentence) - 3, LONGEST_RUN_IN) + 1):
        ends = tail.search(sentence[:cut])
        if ends and _opens("strong", sentence, cut):
            costs.append((cut, cut))
        elif strong:
            continue
        elif not ends:
            if begins_with_verb and SHORTEST_PARALLEL <= cut <= LONGEST_SURE and _opens("sure", sentence, cut):
                costs.append((cut + 4, cut))
        elif cut >= SHORTEST_WEAK and _opens("subject", sentence, cut):
            costs.append((cut + 8, cut))
        elif cut >= shortest and _opens("weak", sentence, cut):
            # A weak opener may go on with the heading (…作用支持小微企业), so it must be much nearer than a strong one,
            # unless the body takes the heading's own words up again.
            costs.append((cut if sentence.startswith(sentence[:4], cut) else cut + 16, cut))
    return min(costs)[1] if costs else None


def _opens(kind: str, sentence: str, cut: int) -> bool:
    return bool(_rules()[f"heading.opener.{kind}"].pattern.match(sentence, cut))


def _first(text: str, start: int, end: int, stops: str) -> int:
    hit = _stop_or_bracket(stops).search(text, start, end)
    if hit is None:
        return end
    if hit[0] not in OPENING:
        return hit.start()
    depths = bracket_depths(text[start:end])
    for match in _stop(stops).finditer(text, hit.end(), end):
        if not depths[match.start() - start] or match[0] == "\n":
            return match.start()
    return end


@cache
def _stop(stops: str) -> re.Pattern[str]:
    return re.compile(f"[{stops}]")


@cache
def _stop_or_bracket(stops: str) -> re.Pattern[str]:
    return re.compile(f"[{stops}{re.escape(OPENING)}]")


# 一、坚持工业强市（牵头领导：…）: who of the leadership watches over a section is no part of its heading.
_WATCHED = re.compile("[（(〔\\[][^（）()：:]{0,4}领导[：:][^（）()]{1,30}[）)〕\\]]$")


def _trimmed(text: str, start: int, end: int) -> Span:
    if text[end - 1 : end] in "）)〕]" and (watched := _WATCHED.search(text[start:end])):
        end = start + watched.start()
    while start < end and text[start] in " 　\t":
        start += 1
    while end > start and text[end - 1] in " 　\t。：:；;，,、（(〔[【—-":
        end -= 1
    return Span(start, end)
