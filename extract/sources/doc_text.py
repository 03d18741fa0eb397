"""Word 97-2003 and WPS Writer documents (.doc, .wps) to text, tables as in :mod:`extract.sources.docx_text`.

Numbers that the program prints by itself are not in these files' text and are not restored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ontology.errors import SourceError

if TYPE_CHECKING:
    from wps2md import Paragraph

# The streams of author, date and the like, which nobody here asks for: wps2md reads them all the same, and a damaged
# count in them makes olefile read four thousand million values.
_PROPERTIES = ("\x05SummaryInformation".encode("utf-16-le"), "\x05DocumentSummaryInformation".encode("utf-16-le"))


def decode_doc(data: bytes, *, name: str) -> tuple[str, str]:
    """Return the text of a .doc or .wps file and "doc"; raises ``SourceError`` where ``data`` is none."""
    import wps2md  # MIT, pure Python; keeps the cells of tables apart, which unword runs together

    for name_of_stream in _PROPERTIES:
        data = data.replace(name_of_stream, b"\x06" + name_of_stream[1:])
    try:
        document = wps2md.parse(data)
    except Exception as error:  # whatever its parsers of broken files raise
        said = str(error) or type(error).__name__
        raise SourceError(f"{name}: cannot be read as a Word document ({said}); save it as .docx") from error
    return "\n".join(_lines(document.paragraphs)), "doc"


def _lines(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    cells: list[str] = []
    for paragraph in paragraphs:
        if paragraph.is_row_end:
            yield "\t".join(cells)
            cells = []
        elif paragraph.in_table:
            cells.append(" ".join(paragraph.text.split()))
        else:
            yield from cells
            cells = []
            yield paragraph.text.replace("\t", " ").replace("\x0b", "\n")
    yield from cells
