"""A store is there whole or not at all, and gives back exactly what went in."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from exports import nquads
from kg.graph.store import is_store, open_store, write_store
from kg.graph.triples import corpus_quads
from ontology.errors import OutputError, UsageError
from tests.factories import make_corpus, make_parent_record

QUADS = corpus_quads(make_corpus())


def test_what_went_in_comes_out(tmp_path: Path) -> None:
    folder = write_store(tmp_path / "图谱" / "store", QUADS)
    assert nquads.render(open_store(folder)) == nquads.render(QUADS)
    assert [path.name for path in folder.parent.iterdir()] == ["store"]


def test_a_second_build_replaces_the_first(tmp_path: Path) -> None:
    folder = write_store(tmp_path / "store", QUADS)
    fewer = corpus_quads(make_corpus(make_parent_record()))
    assert nquads.render(open_store(write_store(folder, fewer))) == nquads.render(fewer)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_failed_build_leaves_the_old_store(tmp_path: Path) -> None:
    folder = write_store(tmp_path / "store", QUADS)

    def broken() -> object:
        yield QUADS[0]
        raise OSError("disk full")

    with pytest.raises(OutputError, match="disk full"):
        write_store(folder, broken())  # type: ignore[arg-type]
    assert len(open_store(folder)) == len(QUADS)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("留着", encoding="utf-8")
    with pytest.raises(OutputError, match="is no store"):
        write_store(tmp_path, QUADS)
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "留着"


def test_an_empty_folder_may_become_a_store(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    assert is_store(write_store(tmp_path / "store", QUADS))


def test_a_missing_store_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kg build"):
        open_store(tmp_path / "none")


def test_readers_do_not_disturb_each_other(tmp_path: Path) -> None:
    folder = write_store(tmp_path / "store", QUADS)
    first, second = open_store(folder), open_store(folder)
    assert isinstance(first, pyoxigraph.Store)
    assert len(first) == len(second) == len(QUADS)
