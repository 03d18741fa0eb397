"""Whether a build is already there: what it was made from, and what it consists of, in a file of its own.

Everything that the files of a build depend on goes into one hash: documents, settings, corrections, reports, our code
and the versions of the libraries. A build whose hash is the same and whose files are as they were written need not be
written again.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from exports.files import write_file
from kg.code_digest import code_digest
from kg.graph.store import open_store
from kg.output import SAVED_CHECK
from ontology.errors import UsageError

STAMP = "stamp.json"


def inputs_digest(*inputs: object) -> str:
    """One hash of ``inputs`` (whose ``repr`` tells them apart), our code and everything installed beside it."""
    # Folders of installed packages bear name and version; reading the metadata inside takes a second on a cold disk.
    installed = sorted({path.name for folder in sys.path for path in Path(folder).glob("*.dist-info")})
    told = (code_digest("extract", "exports", "kg", "ontology"), sys.version, installed, inputs)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def write_stamp(folder: Path, digest: str) -> Path:
    """Write the stamp of a build whose other files are complete."""
    return _write(folder, {"inputs": digest, "files": _sizes(folder)})


def is_current(folder: Path, digest: str) -> bool:
    """Whether ``folder`` holds the build of these inputs, no file changed since, and a store that opens."""
    stamp = _untouched(folder)
    try:
        # The store's own files are numbered by RocksDB, and opening one tells whether they are there.
        return stamp is not None and stamp.get("inputs") == digest and open_store(folder / "store") is not None
    except UsageError:
        return False


@contextmanager
def rewriting(folder: Path, name: str) -> Iterator[None]:
    """Within it the file ``name`` may be written anew; the build is then as current as it was before."""
    stamp = _untouched(folder)
    yield
    if stamp is not None:
        stamp["files"][name] = (folder / name).stat().st_size
        _write(folder, stamp)


def _untouched(folder: Path) -> dict[str, Any] | None:
    """The stamp of a build of which no file changed since it was stamped."""
    path = folder / STAMP
    try:
        written = path.stat().st_mtime_ns
        stamp = json.loads(path.read_text("utf-8"))
        same = (
            isinstance(stamp, dict)
            and stamp.get("files") == _sizes(folder)
            and all((folder / name).stat().st_mtime_ns <= written for name in stamp["files"])
        )
    except (OSError, ValueError):
        return None
    return stamp if same else None


def _write(folder: Path, stamp: dict[str, Any]) -> Path:
    return write_file(folder / STAMP, json.dumps(stamp, ensure_ascii=False, indent=1) + "\n")


def _sizes(folder: Path) -> dict[str, int]:
    """Size of each file by name, but those of the store, the stamp itself and saved findings, which come later."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = ((path.relative_to(folder).as_posix(), path) for path in files)
    return {
        name: path.stat().st_size
        for name, path in named
        if name not in (STAMP, SAVED_CHECK) and not name.startswith("store/")
    }
