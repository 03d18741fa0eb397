"""From one source to its record: the stages in order, each saying what it needs and what it gives.

No stage opens a file or looks at another document; the same source gives the same record anywhere.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from extract.agencies.statement_rules import find_blankets, find_order_rules
from extract.agencies.statements import Statement, find_statements
from extract.citations import find_citations
from extract.clauses.clause_tree import Clause, parse_clauses
from extract.clauses.duties import duty_holders, find_organs
from extract.clauses.headings import due_of_section, is_no_task
from extract.clauses.measure_deadlines import with_deadlines
from extract.clauses.measures import build_measures, build_sections, choose_measures
from extract.clauses.passages import Cell, Passage, announces_goals, lay_passages
from extract.clauses.responsibilities import assign
from extract.clauses.task_measures import add_rows
from extract.cleaning.clean import CleanText, clean
from extract.dates import Calendar, find_terms, plan_year
from extract.heads.header import HeaderReading, read_header
from extract.heads.policies import part_policies, title_lines
from extract.leftovers import find_leftovers
from extract.markers import find_boxes
from extract.sources.readers import SourceText
from extract.tables.task_tables import TaskRow, find_task_rows
from extract.targets.target_reading import find_targets
from ontology.docnumber import parse
from ontology.model import Measure, Record, Remark, Source, Span

_TITLED = re.compile("(?<![0-9—-])(20[0-9]{2})年(?![—-])")  # 2022年工作要点
# 抄送…某办公厅2019年3月15日印发: the imprint says when it was printed, which tells the year where no date is signed.
_IMPRINT = re.compile(r"([0-9]{4})年[0-9]{1,2}月[0-9]{1,2}日印发")


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of the pipeline: a pure function of what it ``needs``, whose results are named by ``gives``."""

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[..., tuple[Any, ...]]


def _clean(source: SourceText) -> tuple[CleanText, str]:
    cleaned = clean(source)
    return cleaned, cleaned.text


def _header(source: SourceText, cleaned: CleanText) -> tuple[HeaderReading, Calendar]:
    reading = read_header(cleaned, file_name=source.path.rsplit("/", 1)[-1])
    title = reading.header.title or ""
    return reading, Calendar(_year(cleaned.text, reading), find_terms(title, cleaned.text), plan_year(title))


def _policies(text: str, first: HeaderReading) -> tuple[list[HeaderReading]]:
    return (part_policies(text, first),)


def _year(text: str, reading: HeaderReading) -> int | None:
    """The year that 年底前 means: of signature or publication, else of the imprint, the number or the title."""
    header = reading.header
    printed = header.date_signed or header.date_published
    if printed is None:
        imprint = _IMPRINT.search(text)
        printed = imprint[1] if imprint else None
    number = parse(header.number) if header.number and printed is None else None
    titled = _TITLED.search(header.title or "")
    return int(printed[:4]) if printed else number.year if number else int(titled[1]) if titled else None


def _statements(text: str, reading: HeaderReading) -> tuple[Any, ...]:
    parts = [Span(reading.body.start, _end(text, reading)), *reading.attachments]
    rows = [row for part in parts for row in find_task_rows(text, part)]
    cells = [statement.span for row in rows for statement in row.statements]
    statements = [s for part in parts for s in find_statements(text, *part) if not (cells and _within(s.span, cells))]
    told = [*parts, reading.notice] if reading.notice else parts  # a notice may say who of those named leads
    orders = [rule for rule in find_order_rules(text) if _within(rule.span, told)]
    blankets = [blanket for blanket in find_blankets(text) if _within(blanket.span, parts)]
    return statements, rows, orders, blankets


def _within(span: Span, parts: Iterable[Span]) -> bool:
    for start, end in parts:  # noqa: SIM110 (a generator takes three times as long)
        if start <= span.start < end:
            return True
    return False


def _end(text: str, reading: HeaderReading) -> int:
    return min(reading.body.end, len(text))


def _parts(text: str, reading: HeaderReading, printed: list[Statement]) -> tuple[list[Span]]:
    """The stretches that have clauses of their own: the policy, and those attachments that say who does what."""
    spans = [statement.span for statement in printed]
    attachments = [part for part in reading.attachments if any(_within(span, [part]) for span in spans)]
    return ([Span(reading.body.start, _end(text, reading)), *attachments],)


def _clauses(text: str, parts: list[Span], printed: list[Statement], rows: list[TaskRow]) -> tuple[list[Clause]]:
    tables = sorted({row.table for row in rows})
    statements = [statement.span for statement in printed]
    clauses: list[Clause] = []
    for part in parts:
        clauses += parse_clauses(text, *part, statements, tables, first=len(clauses) + 1)
    return (clauses,)


def _measures(
    text: str, clauses: list[Clause], printed: list[Statement], rows: list[TaskRow], calendar: Calendar
) -> tuple[Any, ...]:
    organs = find_organs(text, clauses)
    chosen = choose_measures(clauses, [statement.span for statement in printed], organs)
    sections = build_sections(clauses, chosen)
    measures, of_rows, row_owners = add_rows(text, build_measures(text, clauses, chosen), rows, clauses, sections)
    statements = sorted([*printed, *of_rows], key=lambda statement: statement.span)
    duties = duty_holders(clauses, chosen, organs)
    return with_deadlines(text, measures, statements, calendar), sections, statements, duties, row_owners


def _responsibilities(
    text: str, measures: list[Measure], statements: Any, orders: Any, blankets: Any, duties: Any
) -> tuple[Any]:
    return (assign(text, measures, statements, orders, blankets, duties),)


def _citations(text: str, reading: HeaderReading, readings: list[HeaderReading], measures: list[Measure]) -> tuple[Any]:
    header = reading.header
    start = reading.notice.start if reading.notice else reading.body.start
    end = max([_end(text, reading), *(span.end for span in reading.attachments)])
    others = [span for other in readings if other is not reading for span in (other.body, *other.attachments)]
    skip = [Span(0, start), *others, Span(end, len(text) + 1)]
    found = find_citations(
        text, title=header.title, number=header.number, notice=reading.notice, measures=measures, skip=skip
    )
    return (found,)


def _passages(
    text: str,
    parts: list[Span],
    clauses: list[Clause],
    measures: list[Measure],
    rows: list[TaskRow],
    statements: Any,
    row_owners: Mapping[Span, str],
) -> tuple[list[Passage]]:
    owned = [(clause.span, clause.own, clause.title, is_no_task(clause.title)) for clause in clauses]
    due = [
        (clause.span, said)
        for clause in clauses
        if clause.children and (said := due_of_section(text, clause.title_span.start, clause.own.end))
    ]
    holes = [statement.span for statement in statements]
    in_rows = {row.span for row in rows}
    own_rows = in_rows & {m.span for m in measures}
    whole = [m.span for m in measures if m.span not in in_rows]
    cells = {
        cell.span: Cell(
            cell.heading,
            row.title,
            cell.unit,
            tuple(other.heading for other in row.contents),
            text[slice(*row.deadline)] if row.deadline else "",
        )
        for row in rows
        for cell in row.contents
        if row.span in own_rows or (cell.span != row.task and not _within(row.span, whole))
    }
    stretches = [(m.span, m.id) for m in measures if m.span not in in_rows]
    stretches += [(cell.span, row_owners[row.span]) for row in rows for cell in row.contents if cell.span in cells]
    passages: list[Passage] = []
    for part in parts:
        inside = [(span, owner) for span, owner in stretches if _within(span, [part])]
        boxes = _boxes(text, part, [clause.span.start for clause in clauses])
        passages += lay_passages(part, [c for c in owned if _within(c[0], [part])], inside, holes, boxes, due)
    for cell, owner in stretches:
        if not _within(cell, parts):  # a table behind the text
            passages += lay_passages(cell, [], [(cell, owner)], holes)
    return ([passage._replace(cell=cells.get(passage.span)) for passage in passages],)


def _boxes(text: str, part: Span, begins: list[int]) -> list[tuple[Span, str]]:
    """The boxes of a part with their titles, each up to the next clause or box; none of indicators.

    What a table of indicators sets is set by the clause that it stands in.
    """
    boxes = find_boxes(text, *part)
    starts = [start for start, _ in boxes]
    ends = {start: min((n for n in (*begins, *starts) if n > start), default=part.end) for start in starts}
    return [(Span(start, min(ends[start], part.end)), title) for start, title in boxes if title and "指标" not in title]


def _attached(
    text: str, reading: HeaderReading, readings: list[HeaderReading], parts: list[Span]
) -> tuple[list[Passage]]:
    """What stands behind the text: attachments, even where no line says so, but no other policy."""
    end = _end(text, reading)
    behind = reading.attachments or ([Span(end, len(text))] if len(readings) == 1 and end < len(text) else [])
    headed = [(part, _heading(text, part)) for part in behind if part not in parts]
    return (
        [
            Passage(part, section=heading, tabular=True, goals=heading if announces_goals(heading) else None)
            for part, heading in headed
        ],
    )


def _heading(text: str, part: Span) -> str | None:
    """The first line of an attachment, unless it is a row of its table already."""
    first = next(title_lines(text, part), None)
    printed = text[slice(*first)].strip() if first else ""
    return None if "\t" in printed else printed or None


def _targets(text: str, passages: list[Passage], attached: list[Passage], calendar: Calendar) -> tuple[Any, Any]:
    return find_targets(text, [*passages, *attached], calendar)


def _warnings(
    source: SourceText,
    text: str,
    reading: HeaderReading,
    statements: list[Statement],
    measures: list[Measure],
    target_remarks: Any,
) -> tuple[tuple[Remark, ...]]:
    remarks = [*reading.remarks, *target_remarks]
    if source.encoding == "ocr":
        remarks.append(Remark("recognised", "文字由扫描件识别得出，引用前请对照原件"))
    remarks += find_leftovers(text, reading.body, [s.span for s in statements])
    if not measures:
        remarks.append(Remark("no-measures", "未找到编号条款；若文件确有任务，请检查正文是否完整"))
    return (tuple(sorted(set(remarks), key=lambda r: (r.span or Span(-1, -1), r.code, r.message))),)


# What is read once for a source, and what is read for each policy that it prints.
SOURCE_STAGES: tuple[Stage, ...] = (
    Stage("clean", ("source",), ("cleaned", "text"), _clean),
    Stage("header", ("source", "cleaned"), ("first", "calendar"), _header),
    Stage("policies", ("text", "first"), ("readings",), _policies),
)
POLICY_STAGES: tuple[Stage, ...] = (
    Stage("statements", ("text", "reading"), ("printed", "rows", "orders", "blankets"), _statements),
    Stage("parts", ("text", "reading", "printed"), ("parts",), _parts),
    Stage("clauses", ("text", "parts", "printed", "rows"), ("clauses",), _clauses),
    Stage(
        "measures",
        ("text", "clauses", "printed", "rows", "calendar"),
        ("measures", "sections", "statements", "duties", "row_owners"),
        _measures,
    ),
    Stage(
        "responsibilities",
        ("text", "measures", "statements", "orders", "blankets", "duties"),
        ("responsibilities",),
        _responsibilities,
    ),
    Stage("citations", ("text", "reading", "readings", "measures"), ("citations",), _citations),
    Stage(
        "passages",
        ("text", "parts", "clauses", "measures", "rows", "statements", "row_owners"),
        ("passages",),
        _passages,
    ),
    Stage("attached", ("text", "reading", "readings", "parts"), ("attached",), _attached),
    Stage("targets", ("text", "passages", "attached", "calendar"), ("targets", "target_remarks"), _targets),
    Stage(
        "warnings", ("source", "text", "reading", "statements", "measures", "target_remarks"), ("warnings",), _warnings
    ),
)


@cache
def extractor() -> str:
    """Name and version of this extractor, part of every record and of the key of cached records."""
    try:
        return f"policy-kg {version('policy-kg')}"
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "policy-kg (not installed)"


def read_records(source: SourceText, *, name: str | None = None) -> tuple[Record, ...]:
    """The records of one source, one for each policy it prints, in text order; nearly always one.

    ``name`` is the path the source is known by in its records, its own path by default.
    """
    state = _run(SOURCE_STAGES, {"source": source})
    text = state["text"]
    origin = Source(
        path=name or source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        extractor=extractor(),
    )
    return tuple(_record(origin, _run(POLICY_STAGES, state | {"reading": reading})) for reading in state["readings"])


def _run(stages: Sequence[Stage], state: dict[str, Any]) -> dict[str, Any]:
    for stage in stages:
        results = stage.run(*(state[need] for need in stage.needs))
        state.update(zip(stage.gives, results, strict=True))
    return state


def _record(source: Source, state: dict[str, Any]) -> Record:
    return Record(
        source=source,
        document=state["reading"].header,
        citations=tuple(state["citations"]),
        sections=tuple(state["sections"]),
        measures=tuple(state["measures"]),
        responsibilities=tuple(state["responsibilities"]),
        targets=tuple(state["targets"]),
        warnings=state["warnings"],
        text=state["text"],
    )
