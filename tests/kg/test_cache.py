"""The cache gives back what was put in, and survives what a killed run or a curious editor leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.building.cache import CACHE, RecordCache
from ontology.errors import DataError
from tests.factories import make_record

KEY, OTHER = "a" * 64, "b" * 64


def test_what_was_put_is_known_to_the_next_run(tmp_path: Path) -> None:
    with RecordCache(tmp_path / "out") as cache:
        cache.put(KEY, (make_record(),))
        assert cache.get(KEY) == (make_record(),)
    again = RecordCache(tmp_path / "out")
    assert KEY in again
    assert OTHER not in again
    assert again.get(KEY) == (make_record(),)
    assert again.get(OTHER) is None
    assert b"".join(again.render([OTHER, KEY])) == (tmp_path / ".out.journal").read_bytes()


def test_a_line_that_was_cut_off_spoils_no_other(tmp_path: Path) -> None:
    journal = tmp_path / ".out.journal"
    with RecordCache(tmp_path / "out") as cache:
        cache.put(KEY, (make_record(),))
    whole = journal.read_bytes()
    journal.write_bytes(whole + whole.replace(KEY.encode(), OTHER.encode())[:-40])
    with RecordCache(tmp_path / "out") as cache:
        assert OTHER not in cache
        cache.put(OTHER, (make_record(),))
    again = RecordCache(tmp_path / "out")
    assert again.get(KEY) == again.get(OTHER) == (make_record(),)


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / CACHE).write_text(f'{{"key": "{KEY}", "records": [, "text": "甲"}}\n', "utf-8")
    with pytest.raises(DataError, match=r"extracted\.jsonl: a line is damaged"):
        RecordCache(tmp_path / "out").get(KEY)
