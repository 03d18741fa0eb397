"""Annotations to score against, and the records to be scored: from JSON files, a build, or the documents themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.output import MARK
from ontology.errors import DataError, SourceError, UsageError
from ontology.regions import RegionRow

Json = Mapping[str, Any]

_PARTS = ("document", "citations", "measures", "responsibilities", "agencies", "targets")


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a person read in one document; ``name`` is that of its file, ``file`` that of the document."""

    name: str
    file: str
    data: Json


@dataclass(frozen=True, slots=True)
class Predictions:
    """Records by the name of the annotation they belong to, and why others have none."""

    records: Mapping[str, Json]
    absent: Mapping[str, str]


def load_annotations(folder: Path) -> list[Annotation]:
    """The annotations of a folder, sorted by name.

    Raises ``UsageError`` when there are none, ``DataError`` for a file that is none or whose rows point nowhere.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder; name one with annotations (*.json)")
    annotations = [_annotation(path) for path in sorted(folder.glob("*.json"))]
    if not annotations:
        raise UsageError(f"{folder}: no annotations (*.json) there; name a folder that has some")
    return annotations


def _annotation(path: Path) -> Annotation:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {error}; give an annotation as UTF-8 JSON") from error
    lacking = [part for part in _PARTS if part not in data] if isinstance(data, dict) else list(_PARTS)
    if lacking:
        raise DataError(f"{path}: no annotation, {', '.join(lacking)} missing; complete it")
    unknown = sorted({row["surface"] for row in data["responsibilities"]} - data["agencies"].keys())
    if unknown:
        raise DataError(f"{path}: {unknown[0]} has no entry under agencies; add one")
    return Annotation(path.stem, str(data.get("file") or path.stem), data)


def load_predictions(
    path: Path, annotations: Sequence[Annotation], *, regions: tuple[RegionRow, ...] = ()
) -> Predictions:
    """The records for ``annotations`` found at ``path``; raises ``UsageError`` when it holds none of any form.

    ``path`` is a build folder (its ``records.jsonl``), a folder of record files (``NAME.json`` as the annotation is
    called), or a folder of source documents, which are read here and now, each on its own.
    """
    if (path / MARK).is_file() and (path / "records.jsonl").is_file():
        return _from_build(path / "records.jsonl", annotations)
    if path.is_dir() and any(path.glob("*.json")):
        return _from_files(path, annotations)
    if path.is_dir():
        return _from_documents(path, annotations, regions)
    raise UsageError(f"{path}: no such folder; name a build, a folder of records or one of documents")


def _from_build(path: Path, annotations: Sequence[Annotation]) -> Predictions:
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    by_file = {record["source"]["path"].rsplit("/", 1)[-1]: record for record in records}
    chosen = {a.name: by_file[a.file] for a in annotations if a.file in by_file}
    return Predictions(chosen, _absences(annotations, chosen, f"no record of {{}} in {path.parent}"))


def _from_files(folder: Path, annotations: Sequence[Annotation]) -> Predictions:
    records: dict[str, Json] = {}
    absent: dict[str, str] = {}
    for name in (annotation.name for annotation in annotations):
        path = folder / f"{name}.json"
        try:
            data = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            absent[name] = f"no {path.name} in {folder}"
        except ValueError as error:
            absent[name] = f"{path} is not JSON: {error}"
        else:
            if isinstance(data, dict):
                records[name] = data
            else:
                absent[name] = f"{path} is not one record"
    return Predictions(records, absent)


def _from_documents(folder: Path, annotations: Sequence[Annotation], regions: tuple[RegionRow, ...]) -> Predictions:
    from kg.building.inputs import find_inputs
    from kg.building.reading import read_document
    from ontology.record import encode

    inputs, _ = find_inputs([folder])
    by_file = {item.path.name: item for item in inputs}
    chosen = {a.name: by_file[a.file] for a in annotations if a.file in by_file}
    absent = _absences(annotations, chosen, f"no {{}} in {folder}")
    records: dict[str, Json] = {}
    for name, item in chosen.items():
        try:
            records[name] = encode(read_document(item.path, name=item.name, regions=regions)[0])
        except SourceError as error:
            absent[name] = str(error)
    return Predictions(records, absent)


def _absences(annotations: Sequence[Annotation], chosen: Mapping[str, object], reason: str) -> dict[str, str]:
    return {a.name: reason.format(a.file) for a in annotations if a.name not in chosen}
