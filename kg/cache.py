"""Records that need no second extraction: those of the last build, and those a killed build had finished.

A record is used again when the document's name and bytes, the extractor (its version, code and rules) and the regions
known are the same, so that a build from the cache and one from nothing give the same bytes. What a running build
extracts goes to a journal beside its output line by line; a run that is killed loses at most the line it was writing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import TracebackType
from typing import Any

from kg.inputs import Input
from ontology.model import Record
from ontology.record import decode, dumps, encode
from ontology.regions import RegionRow

CACHE = "extracted.jsonl"


@cache
def extractor_digest() -> str:
    """SHA-256 over the code and data that extraction depends on: the packages extract and ontology."""
    digest = hashlib.sha256()
    for package in ("extract", "ontology"):
        for path in _sources(files(package)):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(folder: Traversable) -> Iterable[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry)
        elif entry.name.endswith((".py", ".toml", ".ttl")):
            yield entry


class RecordCache:
    """Records known for ``out``, and the journal that new ones go to; a context manager.

    ``keep()`` is called when the build is complete: the journal is then no longer needed.
    """

    def __init__(self, out: Path, regions: tuple[RegionRow, ...] = ()) -> None:
        self._journal_path = out.parent / f".{out.name}.journal"
        self._salt = f"{extractor_digest()}|{regions!r}"
        self._known: dict[str, tuple[Record, ...]] = {}
        for path in (out / CACHE, self._journal_path):
            for entry in _lines(path):
                self._known[entry["key"]] = tuple(decode(record, entry["text"]) for record in entry["records"])

    def __enter__(self) -> RecordCache:
        self._journal_path.parent.mkdir(parents=True, exist_ok=True)
        self._journal = self._journal_path.open("a", encoding="utf-8")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._journal.close()

    def key(self, item: Input) -> str:
        """What an extraction of ``item`` depends on, as one hash; a file that cannot be opened counts as empty."""
        try:
            with item.path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            content = ""
        return hashlib.sha256(f"{self._salt}|{item.name}|{content}".encode()).hexdigest()

    def get(self, key: str) -> tuple[Record, ...] | None:
        """The records extracted from the same input before."""
        return self._known.get(key)

    def put(self, key: str, records: tuple[Record, ...]) -> None:
        """Remember fresh records, at once on disk."""
        self._known[key] = records
        self._journal.write(_line(key, records))
        self._journal.flush()

    def render(self, keys: Iterable[str]) -> str:
        """The cache file of a build whose documents have these keys."""
        return "".join(_line(key, self._known[key]) for key in keys if key in self._known)

    def keep(self) -> None:
        """Drop the journal: its records now stand in the build's own cache file."""
        self._journal.close()
        self._journal_path.unlink(missing_ok=True)


def _line(key: str, records: tuple[Record, ...]) -> str:
    """One line of the cache; the records of one source share its text."""
    return dumps({"key": key, "records": [encode(record) for record in records], "text": records[0].text}) + "\n"


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    """The whole lines of a cache file; a last line cut off by a kill is passed over."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.endswith("\n"):
                try:
                    yield json.loads(line)
                except ValueError:
                    continue
