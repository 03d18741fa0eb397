"""Indicators: what counts the same, by the examples that the rules bring with them, and in base units."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from pyoxigraph import Store

from kg.graph.query import find_query, run_query
from kg.graph.store import load_quads
from kg.graph.triples import corpus_quads
from kg.resolving.indicators import amount, amount_text, canonical, comparable, label_of, relate
from ontology.model import Span, Target
from tests.factories import make_corpus

RULES = tomllib.loads(files("kg").joinpath("indicators.toml").read_text("utf-8"))


def make(indicator: str, value: Any, unit: str, comparator: Any = "eq", text: str = "", kind: Any = "target") -> Target:
    number = Decimal(str(value))
    return Target(
        "t1", "m1", None, kind, indicator, number, None, unit, comparator, None, None, text, Span(0, 1), "target.number"
    )


@pytest.mark.parametrize("example", RULES["example"], ids=lambda row: f"{row['a'][0]}|{row['b'][0]}|{row['is']}")
def test_examples_of_the_rules(example: dict[str, Any]) -> None:
    one, other = canonical(make(*example["a"])), canonical(make(*example["b"]))
    assert (relate(one, other) or "other") == example["is"], (one, other)
    assert relate(other, one) == relate(one, other)


def test_there_are_examples_of_each_kind() -> None:
    kinds = [row["is"] for row in RULES["example"]]
    assert len(kinds) >= 14
    assert {"same", "open", "near", "other"} == set(kinds)


def test_stock_flow_and_yearly_are_told_apart() -> None:
    texts = {"flow": "2023年新建5G基站2600个", "stock": "累计建成5G基站1.3万个", "yearly": "每年建设5G基站300个"}
    for basis, text in texts.items():
        assert canonical(make("5G基站", 1, "个", text=text)).basis == basis
    assert canonical(make("5G基站", 1, "个", text="建成5G基站3200个")).basis is None


def test_ratios_do_not_need_a_basis() -> None:
    reached = canonical(make("网办率", 92, "%", text="网办率达到92%"))
    plain = canonical(make("网办率", 90, "%", text="网办率90%"))
    assert relate(reached, plain) == "same"
    assert not reached.additive


@pytest.mark.parametrize(
    ("target", "additive"),
    [
        (make("5G基站", 1, "万个", text="累计建成5G基站1万个"), True),
        (make("投资", 7, "亿元", text="完成投资7亿元"), True),
        (make("“一件事一次办”事项", 30, "项", text="推出“一件事一次办”事项30项"), False),
        (make("网上零售额", 11, "%", "increase_by", "网上零售额年均增长11%"), False),
        (make("综合养老服务中心", 1, "处", text="每个街道至少建成1处综合养老服务中心"), False),
        (make("基站补助", 3, "万元", "le", "给予不超过3万元的补助", "funding"), False),
    ],
)
def test_what_adds_up(target: Target, additive: bool) -> None:
    assert canonical(target).additive is additive


def test_lower_is_better_for_what_is_to_fall() -> None:
    assert canonical(make("数据中心电能利用效率", 1.3, "", "eq")).lower_is_better
    assert not canonical(make("网办率", 90, "%")).lower_is_better


def test_amounts_are_in_base_units() -> None:
    assert amount(make("5G基站", 2.5, "万个")) == amount(make("5G基站", 25000, "个")) == 25000
    assert amount(make("投资", 7, "亿元")) == amount(make("投资", 70000, "万元"))
    assert canonical(make("投资", 7, "亿元")).family == canonical(make("投资", 1, "万元")).family


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        (make("5G基站", 25000, "个"), "2.5万个"),
        (make("5G基站", 2600, "个"), "2600个"),
        (make("投资", 7, "亿元"), "7亿元"),
        (make("网办率", 92, "%"), "92%"),
        (make("电能利用效率", 1.25, ""), "1.25"),
    ],
)
def test_amounts_are_shown_as_an_office_writes_them(target: Target, shown: str) -> None:
    assert amount_text(amount(target), target) == shown


def test_labels_name_thing_and_basis() -> None:
    assert label_of(make("5G基站", 1, "个", text="新建5G基站1个")) == "5G基站（新增）"
    assert label_of(make("网办率", 90, "%", text="网办率达到90%")) == "网办率"


def test_a_turnover_reached_is_no_stock() -> None:
    assert canonical(make("营业收入", 3000, "亿元", text="营业收入突破3000亿元")).basis is None
    assert canonical(make("贷款余额", 3000, "亿元", text="贷款余额突破3000亿元")).basis == "stock"


def test_same_things_of_two_documents_have_one_code_whatever_they_are_called() -> None:
    province = make("5G基站", 12, "万个", text="到2025年，累计建成5G基站12万个")
    city = make("5G基站数", 1.3, "万座", text="5G基站数达到1.3万座")
    added = make("5G基站", 2600, "个", text="2023年新建5G基站2600个")
    assert canonical(province).code == canonical(city).code != canonical(added).code
    assert canonical(province).thing == canonical(added).thing


def test_targets_of_several_documents_stand_side_by_side_in_the_graph() -> None:
    corpus = make_corpus()
    shared = comparable(corpus)
    assert {len({record.document.iri for record, _ in items}) for items in shared.values()} == {2}
    rows = run_query(load_quads(Store(), corpus_quads(corpus)), find_query("可比").text).rows
    assert len(rows) == sum(map(len, shared.values())) > 0
