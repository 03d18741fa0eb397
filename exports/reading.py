"""The page of one document: its text with every mention coloured and, on hover or focus, the fact read from it.

The page carries no script and asks nothing of any network; its Content-Security-Policy forbids both. Everything that
comes from the document is escaped. What it cannot hold: facts without a place in the text (a level, a region) stand in
the table of header fields only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from exports.html import fill
from exports.wording import BASES, FIELDS, RELATIONS, ROLES, TARGET_KINDS, field_value, target_line
from ontology.model import Basis, Record, Role, Span

KINDS = {
    "field": "文件要素",
    "lead": "牵头",
    "participant": "参与",
    "responsible": "负责",
    "target": "目标",
    "due": "完成时限",
    "citation": "引用文件",
    "rule": "推定依据",
    "warning": "需留意",
}
_LONGEST_LIST = 8  # measures named under one mention; a blanket clause may cover all of them


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text and the fact read from it; ``inferred`` facts point at the sentence ``licence``."""

    span: Span
    kind: str
    fact: str
    inferred: bool = False
    licence: Span | None = None


class _Stretch(NamedTuple):
    """A stretch that is covered by the same marks from end to end."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def render_reading(record: Record, *others: Record) -> str:
    """The page of ``record``, to be written as UTF-8; equal records give equal pages.

    ``others`` are further policies of the same text. The clean text is shown as it is: cover contacts beforehand.
    """
    header = record.document
    marks = sorted({mark for one in (record, *others) for mark in find_marks(one)}, key=_order)
    present = [kind for kind in KINDS if any(mark.kind == kind for mark in marks)]
    inferred = any(mark.inferred for mark in marks)
    return fill(
        _template(),
        title=escape(header.title or header.cover_title or record.source.path),
        fields="".join(field for one in (record, *others) for field in _fields(one)),
        legend="".join(f'<li><span class="m {kind}">{KINDS[kind]}</span></li>' for kind in present)
        + ('<li><span class="m inferred">推定</span></li>' if inferred else ""),
        warnings="".join(_warnings(one) for one in (record, *others)),
        body="".join(_body(record, marks)),
    )


def find_marks(record: Record) -> list[Mark]:
    """Every fact of ``record`` that has a place in its text, in text order; equal facts of one place are one mark."""
    labels = {measure.id: f"{measure.label} {measure.title}".strip() for measure in record.measures}
    marks = [Mark(f.span, "field", _field_fact(record, f.name)) for f in record.document.evidence]
    marks += _parts(record, labels)
    for target in record.targets:
        fact = f"{TARGET_KINDS[target.kind]}：{target_line(target)}"
        marks.append(Mark(target.span, "target", _at(fact, labels.get(target.measure or "", target.section))))
    for measure in record.measures:
        if measure.deadline:
            due = measure.deadline.due or "持续推进"
            marks.append(Mark(measure.deadline.span, "due", _at(f"完成时限：{due}", labels[measure.id])))
    for citation in record.citations:
        name = f"《{citation.title}》" if citation.title else ""
        fact = f"{RELATIONS[citation.relation]}：{name}{citation.number or ''}"
        marks.append(Mark(citation.span, "citation", _at(fact, labels.get(citation.measure or ""))))
    marks += [Mark(w.span, "warning", f"{w.message}（{w.code}）") for w in record.warnings if w.span]
    inside = [mark for mark in marks if 0 <= mark.span.start < mark.span.end <= len(record.text)]
    return sorted(dict.fromkeys(inside), key=_order)


def _order(mark: Mark) -> tuple[Span, int, str]:
    return mark.span, list(KINDS).index(mark.kind), mark.fact


def _parts(record: Record, labels: dict[str, str]) -> Iterator[Mark]:
    """Responsibilities, those of one mention in many measures taken together, and the rules that license them."""
    grouped: dict[tuple[Span, Role, Basis, str, Span | None], list[str]] = {}
    for part in record.responsibilities:
        name = part.agency.name if part.agency else f"{part.surface}（未确定为哪个单位）"
        key = (part.span, part.role, part.basis, name, part.rule_span)
        grouped.setdefault(key, []).append(labels.get(part.measure, part.measure))
    licences: dict[Span, str] = {}
    for (span, role, basis, name, licence), measures in grouped.items():
        inferred = basis != "stated"
        words = f"{ROLES[role]}：{name}" + (f"（{BASES[basis]}）" if inferred else "")
        shown = "；".join(measures[:_LONGEST_LIST]) + (
            f" 等 {len(measures)} 项" if len(measures) > _LONGEST_LIST else ""
        )
        yield Mark(span, role, f"{words} ← {shown}", inferred, licence)
        if inferred and licence:
            licences[licence] = BASES[basis]
    for licence, why in licences.items():
        yield Mark(licence, "rule", f"推定依据：{why}")


def _field_fact(record: Record, name: str) -> str:
    return f"{FIELDS.get(name, name)}：{field_value(record.document, name) if name in FIELDS else ''}"


def _at(fact: str, place: str | None) -> str:
    return f"{fact} ← {place}" if place else fact


def _fields(record: Record) -> Iterator[str]:
    for name, label in FIELDS.items():
        value = field_value(record.document, name)
        shown = escape(value) if value else '<span class="none">未印出</span>'
        yield f"<dt>{label}</dt><dd>{shown}</dd>"


def _warnings(record: Record) -> str:
    rows = ""
    for remark in record.warnings:
        link = f' <a href="#c{remark.span.start}">原文</a>' if remark.span else ""
        rows += f"<li>{escape(remark.message)} <code>{escape(remark.code)}</code>{link}</li>"
    return f'<h2>需留意</h2>\n<ul class="warnings">{rows}</ul>' if rows else ""


def _body(record: Record, marks: Sequence[Mark]) -> Iterator[str]:
    """The text, a paragraph for each line, headings and measures told apart."""
    text = record.text
    headings = {section.span.start for section in record.sections}
    measures = {measure.span.start for measure in record.measures}
    owned = [measure.span for measure in record.measures]
    targets = {mark.licence.start for mark in marks if mark.licence} | {w.span.start for w in record.warnings if w.span}
    stretches = list(_stretches(len(text), marks))
    seen: set[Mark] = set()
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        inner = "".join(
            _stretch(text, stretch, max(stretch.start, start), min(stretch.end, end), seen, targets)
            for stretch in stretches
            if stretch.start < end and stretch.end > start
        )
        kinds = ["h"] if any(start <= place < end for place in headings) else []
        kinds += ["first"] if any(start <= place < end for place in measures) else []
        kinds += ["own"] if any(span.start < end and start < span.end for span in owned) else []
        yield f'<p class="{" ".join(kinds)}">{inner}</p>\n' if kinds else f"<p>{inner}</p>\n"
        start = end + 1


def _stretches(length: int, marks: Iterable[Mark]) -> Iterator[_Stretch]:
    """The text cut wherever a mark begins or ends; marks may nest and overlap in any way."""
    marks = sorted(marks, key=lambda mark: mark.span)
    cuts = sorted({0, length, *(place for mark in marks for place in mark.span)})
    following, current = 0, list[Mark]()
    for start, end in pairwise(cuts):
        current = [mark for mark in current if mark.span.end > start]
        while following < len(marks) and marks[following].span.start <= start:
            current.append(marks[following])
            following += 1
        yield _Stretch(start, end, tuple(current))


def _stretch(text: str, stretch: _Stretch, start: int, end: int, seen: set[Mark], anchors: set[int]) -> str:
    words = escape(text[start:end])
    anchor = f' id="c{start}"' if start in anchors else ""
    if not stretch.marks:
        return f"<span{anchor}>{words}</span>" if anchor else words
    # The narrowest mark gives the colour; the others still are in the note.
    main = min(stretch.marks, key=lambda mark: (mark.span.end - mark.span.start, mark.kind, mark.fact))
    inferred = " inferred" if all(mark.inferred for mark in stretch.marks if mark.kind == main.kind) else ""
    # One stop of the keyboard for each fact, however often other facts cut it.
    stop = "" if all(mark in seen for mark in stretch.marks) else ' tabindex="0"'
    seen.update(stretch.marks)
    facts = "".join(_fact(text, mark) for mark in stretch.marks)
    note = f'<span class="tip" role="note">{facts}</span>'
    return f'<span class="m {main.kind}{inferred}"{anchor}{stop}>{words}{note}</span>'


def _fact(text: str, mark: Mark) -> str:
    licence = ""
    if mark.licence:
        quote = escape(text[slice(*mark.licence)])
        licence = f'<q><a href="#c{mark.licence.start}">{quote}</a></q>'
    return f'<span class="fact"><b class="{mark.kind}"></b>{escape(mark.fact)}{licence}</span>'


@cache
def _template() -> str:
    return files("exports").joinpath("templates", "reading.html").read_text(encoding="utf-8")
