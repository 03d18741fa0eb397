"""What has the shape of a name of a body, told from its letters alone; rules in ``rules/mentions.toml``."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from extract.rules import Rule, load_rules


@cache
def name_rules() -> dict[str, Rule]:
    """The rules of ``rules/mentions.toml`` by id."""
    return {rule.id: rule for rule in load_rules("mentions")}


# Names come again and again, in one document and in all: what is told from a name alone is remembered.
REMEMBERED = 1 << 14


@lru_cache(REMEMBERED)
def finds(rule: str, text: str) -> re.Match[str] | None:
    """What a rule finds first in ``text``."""
    return name_rules()[rule].pattern.search(text)


@lru_cache(REMEMBERED)
def is_name(text: str) -> bool:
    """Whether ``text`` has the shape of one body's, or one group's, name.

    >>> is_name("市工信局"), is_name("各县(市、区)人民政府"), is_name("推进信息化建设")
    (True, True, False)
    """
    shaped = 2 <= len(text) <= 40 and (finds("mention.tail", text) or finds("mention.whole", text))
    return bool(shaped) and not finds("mention.prose", text)
