"""The data files packaged with the ontology, read once."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Any

import pyoxigraph

from ontology.errors import DataError


@functools.cache
def read_data(name: str) -> bytes:
    """The bytes of a file beside this module; raises :class:`DataError` when it is not there."""
    try:
        return resources.files("ontology").joinpath(name).read_bytes()
    except OSError as error:
        raise DataError(f"ontology/{name}: cannot be read ({error}); reinstall policy-kg") from error


@functools.cache
def load_toml(name: str) -> dict[str, Any]:
    """A packaged TOML file as tables; raises :class:`DataError` naming the file and the place of a mistake."""
    try:
        return tomllib.loads(read_data(name).decode())
    except ValueError as error:
        raise DataError(f"ontology/{name}: {error}; correct the file") from error


@functools.cache
def load_turtle(name: str) -> tuple[pyoxigraph.Triple, ...]:
    """The triples of a packaged Turtle file, in its order; raises :class:`DataError` on a mistake in it."""
    try:
        quads = list(pyoxigraph.parse(read_data(name), format=pyoxigraph.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise DataError(f"ontology/{name}: {error}; correct the file") from error
    return tuple(quad.triple for quad in quads)
