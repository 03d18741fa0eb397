"""What a document says about its agency statements as a whole: ordering rules and blanket clauses.

排第一的为牵头部门 makes the first name of a statement its leader; 以下均需各县区政府负责，不再列出 adds names to many measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.mentions import Mention, find_mentions, is_name
from extract.rules import Rule, load_rules
from ontology.model import Span


@dataclass(frozen=True, slots=True)
class OrderRule:
    """排第一的为牵头部门: who leads (the ``first`` name, or all before the ``comma``), and whether it has an exception."""

    span: Span
    by: str
    spares_shared: bool


@dataclass(frozen=True, slots=True)
class Blanket:
    """以下均需……负责，不再列出: the names it adds to every later measure."""

    span: Span
    mentions: tuple[Mention, ...]


@cache
def rules() -> dict[str, Rule]:
    """The rules of ``rules/responsibilities.toml`` by id."""
    return {rule.id: rule for rule in load_rules("responsibilities")}


def find_order_rules(text: str) -> list[OrderRule]:
    """Ordering rules in text order.

    >>> [(r.by, r.spares_shared) for r in find_order_rules("除有说明按职责分工负责外，排第一的为牵头部门，下同")]
    [('first', True)]
    """
    found = []
    for by in ("first", "comma"):
        for match in rules()[f"order.{by}"].pattern.finditer(text) if "牵头" in text else ():
            spares = bool(match["except"] or match["late"])
            found.append(OrderRule(Span(*match.span()), by, spares))
    return sorted(found, key=lambda rule: rule.span)


def find_blankets(text: str) -> list[Blanket]:
    """Blanket clauses in text order, each with the names it adds.

    >>> [m.surface for b in find_blankets("以下均需各县区政府、开发区管委会负责，不再列出") for m in b.mentions]
    ['各县区政府', '开发区管委会']
    """
    found = []
    for match in rules()["blanket"].pattern.finditer(text) if "不再" in text else ():
        mentions = [m for m in find_mentions(text, Span(*match.span("names"))) if is_name(m.surface)]
        if mentions:
            found.append(Blanket(Span(*match.span()), tuple(mentions)))
    return found
