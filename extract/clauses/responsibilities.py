"""Who leads, joins or answers for each measure, by what is printed and by the document's own rules.

An ordering rule (排第一的为牵头部门) holds from where it is stated; it makes the first name of every later statement
that does not part roles itself the leader, unless the rule prints an exception (除有说明按职责分工负责外) and the
statement falls under it. A blanket clause (以下均需各县区政府负责，不再列出) adds its names to every later measure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from extract.agencies.mentions import find_mentions
from extract.agencies.names import is_name
from extract.agencies.statement_rules import Blanket, OrderRule, rules
from extract.agencies.statements import Named, Statement, parse_statement
from extract.clauses.measures import Owners
from extract.numerals import parse_numeral
from ontology.model import Measure, Responsibility, Role, Span

_MOSTLY, _CUES = 0.8, 12  # how much of a sentence names are that only says who, and how long its cues are
_LEADING = re.compile("牵头|主责|主办")
# What may stand behind the body that leads, without a level word: 云河港集团, 开发区管委会.
_OTHERS_BESIDE = re.compile("(?:成员单位|政府|管委会|集团|公司|海关|海事局|边检站|分局|供电局|务段|[分支]行)$")
# A body with a level word (县财政局, 团县委), or a ministry.
_PUBLIC = re.compile(r"[市省县区州](?![级直属内外])|团[市省县区州]委|国家|国务院|自治区|中国.{2,16}公司$|.{2,10}部$")
_KINDS_OF_BODIES = (
    "机构",
    "企业",
    "部门",
    "单位",
)  # of which prose says what they are to do
_STRENGTH: dict[Role, int] = {"lead": 2, "responsible": 1, "participant": 0}


def assign(
    text: str,
    measures: Sequence[Measure],
    statements: Sequence[Statement],
    orders: Sequence[OrderRule],
    blankets: Sequence[Blanket],
    duties: Mapping[Span, Sequence[Named]] = MappingProxyType({}),
) -> list[Responsibility]:
    """One row per measure and body, in text order of the measures.

    ``duties`` are the bodies whose duties a measure lists, by the measure's span (:mod:`extract.clauses.duties`).
    """
    last = max((s.span.end for s in statements), default=0)
    owned: dict[str, list[Statement]] = {measure.id: [] for measure in measures}
    owners = Owners(measures)
    for statement in statements:
        measure_id = owners.of(statement)
        if measure_id is not None:
            owned[measure_id].append(statement)
    rows: list[Responsibility] = []
    for measure in measures:
        own = owned[measure.id]
        found: list[Responsibility] = []
        for statement in own:
            found += _stated(text, measure, statement, _order_for(text, measure, statement, orders, last))
        holders = duties.get(measure.span, ())
        found += _as_printed(measure, holders)
        if not own and not holders:
            found += _prose(text, measure)
        if blankets:
            found += _defaults(measure, blankets)
        rows += _each_once(found)
    return rows


def _order_for(
    text: str, measure: Measure, statement: Statement, orders: Sequence[OrderRule], last: int
) -> OrderRule | None:
    """The rule in force for a statement: the last one stated up to its end, or one that closes the document.

    A note (注：排第一的为牵头单位) closes what stands before it, also where a table follows.
    """
    stated = [rule for rule in orders if rule.span.start < statement.span.end]
    closing = (rule for rule in orders if rule.span.start >= last or _is_note(text, rule))
    rule = stated[-1] if stated else next(closing, None)
    if rule is None or (rule.spares_shared and statement.shared and not _inside(rule.span, statement.span)):
        return None
    if rule.spared and parse_numeral(measure.label.strip("()第项条")) in rule.spared:
        return None
    return None if any(name.role != "responsible" for name in statement.named) else rule


def _is_note(text: str, rule: OrderRule) -> bool:
    line = text.rfind("\n", 0, rule.span.start) + 1
    return bool(re.match(r"[ 　（(]*(?:备?注|说明)[：:\d]", text[line : rule.span.start]))


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _stated(text: str, measure: Measure, statement: Statement, order: OrderRule | None) -> list[Responsibility]:
    if order is None or (order.by == "mark" and not any(_is_marked(text, name, order) for name in statement.named)):
        return _as_printed(measure, statement.named)
    return [
        Responsibility(
            measure=measure.id,
            surface=name.mention.surface,
            role=_by_order(text, name, i, statement, order),
            basis="ordering_rule",
            span=name.mention.span,
            rule=f"order.{order.by}",
            rule_span=order.span,
        )
        for i, name in enumerate(statement.named)
    ]


def _by_order(text: str, name: Named, place: int, statement: Statement, order: OrderRule) -> Role:
    if order.by == "all":
        return "lead"
    if order.by == "mark":
        return "lead" if _is_marked(text, name, order) else "participant"
    if order.by == "comma":
        return "lead" if name.group == statement.named[0].group else "participant"
    return "lead" if place == 0 else "participant"


def _is_marked(text: str, name: Named, order: OrderRule) -> bool:
    """Whether the mark of 标★的为牵头单位 stands beside a name."""
    span = name.mention.span
    return order.mark is not None and order.mark in (text[span.start - 1 : span.start], text[span.end : span.end + 1])


def _as_printed(measure: Measure, named: Sequence[Named]) -> list[Responsibility]:
    return [
        Responsibility(measure.id, name.mention.surface, name.role, "stated", name.mention.span, name.rule)
        for name in named
    ]


def _prose(text: str, measure: Measure) -> list[Responsibility]:
    """由甲、乙牵头，丙配合 in the running text of a measure that has no statement of its own."""
    if whole := _whole_sentence(text, measure):
        return _as_printed(measure, whole)
    rows: list[Responsibility] = []
    joined = rules()["statement.prose.joined"].pattern
    for match in rules()["statement.prose"].pattern.finditer(text, *measure.span):
        leads = _LEADING.search(match["cue"]) is not None
        found = _prose_rows(text, measure, match, "lead" if leads else "responsible", _is_public)
        rows += found
        end = match.end()
        if found and (beside := rules()["statement.prose.with"].pattern.match(text, end, measure.span.end)):
            rows += _prose_rows(text, measure, beside, "participant", _may_join)
            end = beside.end()
        while found and (following := joined.match(text, end, measure.span.end)):
            role = "participant" if leads else _joined_role(following["cue"])
            rows += _prose_rows(text, measure, following, role, _may_join)
            end = following.end()
    return rows


def _whole_sentence(text: str, measure: Measure) -> Sequence[Named]:
    """Who is named by a sentence that is a statement without brackets: little in it but names and cues."""
    rule = rules()["statement.prose.whole"]
    if rule.hint is None or not rule.hint.search(text, *measure.span):
        return ()
    for match in rule.pattern.finditer(text, *measure.span):
        said = Span(*match.span("said"))
        statement = parse_statement(text, said)
        if statement is None or not all(is_name(name.mention.surface) for name in statement.named):
            continue
        first, *others = statement.named
        told = [first, *(name for name in others if _is_told(name.mention.surface))]
        named = sum(name.mention.span.end - name.mention.span.start + 1 for name in statement.named)
        kind = first.mention.surface.endswith(_KINDS_OF_BODIES)
        if not kind and named >= _MOSTLY * (said.end - said.start - _CUES):
            return told
    return ()


def _is_told(name: str) -> bool:
    return "各" in name or not name.endswith(_KINDS_OF_BODIES)  # 领导小组各成员单位, but not 有关部门


def _joined_role(cue: str) -> Role:
    return "responsible" if re.search("负责|落实", cue) else "participant"


def _prose_rows(
    text: str, measure: Measure, match: re.Match[str], role: Role, accept: Callable[[str], bool]
) -> list[Responsibility]:
    start, end = match.span("names")
    with_whom = text.find("会同", start, end)  # 由甲会同乙负责: the first leads
    parts = ((start, end),) if with_whom < 0 else ((start, with_whom), (with_whom + len("会同"), end))
    groups = [find_mentions(text, Span(*part)) for part in parts]
    told = [
        [mention for mention in group if is_name(mention.surface) and fits(mention.surface)]
        for fits, group in zip((accept, _may_be_joined), groups, strict=False)
    ]
    if told != groups:
        # 市大数据中心、移动公司配合: of those that take part the ones that are told are kept.
        if role != "participant" or not told[0] or told[0][0] != groups[0][0]:
            return []
        groups = told
    first: Role = role if len(groups) == 1 or role == "participant" else "lead"
    roles: Sequence[Role] = (first, "participant")[: len(groups)]
    return [
        Responsibility(measure.id, mention.surface, of_group, "stated", mention.span, "statement.prose")
        for group, of_group in zip(groups, roles, strict=True)
        for mention in group
    ]


def _may_join(name: str) -> bool:
    """Whether a name may take part in prose: also a group that is told, 各乡镇人民政府, but not 有关部门."""
    return _is_public(name) or name.startswith("各") or _OTHERS_BESIDE.search(name) is not None


def _may_be_joined(name: str) -> bool:
    """Whether a name may stand behind 会同, where 有关部门 are a group, too."""
    return _may_join(name) or name.endswith(("部门", "单位"))


def _is_public(name: str) -> bool:
    """Whether a name in prose is a body with a level word, not a kind of bodies (各级妇幼保健机构)."""
    if name.endswith(_KINDS_OF_BODIES):
        return False
    return bool(_PUBLIC.match(name) or rules()["name.national"].pattern.search(name))


def _defaults(measure: Measure, blankets: Sequence[Blanket]) -> list[Responsibility]:
    return [
        Responsibility(
            measure.id, mention.surface, blanket.role, "default_clause", mention.span, "blanket", blanket.span
        )
        for blanket in blankets
        if _reaches(blanket, measure)
        for mention in blanket.mentions
    ]


def _reaches(blanket: Blanket, measure: Measure) -> bool:
    if blanket.reach == "all":
        return True
    if blanket.reach == "onward":
        return measure.span.end > blanket.span.start
    earlier = measure.span.start < blanket.span.start
    return earlier if blanket.reach == "earlier" else not earlier


def _each_once(rows: Sequence[Responsibility]) -> list[Responsibility]:
    """Each body once a measure: its strongest role, at its first mention; a stated row goes before a default."""
    kept: dict[str, Responsibility] = {}
    for row in rows:
        known = kept.get(row.surface)
        if known is None or (known.basis == row.basis and _STRENGTH[row.role] > _STRENGTH[known.role]):
            kept[row.surface] = row
    return list(kept.values())
