"""The folder a build writes: complete or not at all, and never over something that is not a build."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ontology.errors import OutputError, UsageError

SAVED_CHECK = "check.ttl"  # findings that kg check --save left; a new build does not have them
MARK = "report.json"  # every build has one; a folder without it is not ours to replace


def check_output(out: Path) -> None:
    """Raise ``OutputError`` unless ``out`` is absent, empty or an earlier build, and its folder can be written."""
    if out.is_file():
        raise OutputError(f"{out}: is a file; name a folder with -o")
    recover(out)
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise OutputError(f"{out}: holds other files and no earlier build; name an empty or new folder with -o")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out.parent):
            pass
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}); choose another folder with -o") from error


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A fresh folder beside ``out`` that takes its place when the block ends well; otherwise ``out`` stays as it was.

    A run that is killed between the two renames leaves the old build under the name that :func:`recover` looks for.
    """
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".new", dir=out.parent))
    aside = _aside(out)
    try:
        yield fresh
        fresh.chmod(0o755)
        shutil.rmtree(aside, ignore_errors=True)
        if out.exists():
            out.rename(aside)
        fresh.rename(out)
        shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise OutputError(
            f"{out}: cannot be written ({error.strerror or error}); free space or name another"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def recover(out: Path) -> None:
    """Put an earlier build back that a killed run had moved aside, and clear what such runs left behind."""
    aside = _aside(out)
    if aside.is_dir() and not out.exists():
        aside.rename(out)
    shutil.rmtree(aside, ignore_errors=True)
    for left in out.parent.glob(f".{out.name}.*.new") if out.parent.is_dir() else ():
        shutil.rmtree(left, ignore_errors=True)


def _aside(out: Path) -> Path:
    return out.parent / f".{out.name}.old"


def open_build(folder: Path) -> Path:
    """``folder`` if it is a build; raises ``UsageError`` that says how to make one."""
    recover(folder)
    if not (folder / MARK).is_file():
        raise UsageError(f"{folder}: no build there; make one with: kg build DOCUMENTS -o {folder}")
    return folder
