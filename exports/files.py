"""The one writer of result files: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ontology.errors import OutputError


def write_file(path: Path | str, content: str | bytes | Iterable[bytes], *, sync: bool = True) -> Path:
    """Replaces the file at ``path`` with the content, text as UTF-8, and gives the path back.

    Content may come in pieces, of which one is held at a time. Without ``sync`` the file may be lost with the
    machine's power: for what can be made again, because waiting for the disk takes longer than writing small files.
    The content goes to a temporary file beside it first, so that a reader never sees half a file and an interrupted
    run leaves the old one. Missing folders are made. Raises :class:`OutputError` when it cannot be written.
    """
    target = Path(path)
    data = content.encode() if isinstance(content, str) else content
    pieces = (data,) if isinstance(data, bytes) else data
    temporary = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        # mkstemp gives 0600; a result is readable like any file that the user creates.
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise OutputError(f"{target}: cannot be written ({reason}); choose another place with -o") from error
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
