"""How a document is laid out: title lines, number, recipients, cover notice, signature, policy, attachments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from extract.clean import Metadatum
from extract.dates import parse_date
from extract.issuers import organs_before, signature_rules, split_organs
from extract.recipients import is_recipients
from extract.strips import Strip, quoted_titles
from extract.titles import document_type, is_title, join_title
from ontology.docnumber import find_numbers
from ontology.model import Span

StripKind = Literal[
    "number", "date", "organs", "signed", "recipients", "remark", "copies", "printing", "attachment", "file",
    "promulgation", "meta", "clause", "text",
]  # fmt: skip
_CLAUSE = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十百零]{1,5}[章条节]"
    r"|[0-9]{1,2}[.．、]\s*(?![0-9]))"
)
_TAGGED = re.compile(r"^【[\u4e00-\u9fff]{2,6}】\s*[^【】]{0,120}$")  # 【年份】 2031: fields of an export
_LONGEST_LINE = 600  # of a line of the head; paragraphs are left unread
_MAX_LINE_OF_TITLE = 80
_HEAD_STRIPS = 40
_TITLE_LINES = 6
_TRAILING = frozenset(("printing", "copies", "remark", "meta", "file", "date", "organs", "signed", "attachment"))
_SKIPPED = frozenset(("remark", "meta", "attachment", "file", "copies", "printing"))


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the strips it is printed on; ``span`` covers them all."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed and when; either may be missing. ``start`` and ``end`` count strips."""

    organs: tuple[tuple[str, Span], ...]
    date: tuple[str, Span] | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a document as found, before anything is concluded from them."""

    strips: Sequence[Strip]
    kinds: Sequence[StripKind]
    recipients: int | None
    head_title: Title | None
    policy_title: Title | None  # behind a cover notice
    signature: Signature | None
    body: Span
    notice: Span | None
    attachments: tuple[Span, ...] = field(default=())


def kinds_of(strips: Sequence[Strip], metadata: Mapping[str, Metadatum]) -> list[StripKind]:
    """Return what each strip is, by its shape and by the metadata read from it."""
    spans = [value.span for value in metadata.values() if value.span is not None]
    return [_kind(strip, spans) for strip in strips]


def _kind(strip: Strip, metadata: Sequence[Span]) -> StripKind:
    text = strip.text
    if any(strip.start <= span.start < strip.end for span in metadata):
        return "meta"
    rules = signature_rules()
    if _TAGGED.match(text):
        return "meta"
    if rules["header.attachment"].search(text):
        return "attachment"
    if len(text) > _LONGEST_LINE:
        return "text"
    numbers = find_numbers(text)
    if (
        len(numbers) == 1
        and not text[: numbers[0][0].start].strip("（( ")
        and not text[numbers[0][0].end :].strip(")） ")
    ):
        return "number"
    shapes: tuple[tuple[StripKind, str], ...] = (
        ("promulgation", "header.promulgation"),
        ("remark", "header.remark"),
        ("copies", "header.copies"),
        ("printing", "header.printing"),
        ("file", "header.file-name"),
    )
    for kind, rule in shapes:
        if rules[rule].search(text):
            return kind
    if _CLAUSE.match(text):
        return "clause"
    iso = parse_date(text)
    if iso and len(iso) == 10:
        return "date"
    if split_organs(text):
        return "organs"
    match = rules["header.signature"].fullmatch(text)
    if match and split_organs(match["organs"]):
        return "signed"
    return "recipients" if is_recipients(text) else "text"


def find_layout(strips: Sequence[Strip], metadata: Mapping[str, Metadatum], length: int) -> Layout:
    """Return the layout of a document of ``length`` characters."""
    kinds = kinds_of(strips, metadata)
    first_clause = next((i for i, kind in enumerate(kinds) if kind == "clause"), len(kinds))
    recipients = next(
        (i for i, kind in enumerate(kinds[: min(first_clause, _HEAD_STRIPS)]) if kind == "recipients"), None
    )
    head_end = recipients if recipients is not None else _head_end(strips, kinds)
    page_title = metadata.get("title")
    found = _head_title(strips, kinds, head_end, page_title.value if page_title else None)
    head_title, after_title = found or (None, 0)
    start = recipients + 1 if recipients is not None else after_title
    signature = _find_signature(strips, kinds, start)
    policy = _policy_behind_notice(strips, kinds, start, signature, head_title)
    if policy:
        title, first, notice_end = policy
        notice_start = strips[recipients].start if recipients is not None else strips[start].start
        notice = Span(notice_start, strips[notice_end - 1].end)
        body_start, stop = first, _body_stop(kinds, first, None)
    else:
        title, notice = None, None
        body_start = start
        while body_start < len(strips) and kinds[body_start] in ("number", "promulgation", "meta", "remark", "date"):
            body_start += 1
        stop = _body_stop(kinds, body_start, signature)
    attachments_from = max(stop, signature.end if signature and not policy else 0)
    return Layout(
        strips=strips,
        kinds=kinds,
        recipients=recipients,
        head_title=head_title,
        policy_title=title,
        signature=signature,
        body=_span(strips, body_start, stop, length),
        notice=notice,
        attachments=_attachments(strips, kinds, attachments_from),
    )


def trailing_signature(layout: Layout) -> Signature | None:
    """Return the last signature, where the first belongs to nobody (it has a date only)."""
    for index in range(len(layout.strips) - 1, -1, -1):
        if layout.kinds[index] in ("date", "signed") and layout.strips[index].start >= layout.body.end:
            found = _signature_at(layout.strips, layout.kinds, index)
            if found.organs:
                return found
    return None


def _head_end(strips: Sequence[Strip], kinds: Sequence[StripKind]) -> int:
    """Return where the head of a document without recipients ends: at its first sentence or clause."""
    for index, strip in enumerate(strips[:_HEAD_STRIPS]):
        if kinds[index] == "clause" or (kinds[index] == "text" and ("。" in strip.text or len(strip.text) > 200)):
            return index
    return min(len(strips), _HEAD_STRIPS)


def _head_title(
    strips: Sequence[Strip], kinds: Sequence[StripKind], head_end: int, page_title: str | None
) -> tuple[Title, int] | None:
    """Return the title nearest before ``head_end`` and the strip behind it."""
    for last in range(head_end - 1, -1, -1):
        if kinds[last] not in ("text", "organs", "meta") or not is_title(strips[last].text):
            continue
        if kinds[last] == "meta" and page_title != strips[last].text:
            continue
        first = _title_start(strips, kinds, last, page_title)
        return _title(strips, first, last), last + 1
    return None


def _title_start(strips: Sequence[Strip], kinds: Sequence[StripKind], last: int, page_title: str | None) -> int:
    """Return the first strip of the title that ends on ``last``: the lines above that it would be torn from."""
    if page_title and _same(strips[last].text, page_title):
        return last
    first = last
    for above in range(last - 1, max(last - _TITLE_LINES, -1), -1):
        if _is_complete(_joined(strips, first, last)) or not _continues(strips[above], kinds[above]):
            break
        if _is_complete(_joined(strips, above, last)):
            first = above
            break
    while first > 0 and kinds[first - 1] == "organs" and last - first < _TITLE_LINES:
        current = _joined(strips, first, last)
        if not current.startswith(("关于", "印发", "转发", "公布", "批转")) and kinds[first] != "organs":
            break
        if page_title and _same(current, page_title):
            break
        first -= 1
    return first


def _continues(strip: Strip, kind: StripKind) -> bool:
    """Tell whether a line may be the upper part of a wrapped title."""
    return (
        kind == "text"
        and len(strip.text) <= _MAX_LINE_OF_TITLE
        and not is_title(strip.text)
        and not re.search(r"[。；：:，]$|^[\[【]", strip.text)
    )


def _joined(strips: Sequence[Strip], first: int, last: int) -> str:
    return join_title([strip.text for strip in strips[first : last + 1]])


def _is_complete(title: str) -> bool:
    """Tell whether a title needs no line above it: it has its issuer or its 关于."""
    return bool(title.startswith("关于") or organs_before(title))


def _find_signature(strips: Sequence[Strip], kinds: Sequence[StripKind], start: int) -> Signature | None:
    """Return the first signature from strip ``start`` on: a date below names, or alone at a place for one."""
    for index in range(start, len(strips)):
        if kinds[index] not in ("date", "signed"):
            continue
        found = _signature_at(strips, kinds, index)
        if found.organs or _may_stand_alone(strips, kinds, index):
            return found
    return None


def _signature_at(strips: Sequence[Strip], kinds: Sequence[StripKind], index: int) -> Signature:
    strip = strips[index]
    organs: list[tuple[str, Span]] = []
    first = index
    if kinds[index] == "signed":
        match = signature_rules()["header.signature"].fullmatch(strip.text)
        text, date = (match["organs"], match["date"]) if match else ("", strip.text)
        organs = _located(Strip(strip.start, strip.start + len(text), text))
    else:
        date = strip.text
    while first > 0 and kinds[first - 1] in ("organs", "remark"):
        first -= 1
        if kinds[first] == "organs":
            organs = _located(strips[first]) + organs
    while first < index and kinds[first] == "remark":
        first += 1
    at = strip.start + strip.text.index(date)
    iso = parse_date(date)
    return Signature(tuple(organs), (iso, Span(at, at + len(date))) if iso else None, first, index + 1)


def _located(strip: Strip) -> list[tuple[str, Span]]:
    found, at = [], 0
    for name in split_organs(strip.text):
        at = max(strip.text.find(name, at), at)
        found.append((name, Span(strip.start + at, strip.start + at + len(name))))
        at += len(name)
    return found


def _may_stand_alone(strips: Sequence[Strip], kinds: Sequence[StripKind], index: int) -> bool:
    """Tell whether a date without names is a signature: text ends above it, nothing or a new part begins below."""
    above = strips[index - 1].text if index else ""
    if not (above.endswith(("。", "”", "）", ")", "！")) or (index and kinds[index - 1] in ("attachment", "remark"))):
        return False
    below = strips[index + 1] if index + 1 < len(strips) else None
    return below is None or kinds[index + 1] in _SKIPPED or is_title(below.text)


def _policy_behind_notice(
    strips: Sequence[Strip],
    kinds: Sequence[StripKind],
    start: int,
    signature: Signature | None,
    head_title: Title | None,
) -> tuple[Title | None, int, int] | None:
    """Return title, first strip and end of the notice of a policy that a cover notice issues."""
    limit = signature.start if signature else min(start + 4, len(strips))
    if any(kind == "clause" for kind in kinds[start:limit]) or start >= len(strips):
        return None
    said = "".join(strip.text for strip in strips[start:limit])
    if len(said) > 1500 or not signature_rules()["header.notice"].search(said):
        return None
    quoted = [title for _, title in quoted_titles(said)]
    first = signature.end if signature else start + 1
    while first < len(strips) and kinds[first] in (*_SKIPPED, "number"):
        first += 1
    if first >= len(strips):
        return None
    for last in range(first, min(first + _TITLE_LINES, len(strips))):
        title = _title(strips, first, last)
        if any(_same(title.text, other) for other in quoted) or (last == first and is_title(title.text)):
            return title, last + 1, first if signature is None else _notice_end(kinds, signature)
        if last > first and is_title(title.text) and not any(is_title(s.text) for s in strips[first:last]):
            return title, last + 1, first if signature is None else _notice_end(kinds, signature)
    if signature is None:
        return None
    named = _issued_title(strips, start, limit, head_title)
    if kinds[first] in ("clause", "text") and named:
        return named, first, _notice_end(kinds, signature)
    return None


def _issued_title(strips: Sequence[Strip], start: int, limit: int, head_title: Title | None) -> Title | None:
    """Return the title in 《》 of what a notice issues, where the policy itself prints none."""
    for strip in strips[start:limit]:
        for span, title in quoted_titles(strip.text):
            before, after = strip.text[: span.start - 1], strip.text[span.end + 1 :]
            issued = re.match(r"[^。《》]{0,60}(?:印发|公布|发布|下发|颁布|审议|通过|同意)", after)
            cited = re.search(r"(?:根据|按照|依据|落实|贯彻|[^。]{0,2}关于)$", before)
            if issued and not cited and document_type(title):
                return Title(title, Span(strip.start + span.start, strip.start + span.end))
    return None


def _notice_end(kinds: Sequence[StripKind], signature: Signature) -> int:
    end = signature.end
    while end < len(kinds) and kinds[end] == "remark":
        end += 1
    return end


def _body_stop(kinds: Sequence[StripKind], start: int, signature: Signature | None) -> int:
    """Return the strip behind the policy's own text: its signature, its attachments, or what trails it."""
    stop = signature.start if signature and signature.start > start else len(kinds)
    stop = next((i for i in range(start + 1, stop) if kinds[i] == "attachment"), stop)
    while stop > start + 1 and kinds[stop - 1] in _TRAILING:
        stop -= 1
    return stop


def _attachments(strips: Sequence[Strip], kinds: Sequence[StripKind], start: int) -> tuple[Span, ...]:
    """Return the attachments printed behind the text, each from its 附件 mark to the next."""
    end = len(strips)
    while end > start and kinds[end - 1] in ("printing", "copies", "meta", "file"):
        end -= 1
    marks = [
        i
        for i in range(start, end)
        if kinds[i] == "attachment" and i + 1 < end and kinds[i + 1] not in ("attachment", "organs", "date", "signed")
    ]
    return tuple(
        Span(strips[first].start, strips[last - 1].end) for first, last in pairwise([*marks, end]) if first < last
    )


def _title(strips: Sequence[Strip], first: int, last: int) -> Title:
    parts = strips[first : last + 1]
    return Title(_joined(strips, first, last), Span(parts[0].start, parts[-1].end))


def _same(one: str, other: str) -> bool:
    fold = re.compile(r"[\s《》〈〉“”\"'（）()\-—–]")
    return fold.sub("", one) == fold.sub("", other)


def _span(strips: Sequence[Strip], first: int, stop: int, length: int) -> Span:
    if first >= len(strips) or stop <= first:
        at = strips[first].start if first < len(strips) else length
        return Span(at, at)
    return Span(strips[first].start, strips[stop - 1].end)
