"""Whether a build is already there: what it was made from, and what it consists of, in a file of its own.

Everything that the files of a build depend on goes into one hash: documents, settings, corrections, reports, our code
and the versions of the libraries. A build whose hash is the same and whose files are as they were written need not be
written again.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from exports.files import write_file
from kg.cache import code_digest
from kg.output import SAVED_CHECK
from kg.store import open_store
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
    content = {"inputs": digest, "files": _sizes(folder)}
    return write_file(folder / STAMP, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def is_current(folder: Path, digest: str) -> bool:
    """Whether ``folder`` holds the build of these inputs, no file changed since, and a store that opens."""
    path = folder / STAMP
    try:
        written = path.stat().st_mtime_ns
        stamp = json.loads(path.read_text("utf-8"))
        # The store's own files are numbered by RocksDB, and opening one tells whether they are there.
        return (
            isinstance(stamp, dict)
            and stamp.get("inputs") == digest
            and stamp.get("files") == _sizes(folder)
            and all((folder / name).stat().st_mtime_ns <= written for name in stamp["files"])
            and open_store(folder / "store") is not None
        )
    except (OSError, ValueError, UsageError):
        return False


def _sizes(folder: Path) -> dict[str, int]:
    """Size of each file by name, but those of the store, the stamp itself and saved findings, which come later."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = ((path.relative_to(folder).as_posix(), path) for path in files)
    return {
        name: path.stat().st_size
        for name, path in named
        if name not in (STAMP, SAVED_CHECK) and not name.startswith("store/")
    }
