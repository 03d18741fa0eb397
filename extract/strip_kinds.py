"""What each strip of a document is by its shape: a number, a date, names, recipients, a remark, a clause."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from extract.clean import Metadatum
from extract.dates import parse_date
from extract.issuers import signature_rules, signed_date, split_organs
from extract.recipients import is_recipients
from extract.strips import Strip
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
    if signed_date(text):
        return "signed"
    return "recipients" if is_recipients(text) else "text"
