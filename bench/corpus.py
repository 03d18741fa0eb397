"""Folders of any size for measuring: the example documents over and over, each copy a document of its own."""

from __future__ import annotations

import re
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "documents"
_NUMBER = re.compile(r"〔(20[0-9]{2})〕([0-9]+)号")
_VALUE = re.compile(r"(?<=[达成于过])([0-9]{2,5})(?=[个家项台名万亿%])")


def write_corpus(folder: Path, count: int) -> int:
    """Write ``count`` documents into ``folder`` and return their size in bytes; equal calls write equal files.

    Copy *n* of a set cites the documents of its own set, so that lineage grows with the folder; its quantities are
    shifted, so that no two documents are taken for one.
    """
    templates = [(path, _decoded(path)) for path in sorted(EXAMPLES.iterdir())]
    size = 0
    for i in range(count):
        path, text = templates[i % len(templates)]
        copy = i // len(templates)
        varied = _NUMBER.sub(lambda m, n=copy: f"〔{m[1]}〕{int(m[2]) + 100 * n}号", text)  # type: ignore[misc]
        varied = _VALUE.sub(lambda m, n=copy: str(int(m[1]) + n), varied)  # type: ignore[misc]
        data = varied.replace("charset=gb2312", "charset=utf-8").encode("utf-8")
        place = folder / f"{copy:05d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / path.name).write_bytes(data)
        size += len(data)
    return size


def _decoded(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030")
