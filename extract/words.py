"""The words of jieba's dictionary, loaded in silence and only by what needs them: that takes half a second."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any


def word_cutter() -> Any:
    """Return a jieba tokenizer of the caller's own, to which words may be added.

    >>> list(word_cutter().cut("湿地面积", HMM=False))
    ['湿地', '面积']
    """
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()


@cache
def known_words() -> Collection[str]:
    """Return the words of the dictionary.

    >>> "负担" in known_words(), "案到" in known_words()
    (True, False)
    """
    cutter = word_cutter()
    cutter.initialize()
    return frozenset(word for word, count in cutter.FREQ.items() if count)
