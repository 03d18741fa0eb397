"""A returned 督查台账 read back: rows that were filled in become reports, and what cannot be used is told.

The file comes from elsewhere, so it is not trusted: no macros, links or formulas are followed, and a file that
unpacks beyond reason or declares XML entities is refused before anything parses it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from kg.corpus import Corpus
from kg.duties.progress import Report, Status
from ontology.data import load_toml
from ontology.errors import SourceError

MAX_UNPACKED = 200_000_000  # bytes; a 督查台账 of ten thousand rows takes ten million
MAX_PARTS = 5_000
MAX_ROWS = 100_000  # of one sheet
_HEAD_ROWS = 12  # a table's head stands among the first rows of its sheet
_TEXTS = ("progress", "problem", "next")
_DATE = re.compile(r"([0-9]{4})\s*[-./年]\s*([0-9]{1,2})\s*[-./月]\s*([0-9]{1,2})\s*日?")


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was not taken, and why."""

    row: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    cells: Mapping[str, Any]  # by the key of the column


def read_ledger(
    path: Path, corpus: Corpus, *, date: str | None = None, by: str | None = None
) -> tuple[list[Report], list[Problem]]:
    """The reports of a returned 督查台账, and the rows that were filled in but cannot be used.

    ``date`` and ``by`` stand in where a row does not say. A row with a problem is left out whole: corrected and read
    again it is taken, while those taken before are known. Raises ``SourceError`` for a file that is no such table.
    """
    data = _checked(path)
    digest = hashlib.sha256(data).hexdigest()
    titles = {m.iri: m.title for record in corpus.records for m in record.measures if m.iri}
    reports: list[Report] = []
    problems: list[Problem] = []
    for row in _rows(path, data):
        found = _report(row, titles, date, by)
        if isinstance(found, str):
            problems.append(Problem(row.place, found))
        elif found:
            # The name goes into files that are passed on; the folder is nobody's business.
            reports.append(Report(**found, file=path.name, sha256=digest, row=row.place))
    kept, doubled = _without_contradictions(reports)
    return kept, [*problems, *doubled]


def parse_day(value: Any) -> str | None:
    """A date cell or a written day as ISO, ``None`` for anything else.

    >>> parse_day("2025年6月30日"), parse_day("2025.6.30"), parse_day("六月底")
    ('2025-06-30', '2025-06-30', None)
    """
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    match = _DATE.fullmatch(str(value).strip())
    try:
        return dt.date(*map(int, match.groups())).isoformat() if match else None
    except ValueError:
        return None


def _checked(path: Path) -> bytes:
    """The bytes of a workbook that is safe to parse."""
    try:
        data = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise SourceError(f"{path}: unpacks to more than {MAX_UNPACKED // 1_000_000} MB; save the table anew")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!" in _prolog(package, part):
                    raise SourceError(f"{path}: {part.filename} declares entities; save the table anew in Excel")
    except (OSError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise SourceError(f"{path}: is no .xlsx file ({error}); save the table as .xlsx") from error
    return data


def _prolog(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The markup before the first element, where declarations of entities stand; comments may not be long."""
    with package.open(part) as stream:
        head = stream.read(4096)
    first = re.search(rb"<[A-Za-z_]", head.replace(b"\x00", b""))
    return head.replace(b"\x00", b"")[: first.start() if first else None]


def _rows(path: Path, data: bytes) -> Iterator[_Row]:
    """The rows of every sheet that has the columns of a 督查台账."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise SourceError(
            f"{path}: cannot be read as a workbook ({error}); save it as .xlsx in Excel or WPS"
        ) from error
    found = False
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            keys: Mapping[int, str] = {}
            for number, values in enumerate(sheet.iter_rows(values_only=True, max_row=MAX_ROWS), 1):
                if keys:
                    yield _Row(f"{sheet.title}!{number}", {keys[i]: v for i, v in enumerate(values) if i in keys})
                elif number <= _HEAD_ROWS:
                    keys = _columns(values)
                    found = found or bool(keys)
    except (ValueError, KeyError, TypeError, SyntaxError) as error:
        raise SourceError(f"{path}: a sheet is damaged ({error}); save it anew in Excel or WPS") from error
    finally:
        book.close()
    if not found:
        raise SourceError(
            f"{path}: no sheet has the columns 标识 and 进展; make the table with: kg export xlsx --table 督查台账"
        )


def _columns(values: Sequence[Any]) -> Mapping[int, str]:
    """Which column holds what, if these are the heads of a 督查台账."""
    names = {name: key for key, known in load_toml("progress.toml")["columns"].items() for name in known}
    keys = {place: names[word] for place, value in enumerate(values) if (word := _text(value) or "") in names}
    return keys if {"measure", "progress"} <= set(keys.values()) else {}


def _report(row: _Row, titles: Mapping[str, str], date: str | None, by: str | None) -> dict[str, Any] | str | None:
    """The fields of a report, the reason why there is none, or ``None`` for a row that nobody filled in."""
    texts = {key: _text(row.cells.get(key)) for key in (*_TEXTS, "status", "quarter", "by", "measure")}
    if not any(texts[key] for key in (*_TEXTS, "status")):
        return None
    measure = texts["measure"]
    if not measure:
        return "没有标识，认不出是哪项任务；请在导出的行内填写"
    if measure not in titles:
        return f"图谱中没有这项任务（{measure}）"
    status = _status(texts["status"])
    if texts["status"] and status is None:
        return f"状态“{texts['status']}”不认识；请填 红、黄、绿"
    written = row.cells.get("date")
    day = parse_day(written) if _text(written) else date
    if day is None:
        return f"填报日期“{_text(written)}”不是日期" if _text(written) else "没有填报日期；请填写，或用 --date 指明"
    return {
        "measure": measure,
        "task": titles[measure],
        "date": day,
        "by": texts["by"] or by,
        "status": status,
        "quarter": texts["quarter"],
        **{key: texts[key] for key in _TEXTS},
    }


def _status(word: str | None) -> Status | None:
    known = load_toml("progress.toml")["status"]
    return next((status for status in get_args(Status) if word in known[status]), None)


def _text(value: Any) -> str | None:
    """What a cell says, ``None`` for nothing."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\r\n", "\n").strip() or None


def _without_contradictions(reports: Sequence[Report]) -> tuple[list[Report], list[Problem]]:
    """Rows that repeat each other count once; those of one office, day and measure that differ count not at all."""
    groups: dict[tuple[str, str, str | None, str | None], list[Report]] = {}
    for report in reports:
        groups.setdefault((report.measure, report.date, report.by, report.quarter), []).append(report)
    kept: list[Report] = []
    problems: list[Problem] = []
    for group in groups.values():
        if len({report.said for report in group}) == 1:
            kept.append(group[0])
        else:
            rows = "、".join(report.row for report in group)
            problems += [Problem(report.row, f"同一任务填了多行且内容不同（{rows}）；请只留一行") for report in group]
    return kept, problems
