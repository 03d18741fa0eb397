"""The whole run: paths → records → one resolved corpus → graph, store, pages, tables and report in one folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from exports.files import write_file
from kg.building.cache import CACHE, RecordCache
from kg.building.extraction import read_all
from kg.building.inputs import Input, Skipped, find_inputs
from kg.building.report import make_report
from kg.corpus import Corpus
from kg.correcting.apply import Outcome, apply_corrections
from kg.correcting.corrections import FILE_NAME, Correction
from kg.duties.progress import (
    COPY,
    Report,
    latest,
    load_reports,
    match_reports,
    progress_path,
    progress_quads,
    render_reports,
)
from kg.output import MARK, SAVED_CHECK, check_output, open_build, replacing
from kg.resolving.resolve import resolve
from kg.stamp import inputs_digest, is_current, write_stamp
from ontology import iri
from ontology.model import Record
from ontology.record import decode, dumps, encode
from ontology.regions import RegionRow, additional_regions

Progress = Callable[[str], None]


class Built:
    """What a build gives back: where it is, the report as plain data, and the corpus."""

    def __init__(self, folder: Path, report: dict[str, Any], corpus: Corpus | None = None) -> None:
        self.folder = folder
        self.report = report
        self._corpus = corpus

    @property
    def corpus(self) -> Corpus:
        """The resolved corpus; loaded from the folder when nothing had to be built."""
        if self._corpus is None:
            self._corpus = load_corpus(self.folder)
        return self._corpus


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
    ``reports`` of progress are by default those kept beside ``out``. An ``out`` that was built from all the same is
    left as it is.
    """
    reports = load_reports(progress_path(out)) if reports is None else reports
    inputs, skipped = find_inputs(paths)
    check_output(out)
    started(len(inputs))
    with RecordCache(out, regions) as known:
        keys = [known.key(item) for item in inputs]
        failed = _extract_new(inputs, keys, known, workers, regions, progress)
        digest = inputs_digest(
            [item.name for item in inputs], keys, failed, skipped, regions, base, tuple(corrections), tuple(reports)
        )
        if is_current(out, digest):
            known.keep()
            return Built(out, json.loads((out / MARK).read_text("utf-8")))
        records = [record for key in keys for record in known.get(key) or ()]
        corpus, skipped, outcomes = _resolved(records, [*skipped, *failed], regions, base, corrections)
        report = make_report(corpus, skipped, outcomes) | {"settings": _settings(base, regions)}
        with additional_regions(regions), replacing(out) as folder:
            write_build(folder, corpus, report, reports)
            write_file(folder / CACHE, known.render(keys))
            write_stamp(folder, digest)
        known.keep()
    return Built(out, report, corpus)


def _extract_new(
    inputs: Sequence[Input],
    keys: Sequence[str],
    known: RecordCache,
    workers: int | None,
    regions: tuple[RegionRow, ...],
    progress: Progress,
) -> list[Skipped]:
    """Extract what the cache does not hold into it; gives back the documents that cannot be read."""
    fresh = [(item, key) for item, key in zip(inputs, keys, strict=True) if key not in known]
    for item, key in zip(inputs, keys, strict=True):
        if key in known:
            progress(item.name)
    extracted = read_all([item for item, _ in fresh], workers=workers, regions=regions)
    failed = []
    for (item, key), result in zip(fresh, extracted, strict=True):
        if isinstance(result, Skipped):
            failed.append(result)
        else:
            known.put(key, result)
        progress(item.name)
    return failed


def _resolved(
    records: Sequence[Record],
    skipped: Sequence[Skipped],
    regions: tuple[RegionRow, ...],
    base: str,
    corrections: Sequence[Correction] = (),
) -> tuple[Corpus, list[Skipped], list[Outcome]]:
    skipped = [item for item in skipped if item.name.rsplit("/", 1)[-1] != FILE_NAME]
    with additional_regions(regions):
        corrected, outcomes = apply_corrections(records, corrections)
        corpus = resolve(corrected, base=base)
    return corpus, sorted(skipped, key=lambda item: item.name), outcomes


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
    results = list(read_all(inputs, workers=workers, regions=regions))
    failed = [result for result in results if isinstance(result, Skipped)]
    records = [record for result in results if not isinstance(result, Skipped) for record in result]
    corpus, skipped, _ = _resolved(records, [*skipped, *failed], regions, base)
    return corpus, skipped


def write_build(folder: Path, corpus: Corpus, report: dict[str, Any], reports: Sequence[Report] = ()) -> None:
    """Write every file of a build into ``folder``, with the reports of progress whose measures it has."""
    from exports.html import render_workbench
    from exports.tables import render_tables
    from kg.graph.graphfiles import writing_graph
    from kg.graph.triples import corpus_graphs
    from kg.pages.workbench import view_model
    from kg.tables import table_rows
    from ontology.agencies import functions

    matched, _ = match_reports(corpus, reports)
    reported = progress_quads(corpus, matched)
    with writing_graph(folder, corpus_graphs(corpus), [reported] if reported else [], base=corpus.base):
        write_file(folder / "records.jsonl", (f"{dumps(encode(record))}\n".encode() for record in corpus.records))
        for record in corpus.records:
            write_file(folder / "texts" / f"{record.source.text_sha256}.txt", record.text, sync=False)
        labels = {name: info.label_zh for name, info in functions().items()}
        view = view_model(corpus, functions=labels, progress=latest(matched))
        write_file(folder / "workbench.html", render_workbench(view))
        for name, content in render_tables(table_rows(corpus)).items():
            write_file(folder / "tables" / f"{name}.csv", content)
        if reports:
            write_file(folder / COPY, render_reports(reports))
        write_file(folder / "report.json", dumps(report, indent=1) + "\n")


def rewrite_build(folder: Path, reports: Sequence[Report]) -> None:
    """Write the build in ``folder`` anew from its own records, with other reports of progress and without findings."""
    corpus = load_corpus(folder)
    report = json.loads((folder / "report.json").read_text("utf-8"))
    regions = tuple(RegionRow(**row) for row in report["settings"]["regions"])
    with additional_regions(regions), replacing(folder) as fresh:
        write_build(fresh, corpus, report, reports)
        for kept in sorted(folder.iterdir()):
            if kept.is_file() and kept.name not in (COPY, SAVED_CHECK) and not (fresh / kept.name).exists():
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
