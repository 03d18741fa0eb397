"""Word documents (.docx, .docm) to text: a paragraph a line, a row of a table a line with its cells parted by TAB.

As in web pages, a cell that spans rows is repeated in each of them and one that spans columns is followed by empty
ones. Deleted text is left out, numbers that Word counts are printed (:mod:`extract.sources.docx_numbers`).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from extract.sources.archives import check_archive
from extract.sources.docx_numbers import Numbering, W, read_numbering
from ontology.errors import SourceError

_LEFT_OUT = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "footnoteReference"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same again, for old programs
_BREAKS = frozenset((f"{W}br", f"{W}cr"))


def decode_docx(data: bytes, *, name: str) -> tuple[str, str]:
    """Return the text of a Word document and "docx"; raises ``SourceError`` where ``data`` is none."""
    import docx  # takes 0.1 s to import
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    check_archive(data, name=name, kind=".docx")
    try:
        document = docx.Document(BytesIO(data))
        parts = {str(part.partname): part for part in document.part.package.iter_parts()}
        roots = (getattr(parts.get(f"/word/{part}.xml"), "element", None) for part in ("numbering", "styles"))
        lines = list(_blocks(document.element.body, read_numbering(*roots)))
    except (OpcError, LxmlError, KeyError, ValueError) as error:
        raise SourceError(f"{name}: is no Word document ({error}); open it in Word and save it again") from error
    return "\n".join(lines), "docx"


def _blocks(container: Any, numbering: Numbering) -> Iterator[str]:
    for child in container.iterchildren():
        if child.tag == f"{W}p":
            yield numbering.label(child) + _text(child)
        elif child.tag == f"{W}tbl":
            yield from _rows(child, numbering)
        elif child.tag not in _LEFT_OUT:  # content controls and the like hold blocks of their own
            yield from _blocks(child, numbering)


def _text(node: Any) -> str:
    """The text that is printed inside ``node``: lines of its own begin at breaks and at paragraphs in text boxes."""
    parts: list[str] = []
    for child in node.iterchildren():
        if child.tag in _LEFT_OUT or child.tag == _FALLBACK:
            continue
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag in (f"{W}tab", f"{W}ptab"):
            parts.append(" ")
        elif child.tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif child.tag in _BREAKS:
            parts.append("\n")
        else:
            inside = _text(child)
            parts.append(f"{inside}\n" if child.tag == f"{W}p" else inside)
    return "".join(parts)


def _rows(table: Any, numbering: Numbering) -> Iterator[str]:
    above: dict[int, str] = {}  # column → text of the cell that reaches down into it
    for row in table.iterchildren(f"{W}tr"):
        cells: list[str] = []
        for cell in row.iterchildren(f"{W}tc"):
            place, properties = len(cells), cell.find(f"{W}tcPr")
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            if merge is not None and merge.get(f"{W}val") != "restart" and place in above:
                text = above[place]
            else:
                text = " ".join(" ".join(_blocks(cell, numbering)).split())
                above[place] = text
            cells += [text, *[""] * (_wide(properties) - 1)]
        if any(cells):
            yield "\t".join(cells)


def _wide(properties: Any) -> int:
    span = properties.find(f"{W}gridSpan") if properties is not None else None
    value = span.get(f"{W}val", "1") if span is not None else "1"
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() else 1
