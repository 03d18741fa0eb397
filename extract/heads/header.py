"""The header of a document: title, number, issuers, dates, place, validity, recipients, each with its evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.cleaning.clean import CleanText, Metadatum
from extract.continuances import find_continuance
from extract.dates import find_validity, later_end, parse_date
from extract.heads.issuers import agency, full_organ_name, organs_before, signature_rules, split_organs
from extract.heads.jurisdiction import Jurisdiction, find_jurisdiction
from extract.heads.layout import Layout, find_layout, trailing_signature
from extract.heads.strip_kinds import own_number
from extract.heads.strips import lay_strips, quoted_titles
from extract.heads.title_lines import Title, folded, same_title
from extract.recipients import split_recipients
from extract.titles import document_type, is_title, self_named_type
from ontology.docnumber import find_numbers, issuer_of, parse
from ontology.model import Field, Header, Region, Remark, Span
from ontology.regions import NATION, full_name

_DAY = len("2031-01-01")
_SELF_NAMED_WITHIN = 1500  # 制定本行动计划 stands in the opening paragraphs
_Found = tuple[str, Span | None, str]  # value, where it is printed, rule


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """A header and the parts of the document.

    ``body`` is the policy's own text, behind its title and before its signature; ``notice`` the cover notice with its
    recipients and signature (or its title, if that is all), if the policy has one; ``attachments`` what follows behind
    the text, from each 附件 on.
    """

    header: Header
    body: Span
    notice: Span | None
    attachments: tuple[Span, ...]
    remarks: tuple[Remark, ...]


def read_header(clean: CleanText, *, file_name: str) -> HeaderReading:
    """Return the header of a document; ``file_name`` stands in for a title that the file does not print."""
    metadata = clean.metadata
    layout = find_layout(lay_strips(clean.text), metadata, len(clean.text))
    title, cover = _titles(layout, metadata, file_name)
    number = _number(layout, metadata, title)
    printed = _issuers(layout, metadata, title, cover, number)
    addressed = layout.strips[layout.recipients] if layout.recipients is not None else None
    place = find_jurisdiction(
        clean.text,
        issuers=[(name, span) for name, span, _ in printed],
        titles=[(found[0], found[1]) for found in (cover, title) if found],
        number=(number[0], number[1] or Span(0, 0)) if number else None,
        recipients=addressed.text if addressed else "",
        metadata=metadata,
    )
    row = place.region if place else None
    signed = _signed(layout, metadata)
    published = _from_metadata(metadata, "published")
    begins, ends = _validity(clean.text, layout, metadata, signed, published)
    ends = _continued(clean.text, layout, ends)
    kind = _type(clean.text, layout, title)
    simple = {
        "title": title,
        "cover_title": cover,
        "number": number,
        "type": kind,
        "date_signed": signed,
        "date_published": published,
        "effective_from": begins,
        "effective_until": ends,
        "status": _from_metadata(metadata, "status"),
        "index_number": _from_metadata(metadata, "index_number"),
    }
    evidence = [Field(name, found[1], found[2]) for name, found in simple.items() if found and found[1]]
    evidence += [Field("issuers", span, rule) for _, span, rule in printed if span]
    evidence += _place_evidence(place)
    if addressed:
        evidence.append(Field("recipients", Span(addressed.start, addressed.end), "header.recipients"))
    values = {name: found[0] if found else None for name, found in simple.items()}
    header = Header(
        **values,
        level=row.level if row else None,
        issuers=tuple(agency(full_organ_name(name, row)) for name, _, _ in printed),
        region=Region(row.code, full_name(row.code)) if row else None,
        recipients=split_recipients(addressed.text) if addressed else (),
        evidence=tuple(sorted(evidence, key=lambda field: (field.name, field.span, field.rule))),
    )
    return HeaderReading(header, layout.body, layout.notice, layout.attachments, _remarks(header, title, printed))


def _titles(layout: Layout, metadata: Mapping[str, Metadatum], file_name: str) -> tuple[_Found | None, _Found | None]:
    """Return the title of the policy and that of its cover notice."""
    page = metadata.get("title")
    beside: _Found | None = (page.value, page.span, "title.page") if page and is_title(page.value) else None
    head = _found(layout.head_title, "title.head")
    if layout.notice is None:
        return head or beside or _from_file_name(file_name), None
    title = _found(layout.policy_title, "title.policy")
    cover = head or beside
    if cover and title and same_title(cover[0], title[0]):
        cover = None
    return title or beside, cover


def _found(title: Title | None, rule: str) -> _Found | None:
    return (title.text, title.span, rule) if title else None


def _from_file_name(file_name: str) -> _Found | None:
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", file_name).strip()
    return (stem, None, "title.file-name") if is_title(stem) else None


def _type(text: str, layout: Layout, title: _Found | None) -> _Found | None:
    """Return the 文种: by the title, else by what the text calls itself."""
    if title and (kind := document_type(title[0])):
        return kind, title[1], "type.title"
    start = layout.body.start
    opening = text[start : start + _SELF_NAMED_WITHIN]
    if kind := self_named_type(opening):
        at = opening.index(kind) if kind in opening else 0
        return kind, Span(start + at, start + at + len(kind)), "type.self-named"
    return None


def _number(layout: Layout, metadata: Mapping[str, Metadatum], title: _Found | None) -> _Found | None:
    """Return the document's own 发文字号: on a line in the head, in the metadata, in the order that issued it."""
    body = layout.body.start
    for index, strip in enumerate(layout.strips):
        own = own_number(strip.text) if layout.kinds[index] == "number" and strip.start < max(body, 1) else None
        if own:
            span, value = own
            return str(value), Span(strip.start + span.start, strip.start + span.end), "number.line"
    if "number" in metadata:
        return metadata["number"].value, metadata["number"].span, "number.metadata"
    for index, strip in enumerate(layout.strips):
        if layout.kinds[index] == "promulgation" and strip.start <= body:
            for span, value in find_numbers(strip.text):
                return str(value), Span(strip.start + span.start, strip.start + span.end), "number.promulgation"
    return _number_beside_title(layout) or _number_of_file(layout, title)


def _number_beside_title(layout: Layout) -> _Found | None:
    """Return the number on the line of the title: 云政发〔2031〕7号关于…的意见, …的意见（云政发〔2031〕7号）."""
    if layout.head_title is None:
        return None
    start, end = layout.head_title.span
    for strip in layout.strips:
        for left, right in ((strip.start, start), (end, strip.end)):
            if strip.start <= left < right <= strip.end:
                for span, value in find_numbers(strip.text[left - strip.start : right - strip.start]):
                    return str(value), Span(left + span.start, left + span.end), "number.title"
    return None


def _number_of_file(layout: Layout, title: _Found | None) -> _Found | None:
    """Return the number in the name of an attached file that is the document itself: 云政发〔2031〕1号关于….pdf."""
    if title is None:
        return None
    for index, strip in enumerate(layout.strips):
        if layout.kinds[index] not in ("attachment", "file") or folded(title[0]) not in folded(strip.text):
            continue
        for span, value in find_numbers(strip.text):
            if folded(title[0]) in folded(strip.text[span.end :].split(".pdf")[0]):
                return str(value), Span(strip.start + span.start, strip.start + span.end), "number.attached-file"
    return None


def _issuers(
    layout: Layout,
    metadata: Mapping[str, Metadatum],
    title: _Found | None,
    cover: _Found | None,
    number: _Found | None,
) -> list[_Found]:
    """Return the issuing bodies as printed: signature, title, metadata, number, in this order of trust."""
    titled = [(name, found) for found in (cover, title) if found for name in organs_before(found[0])]
    for signature in (layout.signature, trailing_signature(layout)):
        if signature and signature.organs:
            return [
                (*_without_lead(name, span, [organ for organ, _ in titled]), "issuers.signature")
                for name, span in signature.organs
            ]
    if titled:
        return [(name, found[1], "issuers.title") for name, found in titled if found is titled[0][1]]
    if "issuer" in metadata and (organs := split_organs(metadata["issuer"].value)):
        return [(name, metadata["issuer"].span, "issuers.metadata") for name in organs]
    value = parse(number[0]) if number else None
    if number and value and (name := issuer_of(value.code).name):
        return [(name, number[1], "issuers.number")]
    for index, strip in enumerate(layout.strips):
        match = signature_rules()["header.printing"].search(strip.text) if layout.kinds[index] == "printing" else None
        if match and (organs := split_organs(match["organ"])):
            return [(name, Span(strip.start, strip.start + match.end("organ")), "issuers.printing") for name in organs]
    return []


def _without_lead(name: str, span: Span, titled: Sequence[str]) -> tuple[str, Span]:
    """Return a signed name without words that ran into it: the title says what the issuer is called."""
    own = next((organ for organ in titled if name.endswith(organ)), name)
    return own, Span(span.end - len(own), span.end)


def _signed(layout: Layout, metadata: Mapping[str, Metadatum]) -> _Found | None:
    """Return the 成文日期: below the signature, in the metadata, in the note or in brackets under the title."""
    for signature in (layout.signature, trailing_signature(layout)):
        if signature and signature.date:
            return (*signature.date, "date.signature")
    if "signed" in metadata:
        return _from_metadata(metadata, "signed")
    for index, strip in enumerate(layout.strips):
        if layout.kinds[index] == "promulgation" and strip.start <= layout.body.start:
            match = signature_rules()["header.promulgation"].search(strip.text)
            iso = parse_date(match["date"]) if match else None
            if match and iso:
                return (
                    iso,
                    Span(strip.start + match.start("date"), strip.start + match.end("date")),
                    "date.promulgation",
                )
    for index, strip in enumerate(layout.strips):
        bracketed = layout.kinds[index] == "date" and strip.text[0] in "（(" and strip.start < layout.body.start
        if bracketed and (iso := parse_date(strip.text.strip("（()）"))):
            return iso, Span(strip.start + 1, strip.end - 1), "date.below-title"
    return None


def _from_metadata(metadata: Mapping[str, Metadatum], key: str) -> _Found | None:
    found = metadata.get(key)
    return (found.value, found.span, f"metadata.{key.replace('_', '-')}") if found else None


def _validity(
    text: str, layout: Layout, metadata: Mapping[str, Metadatum], signed: _Found | None, published: _Found | None
) -> tuple[_Found | None, _Found | None]:
    """Return from when and until when the document holds: by the day its text prints, as labelled, as its text says."""
    start = layout.notice.start if layout.notice else layout.body.start
    begins, ends, spans = find_validity(
        text[start : layout.body.end],
        signed=signed[0] if signed else None,
        published=published[0] if published else None,
    )
    where = Span(start + spans[0].start, start + spans[-1].end) if spans else None
    said = ((begins, where, "validity.text") if begins else None, (ends, where, "validity.text") if ends else None)
    labelled = (_from_metadata(metadata, "effective_from"), _from_metadata(metadata, "effective_until"))
    # A day that the text itself prints (自2031年6月20日起施行) binds, whatever a page says.
    printed = begins and begins not in (signed[0] if signed else None, published[0] if published else None)
    first, second = (said, labelled) if printed else (labelled, said)
    return first[0] or second[0], first[1] or second[1]


def _continued(text: str, layout: Layout, ends: _Found | None) -> _Found | None:
    """Return until when the policy holds: as its notice says, where that prints the policy anew to let it go on."""
    if layout.notice is None or layout.policy_title is None:
        return ends
    for span, title in quoted_titles(text[slice(*layout.notice)]):
        if same_title(title, layout.policy_title.text):
            start = layout.notice.start
            said = find_continuance(text, Span(start + span.start - 1, start + span.end + 1))
            if said and said.until:
                return said.until, said.span, said.rule
            if said and said.months and ends and len(ends[0]) == _DAY:
                return later_end(ends[0], said.months), said.span, said.rule
    return ends


def _place_evidence(place: Jurisdiction | None) -> list[Field]:
    if place is None or place.span is None:
        return []
    return [Field(name, place.span, place.rule) for name in ("region", "level")]


def _remarks(header: Header, title: _Found | None, printed: Sequence[_Found]) -> tuple[Remark, ...]:
    remarks = []
    if header.title is None:
        remarks.append(Remark("no-title", "未见标题；标题为空，文种取自正文自称"))
    elif title and title[2] == "title.file-name":
        remarks.append(Remark("title-from-file-name", "正文未印标题，标题取自文件名；请核对"))
    if not printed:
        remarks.append(Remark("no-issuer", "未见落款、标题前缀或发布机构，发文机关为空"))
    elif printed[0][2] in ("issuers.number", "issuers.printing"):
        remarks.append(Remark("issuer-inferred", "发文机关取自发文字号或印发机关，未见落款", printed[0][1]))
    if header.number is None:
        remarks.append(Remark("no-number", "未见本文件的发文字号"))
    if header.region is None:
        remarks.append(Remark("no-region", "未见可确定的行政区域"))
    elif header.region.code != NATION and not header.issuers:
        remarks.append(Remark("region-inferred", f"行政区域据标题、正文或网站推定为{header.region.name}"))
    return tuple(remarks)
