"""The rule loader, and every packaged rule against its own examples."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.rules import load_lexicon, load_rules, parse_rules, rule_files
from ontology.errors import DataError

EVERY_RULE = [(name, rule) for name in rule_files() for rule in load_rules(name)]
HINTED = [
    rule for _, rule in EVERY_RULE if rule.hint and "(?<=" not in rule.pattern.pattern
]  # those hypothesis can write
AT_THE_END = [rule for _, rule in EVERY_RULE if "last" in rule.options]
MANY = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)


@pytest.mark.parametrize(("name", "rule"), EVERY_RULE, ids=[rule.id for _, rule in EVERY_RULE])
def test_every_rule_keeps_its_word(name, rule):
    assert rule.finds, f"{name}.toml: {rule.id} has no example of what it finds"
    assert rule.check() == []


@pytest.mark.parametrize("rule", HINTED, ids=[rule.id for rule in HINTED])
@MANY
@given(st.data())
def test_no_rule_finds_anything_without_its_hint(rule, data):
    text = data.draw(st.from_regex(rule.pattern))
    assert rule.hint.search(text), text


@pytest.mark.parametrize("rule", AT_THE_END, ids=[rule.id for rule in AT_THE_END])
@MANY
@given(st.data())
def test_no_rule_finds_more_than_so_many_last_characters(rule, data):
    match = rule.pattern.search(data.draw(st.from_regex(rule.pattern)).rstrip("\n"))
    assert match is None or len(match[0]) <= rule.options["last"]


def test_a_hint_spares_the_pattern():
    (rule,) = parse_rules('[[rule]]\nid = "a"\nhint = "座"\npattern = "[0-9]+"\nfinds = ["5座"]\nignores = ["5个"]')
    assert rule.check() == []
    assert rule.search("5个") is None
    assert list(rule.finditer("5个")) == []
    assert [match[0] for match in rule.finditer("5座6座")] == ["5", "6"]


def test_parts_are_words_patterns_or_lexicons():
    (rule,) = parse_rules(
        """
        [parts]
        digit = "[0-9]"
        number = "{digit}{1,3}"
        unit = ["万", "万元"]
        [[rule]]
        id = "money"
        pattern = "(?P<value>{number}) \\\\s* (?P<unit>{unit})"
        finds = [["5万元", {value = "5", unit = "万元"}]]
        kind = "funding"
        """
    )
    assert rule.check() == []
    assert rule.options == {"kind": "funding"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[rule]]\nid = "a"\npattern = "{nowhere}"', r"here\.toml: rule 'a': part \{nowhere\} is unknown"),
        ('[parts]\nunit = []\n[[rule]]\nid = "a"\npattern = "{unit}"', r"part \{unit\} is empty"),
        ('[parts]\nunit = ["个", ""]', r"part \{unit\} holds an empty word"),
        ('[parts]\nunit = "  "', r"part \{unit\} is empty"),
        ('[parts]\nunit = {lexicon = "nowhere", key = "x"}', r"lexicons/nowhere\.toml: no such file"),
        ('[[rule]]\nid = "a"\npattern = "("', r"rule 'a': missing \)"),
        ('[[rule]]\nid = "a"\npattern = "x?"', "rule 'a' matches the empty text"),
        ('[[rule]]\nid = "a"', "has no id or no pattern"),
        ('[[rule]]\nid = "a"\npattern = "x"\n[[rule]]\nid = "a"\npattern = "y"', "rule 'a' occurs twice"),
        ('[[rule]]\nid = "a"\npattern = "x"\nfinds = [[1]]', "rule 'a': an example is"),
        ("[[rule", r"here\.toml: .*; correct the TOML"),
    ],
)
def test_errors_name_the_file_and_the_rule(text, message):
    with pytest.raises(DataError, match=message) as caught:
        parse_rules(text, "here.toml")
    assert "\n" not in str(caught.value)


def test_examples_that_fail_are_told():
    (rule,) = parse_rules(
        '[[rule]]\nid = "a"\npattern = "(?P<n>[0-9])个"\nfinds = ["x", ["5个", {n = "6"}]]\nignores = ["7个"]'
    )
    assert rule.check() == [
        "a does not find 'x'",
        "a in '5个': n is '5', not '6'",
        "a finds '7个', which it must ignore",
    ]


def test_missing_files_are_told():
    with pytest.raises(DataError, match=r"extract/rules/nowhere\.toml"):
        load_rules("nowhere")
    with pytest.raises(DataError, match=r"extract/lexicons/nowhere\.toml"):
        load_lexicon("nowhere")
