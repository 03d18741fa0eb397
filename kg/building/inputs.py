"""Which files a build reads: named paths → documents, each under a name that does not depend on where it is run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from extract.sources.readers import reader_for
from ontology.errors import UsageError


@dataclass(frozen=True, slots=True)
class Input:
    """A document to read: its path, and its name in records and reports (folder/file, with ``/``)."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or document that did not become a record, and why, with the remedy."""

    name: str
    reason: str


def find_inputs(paths: Iterable[Path]) -> tuple[list[Input], list[Skipped]]:
    """The documents under ``paths`` sorted by name, and the files that are no documents of a known format.

    Hidden files are passed over; so is a link that leads out of the folder it stands in. Raises ``UsageError`` for a
    path that does not exist and for two documents that would bear one name.
    """
    found: dict[str, Path] = {}
    skipped: dict[str, Skipped] = {}
    for root in paths:
        if not root.exists():
            raise UsageError(f"{root}: no such file or folder; name an existing one")
        base = root.resolve()
        for path in sorted(base.rglob("*")) if base.is_dir() else [base]:
            if not path.is_file() or any(part.startswith(".") for part in path.relative_to(base.parent).parts[1:]):
                continue
            name = path.relative_to(base.parent).as_posix()
            if base.is_dir() and not path.resolve().is_relative_to(base):
                skipped[name] = Skipped(name, "a link that leads out of its folder; name its target to read it")
            elif reader_for(path) is None:
                suffix = path.suffix or "no suffix"
                skipped[name] = Skipped(name, f"{suffix} is unsupported; convert it to .docx, .pdf, .html or .txt")
            elif found.get(name, path) != path:
                raise UsageError(f"{found[name]} and {path} would both be called {name}; rename one of their folders")
            else:
                found[name] = path
    inputs = [Input(path, name) for name, path in sorted(found.items())]
    return inputs, sorted(skipped.values(), key=lambda item: item.name)
