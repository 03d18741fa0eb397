"""Answers of queries, and how they are written: table, CSV, SPARQL JSON, SPARQL XML, Turtle."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, Literal
from xml.etree import ElementTree

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Quad
from rich.console import Console
from rich.table import Table

from exports import turtle
from ontology.errors import UsageError
from ontology.iri import DEFAULT_BASE
from ontology.terms import XSD

Term = NamedNode | RdfLiteral | None
_SPARQL_XML: Final = "http://www.w3.org/2005/sparql-results#"


@dataclass(frozen=True, slots=True)
class Result:
    """Columns and rows of terms; an ASK has one cell, a CONSTRUCT the columns subject, predicate, object."""

    kind: Literal["select", "ask", "construct"]
    columns: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]

    def values(self) -> list[tuple[str, ...]]:
        """The rows as text: what a literal says, or the IRI; empty where nothing is bound."""
        return [tuple("" if term is None else term.value for term in row) for row in self.rows]


@cache
def column_labels() -> Mapping[str, str]:
    """Chinese names of the columns of named queries."""
    return tomllib.loads(resources.files("kg").joinpath("queries/columns.toml").read_text(encoding="utf-8"))


def render_table(result: Result, *, width: int = 120, base: str = DEFAULT_BASE) -> str:
    """A table for the terminal with Chinese headings; long texts wrap, IRIs of the data are shortened."""
    table = Table(show_lines=False)
    for column in result.columns:
        table.add_column(column_labels().get(column, column), overflow="fold")
    names = sorted(turtle.prefixes(base).items(), key=lambda item: -len(item[1]))
    for row in result.rows:
        table.add_row(*(_shown(term, names) for term in row))
    out = io.StringIO()
    Console(file=out, width=width, markup=False, highlight=False, emoji=False, color_system=None).print(table)
    return out.getvalue()


def render_csv(result: Result) -> str:
    """CSV with a heading line (SPARQL 1.1 CSV results): values without their types and languages."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(result.columns)
    writer.writerows(result.values())
    return out.getvalue()


def render_json(result: Result) -> str:
    """SPARQL 1.1 Query Results JSON; the triples of a CONSTRUCT become rows."""
    if result.kind == "ask":
        data: dict[str, object] = {"head": {}, "boolean": result.values()[0][0] == "true"}
    else:
        bindings = [
            {column: _binding(term) for column, term in zip(result.columns, row, strict=True) if term is not None}
            for row in result.rows
        ]
        data = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def render_xml(result: Result) -> str:
    """SPARQL 1.1 Query Results XML; the triples of a CONSTRUCT become rows."""
    root = ElementTree.Element("sparql", xmlns=_SPARQL_XML)
    head = ElementTree.SubElement(root, "head")
    if result.kind == "ask":
        ElementTree.SubElement(root, "boolean").text = result.values()[0][0]
    else:
        for column in result.columns:
            ElementTree.SubElement(head, "variable", name=column)
        results = ElementTree.SubElement(root, "results")
        for row in result.rows:
            entry = ElementTree.SubElement(results, "result")
            for column, term in zip(result.columns, row, strict=True):
                if term is not None:
                    _add_binding(ElementTree.SubElement(entry, "binding", name=column), term)
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def render_ttl(result: Result, *, base: str = DEFAULT_BASE) -> str:
    """The triples of a CONSTRUCT or DESCRIBE as Turtle; raises :class:`UsageError` for rows."""
    if result.kind != "construct":
        raise UsageError("only CONSTRUCT and DESCRIBE give a graph; choose table, csv, json or xml for rows")
    quads = [
        Quad(subject, predicate, object_)
        for subject, predicate, object_ in result.rows
        if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and object_ is not None
    ]
    return turtle.render(quads, base=base).decode()


def _shown(term: Term, names: list[tuple[str, str]]) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        for prefix, namespace in names:
            if term.value.startswith(namespace):
                return f"{prefix}:{term.value.removeprefix(namespace)}"
    return term.value


def _binding(term: NamedNode | RdfLiteral) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    plain = {"type": "literal", "value": term.value}
    if term.language:
        return plain | {"xml:lang": term.language}
    return plain if term.datatype == XSD.string else plain | {"datatype": term.datatype.value}


def _add_binding(parent: ElementTree.Element, term: NamedNode | RdfLiteral) -> None:
    said = _binding(term)
    attributes: dict[str, str] = {name: said[name] for name in ("xml:lang", "datatype") if name in said}
    ElementTree.SubElement(parent, said["type"], attributes).text = said["value"]
