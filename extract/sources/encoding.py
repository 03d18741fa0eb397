"""Bytes to text for Chinese documents: BOM, then strict UTF-8, then the declared charset or GB 18030.

Detectors guess wrongly on short GBK texts, and every page that says "gb2312" is really GB 18030, its superset.
"""

from __future__ import annotations

import codecs
import re

from ontology.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.\-]{2,20})", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROL_SHARE = 0.002  # a stray control character survives copying; binaries have them by the hundred


def decode(data: bytes, *, name: str) -> tuple[str, str]:
    """Return the text of ``data`` without its BOM, and the encoding it was read in.

    Raises ``SourceError`` naming ``name`` where the bytes are no text.

    >>> decode("云河市".encode("gb18030"), name="a.txt")
    ('云河市', 'gb18030')
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(_strict(data[len(bom) :], encoding), name), encoding
    for encoding in _candidates(data):
        text = _strict(data, encoding)
        if text is not None:
            return _checked(text, name), encoding
    raise SourceError(f"{name}: not a text in UTF-8 or GB 18030; save it as UTF-8 text")


def _candidates(data: bytes) -> list[str]:
    declared = _DECLARED.search(data[:4096])
    charset = declared[1].decode("ascii").lower() if declared else ""
    if charset in ("big5", "big5-hkscs"):
        return ["utf-8", "big5hkscs", "gb18030"]
    return ["utf-8", "gb18030"]


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _checked(text: str | None, name: str) -> str:
    if text is None:
        raise SourceError(f"{name}: its byte order mark promises an encoding that it does not keep; save it as UTF-8")
    if len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise SourceError(f"{name}: binary data, not a text; convert it to .txt or .html")
    return text
