"""Agency statements: （市工信局牵头，市发改委、市财政局等分工负责） → who is named, in which role, and by when.

Finding says where a statement stands; parsing says what it names. Whether an ordering rule makes its first name the
leader is decided later (:mod:`extract.clauses.responsibilities`), as that depends on what the document said before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extract.agencies.mentions import Listed, Mention, find_mentions, names_in
from extract.agencies.name_lists import MARKS
from extract.agencies.names import is_name, name_rules
from extract.agencies.statement_cues import cue_before, cues_behind, cues_inside
from extract.agencies.statement_rules import find_blankets, find_order_rules, rules
from extract.brackets import BRACKET, CLOSING, MISPRINTED, OPENING, bracket_depths, bracket_groups
from extract.dates import Calendar, find_periods
from extract.markers import find_markers
from extract.rules import Rule, load_rules
from ontology.model import Role, Span


class Named(NamedTuple):
    """One name of a statement: the role its cue gives it, the rule of that cue, and its comma group."""

    mention: Mention
    role: Role
    rule: str
    group: int


@dataclass(frozen=True, slots=True)
class Statement:
    """An agency statement: its span, brackets included, its names in order, and what else it says."""

    span: Span
    named: tuple[Named, ...]
    shared: bool  # 按职责分工负责 or 共同负责 is printed
    deadline: Span | None = None
    owner: str | None = None  # id of the measure it is about, where that is not the one it stands in


_CUE_WORD = re.compile("责任|负责|牵头|会同|主责|配合|落实|参与|参加|协助|协办|主办|承办|实施|分工|时限|期限|考核")
_INNER = re.compile("会同|牵头|联合|商")
# Every rule and blanket clause, and all other noise, has one of these characters.
MAY_BE_HOLE = re.compile(f"[见下均再先第首前号无未没“{MARKS}]")
_ENDS = "\n。；;！"  # a statement with no bracket begins behind one of these
_LONGEST_OPENING = 60  # the first cue of one, with blanks and a dash in front
_COMMA = re.compile("[，,；;。\\n]")
_CLOSED = re.compile(f"[{re.escape(CLOSING)}]")
_LONGEST_MARK = 12  # （牵头责任单位）
_LEVEL_OR_GROUP = re.compile("[市省县区州旗盟各]|国家|[部委署局行会][、，）]")


def find_statements(text: str, start: int = 0, end: int | None = None) -> list[Statement]:
    """Agency statements of ``text[start:end]`` in order, bracketed or introduced by 牵头单位：.

    >>> (statement,) = find_statements("甲。（市工信局牵头，市财政局等分工负责）")
    >>> [(name.mention.surface, name.role) for name in statement.named]
    [('市工信局', 'lead'), ('市财政局', 'participant')]
    """
    stop = len(text) if end is None else end
    statements = []
    for span in bracket_groups(text, start, stop):
        if _CUE_WORD.search(text, span.start, span.end):
            statement = parse_statement(text, span)
        elif _LEVEL_OR_GROUP.search(text, span.start, span.end):
            statement = _names_only(text, span, start)
        else:
            continue
        if statement:
            statements.append(statement)
    for span in _bare_stretches(text, start, stop, [s.span for s in statements]):
        statement = parse_statement(text, span)
        if statement:
            statements.append(statement)
    return sorted(statements, key=lambda statement: statement.span)


def _bare_stretches(text: str, start: int, stop: int, taken: list[Span]) -> Iterator[Span]:
    """Statements with no bracket: from their first cue on, as long as one cue's names follow another's."""
    bare, over = rules()["statement.bare"].pattern, rules()["statement.bare.end"].pattern
    position = start
    for opening in _openings(text, start, stop):
        match = bare.match(text, opening, stop) if opening >= position else None
        if not match:
            continue
        begin = match.start() + len(match[0]) - len(match[0].lstrip(" 　—–-●■◆▲◇"))
        end = match.end()
        while True:
            behind = over.search(text, end, stop)
            end = behind.start() if behind else stop
            following = bare.match(text, min(end + 1, stop), stop)
            if not following:
                break
            end = following.end()
        if not any(span.start <= begin < span.end for span in taken):
            yield Span(begin, end)
        position = max(end, match.end())


def _openings(text: str, start: int, stop: int) -> Iterator[int]:
    """Where a statement with no bracket may begin: behind the last end of a sentence before the colon of its cue."""
    hint = rules()["statement.bare"].hint
    for colon in hint.finditer(text, start, stop) if hint else ():
        first = max(colon.start() - _LONGEST_OPENING, 0)
        before = max(text.rfind(end, first, colon.start()) for end in _ENDS)
        if before >= 0 or first == 0:
            yield before + 1


def _names_only(text: str, span: Span, start: int) -> Statement | None:
    """（市科技局、市财政局） behind a clause: a statement without a word about roles.

    Behind a full stop one name is enough; behind a phrase it takes two, or a numbered line, and an end of the clause
    behind the bracket, because 主管部门（市科技局） only explains.
    """
    if text[span.end - 1] not in CLOSING or not rules()["statement.names"].pattern.search(
        text[span.start + 1 : span.end - 1]
    ):
        return None
    statement = parse_statement(text, span, names_only=True)
    if statement is None or text[max(start, span.start - 1)] in "。；;！？”…\n":
        return statement
    line = text[max(start, text.rfind("\n", start, span.start) + 1) : span.start]
    ends = rules()["statement.names.end"].pattern.match(text, span.end - 1)
    explains = rules()["statement.names.explained"].pattern.search(line)
    return statement if ends and not explains and (len(statement.named) > 1 or find_markers(line)) else None


def parse_statement(text: str, span: Span, *, names_only: bool = False) -> Statement | None:
    """Read the statement printed at ``span``; ``None`` when nothing there says who is responsible.

    With ``names_only``, a list of nothing but names (and a date) names the responsible; so does one that a rule about
    statements follows (市工信局，市财政局，逗号前为牵头单位).
    """
    start, end = span
    if text[start] in OPENING:
        start, end = start + 1, end - (text[end - 1] in CLOSING + MISPRINTED)
    inside = text[start:end]
    holes, ordered = _holes(inside)
    chunks = [_read_chunk(text, start + first, start + stop) for first, stop in _chunks(inside, holes)]
    if not any(chunk.role and chunk.role != "deadline" for chunk in chunks):
        if not (names_only or ordered) or not _lists_names(text, chunks, doubtful=0.5 if ordered else 0):
            return None
        chunks = [
            chunk._replace(role=chunk.role or "responsible", rule=chunk.rule or "statement.names") for chunk in chunks
        ]
    named, deadline = _assign(text, chunks)
    if not named:
        return None
    return Statement(span, tuple(named), "职责" in inside or "共同负责" in inside, deadline)


def _lists_names(text: str, chunks: Sequence[_Chunk], doubtful: float) -> bool:
    """Whether the chunks hold names and dates and nothing else, but for a share of names with an uncommon end."""
    names = [mention for chunk in chunks if not chunk.role for mention in find_mentions(text, chunk.names)]
    others = [n for n in names if not is_name(n.surface) and not find_periods(n.surface, Calendar(2000))]
    return len(others) <= doubtful * len(names)


def _holes(inside: str) -> tuple[list[tuple[int, int]], bool]:
    """Stretches of a statement that name nobody for this measure, and whether an ordering rule is among them.

    They are rules, blanket clauses, 具体分工见附件.
    """
    if not MAY_BE_HOLE.search(inside):
        return [], False
    orders = find_order_rules(inside)
    noise = [match.span() for match in rules()["statement.noise"].pattern.finditer(inside)]
    depths = bracket_depths(inside) if noise else []
    holes = [
        *((rule.span.start, rule.span.end) for rule in orders),
        *((blanket.span.start, blanket.span.end) for blanket in find_blankets(inside)),
        *(span for span in noise if not depths[span[0]]),
    ]
    return [_with_brackets(inside, *hole) for hole in holes], bool(orders)


def _with_brackets(inside: str, start: int, end: int) -> tuple[int, int]:
    """A hole with the brackets around it: 市住建局、市城管局（列第一位的为牵头部门，下同）."""
    around = inside[start - 1 : start] in OPENING and inside[end : end + 1] in CLOSING
    return (start - 1, end + 1) if around and start else (start, end)


class _Chunk(NamedTuple):
    """A stretch between commas: the cue it begins or ends with, and where its names are."""

    names: Span
    role: str | None
    rule: str
    leads_in: bool  # the cue stands in front: 牵头单位：
    inner: tuple[tuple[Span, str, str], ...] = ()  # names before an inner cue (甲会同), with role and rule


def _chunks(inside: str, holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    cuts = [match.span() for match in _COMMA.finditer(inside)]
    places = [match.span() for match in load_places().finditer(inside)] if cuts else ()
    if places:
        cuts = [cut for cut in cuts if not any(a <= cut[0] < b for a, b in places)]
    cuts += [(cue, cue) for cue in cues_inside(inside)]
    if cuts and BRACKET.search(inside):
        depths = bracket_depths(inside)
        cuts = [cut for cut in cuts if not depths[cut[0]]]
    if holes:  # what is cut off inside a hole is cut off with it
        cuts = [cut for cut in cuts if not any(a <= cut[0] < b for a, b in holes)] + holes
    cuts.append((len(inside), len(inside)))
    cuts.sort()
    chunks = []
    start = 0
    for end, following in cuts:
        if start < end:
            chunks.append((start, end))
        start = max(start, following)
    return chunks


@cache
def load_places() -> Rule:
    """The rule of place lists with one head (各区、市政府), inside which a comma does not part names."""
    return next(rule for rule in load_rules("mentions") if rule.id == "mention.places")


def _read_chunk(text: str, start: int, end: int) -> _Chunk:
    lead_in = rules()["statement.lead-in"].pattern.match(text, start, end)
    start = lead_in.end() if lead_in else start
    while end > start and text[end - 1] in " 　\t。":
        end -= 1
    printed = text[start:end]
    if found := cue_before(printed):
        role, rule, size = found
        # 责任单位：各部门按职责分工负责 says its role twice; the one in front decides, but for 责任单位：甲牵头.
        behind = cues_behind(printed[size:])
        names = Span(start + size, end - max((length for _, _, length in behind), default=0))
        if role == "responsible" and behind and behind[0][0] == "lead":
            return _Chunk(names, *behind[0][:2], leads_in=False)
        chunk = _Chunk(names, role, rule, True)
        return _with_inner(text, chunk) if role == "responsible" else chunk  # 责任单位：甲会同乙负责
    for role, rule, size in cues_behind(printed):
        return _with_inner(text, _Chunk(Span(start, end - size), role, rule, False))
    return _with_inner(text, _Chunk(Span(start, end), None, "", False))


def _with_inner(text: str, chunk: _Chunk) -> _Chunk:
    if not _INNER.search(text, *chunk.names):
        return chunk
    for rule_id in ("statement.inner.lead", "statement.inner.with"):
        match = rules()[rule_id].pattern.search(text, chunk.names.start, chunk.names.end + 8)
        if match and match.end() <= chunk.names.end and is_tail_name(text[chunk.names.start : match.start()]):
            before = Span(chunk.names.start, match.start())
            rest = Span(match.end(), chunk.names.end)
            joins = chunk.role == "participant" and "牵头" not in match[0]  # 甲会同乙配合: both take part
            role = "participant" if joins else "lead" if "牵头" in match[0] or "会同" in match[0] else "responsible"
            return _Chunk(rest, "participant", rule_id, False, ((before, role, rule_id),))
    return chunk


def is_tail_name(text: str) -> bool:
    """Whether the last listed name of ``text`` has the shape of a name."""
    last = re.split("[、,，和及]", text)[-1]
    return is_name(last) or is_name(text)


def _assign(text: str, chunks: list[_Chunk]) -> tuple[list[Named], Span | None]:
    """Give every name the role of its cue: one in front reaches forward, one behind reaches back."""
    roles: list[tuple[str | None, str]] = []
    current: tuple[str | None, str] = (None, "")
    for chunk in chunks:
        if chunk.role:
            current = (chunk.role, chunk.rule) if chunk.leads_in else (None, "")
            roles.append((chunk.role, chunk.rule))
        else:
            roles.append(current)
    following: tuple[str | None, str] = (None, "")
    for i in range(len(chunks) - 1, -1, -1):
        if chunks[i].role:
            following = (None, "") if chunks[i].leads_in else (chunks[i].role, chunks[i].rule)
        elif roles[i][0] is None:
            roles[i] = following
    # 甲牵头，乙、丙: names after the last cue take part.
    for i, (role, _) in enumerate(roles):
        if role is None and i and roles[i - 1][0] in ("lead", "participant"):
            roles[i] = ("participant", roles[i - 1][1])
    deadline: Span | None = None
    told: list[tuple[int, Listed, str, str, int]] = []  # where names stand, the names, their role, rule and group
    prefix = ""
    for group, (chunk, (role, rule)) in enumerate(zip(chunks, roles, strict=True)):
        if role == "deadline":
            deadline = deadline or chunk.names
            continue
        for span, part_role, part_rule in (*chunk.inner, (chunk.names, role, rule)):
            if part_role is not None:
                names, prefix = names_in(text[span.start : span.end], prefix)
                if names:
                    told.append((span.start, names, part_role, part_rule, group))
    listed = [
        (Mention(surface, Span(start + begin, start + end)), *marked_role(text, start + end, (role, rule)), group)
        for start, names, role, rule, group in told
        for surface, begin, end in names
    ]
    led = any(role == "lead" for _, role, _, _ in listed)
    return [
        Named(mention, "participant" if led and role == "responsible" else role, rule, group)  # type: ignore[arg-type]
        for mention, role, rule, group in listed
    ], deadline


def marked_role(text: str, end: int, told: tuple[str, str]) -> tuple[str, str]:
    """The role in brackets behind a name (市财政局（牵头）), and its rule; those ``told`` where there are none."""
    closed = _CLOSED.search(text, end, end + _LONGEST_MARK) if text.startswith(tuple(OPENING), end) else None
    found = name_rules()["mention.marked"].pattern.match(text, end, closed.end()) if closed else None
    return ("lead" if found["lead"] else "participant", "mention.marked") if found else told
