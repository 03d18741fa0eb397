"""PDF files to text: characters by their boxes, lines by their place, paragraphs by their edges.

The order in which a PDF prints its characters is nobody's reading order (it puts “ and ” after the words they quote),
so every character is placed by its box. A file without a text layer is a picture, for :mod:`extract.sources.ocr`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.sources.ocr import has_ocr, recognise_pages
from extract.sources.reflow import Glyph, PrintedLine, join_lines, lay_lines
from extract.sources.ruled_tables import Grid, Rule, find_grids, lay_table
from ontology.errors import SourceError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES = 1000
MAX_SCANNED = 200  # some 15 minutes
MAX_CHARACTERS = 3_000_000
_THIN = 3.0  # points; what is thinner is a line
_FEWEST_CHARACTERS = 20  # a page; a scan with a stamped number has fewer


def decode_pdf(data: bytes, *, name: str) -> tuple[str, str]:
    """Return the text of a PDF and "pdf", or "ocr" where it was recognised from pictures.

    Raises ``SourceError`` where ``data`` is none, needs a password, is too long, or holds pictures that cannot be read.
    """
    import pypdfium2  # BSD; places characters in 5 ms a page, ten times as fast as the pure Python libraries

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        wanted = "needs a password; save it without one" if "assword" in str(error) else f"is no PDF ({error})"
        raise SourceError(f"{name}: {wanted}; print it to a new PDF") from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise SourceError(f"{name}: {count} pages, more than {MAX_PAGES}; split it")
        pages: list[list[PrintedLine]] = []
        characters = 0
        for index in range(count):
            page = document[index]
            glyphs = _glyphs(page)
            characters += len(glyphs)
            if characters > MAX_CHARACTERS:
                raise SourceError(f"{name}: more than {MAX_CHARACTERS} characters; split it")
            pages.append(_lay(glyphs, find_grids(*_rules(page))))
            page.close()
        if characters < _FEWEST_CHARACTERS * max(count, 1):
            return _recognised(document, name=name), "ocr"
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"{name}: page {len(pages) + 1} cannot be read ({error}); print it to a new PDF") from error
    finally:
        document.close()
    return "\n".join(join_lines(pages)), "pdf"


def _recognised(document: PdfDocument, *, name: str) -> str:
    """The text of a scanned document."""
    if not has_ocr():
        raise SourceError(f"{name}: pictures without text, as from a scanner; install policy-kg[ocr] to read them")
    if len(document) > MAX_SCANNED:
        raise SourceError(f"{name}: {len(document)} scanned pages, more than {MAX_SCANNED}; split it")
    return "\n".join(join_lines(recognise_pages(document)))


def _lay(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> list[PrintedLine]:
    """The lines of a page, rows of tables among them."""
    lines: list[PrintedLine] = []
    for grid in grids:
        inside = [glyph for glyph in glyphs if grid.cell(glyph) is not None]
        glyphs = [glyph for glyph in glyphs if grid.cell(glyph) is None]
        lines += lay_table(grid, inside)
    return sorted([*lines, *lay_lines(glyphs)], key=lambda line: line.top)


def _glyphs(page: PdfPage) -> list[Glyph]:
    """The characters of one page with their boxes; blanks are told by gaps and left out."""
    from pypdfium2 import raw

    height = page.get_height()
    text = page.get_textpage()
    found = []
    for place in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, place)
        char = chr(code) if 0 < code < 0x110000 else ""
        if not char.strip() or not char.isprintable():
            continue
        box = raw.FS_RECTF()
        if raw.FPDFText_GetLooseCharBox(text, place, box):
            found.append(Glyph(char, box.left, height - box.top, box.right, height - box.bottom))
    text.close()
    return found


def _rules(page: PdfPage) -> tuple[list[Rule], list[Rule]]:
    """The vertical and horizontal lines of one page: thin paths, and the edges of those that are boxes."""
    from pypdfium2 import raw

    height = page.get_height()
    vertical: list[Rule] = []
    horizontal: list[Rule] = []
    for path in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,)):
        left, bottom, right, top = path.get_bounds()
        above, below = height - top, height - bottom
        wide, high = right - left > _THIN, below - above > _THIN
        if high:
            vertical += [Rule(x, above, below) for x in ((left, right) if wide else (left,))]
        if wide:
            horizontal += [Rule(y, left, right) for y in ((above, below) if high else (above,))]
    return vertical, horizontal
