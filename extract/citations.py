"""Other documents that a document names, by 《title》 or by 发文字号, and how it stands to them.

Each document is reported once, at its first mention; a later mention can only raise the relation (cites →
implements). The document itself is not among them, except where a cover notice issues it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache

from extract.clauses.measures import Owners
from extract.continuances import find_continuance
from extract.rules import Rule, load_rules
from ontology.docnumber import DocNumber, find_numbers
from ontology.model import Citation, Continuance, Measure, Relation, Span

_TITLE = re.compile(r"《(?P<title>[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*)》|《(?P<nested>《[^《》\n]+)》")
_SENTENCE = re.compile(r"[。；;！？\n]")
_STOP = re.compile(r"[。！？\n](?!现[^。《》]{0,4}(?:印发|下发|转发))")  # 制定了《甲》《乙》。现印发你们
# What may stand between two titles of one chain: 、和 and the number and issuer of either.
_IN_BRACKETS = r"(?:[（(〔\[【]|[，,](?:以下)?[统简]称)[^（）()]*[）)〕\]】]*"
_BRACKETED = re.compile(f"^{_IN_BRACKETS}")
_CHAIN = re.compile(
    rf"^(?:{_IN_BRACKETS})?[、，,和与及以并等]*(?:[^，,。；;《》]{{0,16}}|[^，,。；;《》]{{0,40}}(?:部门|[部委厅局院]))$"
)
# The titles of a chain behind one of its members, which share what is said behind them all: 《甲》、《乙》同时废止.
_CHAINED = re.compile(r"^(?:[、和与及]?[^，,。；;《》]{0,12}《[^《》]*》(?:[（(〔\[][^（）()]*[）)\]〕])?)+")
_BRIEF = 3  # letters; a shorter title (《办法》) is no document but the short name of one
_ALIKE = 0.6  # of two titles behind one number: above are slips of one title, below are two documents
_STRENGTH: dict[Relation, int] = {
    "issues": 6,
    "repeals": 5,
    "amends": 5,
    "implements": 4,
    "based_on": 3,
    "applies": 2,
    "cites": 1,
}


# 该办法: the document named last. Which one 上述文件 are, a rule cannot say.
_PRONOUN = re.compile(r"该(?:办法|规定|细则|意见|通知|方案|措施|政策|文件|条例|规则)")

# What stands before the title that is an item of a list, and such an item: 1.《甲》（…）, 市政府关于印发《甲》的通知.
_ITEM = re.compile(r"\s*(?:[（(]?[0-9一二三四五六七八九十百]{1,4}[)）.．、][^，,。；;：:《》\n]{0,60})?")
_LISTED = re.compile(_ITEM.pattern + "(?:《|〔[0-9]{4}〕)")
_SHORT_NAME = re.compile(r"简称(?:为)?[“\"：:\s]*$")  # 《云河市林业条例》（以下简称《条例》）
# What may stand between 》 and the number: an opening bracket and, rarely, a word such as 文件; 关于印发《…》的通知（….
_BETWEEN = re.compile(r"(?:的(?:通知|决定|公告))?[（(〔\[【]+[^（）()《》，,。；;、]{0,10}")


@cache
def _cues(place: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules("citations") if rule.id.startswith(f"citation.{place}"))


def find_citations(
    text: str,
    *,
    title: str | None,
    number: str | None,
    notice: Span | None,
    measures: Sequence[Measure] = (),
    skip: Sequence[Span] = (),
) -> list[Citation]:
    """Every document named in ``text``, once, in order of first mention; one number behind two titles is two.

    ``title`` and ``number`` are the document's own; ``notice`` is the stretch of the cover notice that issues it;
    ``skip`` are stretches of boilerplate and header lines in which nothing is cited.

    >>> (c,) = find_citations("根据《云河市数字化条例》，制定本办法。", title=None, number=None, notice=None)
    >>> c.title, c.relation, c.text
    ('云河市数字化条例', 'based_on', '《云河市数字化条例》')
    """
    found: dict[str, Citation] = {}
    aliases: dict[str, str] = {}
    short: dict[str, str | None] = {}
    latest: str | None = None
    places: list[tuple[int, str]] = []  # where each mention ends, and the key of its document
    for mention in _mentions(text, measures):
        if any(span.start <= mention.span.start < span.end for span in skip):
            continue
        if _is_own(mention, title, number):
            latest = None
            if not mention.title or notice is None or not notice.start <= mention.span.start < notice.end:
                continue
            mention = replace(mention, relation="issues", rule="citation.own-title")
        if mention.title and not mention.number:
            name = _fold(mention.title)
            if found and _SHORT_NAME.search(text, max(mention.span.start - 8, 0), mention.span.start):
                short[name] = latest
            if name in short:  # how it stands to the document was said where the name was given
                if whole := short[name]:
                    found[whole] = _continued(found[whole], mention.continuance)
                continue
            if len(mention.title) < _BRIEF:
                continue
        keys = [
            key for key in (mention.number and f"n:{mention.number}", mention.title and _fold(mention.title)) if key
        ]
        key = next((aliases[k] for k in keys if k in aliases), keys[0])
        if mention.number and key in found and found[key].number not in (None, mention.number):
            key = keys[0]
        elif key in found and _unlike(found[key].title, mention.title):
            key = _fold(mention.title or "")  # one number behind two titles: one of them is wrong, both were printed
        for alias in keys:
            aliases.setdefault(alias, key)
        latest = key
        places.append((mention.span.end, key))
        known = found.get(key)
        if known is None:
            found[key] = mention
        else:
            stronger = _STRENGTH[mention.relation] > _STRENGTH[known.relation]
            found[key] = replace(
                _continued(known, mention.continuance),
                number=known.number or mention.number,
                relation=mention.relation if stronger else known.relation,
                rule=mention.rule if stronger else known.rule,
            )
    for key, said in _said_of_the_last(text, places):
        found[key] = _continued(found[key], said)
    return sorted(found.values(), key=lambda citation: citation.span)


def _mentions(text: str, measures: Sequence[Measure]) -> Iterator[Citation]:
    numbers = find_numbers(text)
    owners = Owners(measures)
    taken: set[Span] = set()
    previous: Citation | None = None
    mentions: list[tuple[Span, str | None, DocNumber | None, int]] = []
    for match in _TITLE.finditer(text):
        title = match["nested"].removeprefix("《") if match["title"] is None else match["title"]
        brief = len(title) < _BRIEF
        if not _fold(title) or _cues("no-document")[0].pattern.search(title):
            continue
        number = None if brief else _number_behind(text, match.end(), numbers, title)
        end = match.end()
        if number:
            taken.add(number[0])
            end = _closing(text, number[0].end) if match.end() <= number[0].start else end
        mentions.append((Span(match.start(), end), title.strip(), number[1] if number else None, match.end()))
    mentions += [
        (span, None, number, span.end)
        for span, number in numbers
        if span not in taken and not any(a.start <= span.start < a.end for a, *_ in mentions)
    ]
    for span, title, found, _ in sorted(mentions, key=lambda mention: mention[0]):
        relation, rule = _relation(text, span, previous)
        measure = owners.around(span)
        citation = Citation(
            title=title,
            number=str(found) if found else None,
            issuer=_issuer(text, span, title),
            relation=relation,
            measure=measure.id if measure else None,
            text=text[slice(*span)],
            span=span,
            rule=rule,
            continuance=find_continuance(text, span, _above_list(text, span.start)),
        )
        if title is None or len(title) >= _BRIEF:
            previous = citation
        yield citation


def _continued(known: Citation, said: Continuance | None) -> Citation:
    """With what is said later of how long the document holds, where nothing was before."""
    return replace(known, continuance=known.continuance or said)


def _said_of_the_last(text: str, places: Sequence[tuple[int, str]]) -> Iterator[tuple[str, Continuance]]:
    """What is said of 该办法, with the key of the document that its paragraph names last before."""
    for pronoun in _PRONOUN.finditer(text):
        paragraph = text.rfind("\n", 0, pronoun.start())
        before = [key for end, key in places if paragraph < end <= pronoun.start()]
        said = find_continuance(text, Span(*pronoun.span())) if before else None
        if said:
            yield before[-1], said


def _number_behind(
    text: str, end: int, numbers: Sequence[tuple[Span, DocNumber]], title: str
) -> tuple[Span, DocNumber] | None:
    """The number printed in brackets right behind a title, or inside the title's own brackets."""
    for span, number in numbers:
        between = text[end : span.start].strip()
        if end <= span.start <= end + 12 and _BETWEEN.fullmatch(between):
            return span, number
    return next(((span, number) for span, number in numbers if end - len(title) - 1 <= span.start < end), None)


def _closing(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in tuple("）)〕]】") else end


def _relation(text: str, span: Span, previous: Citation | None) -> tuple[Relation, str]:
    starts = [match.end() for match in _SENTENCE.finditer(text, max(0, span.start - 200), span.start)]
    start = max(starts, default=max(0, span.start - 200))
    before = text[start : span.start]
    stop = _STOP.search(text, span.end, span.end + 120)
    behind = text[span.end : stop.start() if stop else span.end + 120]
    tail = _CHAINED.sub("", behind)
    for relation in ("repeals", "amends", "issues"):
        for rule in _cues(f"behind.{relation}"):
            if rule.pattern.search(tail):
                return rule.options["relation"], rule.id
    if re.search(r"(?:废止|停止执行)(?:[^。；;《》]{0,12}|(?:《[^《》]*》[^《》。；;]*)+)$", before) and not re.search(
        r"制定|印发", before[-12:]
    ):
        return "repeals", "citation.before.repeals"
    if heading := _above_list(text, span.start):
        for rule in _cues("list"):
            if rule.pattern.search(text[slice(*heading)]):
                return rule.options["relation"], rule.id
    if previous is not None and start <= previous.span.start and previous.relation not in ("issues", "repeals"):
        between = text[previous.span.end : span.start]
        linking = _BRACKETED.sub("", between)  # what a bracket says of the one before is no cue for this one
        if _CHAIN.match(between) and not any(rule.pattern.search(linking) for rule in _cues("before")):
            return previous.relation, previous.rule
    plain = re.sub(r"《[^《》]*》", lambda m: "　" * len(m[0]), before)
    cues = [(match.start(), match[0], rule) for rule in _cues("before") for match in rule.pattern.finditer(plain)]
    _, printed, nearest = max(cues, key=lambda cue: cue[0], default=(0, "", None))
    # 推动《…》 says nothing until 落地 or 实施 follows.
    if nearest is not None and not re.match("推进|推动|抓好|确保", printed):
        return nearest.options["relation"], nearest.id
    for rule in _cues("behind.implements"):
        if rule.pattern.search(behind):
            return "implements", rule.id
    return "cites", "citation.plain"


def _above_list(text: str, start: int) -> Span | None:
    """The line above the list of titles in which one begins an item; None where it does not."""
    line = text.rfind("\n", 0, start) + 1
    if not _ITEM.fullmatch(text, line, start):
        return None
    while line:
        above = text.rfind("\n", 0, line - 1) + 1
        printed = text[above : line - 1].strip()
        if printed and not _LISTED.match(printed):
            begin = text.index(printed, above)
            return Span(begin, begin + len(printed))
        line = above
    return None


def _issuer(text: str, span: Span, title: str | None) -> str | None:
    found = re.match(
        r"(.{2,24}?(?:人民政府办公厅|人民政府办公室|人民政府|办公厅|办公室|委员会|[省市县]委|局|部|厅|院|署|会))关于",
        title or "",
    )
    if found:
        return found[1]
    before = re.search(_cues("issuer")[0].pattern, text[max(0, span.start - 30) : span.start])
    return before["issuer"] if before else None


def _is_own(citation: Citation, title: str | None, number: str | None) -> bool:
    if number and citation.number == number:
        return True
    return bool(title and citation.title) and _fold(citation.title or "") == _fold(title or "")


def _unlike(one: str | None, other: str | None) -> bool:
    """Whether two titles are of two documents: neither holds the other, and few of their letters stand alike."""
    if not one or not other:
        return False
    first, second = _fold(one), _fold(other)
    if first in second or second in first:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() < _ALIKE


def _fold(title: str) -> str:
    return re.sub(r"[\s　（）()“”\"《》〈〉<>—\-–,，、]", "", title)
