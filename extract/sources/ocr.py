"""Scanned pages to lines: RapidOCR, whose models come in its wheel, so that nothing is fetched and nothing leaves.

An extra (``pip install policy-kg[ocr]``), as it brings 400 MB. What it reads is marked in the record: letters that
were guessed from a picture are to be held against it.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from extract.sources.reflow import Glyph, PrintedLine, lay_lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_SCALE = 2.0  # 144 dots per inch: of 8 pages none gained by more, and all lost letters by less
_LEAST = 0.5  # how sure the recognition of a line must be


def has_ocr() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise_pages(document: PdfDocument) -> list[list[PrintedLine]]:
    """Return the lines of each page of a PDF, recognised from its picture; about 4 s a page on one core."""
    engine = _engine()
    pages = []
    for page in document:
        found = engine(page.render(scale=_SCALE).to_numpy())
        page.close()
        lines = zip(found.boxes, found.txts, found.scores, strict=True) if found.txts else ()
        pages.append(lay_lines([_glyph(box, text) for box, text, score in lines if score >= _LEAST and text.strip()]))
    return pages


def _glyph(box: Any, text: str) -> Glyph:
    across, down = [float(point[0]) for point in box], [float(point[1]) for point in box]
    return Glyph(text.strip(), min(across), min(down), max(across), max(down))


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # takes 5 s to load its models

    return RapidOCR(params={"Global.log_level": "error"})
