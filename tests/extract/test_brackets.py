"""Bracket groups: nested, of mixed kinds, never closed."""

from __future__ import annotations

import pytest

from extract.brackets import bracket_depths, find_brackets


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("甲（乙）丙", ["（乙）"]),
        ("甲（乙）丙（丁）", ["（乙）", "（丁）"]),
        pytest.param("甲（乙（丙）丁）", ["（乙（丙）丁）"], id="nested: the outermost"),
        pytest.param("甲(乙〕丙", ["(乙〕"], id="closed by another kind"),
        pytest.param("甲（乙(丙)丁〕戊", ["（乙(丙)丁〕"], id="nested and closed by another kind"),
        pytest.param("甲（乙\n丙）", ["（乙"], id="never closed: ends with its line"),
        pytest.param("甲（乙", ["（乙"], id="never closed: ends with the text"),
        pytest.param(
            "甲（乙。丙（丁）戊。（己）", ["（乙", "（丁）", "（己）"], id="never closed: ends with its sentence"
        ),
        pytest.param("甲）乙（丙）", ["（丙）"], id="a closing bracket too many"),
        pytest.param("（（乙）", ["（（乙）"], id="one opening too many"),
        pytest.param("［甲］【乙】﹝丙﹞[丁]", ["［甲］", "【乙】", "﹝丙﹞", "[丁]"], id="all kinds"),
        pytest.param("甲（乙〉丙（丁）", ["（乙〉", "（丁）"], id="closed by a misprint"),
        pytest.param("甲（《乙〈丙〉》）丁", ["（《乙〈丙〉》）"], id="angles of a title in a title close nothing"),
        pytest.param(
            "（甲负责（十二）健全体系。乙。（丙）",
            ["（甲负责", "（十二）", "（丙）"],
            id="never closed: ends where a clause begins",
        ),
        ("", []),
    ],
)
def test_groups(text, groups):
    assert [text[slice(*span)] for span in find_brackets(text)] == groups


def test_only_the_stretch_asked_for():
    text = "（甲）（乙）（丙）"
    assert [text[slice(*span)] for span in find_brackets(text, 3, 6)] == ["（乙）"]


def test_a_group_cut_off_by_the_end_of_the_stretch_ends_there():
    assert list(find_brackets("甲（乙丙）", 0, 3)) == [(1, 3)]


@pytest.mark.parametrize(
    ("text", "depths"),
    [("甲（乙）丙", [0, 0, 1, 1, 0]), ("（（）", [0, 1, 2]), ("））甲", [0, 0, 0]), ("", [])],
)
def test_depths(text, depths):
    assert bracket_depths(text) == depths
