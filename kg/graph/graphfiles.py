"""The graph of a build as files and store, rendered graph by graph: the statements of one are held at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from heapq import merge
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from exports import nquads, turtle
from exports.files import write_file
from kg.graph.store import write_store


@contextmanager
def writing_graph(folder: Path, *graphs: Iterable[list[Quad]], base: str) -> Iterator[None]:
    """Write ``graph.nq``, ``graph.ttl`` and ``store/`` into ``folder``; the store loads while the block runs.

    Loading takes as long as all else and does not hold the interpreter. Each of ``graphs`` gives named graphs, sorted
    within themselves, in the order of their names. Raises :class:`OutputError` when something cannot be written.
    """
    blocks: list[turtle.Block] = []

    def rendered() -> Iterator[bytes]:
        for quads in merge(*graphs, key=_name):
            blocks.extend(turtle.subject_blocks((quad.triple for quad in quads), base=base))
            yield nquads.render_graph(quads)

    path = write_file(folder / "graph.nq", rendered())
    with ThreadPoolExecutor(1) as pool:
        loading = pool.submit(write_store, folder / "store", path)
        write_file(folder / "graph.ttl", turtle.join(blocks, base=base))
        blocks.clear()
        yield
        loading.result()


def _name(quads: list[Quad]) -> str:
    graph = quads[0].graph_name if quads else None
    return graph.value if isinstance(graph, NamedNode) else ""
