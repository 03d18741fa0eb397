"""Files to decoded source text; the only module of the package that opens documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extract.sources.doc_text import decode_doc
from extract.sources.docx_text import decode_docx
from extract.sources.encoding import decode
from extract.sources.ofd_text import decode_ofd
from extract.sources.pdf_text import decode_pdf
from ontology.errors import SourceError

MAX_BYTES = 32 * 1024 * 1024
"""Policy documents stay far below; what is larger is an archive or a mistake."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as decoded, before cleaning; ``sha256`` is of the bytes on disk."""

    path: str
    text: str
    media_type: str
    sha256: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Reader:
    """How files of some suffixes become text: ``decode(data, name=…)`` gives text and encoding."""

    suffixes: tuple[str, ...]
    media_type: str
    decode: Callable[..., tuple[str, str]]


READERS: tuple[Reader, ...] = (
    Reader((".txt", ".text", ".md", ".markdown"), "text/plain", decode),
    Reader((".html", ".htm", ".xhtml", ".shtml"), "text/html", decode),
    Reader((".docx", ".docm"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", decode_docx),
    Reader((".doc", ".wps"), "application/msword", decode_doc),
    Reader((".pdf",), "application/pdf", decode_pdf),
    Reader((".ofd",), "application/ofd", decode_ofd),
)


def reader_for(path: Path) -> Reader | None:
    """Return the reader of a file by its suffix, ``None`` where the format is not read."""
    suffix = path.suffix.lower()
    return next((reader for reader in READERS if suffix in reader.suffixes), None)


def read(path: Path, *, max_bytes: int = MAX_BYTES) -> SourceText:
    """Return the decoded text of ``path``.

    Raises ``SourceError`` for a missing, empty, too large or binary file and for formats not read yet.
    """
    reader = reader_for(path)
    if reader is None:
        known = ", ".join(suffix for entry in READERS for suffix in entry.suffixes)
        raise SourceError(f"{path}: {path.suffix or 'no suffix'} is unsupported for now; convert it to one of {known}")
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise SourceError(f"{path}: {size} bytes, more than {max_bytes}; split it or raise the limit")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}; check path and permissions") from error
    return read_bytes(data, name=str(path), reader=reader)


def read_bytes(data: bytes, *, name: str, reader: Reader) -> SourceText:
    """Return the decoded text of bytes already at hand; ``SourceError`` as for :func:`read`."""
    text, encoding = reader.decode(data, name=name)
    if not text.strip():
        raise SourceError(f"{name}: empty; remove it or save the document again")
    return SourceText(name, text, reader.media_type, hashlib.sha256(data).hexdigest(), encoding)
