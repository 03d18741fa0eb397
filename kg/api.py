"""The Python API: read a document, build a folder, open a build, ask it.

>>> from kg import Reading
>>> Reading.__name__
'Reading'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.model import Record

if TYPE_CHECKING:
    import networkx as nx
    import rdflib
    from pyoxigraph import Store

    from kg.corpus import Corpus
    from kg.results import Result


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: ``columns`` and ``rows`` of text, a table in a notebook."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(column)}</th>" for column in self.columns)
        body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in self.rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as read, resolved by itself; ``record`` holds the facts with their evidence."""

    record: Record

    def _repr_html_(self) -> str:
        from exports.reading import render_reading

        # A page of its own: its style must not reach the notebook around it.
        page = escape(render_reading(self.record), quote=True)
        return f'<iframe srcdoc="{page}" sandbox style="width:100%;height:36em;border:1px solid #ccc"></iframe>'


class Graph:
    """A build, opened for questions.

    Raises ``UsageError`` when ``folder`` holds no build. In a notebook it shows its documents.
    """

    def __init__(self, folder: Path | str) -> None:
        from kg.output import open_build

        self.folder = open_build(Path(folder))

    @cached_property
    def corpus(self) -> Corpus:
        """The resolved records."""
        from kg.building.builds import load_corpus

        return load_corpus(self.folder)

    @cached_property
    def store(self) -> Store:
        """The embedded store, read-only."""
        from kg.graph.store import open_store

        return open_store(self.folder / "store")

    def rdflib(self) -> rdflib.Dataset:
        """The store behind rdflib's API: SPARQL and triples as rdflib users know them."""
        import rdflib
        from oxrdflib import OxigraphStore

        return rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=True)

    def query(self, question: str, **params: str) -> Answer:
        """The answer to a named query (牵头, due …) or to SPARQL; ``params`` set the query's parameters."""
        from kg.graph.query import run_query
        from kg.results import column_labels

        result: Result = run_query(self.store, question, params)
        labels = column_labels()
        return Answer(tuple(labels.get(name, name) for name in result.columns), tuple(result.values()))

    def view(self, kind: str, *names: str) -> nx.Graph:
        """The network that ``kg view`` draws, with places; restyle it and draw it by ``render_network``."""
        from kg.pages.views import view_network

        return view_network(self.corpus, kind, names)

    def network(self, name: str = "workload") -> nx.Graph:
        """The NetworkX projection called ``name``: workload, agencies, lineage or targets."""
        from kg.pages.projections import project

        return project(self.corpus, name)

    def _repr_html_(self) -> str:
        return self.query("documents")._repr_html_()


def read(path: Path | str) -> Reading:
    """Read one document, the first policy where it prints several; ``SourceError`` when it cannot be read."""
    from kg.building.reading import read_document

    return Reading(read_document(Path(path))[0])


def build(paths: Iterable[Path | str] | Path | str, out: Path | str) -> Graph:
    """Build the documents under ``paths`` into the folder ``out`` and open it."""
    from kg.building.builds import build as build_folder

    named: Sequence[Path | str] = [paths] if isinstance(paths, Path | str) else list(paths)
    build_folder([Path(path) for path in named], Path(out))
    return Graph(out)
