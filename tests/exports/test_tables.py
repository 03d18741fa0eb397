"""CSV that a spreadsheet opens rightly and cannot be made to run."""

from __future__ import annotations

import csv
import io

import pytest

from exports.tables import render_table, render_tables, safe_cell


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+86", "'+86"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (-5, -5),
        (2.5, 2.5),
        (None, ""),
        (False, "否"),
        ("提高10%", "提高10%"),
    ],
)
def test_no_cell_is_a_formula(cell, shown):
    assert safe_cell(cell) == shown


def test_table_reads_back():
    rows = [["第一,“行”", "两\n行", 3], ['引"号', None, -1]]
    text = render_table(["甲", "乙", "丙"], rows)
    assert text.startswith("\ufeff甲,乙,丙\r\n")
    assert list(csv.reader(io.StringIO(text[1:], newline=""))) == [
        ["甲", "乙", "丙"],
        ["第一,“行”", "两\n行", "3"],
        ['引"号', "", "-1"],
    ]


def test_tables_keep_names_and_order():
    found = render_tables({"b": (["甲"], [["1"]]), "a": (["乙"], [])})
    assert list(found) == ["b", "a"]
    assert found["a"] == "\ufeff乙\r\n"
