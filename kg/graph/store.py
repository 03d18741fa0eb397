"""The embedded store: written whole into a folder, opened read-only by everybody else."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from exports import nquads
from ontology.errors import OutputError, UsageError


def write_store(folder: Path | str, quads: Iterable[Quad] | Path) -> Path:
    """Replaces the store in ``folder`` with one that holds exactly the statements, and gives the folder back.

    A path names a file of N-Quads, which is read without holding the interpreter, so that other threads go on.
    The new store is loaded beside the old one and takes its place when it is complete, so a failed run leaves the
    old one. Raises :class:`OutputError` when the folder holds something else or cannot be written.
    """
    target = Path(folder)
    if target.exists() and not is_store(target) and (not target.is_dir() or any(target.iterdir())):
        raise OutputError(f"{target}: is there and is no store; choose another place with -o, or remove it")
    fresh: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent))
        load_quads(Store(str(fresh)), quads)
        fresh.chmod(0o755)
        _replace_folder(fresh, target)
    except OSError as error:
        raise OutputError(f"{target}: the store cannot be written ({error}); choose another place with -o") from error
    finally:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)
    return target


def load_quads(store: Store, quads: Iterable[Quad] | Path) -> Store:
    """The store with the statements added, those of a file of N-Quads too; such text is the fastest way in."""
    if isinstance(quads, Path):
        store.bulk_load(path=str(quads), format=RdfFormat.N_QUADS, lenient=True)
    else:
        store.bulk_load(nquads.render(quads), RdfFormat.N_QUADS, lenient=True)
    store.flush()
    return store


def open_store(folder: Path | str) -> Store:
    """The store in ``folder``, for reading; raises :class:`UsageError` when there is none."""
    target = Path(folder)
    if not is_store(target):
        raise UsageError(f"{target}: no store there; make one with 'kg build DOCUMENTS -o {target.parent}'")
    try:
        return Store.read_only(str(target))
    except OSError as error:
        raise UsageError(f"{target}: the store cannot be opened ({error}); build it again") from error


def replace_graph(folder: Path | str, graph: str, quads: Iterable[Quad]) -> None:
    """The store in ``folder`` with these statements as its graph ``graph``, but those that other graphs make anyway.

    Queries run over the union of all graphs, and what two graphs state counts twice in them.
    Raises :class:`UsageError` when there is no store, :class:`OutputError` when it cannot be written.
    """
    target = Path(folder)
    if not is_store(target):
        raise UsageError(f"{target}: no store there; make one with 'kg build DOCUMENTS -o {target.parent}'")
    try:
        store = Store(str(target))
        store.remove_graph(NamedNode(graph))
        known = (quad for quad in quads if not _stated(store, quad))
        store.extend(list(known))
        store.flush()
    except OSError as error:
        raise OutputError(f"{target}: the store cannot be written ({error}); is another program writing?") from error


def _stated(store: Store, quad: Quad) -> bool:
    found = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return next(iter(found), None) is not None


def is_store(folder: Path) -> bool:
    """Whether the folder holds a store (RocksDB keeps a file ``CURRENT`` in each of its databases)."""
    return (folder / "CURRENT").is_file()


def _replace_folder(fresh: Path, target: Path) -> None:
    """Puts the fresh folder where the target is; folders cannot be replaced in one step, so the old moves aside."""
    if not target.exists():
        fresh.rename(target)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".old", dir=target.parent))
    old = aside / "store"
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
