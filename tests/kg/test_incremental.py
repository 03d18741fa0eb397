"""Any order, any split into incremental builds and any number of workers give the same bytes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.building.builds import build
from kg.resolving.resolve import resolve
from ontology.model import Record
from ontology.regions import additional_regions
from tests.planted import make_planted
from tests.planted_model import Document, Planted

SIZE = 9  # a province, its city and county in two rounds, with a repost


@cache
def planted() -> Planted:
    return make_planted(SIZE)


def write(folder: Path, documents: Sequence[Document]) -> None:
    for document in documents:
        path = folder / document.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(document.text, "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a build but the store's own, which RocksDB numbers by itself."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != "store"
    }


def run(folder: Path, out: Path, *, workers: int = 1) -> dict[str, bytes]:
    build([folder], out, regions=planted().regions, workers=workers)
    return contents(out)


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("一次") / "文件"
    write(folder, planted().documents)
    return run(folder, folder.parent / "out")


@given(
    order=st.permutations(range(SIZE)),
    cuts=st.sets(st.integers(1, SIZE - 1), max_size=2),
    dropped=st.sets(st.integers(0, SIZE - 1), max_size=2),
)
@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_split_into_incremental_builds_gives_the_same_bytes(
    at_once: dict[str, bytes], order: list[int], cuts: set[int], dropped: set[int]
) -> None:
    """Documents come in batches, in any order; some are taken away for a while and come back."""
    documents = planted().documents
    with tempfile.TemporaryDirectory() as work:
        folder, out = Path(work) / "文件", Path(work) / "out"
        edges = [0, *sorted(cuts), SIZE]
        for start, end in pairwise(edges):
            write(folder, [documents[i] for i in order[start:end]])
            if end < SIZE:
                run(folder, out)
        for i in dropped & set(order[: edges[-2]]):
            (folder / documents[i].name).unlink()
        if dropped:
            run(folder, out)
            write(folder, [documents[i] for i in sorted(dropped)])
        assert run(folder, out) == at_once


def test_the_number_of_workers_does_not_show(at_once: dict[str, bytes], tmp_path: Path) -> None:
    write(tmp_path / "文件", planted().documents)
    assert run(tmp_path / "文件", tmp_path / "out", workers=2) == at_once


def test_a_batch_built_by_several_workers_joins_one_built_alone(at_once: dict[str, bytes], tmp_path: Path) -> None:
    documents = planted().documents
    write(tmp_path / "文件", documents[SIZE // 2 :])
    run(tmp_path / "文件", tmp_path / "out")
    write(tmp_path / "文件", documents[: SIZE // 2])
    assert run(tmp_path / "文件", tmp_path / "out", workers=2) == at_once


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    from kg.building.extraction import read_all
    from kg.building.inputs import find_inputs

    folder = tmp_path_factory.mktemp("记录")
    corpus = make_planted(24)
    write(folder, corpus.documents)
    inputs, _ = find_inputs([folder])
    found = read_all(inputs, workers=1, regions=corpus.regions)
    return [record for result in found if isinstance(result, tuple) for record in result]


@given(data=st.data())
@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_resolution_does_not_depend_on_order(records: list[Record], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(records))
    with additional_regions(make_planted(24).regions):
        assert resolve(shuffled) == resolve(records)


@given(data=st.data())
@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_resolving_again_changes_nothing(records: list[Record], data: st.DataObject) -> None:
    """Of any part of the corpus: what was resolved before is resolved to the same."""
    some = data.draw(st.lists(st.sampled_from(records), min_size=1, max_size=12, unique_by=lambda r: r.source.path))
    with additional_regions(make_planted(24).regions):
        once = resolve(some)
        assert resolve(once.records) == once


@pytest.mark.skipif(sys.platform == "win32", reason="limits on the size of files are set as on Unix")
def test_a_full_disk_is_told_in_one_line_and_the_next_run_goes_on(tmp_path: Path) -> None:
    folder, out = tmp_path / "文件", tmp_path / "out"
    write(folder, planted().documents)
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000)); from kg.cli import main; main()"
    full = subprocess.run(
        [sys.executable, "-c", limit, "build", str(folder), "-o", str(out), "--workers", "1"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert full.returncode == 2
    assert "Traceback" not in full.stderr
    assert "free space and build again" in full.stderr.splitlines()[-1]
    assert not out.exists()
    assert (tmp_path / ".out.journal").stat().st_size > 0  # what was read is kept
    subprocess.run(
        [sys.executable, "-m", "kg", "build", str(folder), "-o", str(out), "--workers", "1"],
        capture_output=True,
        check=True,
    )
    assert (out / "graph.ttl").is_file()
    assert not (tmp_path / ".out.journal").exists()
