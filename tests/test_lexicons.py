"""The packaged word lists of extraction: valid, canonical, and every word used once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from extract.rules import load_lexicon
from extract.targets.quantities import find_quantities

LEXICONS = sorted(
    entry.name.removesuffix(".toml")
    for entry in (files("extract") / "lexicons").iterdir()
    if entry.name.endswith(".toml")
)
UNITS = load_lexicon("units")


def lists(value: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, list):
        yield path, value
    elif hasattr(value, "items"):
        for key, inner in value.items():
            yield from lists(inner, f"{path}.{key}")


@pytest.mark.parametrize("name", LEXICONS)
def test_words_are_canonical_and_stand_once(name: str):
    for path, words in lists(load_lexicon(name)):
        texts = [word for word in words if isinstance(word, str)]
        assert all(text and text == text.strip() for text in texts), f"{name}{path} holds an empty or padded word"
        assert all(text == unicodedata.normalize("NFC", text) for text in texts), f"{name}{path} is not NFC"
        doubled = [text for text, count in Counter(texts).items() if count > 1]
        assert not doubled, f"{name}{path} holds twice: {doubled}"


def test_a_unit_is_of_one_kind():
    counted = Counter(unit for units in UNITS["units"].values() for unit in units)
    assert [unit for unit, count in counted.items() if count > 1] == []


def test_guards_are_of_known_units_and_work():
    known = {unit for units in UNITS["units"].values() for unit in units}
    for unit, following in UNITS["guards"].items():
        assert unit in known, f"guard of an unknown unit {unit}"
        assert len(set(following)) == len(following), f"guard of {unit} holds a character twice"
        for character in following:
            found = find_quantities(f"建设5{unit}{character}，")
            assert all(quantity.unit != unit for quantity in found), f"5{unit}{character} is read as a quantity"


@pytest.mark.parametrize(
    "unit", sorted({unit for units in UNITS["units"].values() for unit in units} - {"年", "月", "日"})
)
def test_every_unit_is_read_behind_a_number(unit: str):
    (quantity,) = find_quantities(f"达到25{unit}。")
    assert quantity.unit == unit.replace("％", "%").replace("﹪", "%")
