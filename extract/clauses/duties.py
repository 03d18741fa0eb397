"""Documents that list duties by organ: under 工作职责, a heading that names a body makes it answer for what follows.

（一）市工信局 1.… 2.… makes 市工信局 responsible for each item; so does （一）市工信局：负责…… for itself, and a line
市工信局：负责…… in a clause without items.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from extract.agencies.mentions import Mention, find_mentions, listed_prefix
from extract.agencies.names import is_name
from extract.agencies.statements import Named, is_tail_name
from extract.clauses.clause_tree import Clause
from extract.clauses.headings import lists_duties
from extract.rules import Rule, load_rules
from ontology.model import Role, Span


@cache
def _rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in load_rules("headings")}


def find_organs(text: str, clauses: Sequence[Clause]) -> dict[str, tuple[Named, ...]]:
    """The bodies that the headings of clauses name as the ones who have duties, by the clause's id.

    A heading counts under 工作职责 and the like, or where all headings beside it are names that show their level.

    >>> from extract.clauses.clause_tree import parse_clauses
    >>> text = "一、工作职责\\n（一）市工信局\\n1.编制规划。\\n（二）市财政局\\n1.安排资金。"
    >>> found = find_organs(text, parse_clauses(text, 0, len(text), []))
    >>> [(clause, name.mention.surface) for clause, names in found.items() for name in names]
    [('c2', '市工信局'), ('c4', '市财政局')]
    """
    by_id = {clause.id: clause for clause in clauses}
    siblings: dict[str | None, list[Clause]] = {}
    for clause in clauses:
        siblings.setdefault(clause.parent, []).append(clause)
    organs = {clause.id: names for group in siblings.values() for clause, names in _listed_organs(text, group)}
    for clause in clauses:
        if _under_duties(clause, by_id):
            organs.pop(clause.id, None)
            if names := _heading_names(text, clause) or _opening_names(text, clause):
                organs[clause.id] = names
        if lists_duties(clause.title) and not clause.children and (names := _line_names(text, clause)):
            organs[clause.id] = names
    return organs


def duty_holders(
    clauses: Sequence[Clause], chosen: Sequence[Clause], organs: Mapping[str, tuple[Named, ...]]
) -> dict[Span, tuple[Named, ...]]:
    """The bodies that answer for chosen clauses by their own heading or the nearest one above, by the clause's span."""
    by_id = {clause.id: clause for clause in clauses}
    holders: dict[Span, tuple[Named, ...]] = {}
    for clause in chosen:
        above: Clause | None = clause
        while above is not None and above.id not in organs:
            above = by_id[above.parent] if above.parent else None
        if above is not None:
            holders[clause.span] = organs[above.id]
    return holders


def _listed_organs(text: str, siblings: Sequence[Clause]) -> list[tuple[Clause, tuple[Named, ...]]]:
    """The names in the headings of all ``siblings``; nothing where one has none, as the first of most groups."""
    listed: list[tuple[Clause, tuple[Named, ...]]] = []
    for clause in siblings if len(siblings) > 1 else ():
        names = _heading_names(text, clause)
        if not _show_level(names):
            return []
        listed.append((clause, names))
    return listed


def _under_duties(clause: Clause, by_id: Mapping[str, Clause]) -> bool:
    parent = by_id[clause.parent] if clause.parent else None
    return parent is not None and (lists_duties(parent.title) or _under_duties(parent, by_id))


def _heading_names(text: str, clause: Clause) -> tuple[Named, ...]:
    match = _rules()["heading.organ"].pattern.fullmatch(text, *clause.title_span)
    if not match or not is_tail_name(match["names"]):
        return ()
    return _named(text, Span(*match.span("names")), "responsible")


def _opening_names(text: str, clause: Clause) -> tuple[Named, ...]:
    match = _rules()["heading.organ-sentence"].pattern.match(text, clause.title_span.start, clause.own.end)
    if not match:
        return ()
    return _named(text, Span(*match.span("names")), "lead" if "牵头" in (match["cue"] or "") else "responsible")


def _line_names(text: str, clause: Clause) -> tuple[Named, ...]:
    found: list[Named] = []
    for rule in ("heading.organ-line", "heading.organ-clause"):
        for match in _rules()[rule].pattern.finditer(text, clause.title_span.end, clause.own.end):
            leads = rule == "heading.organ-clause" and "牵头" in match["cue"]
            found += _named(text, Span(*match.span("names")), "lead" if leads else "responsible")
    return tuple(found)


def _named(text: str, span: Span, role: Role) -> tuple[Named, ...]:
    cut = text.find("会同", *span)  # 商务局会同外事办负责: both do
    parts = (span,) if cut < 0 else (Span(span.start, cut), Span(cut + len("会同"), span.end))
    mentions = [mention for part in parts for mention in find_mentions(text, part)]
    if not mentions or not all(is_name(mention.surface) for mention in mentions):
        return ()
    return tuple(Named(mention, role, "duties.heading", 0) for mention in mentions)


def _show_level(names: Sequence[Named]) -> bool:
    return bool(names) and all(_level_or_group(name.mention) for name in names)


def _level_or_group(mention: Mention) -> bool:
    return bool(listed_prefix([mention])) or mention.surface.startswith(("各", "国家"))
