"""How a document is laid out: title lines, number, recipients, cover notice, signature, policy, attachments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.cleaning.clean import Metadatum
from extract.heads.issuers import signature_rules
from extract.heads.signature import Signature, find_signature, signature_at
from extract.heads.strip_kinds import StripKind, kinds_of
from extract.heads.strips import Strip, quoted_titles
from extract.heads.title_lines import (
    TITLE_LINES,
    Title,
    find_head_title,
    find_issued_title,
    issued_in,
    issues_title,
    same_title,
    says_issued,
    title_on,
)
from extract.titles import document_type, is_title, self_named_type
from ontology.model import Span

_HEAD_STRIPS = 40
_ISSUING = re.compile("印发|转发|批转|公布|发布|下发|下达")
_CLAUSES = 3  # of a policy
_OPENING = 8  # strips in which a notice would say that it issues something
_TRAILING = frozenset(("printing", "copies", "remark", "meta", "file", "date", "organs", "signed", "attachment"))
_SKIPPED = frozenset(("remark", "meta", "attachment", "file", "copies", "printing"))


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


def find_layout(strips: Sequence[Strip], metadata: Mapping[str, Metadatum], length: int) -> Layout:
    """Return the layout of a document of ``length`` characters."""
    kinds = kinds_of(strips, metadata)
    first_clause = next((i for i, kind in enumerate(kinds) if kind == "clause"), len(kinds))
    recipients = next(
        (i for i, kind in enumerate(kinds[: min(first_clause, _HEAD_STRIPS)]) if kind == "recipients"), None
    )
    head_end = recipients if recipients is not None else _head_end(strips, kinds)
    page_title = metadata.get("title")
    below = find_issued_title(strips, kinds, head_end) if recipients is None else None
    found = find_head_title(strips, kinds, head_end, page_title.value if page_title else None)
    head_title, after_title = (below[0], below[2]) if below else found or (None, 0)
    start = recipients + 1 if recipients is not None else after_title
    signature = find_signature(strips, kinds, start)
    policy = None if below else _policy_behind_notice(strips, kinds, start, signature, head_title)
    notice: Span | None
    if policy:
        title, first, notice_end = policy
        notice_start = strips[recipients].start if recipients is not None else strips[start].start
        notice = Span(notice_start, strips[notice_end - 1].end)
        body_start, stop = first, _body_stop(kinds, first, None)
    else:
        title = below[1] if below else head_title and _named_in_title(strips, kinds, head_title)
        notice = head_title.span if head_title and title else None
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
            found = signature_at(layout.strips, layout.kinds, index)
            if found.organs:
                return found
    return None


def _head_end(strips: Sequence[Strip], kinds: Sequence[StripKind]) -> int:
    """Return where the head of a document without recipients ends: at its first sentence or clause."""
    for index, strip in enumerate(strips[:_HEAD_STRIPS]):
        if kinds[index] == "clause" or (kinds[index] == "text" and ("。" in strip.text or len(strip.text) > 200)):
            return index
    return min(len(strips), _HEAD_STRIPS)


def _policy_behind_notice(
    strips: Sequence[Strip],
    kinds: Sequence[StripKind],
    start: int,
    signature: Signature | None,
    head_title: Title | None,
) -> tuple[Title | None, int, int] | None:
    """Return title, first strip and end of the notice of a policy that a cover notice issues."""
    limit = signature.start if signature else min(start + 4, len(strips))
    listed = next((i for i in range(start, limit) if kinds[i] == "attachment"), limit)  # 附件：1.… 2.… are no clauses
    if start >= len(strips):
        return None
    own_clauses = any(kind == "clause" for kind in kinds[start:listed])
    said = "".join(strip.text for strip in strips[start:limit])
    if len(said) > 1500:
        return None
    if not signature_rules()["header.notice"].search(said):
        # 现下达给你们, 特此通知: what stands below the signature tells, or the title of the notice
        issues = head_title is not None and _ISSUING.search(head_title.text)
        if signature is None or own_clauses or not (issues or _holds_policy(strips, kinds, signature.end)):
            return None
    quoted = [title for _, title in quoted_titles(said)]
    first = signature.end if signature else start + 1
    while first < len(strips) and kinds[first] in (*_SKIPPED, "number", "date"):
        first += 1
    if first >= len(strips):
        return None
    if signature is None and (named := _issued_title(strips, start, start + 1, head_title)):
        kind = self_named_type(strips[first].text)  # …特制定本方案: the policy itself, below a notice that nobody signs
        if kinds[first] == "text" and kind and (document_type(named.text) or "").endswith(kind):
            return named, first, first
    lasts = range(first, min(first + TITLE_LINES, len(strips)))
    for last in lasts:
        title = title_on(strips, first, last)
        issued = head_title is not None and issues_title(head_title.text, title.text)
        issued = issued or says_issued(said, title.text)
        if issued or any(same_title(title.text, other) for other in quoted):
            ahead = signature is not None or "clause" in kinds[start:first]
            if own_clauses and ahead and not issued:
                return None  # what a notice with clauses of its own attaches is its attachment
            return title, last + 1, first if signature is None else _notice_end(kinds, signature)
    if own_clauses:
        return None
    for last in lasts:
        title = title_on(strips, first, last)
        if last == first and is_title(title.text):
            return title, last + 1, first if signature is None else _notice_end(kinds, signature)
        if last > first and is_title(title.text) and not any(is_title(s.text) for s in strips[first:last]):
            return title, last + 1, first if signature is None else _notice_end(kinds, signature)
    if signature is None:
        return None
    named = _issued_title(strips, start, limit, head_title)
    if kinds[first] in ("clause", "text") and named:
        return named, first, _notice_end(kinds, signature)
    return None


def _holds_policy(strips: Sequence[Strip], kinds: Sequence[StripKind], start: int) -> bool:
    """Tell whether a title stands on strip ``start``, or behind what may stand before it, with clauses below it."""
    while start < len(strips) and kinds[start] in (*_SKIPPED, "number"):
        start += 1
    titled = start < len(strips) and kinds[start] == "text" and is_title(strips[start].text)
    return titled and kinds[start:].count("clause") >= _CLAUSES


def _named_in_title(strips: Sequence[Strip], kinds: Sequence[StripKind], head_title: Title) -> Title | None:
    """Return the title of a policy whose text follows the title of its notice at once, the notice itself left out."""
    issued = issued_in(head_title)
    if issued is None:
        return None
    opening = "".join(strip.text for strip in strips[:_OPENING]).replace(head_title.text, "")
    kind = self_named_type(opening)  # …制定本方案
    if kind and (document_type(issued.text) or "").endswith(kind):
        return issued
    said = "recipients" in kinds or signature_rules()["header.notice"].search(opening)
    return None if said else issued


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


def _span(strips: Sequence[Strip], first: int, stop: int, length: int) -> Span:
    if first >= len(strips) or stop <= first:
        at = strips[first].start if first < len(strips) else length
        return Span(at, at)
    return Span(strips[first].start, strips[stop - 1].end)
