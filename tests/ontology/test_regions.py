"""The tree of places, and their names in text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.data import load_toml
from ontology.errors import DataError
from ontology.model import Span
from ontology.region_table import FUNCTIONAL_AREA
from ontology.regions import (
    NATION,
    abbreviations,
    additional_regions,
    ancestors,
    as_of,
    by_full_name,
    children,
    find_regions,
    full_name,
    level,
    parent,
    province_by_abbreviation,
    province_of,
    read_regions,
    region_by_code,
    short_name,
)


def found(text: str, within: str | None = None) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], row.code) for span, row in find_regions(text, within=within)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("江门市工业和信息化局", [("江门市", "440700")]),
        ("江门供电局", [("江门", "440700")]),
        ("江苏省连云港市海州区", [("江苏省连云港市海州区", "320706")]),
        ("江苏连云港", [("江苏连云港", "320700")]),
        ("广州市、深圳市和重庆市", [("广州市", "440100"), ("深圳市", "440300"), ("重庆市", "500000")]),
        ("重庆市万州区", [("重庆市万州区", "500101")]),
        ("吉林省吉林市", [("吉林省吉林市", "220200")]),
        ("吉林", [("吉林", "220000")]),  # the province before the city
        ("海南州", [("海南州", "632500")]),
        ("恩施州利川市", [("恩施州利川市", "422802")]),
        ("石柱县", [("石柱县", "500240")]),
        ("内蒙古包头市", [("内蒙古包头市", "150200")]),
        ("马鞍山市和县", [("马鞍山市和县", "340523")]),
        ("台湾", [("台湾", "710000")]),
    ],
)
def test_names_in_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_name_at_the_end_of_a_text_ends_with_it() -> None:
    for place in (row for province in ("320000", "430000", "620000") for row in children(province)):
        text = f"抄送{full_name(place.code)}"
        assert [span for span, _ in find_regions(text)] == [Span(2, len(text))]


def test_the_place_a_name_stands_in_is_asked_only_where_it_matters() -> None:
    asked: list[str] = []

    def within() -> str:
        asked.append("320100")
        return "320100"

    assert find_regions("江苏省连云港市", within=within)[0][1].code == "320700"
    assert asked == []
    assert find_regions("鼓楼区", within=within)[0][1].code == "320106"
    assert asked


@pytest.mark.parametrize("text", ["鼓楼区", "朝阳区", "西安区", "城区", "各市和县级部门", "中山路", "有关部门", ""])
def test_what_is_no_place_or_not_one(text: str) -> None:
    assert found(text) == []


def test_a_shared_name_counts_behind_or_below_its_parent() -> None:
    assert found("徐州市鼓楼区") == [("徐州市鼓楼区", "320302")]
    assert found("鼓楼区、云龙", within="320300") == [("鼓楼区", "320302"), ("云龙", "320303")]


def test_bare_county_names_need_a_parent() -> None:
    assert found("东方航空与新华书店") == []
    assert found("青岛崂山") == [("青岛崂山", "370212")]


def test_every_place_is_found_by_its_full_name() -> None:
    codes = [p.code for p in map(region_by_code, ["320000", "500000", "469000"]) if p]
    for code in codes:
        for row in (*children(code), *(c for r in children(code) for c in children(r.code))):
            assert by_full_name(full_name(row.code)) == row


def test_tree() -> None:
    assert full_name("320700") == "江苏省连云港市"
    assert full_name("500101") == "重庆市万州区"
    assert [level(c) for c in ("320000", "320700", "320706", "500101", NATION, "999999")] == [
        "province",
        "city",
        "county",
        "county",
        "national",
        None,
    ]
    assert level("429004") == "city"  # 仙桃市 answers to Hubei directly
    assert [row.name for row in ancestors("440106")] == ["广东省", "广州市"]
    above = parent("320700")
    assert above is not None
    assert above.name == "江苏省"
    assert parent("320000") is None
    assert [row.name for row in children("460400")] == []
    assert len(children("370000")) == 16
    assert by_full_name("莱芜市") is not None  # dissolved in 2019, still in older documents
    assert province_of("440106") == region_by_code("440000")
    assert province_of("440000") == region_by_code("440000")
    assert short_name("430400") == "衡阳"
    assert short_name("150000") == "内蒙古"


def test_an_unknown_code_says_so() -> None:
    with pytest.raises(DataError, match="999999"):
        full_name("999999")
    with pytest.raises(DataError, match="999999"):
        short_name("999999")


def test_all_provinces_have_an_abbreviation() -> None:
    provinces = [row for row in map(region_by_code, (f"{n:02d}0000" for n in range(1, 90))) if row]
    assert len(provinces) == 34
    for row in provinces:
        assert abbreviations(row.code), row
        assert province_by_abbreviation(abbreviations(row.code)[0]) == row
    assert province_by_abbreviation("苏") == region_by_code("320000")
    assert province_by_abbreviation("渝") == region_by_code("500000")
    assert province_by_abbreviation("王") is None


OWN = """
[[region]]
code = "990000"
name = "临海省"
level = "province"
abbreviation = "临"
[[region]]
code = "990100"
name = "云河市"
level = "city"
parent = "990000"
"""


def test_regions_of_the_users_own_hold_inside_the_block(tmp_path: Path) -> None:
    file = tmp_path / "地区.toml"
    file.write_text(OWN, "utf-8")
    with additional_regions(read_regions(file)):
        assert found("临海省云河市财政局") == [("临海省云河市", "990100")]
        assert found("云河供电公司") == [("云河", "990100")]
        assert full_name("990100") == "临海省云河市"
        assert province_by_abbreviation("临") == region_by_code("990000")
    assert found("云河市") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"990100"', '"9901"', "six digits"),
        ('level = "city"', 'level = "town"', "level"),
        ('parent = "990000"', 'parent = "980000"', "parent"),
        ('parent = "990000"', "", "parent"),
        ("[[region]]", "[[region", "TOML"),
    ],
)
def test_a_wrong_region_file_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = tmp_path / "regions.toml"
    file.write_text(OWN.replace(old, new), "utf-8")
    with pytest.raises(DataError, match=rf"regions\.toml.*{said}"):
        read_regions(file)


@pytest.mark.parametrize(
    ("name", "code", "level", "parent"),
    [
        ("莱芜市", "371200", "city", "370000"),
        ("毕节地区", "522400", "city", "520000"),
        ("青岛市即墨市", "370282", "county", "370200"),
        ("密云县", "110228", "county", "110000"),
        ("襄樊市", "420600", "city", "420000"),  # the code is kept, the name of today is 襄阳市
        ("襄樊", "420600", "city", "420000"),
        ("思茅市", "530800", "city", "530000"),
        ("巢湖市", "340181", "county", "340100"),  # borne by another division today
        ("居巢区", "341402", "county", "341400"),
        ("下城区", "330103", "county", "330100"),  # after the time line of earlier years
        ("杭州市江干区", "330104", "county", "330100"),
        ("长泰县", "350625", "county", "350600"),
        ("沙县", "350427", "county", "350400"),
        ("重庆市渝北区", "500112", "county", "500000"),
        ("临平区", "330113", "county", "330100"),  # parted from 余杭区
        ("重庆市江北区", "500105", "county", "500000"),  # 宁波 has one too
        ("江北区", "330205", "county", "330200"),
        ("山东省济宁市市中区", "370802", "county", "370800"),
        ("济南市市中区", "370103", "county", "370100"),
    ],
)
def test_divisions_of_earlier_years_are_still_named(name, code, level, parent) -> None:
    row = by_full_name(name)
    assert row is not None
    assert (row.code, row.level, row.parent) == (code, level, parent)


@pytest.mark.parametrize(
    ("code", "year", "then"),
    [
        ("340181", 2010, "341400"),  # the prefecture 巢湖市, dissolved in 2011
        ("340181", 2011, "340181"),
        ("340124", 2009, "341421"),  # 庐江县 of 巢湖市
        ("520500", 2008, "522401"),  # 毕节市 of 毕节地区
        ("370103", 2010, "370103"),  # 市中区 of 济南 is not that of 济宁
        ("320700", 2000, "320700"),
    ],
)
def test_a_name_means_the_division_of_the_time(code: str, year: int, then: str) -> None:
    row = as_of(code, year)
    assert row is not None
    assert row.code == then
    assert row.name == full_name(code).removeprefix(full_name(parent(code).code))  # type: ignore[union-attr]


def test_a_name_of_the_past_counts_where_it_was_borne() -> None:
    assert found("江北区和渝中区", within="500000") == [("江北区", "500105"), ("渝中区", "500103")]
    assert found("江北区", within="330200") == [("江北区", "330205")]


def test_divisions_that_are_no_more_are_nobodys_children() -> None:
    assert "370282" not in {row.code for row in children("370200")}
    assert not {"330103", "341421"} & {row.code for row in (*children("330100"), *children("341400"))}
    assert find_regions("市郊区和新区") == []


def test_an_area_that_governs_is_a_place_and_no_district_of_its_city() -> None:
    area = by_full_name("平潭综合实验区")
    assert area is not None
    assert (full_name(area.code), level(area.code)) == ("福建省平潭综合实验区", "county")
    assert area not in children("350000")
    assert [row.name for _, row in find_regions("河北雄安新区和苏州工业园区")] == ["雄安新区", "苏州工业园区"]


def test_no_code_of_an_area_is_one_of_the_standard() -> None:
    codes = [entry["code"] for entry in load_toml("functional_areas.toml")["area"]]
    assert len(set(codes)) == len(codes)
    for code in codes:
        row = region_by_code(code)
        assert row is not None
        assert row.kind == FUNCTIONAL_AREA  # and not overwritten by, or written over, a division
        assert code[-2:] > "90"
