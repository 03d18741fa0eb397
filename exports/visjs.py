"""The vis-network library as the installed pyvis carries it, for pages that must work without a network."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ontology.errors import DataError


@cache
def vis_network() -> str:
    """The JavaScript of vis-network (Apache-2.0 or MIT), read without importing pyvis, which takes 0.7 s.

    Raises :class:`~ontology.errors.DataError` when pyvis is not installed or carries no vis-network.
    """
    spec = find_spec("pyvis")
    places = list(spec.submodule_search_locations or ()) if spec else []
    found = sorted(path for place in places for path in Path(place).glob("templates/lib/vis-*/vis-network.min.js"))
    if not found:
        raise DataError(
            "pyvis: no vis-network in the installed package; reinstall it (pip install --force-reinstall pyvis)"
        )
    code = found[-1].read_text(encoding="utf-8")
    return code.replace("</script", "<\\/script").strip()
