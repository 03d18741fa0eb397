"""The word lists behind cleaning and headers: nothing twice, nothing dangling."""

from __future__ import annotations

import unicodedata

import pytest

from extract.rules import load_lexicon, load_rules


def test_no_document_type_is_listed_twice_and_every_shortening_is_one() -> None:
    lexicon = load_lexicon("doctypes")
    words = lexicon["words"]
    assert len(words) == len(set(words))
    for long, short in lexicon["shortened"].items():
        assert long in words
        assert long.endswith(short)


def test_every_label_belongs_to_one_key() -> None:
    labels = [label for words in load_lexicon("metadata")["labels"].values() for label in words]
    assert len(labels) == len(set(labels))
    assert all(label == unicodedata.normalize("NFC", label).strip() and " " not in label for label in labels)


def test_what_is_left_out_of_the_text_is_a_known_key() -> None:
    lexicon = load_lexicon("metadata")
    assert set(lexicon["left_out"]["keys"]) <= set(lexicon["labels"])
    assert set(lexicon["page"].values()) <= set(lexicon["labels"])


@pytest.mark.parametrize("key", ["dropped", "blocks", "headings", "content", "chrome"])
def test_names_of_elements_are_lower_case_and_listed_once(key: str) -> None:
    names = load_lexicon("html")[key]
    assert len(names) == len(set(names))
    assert all(name == name.lower() for name in names)


def test_every_boilerplate_rule_has_a_scope_and_something_to_ignore() -> None:
    for rule in load_rules("boilerplate"):
        assert rule.options["scope"] in ("line", "edge", "after", "head", "tail")
        assert rule.ignores, rule.id


def test_the_finds_of_header_rules_begin_and_end_with_the_characters_that_are_tried() -> None:
    for rule in load_rules("header"):
        for example in rule.finds:
            assert not rule.options.get("begins") or example.text[0] in rule.options["begins"], rule.id
            assert not rule.options.get("ends") or example.text[-1] in rule.options["ends"], rule.id
