"""The kinds of documents: the data's own examples, and what must not be lost."""

from __future__ import annotations

from typing import Any

import pytest

from ontology.data import load_toml
from ontology.document_kinds import is_of_the_centre, names_document

RULES = load_toml("document_kinds.toml")


@pytest.mark.parametrize("example", RULES["document"], ids=lambda e: e["title"])
def test_titles_of_documents(example: dict[str, Any]) -> None:
    assert names_document(example["title"])
    assert is_of_the_centre(example["title"]) is example["central"]


@pytest.mark.parametrize("example", RULES["other"], ids=lambda e: e["title"])
def test_titles_of_other_things(example: dict[str, Any]) -> None:
    assert not names_document(example["title"])
    assert not is_of_the_centre(example["title"])


@pytest.mark.parametrize("title", ["环境监测方法", "统计办法", "办法", "工作方法(试行)"])
def test_a_method_is_no_law(title: str) -> None:
    assert names_document(title)
    assert not is_of_the_centre(title)


def test_words_stand_once() -> None:
    assert len(RULES["words"]) == len(set(RULES["words"]))
