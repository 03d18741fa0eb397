"""A hash of our own code and data: what was read by other code is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def code_digest(*packages: str) -> str:
    """SHA-256 over the code and data of packages."""
    digest = hashlib.sha256()
    for package in packages:
        for path in _sources(files(package)):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(folder: Traversable) -> Iterable[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry)
        elif entry.is_file() and not entry.name.startswith("."):
            yield entry
