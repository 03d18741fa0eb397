"""What a document says about its agency statements as a whole: ordering rules and blanket clauses.

排第一的为牵头部门 makes the first name of a statement its leader; 以下均需各县区政府负责，不再列出 adds names to many
measures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.agencies.mentions import Mention, find_mentions
from extract.agencies.name_lists import MARKS
from extract.agencies.names import is_name
from extract.numerals import parse_numeral
from extract.overlap import settle
from extract.rules import Rule, load_rules
from ontology.model import Role, Span

# What every ordering rule says; the rules themselves are slow on text that does not.
_HINT = re.compile(
    f"(?:第一|第1|首|最前|前列|逗号|分号|“[，；]”|[{MARKS}]|[无未][^，。\\n]{{0,4}}牵头)[^。\\n]{{0,24}}?(?:牵头|主办|主责|负总责)"
)
_NUMERALS = "0-9一二三四五六七八九十"
_ITEMS = re.compile(f"第(?P<numbers>[（）()、，和及至到—–~第{_NUMERALS}-]+)[项条款]")
REACH = 80  # characters that a rule may begin before and go on behind that


Reach = Literal["later", "earlier", "onward", "all"]


@dataclass(frozen=True, slots=True)
class OrderRule:
    """排第一的为牵头部门: who leads, and if the rule has an exception.

    ``by`` is ``first``, ``comma`` (all before it), ``mark`` (all that have the ``mark``) or ``all``; ``spared`` are the
    numbers of the items that it leaves out (除第7、8项外).
    """

    span: Span
    by: str
    spares_shared: bool
    mark: str | None = None
    spared: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Blanket:
    """以下均需……负责，不再列出: the names it adds, in which role, and to which measures.

    ``later`` and ``earlier`` are seen from where it stands (以下, 以上); ``onward`` is the measure that it stands in,
    too (具体任务均涉及…，下同), and ``all`` is 各项任务 in a closing note.
    """

    span: Span
    mentions: tuple[Mention, ...]
    role: Role = "responsible"
    reach: Reach = "later"


@cache
def rules() -> dict[str, Rule]:
    """The rules of ``rules/responsibilities.toml`` by id."""
    return {rule.id: rule for rule in load_rules("responsibilities")}


def find_order_rules(text: str) -> list[OrderRule]:
    """Ordering rules in text order.

    >>> [(r.by, r.spares_shared) for r in find_order_rules("除有说明按职责分工负责外，排第一的为牵头部门，下同")]
    [('first', True)]
    >>> (rule,) = find_order_rules("除第7、9至11项按职责分工负责外，排在第一位的为牵头单位")
    >>> sorted(rule.spared)
    [7, 9, 10, 11]
    """
    claims = []
    for hint in _HINT.finditer(text):
        start, end = hint.start() - REACH, hint.end() + REACH
        start, end = max(text.rfind("\n", 0, hint.start()) + 1, start), min(end, len(text))
        for order, by in enumerate(("first", "comma", "mark", "all")):
            for match in rules()[f"order.{by}"].pattern.finditer(text, start, end):
                groups = match.groupdict()
                spared = _items(groups.get("except") or groups.get("late") or "")
                shared = not spared and any(groups.get(name) for name in ("except", "late"))
                found = OrderRule(Span(*match.span()), by, shared, groups.get("mark"), spared)
                claims.append((*match.span(), order, found))
    return settle(claims, lambda rule: rule)


def _items(exception: str) -> frozenset[int]:
    """The numbers of the items that an exception names: 第7、9至11项."""
    named = _ITEMS.search(exception)
    numbers: set[int] = set()
    for part in re.split("[、，和及]", named["numbers"]) if named else ():
        ends = [parse_numeral(end) for end in re.findall(f"[{_NUMERALS}]+", part)]
        if ends and ends[0] is not None and ends[-1] is not None:
            numbers.update(range(int(ends[0]), int(ends[-1]) + 1))
    return frozenset(numbers)


def find_blankets(text: str) -> list[Blanket]:
    """Blanket clauses in text order, each with the names it adds.

    >>> [m.surface for b in find_blankets("以下均需各县区政府、开发区管委会负责，不再列出") for m in b.mentions]
    ['各县区政府', '开发区管委会']
    """
    if "不再" not in text:
        return []
    claims = (
        (*match.span(), order, match)
        for order, name in enumerate(("blanket", "blanket.names-first"))
        for match in rules()[name].pattern.finditer(text)
    )
    return settle(claims, lambda match: _blanket(text, match))


def _blanket(text: str, match: re.Match[str]) -> Blanket | None:
    mentions = [m for m in find_mentions(text, Span(*match.span("names"))) if is_name(m.surface)]
    if not mentions:
        return None
    role: Role = "participant" if (match["as"] or match["verb"]) in ("配合", "参与") else "responsible"
    return Blanket(Span(*match.span()), tuple(mentions), role, _REACHES.get(match["scope"] or "", "later"))


_REACHES: dict[str, Reach] = {
    "以上": "earlier",
    "上述": "earlier",
    "各项": "all",
    "所有": "all",
    "全部": "all",
    "具体": "onward",
}
