"""The workbench: one HTML file with everything in it, which asks nothing of any network.

The page's own scripts are admitted by their SHA-256 in a Content-Security-Policy of ``default-src 'none'``: whatever
a document's title or text contains, nothing else can run, and nothing can be fetched.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

# In the order they are read.
SCRIPTS = (
    "words",
    "data",
    "initials",
    "parts",
    "controls",
    "arrange",
    "labels",
    "graph",
    "gestures",
    "picture",
    "scene",
    "draw",
    "panels",
    "findings",
    "overview",
    "agencies",
    "nodebar",
    "ranking",
    "lineage",
    "tables",
    "timeline",
    "matrix",
    "reading",
    "questions",
    "search",
    "main",
)
COMPRESSED_FROM = 200_000  # bytes of JSON; below it the data stay readable in the file
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def render_workbench(view: Mapping[str, Any]) -> str:
    """The workbench page of a view model (``kg.pages.workbench.view_model``), to be written as UTF-8.

    Equal views give equal pages. Nothing is lost: the embedded JSON is the view (:func:`embedded_view` reads it back).
    """
    data, encoding = embed_json(view)
    script = f'(() => {{\n"use strict";\n{_script()}}})();\n'
    return fill(
        _template("page.html"),
        csp=policy(script),
        title=html.escape(str(view.get("title", ""))),
        style=_template("style.css"),
        encoding=encoding,
        data=data,
        script=script,
    )


def embed_json(value: object, *, compress_from: int = COMPRESSED_FROM) -> tuple[str, str]:
    """``value`` as text that may stand in a script element, and its encoding: ``"json"`` or ``"gzip"`` (base64).

    >>> embed_json({"title": "</script>"})
    ('{"title":"\\\\u003c/script\\\\u003e"}', 'json')
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    data = text.encode("utf-8")
    if len(data) < compress_from:
        return text, "json"
    return base64.b64encode(gzip.compress(data, 9, mtime=0)).decode("ascii"), "gzip"


def embedded_view(page: str) -> dict[str, Any]:
    """The view model that a workbench page carries: the inverse of :func:`render_workbench`."""
    found = re.search(r'<script type="application/json" id="data" data-encoding="(\w+)">([^<]*)</script>', page)
    if found is None:
        raise ValueError("not a workbench page: no embedded data")
    text = found[2] if found[1] == "json" else gzip.decompress(base64.b64decode(found[2])).decode("utf-8")
    view: dict[str, Any] = json.loads(text)
    return view


def policy(*scripts: str) -> str:
    """A Content-Security-Policy that admits exactly ``scripts``, the page's own styles and images it draws itself."""
    digests = (base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii") for script in scripts)
    admitted = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {admitted}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def fill(template: str, **parts: str) -> str:
    """``template`` with every ``{{name}}`` replaced once; what is put in is never searched again."""
    return _SLOT.sub(lambda slot: parts[slot[1]], template)


@cache
def _template(name: str) -> str:
    return files("exports").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    return "\n".join(_template(f"{name}.js") for name in SCRIPTS)
