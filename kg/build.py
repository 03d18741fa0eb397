"""The whole run: paths → records → one resolved corpus → graph, store, pages, tables and report in one folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from exports.files import write_file
from kg.cache import CACHE, RecordCache
from kg.corpus import Corpus
from kg.correcting import Outcome, apply_corrections
from kg.corrections import FILE_NAME, Correction
from kg.extraction import read_all
from kg.inputs import Input, Skipped, find_inputs
from kg.output import check_output, open_build, replacing
from kg.progress import COPY, Report, latest, load_reports, match_reports, progress_path, progress_quads, render_reports
from kg.report import make_report
from kg.resolve import resolve
from ontology import iri
from ontology.model import Record
from ontology.record import decode, dumps, encode
from ontology.regions import RegionRow, additional_regions

Progress = Callable[[str], None]
Result = tuple[Record, ...] | Skipped


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gives back: where it is, the corpus, and the report as plain data."""

    folder: Path
    corpus: Corpus
    report: dict[str, Any]


def build(
    paths: Sequence[Path],
    out: Path,
    *,
    workers: int | None = None,
    regions: tuple[RegionRow, ...] = (),
    base: str = iri.DEFAULT_BASE,
    corrections: Sequence[Correction] = (),
    reports: Sequence[Report] | None = None,
    started: Callable[[int], None] = lambda count: None,
    progress: Progress = lambda name: None,
) -> Built:
    """Read the documents under ``paths`` and write the build folder ``out``, which is replaced only when complete.

    Equal documents give equal files in any order and on any number of ``workers`` (the store's own files apart, which
    RocksDB numbers by itself). Raises ``UsageError`` or ``OutputError`` before anything is read when the call cannot
    succeed; a document that cannot be read is reported and the others are built. ``corrections`` are made on every
    build between extraction and resolution; one that fits nothing any more is reported too.
    ``reports`` of progress are by default those kept beside ``out``.
    """
    reports = load_reports(progress_path(out)) if reports is None else reports
    inputs, skipped = find_inputs(paths)
    check_output(out)
    started(len(inputs))
    with RecordCache(out, regions) as known:
        results, keys = _read(inputs, known, workers, regions, progress)
        corpus, skipped, outcomes = _resolved(results, skipped, regions, base, corrections)
        report = make_report(corpus, skipped, outcomes) | {"settings": _settings(base, regions)}
        with additional_regions(regions), replacing(out) as folder:
            write_build(folder, corpus, report, reports)
            write_file(folder / CACHE, known.render(keys))
        known.keep()
    return Built(out, corpus, report)


def _read(
    inputs: Sequence[Input],
    known: RecordCache,
    workers: int | None,
    regions: tuple[RegionRow, ...],
    progress: Progress,
) -> tuple[list[Result], list[str]]:
    """A result for each input, extracted only where the cache has none, and the cache keys in the same order."""
    keys = [known.key(item) for item in inputs]
    fresh = [(item, key) for item, key in zip(inputs, keys, strict=True) if known.get(key) is None]
    extracted = read_all([item for item, _ in fresh], workers=workers, regions=regions)
    results: dict[str, Result] = {}
    for item, key in zip(inputs, keys, strict=True):
        records = known.get(key)
        result = next(extracted) if records is None else records
        if records is None and not isinstance(result, Skipped):
            known.put(key, result)
        results[item.name] = result
        progress(item.name)
    return [results[item.name] for item in inputs], keys


def _resolved(
    results: Sequence[Result],
    skipped: Sequence[Skipped],
    regions: tuple[RegionRow, ...],
    base: str,
    corrections: Sequence[Correction] = (),
) -> tuple[Corpus, list[Skipped], list[Outcome]]:
    records = [record for result in results if not isinstance(result, Skipped) for record in result]
    failed = [result for result in results if isinstance(result, Skipped)]
    others = [item for item in skipped if item.name.rsplit("/", 1)[-1] != FILE_NAME]
    with additional_regions(regions):
        records, outcomes = apply_corrections(records, corrections)
        corpus = resolve(records, base=base)
    return corpus, sorted([*others, *failed], key=lambda item: item.name), outcomes


def _settings(base: str, regions: tuple[RegionRow, ...]) -> dict[str, Any]:
    return {"base": base, "regions": [asdict(row) for row in regions]}


def read_corpus(
    paths: Sequence[Path],
    *,
    workers: int | None = None,
    regions: tuple[RegionRow, ...] = (),
    base: str = iri.DEFAULT_BASE,
) -> tuple[Corpus, list[Skipped]]:
    """The resolved corpus of the documents under ``paths``, nothing written, and all that was skipped."""
    inputs, skipped = find_inputs(paths)
    corpus, skipped, _ = _resolved(list(read_all(inputs, workers=workers, regions=regions)), skipped, regions, base)
    return corpus, skipped


def write_build(folder: Path, corpus: Corpus, report: dict[str, Any], reports: Sequence[Report] = ()) -> None:
    """Write every file of a build into ``folder``, with the reports of progress whose measures it has."""
    from exports import nquads, turtle
    from exports.html import render_workbench
    from exports.tables import render_tables
    from kg.store import write_store
    from kg.tables import table_rows
    from kg.triples import corpus_quads
    from kg.workbench import view_model
    from ontology.agencies import functions

    matched, _ = match_reports(corpus, reports)
    quads = [*corpus_quads(corpus), *progress_quads(corpus, matched)]
    write_file(folder / "graph.nq", nquads.render(quads))
    write_file(folder / "graph.ttl", turtle.render(quads, base=corpus.base))
    write_store(folder / "store", quads)
    write_file(folder / "records.jsonl", "".join(dumps(encode(record)) + "\n" for record in corpus.records))
    for record in corpus.records:
        write_file(folder / "texts" / f"{record.source.text_sha256}.txt", record.text)
    labels = {name: info.label_zh for name, info in functions().items()}
    view = view_model(corpus, functions=labels, progress=latest(matched))
    write_file(folder / "workbench.html", render_workbench(view))
    for name, content in render_tables(table_rows(corpus)).items():
        write_file(folder / "tables" / f"{name}.csv", content)
    if reports:
        write_file(folder / COPY, render_reports(reports))
    write_file(folder / "report.json", dumps(report, indent=1) + "\n")


def rewrite_build(folder: Path, reports: Sequence[Report]) -> None:
    """Write the build in ``folder`` anew from its own records, with other reports of progress."""
    corpus = load_corpus(folder)
    report = json.loads((folder / "report.json").read_text("utf-8"))
    regions = tuple(RegionRow(**row) for row in report["settings"]["regions"])
    with additional_regions(regions), replacing(folder) as fresh:
        write_build(fresh, corpus, report, reports)
        for kept in sorted(folder.iterdir()):
            if kept.is_file() and kept.name != COPY and not (fresh / kept.name).exists():
                shutil.copy2(kept, fresh / kept.name)


def load_corpus(folder: Path) -> Corpus:
    """The corpus of an earlier build, from its records, texts and settings; ``UsageError`` when there is none."""
    open_build(folder)
    settings = json.loads((folder / "report.json").read_text("utf-8"))["settings"]
    records = []
    for line in (folder / "records.jsonl").read_text("utf-8").splitlines():
        data = json.loads(line)
        records.append(decode(data, (folder / "texts" / f"{data['source']['text_sha256']}.txt").read_text("utf-8")))
    with additional_regions(tuple(RegionRow(**row) for row in settings["regions"])):
        return resolve(records, base=settings["base"])
