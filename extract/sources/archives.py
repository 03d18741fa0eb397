"""Zip files from strangers: what they unpack to is bounded before anything is unpacked."""

from __future__ import annotations

import zipfile
from io import BytesIO

from ontology.errors import SourceError

MAX_UNPACKED = 256 * 1024 * 1024
"""Office documents stay far below; what unpacks to more is a bomb."""


def check_archive(data: bytes, *, name: str, kind: str) -> None:
    """Raise ``SourceError`` where ``data`` is no zip file, unpacks to too much, or is encrypted."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceError(f"{name}: is no {kind} file ({error}); open it in its program and save it again") from error
    if any(part.flag_bits & 1 for part in parts):
        raise SourceError(f"{name}: is encrypted; save it without a password")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise SourceError(
            f"{name}: unpacks to more than {MAX_UNPACKED // (1 << 20)} MB; save it again without pictures"
        )
