"""What a paragraph leaves to those after it: the deadline of a list, or that a list names conditions only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extract.targets.deadlines import Mark
from extract.targets.target_views import Sentence
from ontology.model import Span


@dataclass(slots=True)
class Carry:
    """``mark`` holds for all of a clause of goals, elsewhere only for the items of the list it introduces.

    ``line`` holds for the rest of a paragraph whose first words frame all of it: 到2025年，在公共空间方面，….
    """

    mark: Mark | None = None
    pending: Mark | None = None
    line: Mark | None = None
    conditions: bool = False  # the lines of a list of conditions set nothing to be attained

    @property
    def idle(self) -> bool:
        """Whether nothing was left so far."""
        return self.mark is None and self.pending is None and self.line is None and not self.conditions

    def enter(self, sentence: Sentence, goal: bool) -> None:
        """Take note of a sentence before it is read."""
        if sentence.remark or not sentence.opens_line:
            return
        self.line = None
        item = list_item().match(sentence.masked) is not None
        self.conditions = self.conditions and item
        if not goal:
            self.mark = self.pending if item else None

    def leave(self, text: str, sentence: Sentence, marks: Sequence[Mark], goal: bool) -> None:
        """Take note of a sentence of ``text`` after it was read; ``marks`` are its periods."""
        if sentence.remark:
            return
        self.conditions = self.conditions or _conditions().search(sentence.masked) is not None
        strong = [mark for mark in marks if mark.role == "due" and mark.strong]
        if strong and goal:
            self.mark = self.pending = strong[-1]
        elif strong:
            if sentence.opens_line and _frame().match(sentence.masked):
                self.line = strong[0]
            begin = text.rfind("\n", 0, sentence.span.start) + 1
            if not list_item().match(text, begin):  # what an item says holds for it alone
                self.pending = strong[-1]
        elif sentence.opens_line and not list_item().match(sentence.masked):
            self.pending = None


def condition_places(text: str, stretch: Span) -> list[int]:
    """Return where in that stretch of ``text`` a list of conditions may be introduced."""
    return [match.start() for match in _introduction().finditer(text, *stretch)]


@cache
def list_item() -> re.Pattern[str]:
    """The mark that opens an item of a list: ——, ●, （1）, ①, 2."""
    return re.compile(
        r"\s*(?:[—－-]{1,2}|[·•●◆■▪○□*]|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[①-⑳]|[0-9]{1,3}[.．、](?![0-9]))"
    )


@cache
def _frame() -> re.Pattern[str]:
    return re.compile(r"\s*(?:力争)?到20[0-9]{2}年底?前?[，,]在[^，。；]{2,24}(?:方面|领域)[，,]")


@cache
def _conditions() -> re.Pattern[str]:
    return re.compile("(?:条件|情形|资格|材料)(?:之一)?的?[^，。；：:]{0,6}[：:]\\s*$")


@cache
def _introduction() -> re.Pattern[str]:
    return re.compile("(?:条件|情形|资格|材料)(?=[^\\n]{0,9}[：:])")
