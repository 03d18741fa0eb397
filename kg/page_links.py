"""Where the cells of a spreadsheet lead: the workbench, the clean texts, the files as they came."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from exports.sheets import file_link
from ontology.errors import UsageError
from ontology.model import Record, Span


@dataclass(frozen=True, slots=True)
class Links:
    """Where cells lead: the workbench and the texts of the build, by paths relative to the workbook; None: nowhere.

    ``originals`` gives the same for the files that were read, by their paths in the records, as far as they are there.
    """

    workbench: str | None = None
    texts: str | None = None
    originals: Mapping[str, str] = field(default_factory=dict)

    def place(self, record: Record, span: Span | None, base: str) -> str | None:
        """A document in the workbench, and a stretch of it highlighted; the page counts in UTF-16 units."""
        return self.words(record.document.iri or "", record.text, span, base)

    def words(self, document: str, text: str, span: Sequence[int] | None, base: str) -> str | None:
        """The same for a document that is known by its IRI and its clean text."""
        if self.workbench is None:
            return None
        where = f"doc={quote(document.removeprefix(base).partition('/')[2], safe='')}"
        if span:
            start, end = (len(text[:at].encode("utf-16-le")) // 2 for at in span)
            where += f"&at={start}-{end}"
        return file_link(self.workbench, where)

    def text(self, record: Record) -> str | None:
        """The clean text that was read."""
        return file_link(f"{self.texts}/{record.source.text_sha256}.txt") if self.texts else None

    def original(self, record: Record) -> str | None:
        """The file as it came."""
        found = self.originals.get(record.source.path)
        return file_link(found) if found else None


def links_from(out: Path, folder: Path, records: Sequence[Record] = (), sources: Path | None = None) -> Links:
    """The pages of a build by paths relative to the file ``out``, so that both may be moved together.

    ``sources`` is where the documents of ``records`` lie; raises ``UsageError`` when none of them does.
    """

    def relative(path: Path) -> str | None:
        try:
            return Path(os.path.relpath(path.resolve(), out.resolve().parent)).as_posix() if path.exists() else None
        except ValueError:  # another drive of Windows
            return None

    # Paths of records begin with the folder that was given to kg build.
    paths = [record.source.path for record in records]
    places = [(path, relative(root / path)) for root in (sources.parent, sources) for path in paths] if sources else []
    originals = {path: place for path, place in places if place}
    if sources and not originals:
        raise UsageError(f"--sources {sources}: none of the documents lies there; looked for {'、'.join(paths[:1])}")
    return Links(relative(folder / "workbench.html"), relative(folder / "texts"), originals)
