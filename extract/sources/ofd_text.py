"""OFD documents (GB/T 33190, what 电子公文 are filed in) to text: runs by their place, paragraphs by their edges."""

from __future__ import annotations

from extract.sources.archives import check_archive
from extract.sources.reflow import Glyph, join_lines, lay_lines
from ontology.errors import SourceError


def decode_ofd(data: bytes, *, name: str) -> tuple[str, str]:
    """Return the text of an OFD file and "ofd"; raises ``SourceError`` where ``data`` is none or has no text."""
    import ofdkit  # Apache-2.0, no dependencies; refuses oversized parts and entities

    check_archive(data, name=name, kind=".ofd")
    try:
        with ofdkit.open(data) as document:
            pages = [
                lay_lines(
                    [
                        Glyph(run.text, run.x, run.y - run.size, run.x + run.width, run.y)
                        for run in page.runs
                        if run.text.strip()
                    ]
                )
                for page in document.pages
            ]
    except (ofdkit.OFDError, ValueError, KeyError) as error:
        raise SourceError(f"{name}: cannot be read as OFD ({error}); export it as PDF") from error
    if not any(pages):
        raise SourceError(f"{name}: pictures without text, as from a scanner; recognise its text first (OCR)")
    return "\n".join(join_lines(pages)), "ofd"
