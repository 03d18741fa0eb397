"""Files are written whole or not at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from exports.files import write_file
from ontology.errors import OutputError


def test_text_is_utf8_and_folders_are_made(tmp_path: Path) -> None:
    path = write_file(tmp_path / "输出" / "表.csv", "单位\r\n市工信局\r\n")
    assert path.read_bytes() == "单位\r\n市工信局\r\n".encode()
    assert [entry.name for entry in path.parent.iterdir()] == ["表.csv"]


def test_the_old_file_is_replaced(tmp_path: Path) -> None:
    path = write_file(tmp_path / "graph.ttl", b"old")
    assert write_file(path, b"new").read_bytes() == b"new"


def test_a_result_is_readable_like_any_file(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    assert stat.S_IMODE(write_file(tmp_path / "result", b"").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_where_nothing_can_be_written_the_message_names_the_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(OutputError, match=r"file/graph\.ttl: cannot be written"):
        write_file(tmp_path / "file" / "graph.ttl", b"")


def test_a_folder_in_the_way_stays_and_no_rest_is_left(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(OutputError):
        write_file(tmp_path / "graph.ttl", b"")
    assert [entry.name for entry in tmp_path.iterdir()] == ["graph.ttl"]
