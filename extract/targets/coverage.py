"""Commitments to reach everybody or everything: 实现5G网络全覆盖 → 100 %. Rules in ``rules/coverage.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from extract.overlap import settle
from extract.rules import load_rules
from extract.targets.indicators import find_indicator
from extract.targets.target_views import Sentence
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
    claims = (
        (*match.span(), order, Coverage(Span(*match.span()), Span(*match.span("subject")), rule.id))
        for order, rule in enumerate(load_rules("coverage"))
        for match in rule.finditer(sentence.masked)
    )
    return settle(claims, lambda coverage: coverage)


def coverage_places(text: str, stretch: Span) -> list[int]:
    """Return where in that stretch of ``text`` the words stand without which :func:`find_coverage` finds nothing."""
    return [match.start() for match in _hint().finditer(text, *stretch)]


def coverage_indicator(words: str) -> str:
    """Return what is covered, from the words that say so.

    >>> coverage_indicator("实现中心城区5G信号")
    '中心城区5G信号'
    """
    return find_indicator(words, "")


@cache
def _hint() -> re.Pattern[str]:
    return re.compile("|".join(rule.hint.pattern for rule in load_rules("coverage") if rule.hint))
