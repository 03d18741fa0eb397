"""What the end of a title tells: whether 《…》 names a document at all, and whether its kind is the centre's own."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ontology.data import load_toml


def names_document(title: str) -> bool:
    """Whether a title ends as the titles of documents do.

    >>> names_document("政府信息公开条例"), names_document("丝路潮涌")
    (True, False)
    """
    return any(_stem(title).endswith(word) for word in _rules()["words"])


def is_of_the_centre(title: str) -> bool:
    """Whether a document of this title, which names no place, is a law or a regulation of State Council or party.

    >>> is_of_the_centre("政府信息公开条例"), is_of_the_centre("社会救助暂行办法")
    (True, False)
    """
    return bool(re.search(_rules()["central"]["pattern"], _stem(title)))


def _stem(title: str) -> str:
    """The title without (试行), years and numbers behind it."""
    return re.sub(_rules()["tail"], "", title.strip())


@cache
def _rules() -> dict[str, Any]:
    return load_toml("document_kinds.toml")
