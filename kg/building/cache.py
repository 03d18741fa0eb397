"""Records that need no second extraction: those of the last build, and those a killed build had finished.

A record is used again when the document's name and bytes, the extractor (its version, code and rules) and the regions
known are the same, so that a build from the cache and one from nothing give the same bytes. What a running build
extracts goes to a journal beside its output line by line; a run that is killed loses at most the line it was writing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from pathlib import Path
from types import TracebackType

from kg.building.inputs import Input
from kg.code_digest import code_digest
from ontology.errors import DataError, OutputError
from ontology.model import Record
from ontology.record import decode, dumps, encode
from ontology.regions import RegionRow

CACHE = "extracted.jsonl"
_KEY = re.compile(rb'\{"key": "([0-9a-f]{64})", ')
_END = b'"}\n'


class RecordCache:
    """Records known for ``out``, and the journal that new ones go to; a context manager.

    ``keep()`` is called when the build is complete: the journal is then no longer needed.
    """

    def __init__(self, out: Path, regions: tuple[RegionRow, ...] = ()) -> None:
        self._path = out / CACHE
        self._journal_path = out.parent / f".{out.name}.journal"
        self._salt = f"{code_digest('extract', 'ontology')}|{regions!r}"
        # What is known stays as it is written: most of it is handed on, and what is asked for is decoded then.
        self._lines: dict[str, bytes] = {}
        self._fresh: dict[str, tuple[Record, ...]] = {}
        for path in (self._path, self._journal_path):
            self._lines.update(_lines(path))

    def __enter__(self) -> RecordCache:
        self._journal_path.parent.mkdir(parents=True, exist_ok=True)
        self._journal = self._journal_path.open("ab")
        self._journal.truncate(_whole(self._journal_path))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        with suppress(OSError) if kind else nullcontext():  # what could not be written is told already
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
        """The records extracted from the same input; raises ``DataError`` when their line was tampered with."""
        if key not in self._lines or key in self._fresh:
            return self._fresh.get(key)
        try:
            entry = json.loads(self._lines[key])
        except ValueError as error:
            raise DataError(f"{self._path}: a line is damaged ({error}); remove the file and build again") from error
        return tuple(decode(record, entry["text"]) for record in entry["records"])

    def __contains__(self, key: str) -> bool:
        """Whether records are known for the input of this key."""
        return key in self._lines

    def put(self, key: str, records: tuple[Record, ...]) -> None:
        """Remember fresh records, at once on disk."""
        self._fresh[key] = records
        self._lines[key] = _line(key, records)
        try:
            self._journal.write(self._lines[key])
            self._journal.flush()
        except OSError as error:
            raise OutputError(
                f"{self._journal_path}: cannot be written ({error.strerror or error}); an earlier build is as it was "
                "and what was read so far is kept: free space and build again"
            ) from error

    def render(self, keys: Iterable[str]) -> Iterator[bytes]:
        """The lines of the cache file of a build whose documents have these keys."""
        return (self._lines[key] for key in keys if key in self._lines)

    def keep(self) -> None:
        """Drop the journal: its records now stand in the build's own cache file."""
        self._journal.close()
        self._journal_path.unlink(missing_ok=True)


def _line(key: str, records: tuple[Record, ...]) -> bytes:
    """One line of the cache; the records of one source share its text."""
    data = {"key": key, "records": [encode(record) for record in records], "text": records[0].text}
    return f"{dumps(data)}\n".encode()


def _whole(path: Path) -> int:
    """Where the last whole line of a file ends: a kill may have cut the one after it."""
    return path.read_bytes().rfind(b"\n") + 1


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """Keys and whole lines of a cache file; a last line cut off by a kill is passed over, and so is a damaged one."""
    if not path.is_file():
        return
    with path.open("rb") as lines:
        for line in lines:
            key = _KEY.match(line)
            if key and line.endswith(_END):
                yield key[1].decode(), line
