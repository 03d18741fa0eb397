"""Commitments to reach everybody or everything: 实现5G网络全覆盖 → 100 %. Rules in ``rules/coverage.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extract.indicators import find_indicator
from extract.rules import load_rules
from extract.target_views import Sentence
from ontology.model import Span


class Coverage(NamedTuple):
    """One such commitment: its place in the sentence, what is covered (in the sentence), and the rule."""

    span: Span
    subject: Span
    rule: str


def find_coverage(sentence: Sentence) -> list[Coverage]:
    """Return the commitments of ``sentence`` to reach everybody, in text order, none inside another."""
    if not _hint().search(sentence.masked):
        return []
    found = [
        Coverage(Span(*match.span()), Span(*match.span("subject")), rule.id)
        for rule in load_rules("coverage")
        for match in rule.finditer(sentence.masked)
    ]
    return list(_outermost(sorted(found, key=lambda item: (item.span, item.rule))))


def coverage_places(text: str, stretch: Span) -> list[int]:
    """Return where in that stretch of ``text`` the words stand without which :func:`find_coverage` finds nothing."""
    return [match.start() for match in _hint().finditer(text, *stretch)]


def coverage_indicator(words: str) -> str:
    """Return what is covered, from the words that say so.

    >>> coverage_indicator("实现中心城区5G信号")
    '中心城区5G信号'
    """
    return find_indicator(words, "")


def _outermost(items: list[Coverage]) -> Iterator[Coverage]:
    end = -1
    for item in items:
        if item.span.start >= end:
            yield item
            end = item.span.end


@cache
def _hint() -> re.Pattern[str]:
    return re.compile("|".join(rule.hint.pattern for rule in load_rules("coverage") if rule.hint))
