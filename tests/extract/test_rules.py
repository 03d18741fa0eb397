"""The rule loader, and every packaged rule against its own examples."""

from __future__ import annotations

import pytest

from extract.rules import load_lexicon, load_rules, parse_rules, rule_files
from ontology.errors import DataError

EVERY_RULE = [(name, rule) for name in rule_files() for rule in load_rules(name)]


@pytest.mark.parametrize(("name", "rule"), EVERY_RULE, ids=[rule.id for _, rule in EVERY_RULE])
def test_every_rule_keeps_its_word(name, rule):
    assert rule.finds, f"{name}.toml: {rule.id} has no example of what it finds"
    assert rule.check() == []


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
