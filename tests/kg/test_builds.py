"""The whole run: equal bytes whatever the order, workers or history; nothing lost on bad input."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.building.builds import Built, build, load_corpus
from ontology.errors import OutputError, UsageError
from ontology.regions import read_regions

EXAMPLES = Path(__file__).parents[2] / "examples"
REGIONS = read_regions(EXAMPLES / "regions.toml")
CHOSEN = ("01", "02", "04")  # a plan, a city's implementation of it, and a county's: quick, and linked


def run(paths: list[Path], out: Path, workers: int | None = 1) -> Built:
    return build(paths, out, regions=REGIONS, workers=workers)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a build but the store's own, which RocksDB numbers by itself."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in files
        if path.relative_to(folder).parts[0] != "store"
    }


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("来源") / "文件"
    folder.mkdir()
    for path in sorted((EXAMPLES / "documents").iterdir()):
        if path.name.startswith(CHOSEN):
            shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def built(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return run([sources], tmp_path_factory.mktemp("图谱") / "out")


def test_a_build_is_complete_and_consistent(built: Built) -> None:
    found = contents(built.folder)
    assert {"graph.ttl", "graph.nq", "records.jsonl", "workbench.html", "report.json", "extracted.jsonl"} <= set(found)
    assert (built.folder / "store" / "CURRENT").is_file()
    assert found["records.jsonl"].count(b"\n") == built.report["totals"]["documents"] == len(CHOSEN)
    for record in built.corpus.records:
        assert found[f"texts/{record.source.text_sha256}.txt"].decode() == record.text
        for row in record.responsibilities:
            assert record.text[slice(*row.span)].strip()


def test_the_corpus_of_a_build_can_be_loaded_again(built: Built) -> None:
    assert load_corpus(built.folder) == built.corpus


def test_order_and_number_of_workers_do_not_show(built: Built, sources: Path, tmp_path: Path) -> None:
    files = sorted(sources.iterdir())
    one, two = run(files, tmp_path / "a"), run(files[::-1], tmp_path / "b", workers=2)
    assert contents(one.folder) == contents(two.folder)


def test_a_build_in_steps_equals_one_at_once(built: Built, tmp_path: Path, sources: Path) -> None:
    folder, out = tmp_path / "文件", tmp_path / "out"
    folder.mkdir()
    files = sorted(sources.iterdir())
    shutil.copy(files[2], folder)
    (folder / "旧.txt").write_text("云河市人民政府关于旧事的通知\n", "utf-8")
    run([folder], out)
    for path in files[:2]:
        shutil.copy(path, folder)
    (folder / "旧.txt").unlink()
    run([folder], out)
    assert contents(out) == contents(built.folder)


def test_only_what_changed_is_read_again(
    sources: Path, tmp_path: Path, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "文件"
    shutil.copytree(sources, folder)
    run([folder], tmp_path / "out")
    (folder / "新.txt").write_text("云河市人民政府关于新事的通知\n", "utf-8")
    seen: list[str] = []

    def watch(inputs: list[object], **options: object) -> object:
        from kg.building.extraction import read_all

        seen.extend(item.name for item in inputs)  # type: ignore[attr-defined]
        return read_all(inputs, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("kg.building.builds.read_all", watch)
    run([folder], tmp_path / "out")
    assert seen == ["文件/新.txt"]


def test_an_unchanged_build_is_left_as_it_is(
    sources: Path, built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("written again")

    first = run([sources], tmp_path / "out")
    monkeypatch.setattr("kg.building.builds.write_build", fail)
    again = run([sources], tmp_path / "out")
    assert (again.report, again.corpus) == (first.report, first.corpus)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["report.json", "graph.ttl", "store/CURRENT", "stamp.json"])
def test_a_build_that_was_changed_or_lost_a_file_is_written_again(
    name: str, sources: Path, built: Built, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    shutil.copytree(built.folder, out)
    (out / name).unlink()
    if name == "report.json":
        (out / name).write_text("{}", "utf-8")
    run([sources], out)
    assert contents(out) == contents(built.folder)
    assert (out / "store" / "CURRENT").is_file()


def test_other_settings_are_another_build(sources: Path, tmp_path: Path) -> None:
    first = contents(run([sources], tmp_path / "out").folder)
    other = build([sources], tmp_path / "out", regions=REGIONS, workers=1, base="https://kg.example.org/id/")
    assert contents(other.folder)["graph.nq"] != first["graph.nq"]


def test_bad_documents_are_named_and_the_others_built(sources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "文件"
    folder.mkdir()
    shutil.copy(sorted(sources.iterdir())[0], folder)
    (folder / "空.txt").write_bytes(b"")
    (folder / "二进制.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "表.xlsx").write_bytes(b"PK")
    built = run([folder], tmp_path / "out")
    assert built.report["totals"]["documents"] == 1
    reasons = {item["name"]: item["reason"] for item in built.report["skipped"]}
    assert reasons.keys() == {"文件/空.txt", "文件/二进制.txt", "文件/表.xlsx"}
    assert all(str(folder) not in reason for reason in reasons.values())
    assert "unsupported" in reasons["文件/表.xlsx"]


def test_a_folder_that_is_no_build_is_never_replaced(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "重要.txt").write_text("别动", "utf-8")
    with pytest.raises(OutputError, match="no earlier build"):
        run([sources], tmp_path)
    assert (tmp_path / "重要.txt").read_text("utf-8") == "别动"


def test_an_output_that_cannot_be_written_is_said_before_reading(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(OutputError, match="is a file"):
        run([sources], tmp_path / "file")
    with pytest.raises(OutputError):
        run([sources], tmp_path / "file" / "out")


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有"):
        run([tmp_path / "没有"], tmp_path / "out")


def test_a_failed_run_leaves_the_earlier_build(sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    run([sources], out)
    before = contents(out)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.building.builds.write_build", fail)
    with pytest.raises(OutputError, match="No space left"):
        run(sorted(sources.iterdir())[:2], out)
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".new")] == []


def test_a_killed_run_goes_on_where_it_was(sources: Path, tmp_path: Path) -> None:
    """kill -9 in the middle: the next run finds the journal, and its result is that of a run never killed."""
    out = tmp_path / "out"
    script = (
        "import sys, time; from pathlib import Path; import kg.building.builds as b\n"
        "from ontology.regions import read_regions\n"
        "b.write_build = lambda *a: time.sleep(60)\n"
        "b.build([Path(sys.argv[1])], Path(sys.argv[2]), regions=read_regions(Path(sys.argv[3])), workers=1)\n"
    )
    command = [sys.executable, "-c", script, str(sources), str(out), str(EXAMPLES / "regions.toml")]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[2])
    journal = tmp_path / ".out.journal"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if journal.is_file() and journal.read_bytes().count(b"\n") == len(CHOSEN):
            break
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not out.exists()
    with journal.open("ab") as file:
        file.write(b'{"key": "cut o')
    resumed = run([sources], out)
    assert resumed.report["totals"]["documents"] == len(CHOSEN)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_a_run_killed_between_the_renames_is_put_right(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run([sources], out)
    before = contents(out)
    out.rename(tmp_path / ".out.old")
    assert load_corpus(out).records
    assert contents(out) == before


def test_links_that_lead_out_of_the_folder_are_not_followed(sources: Path, tmp_path: Path) -> None:
    folder = tmp_path / "文件"
    shutil.copytree(sources, folder)
    secret = tmp_path / "秘密.txt"
    secret.write_text("云河市人民政府关于秘密的通知\n", "utf-8")
    (folder / "链接.txt").symlink_to(secret)
    built = run([folder], tmp_path / "out")
    assert [item["name"] for item in built.report["skipped"]] == ["文件/链接.txt"]
    assert "秘密" not in (tmp_path / "out" / "records.jsonl").read_text("utf-8")
