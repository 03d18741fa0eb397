"""What may be told of cues without their rules: marks they never hold, what they begin with, how long they are."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.agencies.statement_cues import LEADING, LONGEST_CUE, LONGEST_LEADING, cues_inside
from extract.agencies.statement_rules import rules
from extract.agencies.statements import MAY_BE_HOLE

BEFORE = [rule for rule in rules().values() if rule.id.startswith("statement.prefix.")]
BEHIND = [rule for rule in rules().values() if rule.id.startswith("statement.suffix.")]
HOLES = [rule for rule in rules().values() if rule.id.startswith(("order.", "blanket", "statement.noise"))]
MANY = settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("rule", BEFORE, ids=lambda rule: rule.id)
@MANY
@given(st.data())
def test_a_cue_in_front_ends_with_its_only_colon_or_begins_with_few_words(rule, data):
    match = rule.pattern.search(data.draw(st.from_regex(rule.pattern, fullmatch=True)))
    assert not re.search("[、，,；;]", match[0])
    if re.search("[：:]", match[0]):
        assert re.fullmatch("[^：:]*[：:]", match[0])
    else:
        assert match[0].startswith(LEADING)
        assert len(match[0]) < LONGEST_LEADING


@pytest.mark.parametrize("rule", BEHIND, ids=lambda rule: rule.id)
@MANY
@given(st.data())
def test_a_cue_behind_holds_no_mark_between_names(rule, data):
    drawn = data.draw(st.from_regex(rule.pattern)).rstrip("\n")
    match = rule.pattern.search(drawn, max(0, len(drawn) - LONGEST_CUE))
    assert match is None or "、" not in match[0]


@pytest.mark.parametrize("rule", HOLES, ids=lambda rule: rule.id)
def test_what_names_nobody_has_one_of_these_characters(rule):
    assert all(MAY_BE_HOLE.search(rule.pattern.search(example.text)[0]) for example in rule.finds)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("牵头单位：市工信局 配合单位：市财政局", {0, 10}),
        ("市工信局；牵头责任单位:市科技局", {5}),  # and not at 责任单位
        ("时间：5月，会同市财政局", {0}),
        ("市工信局、市财政局", set()),
    ],
)
def test_cues_inside_a_statement(text, where):
    assert cues_inside(text) == where
