"""What offices report about measures: kept apart from what documents say, dated, attributed, never overwritten.

Reports stand in a file of lines that only grows, beside the build they belong to (``out/demo.progress.jsonl`` beside
``out/demo``), because a build replaces its folder whole. Every build takes them up again: as ``pk:ProgressReport``
in a named graph of their own, and as the latest status of each measure in the workbench.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Literal, get_args

from pyoxigraph import NamedNode, Quad

from exports.files import write_file
from kg.contacts import mask_contacts
from kg.corpus import Corpus
from kg.graph.graphwriter import GraphWriter, dated
from ontology import iri
from ontology.errors import DataError
from ontology.model import Measure
from ontology.terms import DCTERMS, PK, PROV, RDF, SCHEMA

Status = Literal["red", "yellow", "green"]

STATUS_NAMES: Mapping[Status, str] = {"red": "红", "yellow": "黄", "green": "绿"}
COPY = "progress.jsonl"  # what a build took up, inside its folder


@dataclass(frozen=True, slots=True)
class Report:
    """What one office said about one measure on one day; texts are as written, absent ones None."""

    measure: str  # IRI
    task: str  # its title, by which the measure is found again should its number change
    date: str  # ISO day
    by: str | None = None
    status: Status | None = None
    quarter: str | None = None
    progress: str | None = None
    problem: str | None = None
    next: str | None = None
    file: str = ""  # the returned file's name
    sha256: str = ""  # and content
    row: str = ""  # sheet and row in it

    @property
    def said(self) -> tuple[str | None, ...]:
        """All but where it was read: equal for a row that is handed in twice."""
        return (self.measure, self.date, self.by, self.status, self.quarter, self.progress, self.problem, self.next)


def progress_path(out: Path) -> Path:
    """The file of reports that belongs to the build ``out``: beside it, as builds are replaced whole.

    >>> progress_path(Path("out/demo")).as_posix()
    'out/demo.progress.jsonl'
    """
    return out.with_name(out.name + ".progress.jsonl")


def load_reports(path: Path) -> tuple[Report, ...]:
    """The reports of a file in its order, none where there is no file; raises ``DataError`` naming a wrong line."""
    if not path.is_file():
        return ()
    reports = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            reports.append(_parse(line, f"{path}: line {number}"))
    return tuple(reports)


def add_reports(path: Path, new: Iterable[Report]) -> tuple[tuple[Report, ...], int]:
    """Append those reports that the file does not hold yet; gives back all of them and how many were new."""
    held = load_reports(path)
    known = {report.said for report in held}
    added = []
    for report in new:
        if report.said not in known:
            known.add(report.said)
            added.append(report)
    if added:
        write_file(path, render_reports([*held, *added]))
    return (*held, *added), len(added)


def render_reports(reports: Sequence[Report]) -> str:
    """One JSON object a line, in order."""
    return "".join(json.dumps(asdict(report), ensure_ascii=False) + "\n" for report in reports)


def match_reports(corpus: Corpus, reports: Sequence[Report]) -> tuple[list[Report], list[Report]]:
    """The reports whose measure is in the corpus, and those whose is not.

    A measure is the one of that IRI as long as it bears the same title; where clauses were renumbered, the only one
    of that title in the document.
    """
    measures: dict[str, Measure] = {}
    titled: dict[tuple[str, str], list[str]] = {}
    for record in corpus.records:
        for measure in record.measures:
            if measure.iri:
                measures[measure.iri] = measure
                titled.setdefault((measure.iri.rpartition(".")[0], measure.title), []).append(measure.iri)
    matched, open_ones = [], []
    for report in reports:
        found = measures.get(report.measure)
        if found and found.title == report.task:
            matched.append(report)
            continue
        same = titled.get((report.measure.rpartition(".")[0], report.task), [])
        if len(same) == 1:
            matched.append(replace(report, measure=same[0]))
        else:
            open_ones.append(report)
    return matched, open_ones


def latest(reports: Sequence[Report]) -> dict[str, Report]:
    """The report that tells how each measure stands: of the last day; of one day, the worst status, then the last line.

    A report without a status does not hide the status of an earlier one, unless no report has any.
    """
    worst = list(STATUS_NAMES)

    def rank(place: int) -> tuple[bool, str, int, int]:
        report = reports[place]
        alarm = -worst.index(report.status) if report.status else -len(worst)
        return report.status is not None, report.date, alarm, place

    held: dict[str, int] = {}
    for place, report in enumerate(reports):
        held[report.measure] = max(place, held.get(report.measure, place), key=rank)
    return {measure: reports[place] for measure, place in sorted(held.items())}


def progress_quads(corpus: Corpus, reports: Sequence[Report]) -> list[Quad]:
    """The reports as a named graph of their own, sorted; none where there are no reports.

    ``reports`` are those that :func:`match_reports` found a measure for. Contact names and numbers are covered.
    """
    out = GraphWriter(iri.progress_graph_iri(corpus.base), iri.Minter())
    bodies = _bodies(corpus)
    for report in reports:
        digest = hashlib.sha256(json.dumps(report.said, ensure_ascii=False).encode()).hexdigest()[:12]
        node = out.thing(iri.report_iri(report.measure, report.date, digest), PK.ProgressReport, digest)
        out.say(node, RDF.type, PROV.Entity)
        out.say(node, PK.about, NamedNode(report.measure))
        out.say(node, DCTERMS.date, dated(report.date))
        out.say(node, PK.reportedBy, report.by)
        named = bodies.get(report.by or "", ())
        out.say(node, PROV.wasAttributedTo, NamedNode(named[0]) if len(named) == 1 else None)
        out.say(node, PK.progressStatus, PK[f"ProgressStatus-{report.status}"] if report.status else None)
        out.say(node, PK.quarter, report.quarter)
        for term, text in (
            (PK.progressText, report.progress),
            (PK.problemText, report.problem),
            (PK.nextStep, report.next),
        ):
            out.say(node, term, mask_contacts(text) if text else None)
        if report.sha256:
            file = NamedNode(iri.source_iri(report.sha256, base=corpus.base))
            out.say(node, PROV.wasDerivedFrom, file)
            out.say(file, RDF.type, PROV.Entity)
            out.say(file, DCTERMS.title, report.file)
            out.say(file, SCHEMA.sha256, report.sha256)
    for measure, report in latest(reports).items():
        status = PK[f"ProgressStatus-{report.status}"] if report.status else None
        out.say(NamedNode(measure), PK.currentStatus, status)
    return out.sorted_quads()


def _bodies(corpus: Corpus) -> dict[str, list[str]]:
    """The IRIs of the bodies that a name may mean: full names, and names as printed."""
    bodies: dict[str, list[str]] = {}
    for entry in corpus.agencies:
        for name in {entry.agency.name, *entry.surfaces} if entry.agency.iri else ():
            bodies.setdefault(name, []).append(entry.agency.iri or "")
    return bodies


def report_view(report: Report, *, show_contacts: bool = False) -> dict[str, str | None]:
    """What was last reported about a measure; as the workbench shows it; ``colour`` is red, yellow, green or None."""
    texts = (report.progress, report.problem, report.next)
    progress, problem, then = (text if show_contacts or not text else mask_contacts(text) for text in texts)
    return {
        "colour": report.status,
        "date": report.date,
        "by": report.by,
        "quarter": report.quarter,
        "progress": progress,
        "problem": problem,
        "next": then,
    }


def _parse(line: str, where: str) -> Report:
    try:
        data = json.loads(line)
        known = {field.name for field in fields(Report)}
        if not isinstance(data, dict) or not {"measure", "task", "date"} <= data.keys() <= known:
            raise ValueError("keys are missing or unknown")
        if data.get("status") not in (None, *get_args(Status)):
            raise ValueError(f"status {data['status']!r} is not one of {', '.join(get_args(Status))}")
        return Report(**data)
    except ValueError as error:
        raise DataError(f"{where}: {error}; restore the line or take it out") from error
