"""The labels of facts about a document: 索引号：, 【发文字号】, 文　　号. Words in ``lexicons/metadata.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from extract.rules import load_lexicon

BULLETS = "•·●▪"  # of catalogues that are lists


def label_at(text: str) -> re.Match[str] | None:
    """The label that ``text`` begins with, colon or brackets included; its ``lastgroup`` is the key of the fact.

    >>> label_at("文　号：云政发〔2031〕7号").lastgroup, label_at("云政发〔2031〕7号")
    ('number', None)
    """
    return _label().match(text) if text[:1] in _starts() else None


def labels_in(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The labels of ``text[start:end]`` in order, wherever they stand."""
    return _label().finditer(text, start, len(text) if end is None else end)


def bare_labels(text: str) -> list[re.Match[str]]:
    """The labels without colon, between blanks, of a text that begins with one; the caller has to believe them."""
    return list(_bare_label().finditer(text)) if text[:1] in _starts() else []


def site_labels(text: str) -> Iterator[re.Match[str]]:
    """The labels of a site's own number, which stand in footers of any shape."""
    return _site_label().finditer(text) if _site_sign() in text else iter(())


def label_of(cell: str) -> str | None:
    """The key of a cell that is a label, with or without its colon.

    >>> label_of("发布机构"), label_of("云河市人民政府")
    ('issuer', None)
    """
    match = _label().fullmatch(cell.strip().rstrip(":：") + "：")
    return match.lastgroup if match else None


def is_labelled(line: str) -> bool:
    """Tell whether a line begins with the label of a title or of what no header needs (栏目：…), or is a label alone.

    >>> is_labelled("标 题：云河市植树方案"), is_labelled("• 发文机构："), is_labelled("云河市植树方案")
    (True, True, False)
    """
    line = line.lstrip(BULLETS + " ")
    label = label_at(line)
    return label is not None and (label.lastgroup in ("title", "ignored") or label.end() == len(line))


def is_left_out(line: str) -> bool:
    """Tell whether a line says only what the clean text need not repeat (来源：…，浏览量：…)."""
    if not label_at(line):
        return False
    return {match.lastgroup for match in labels_in(line)} <= set(load_lexicon("metadata")["left_out"]["keys"])


@cache
def _label() -> re.Pattern[str]:
    """A label with its colon or its brackets; the group that matched is the key."""
    return re.compile(rf"(?:[【\[〔]\s*)?{_labels(load_lexicon('metadata')['labels'])}")


@cache
def _bare_label() -> re.Pattern[str]:
    return re.compile(r"(?:^|(?<=\s))" + _labels(load_lexicon("metadata")["labels"], ends=r"(?:\s+|$)"))


@cache
def _site_label() -> re.Pattern[str]:
    return re.compile(_labels({"site_id": load_lexicon("metadata")["labels"]["site_id"]}))


@cache
def _site_sign() -> str:
    """A character that every label of a site's own number has."""
    labels: list[str] = load_lexicon("metadata")["labels"]["site_id"]
    return max(set.intersection(*map(set, labels)))


@cache
def _starts() -> frozenset[str]:
    """What a line begins with that begins with a label."""
    return frozenset("【[〔").union(word[0] for words in load_lexicon("metadata")["labels"].values() for word in words)


def _labels(by_key: Mapping[str, Sequence[str]], ends: str = r"(?:\s*[】\]〕]\s*[:：]?|\s*[:：])\s*") -> str:
    groups = []
    for key, words in by_key.items():
        spaced = "|".join(r"\s*".join(map(re.escape, word)) for word in sorted(words, key=lambda w: (-len(w), w)))
        groups.append((max(map(len, words)), key, spaced))
    alternatives = "|".join(f"(?P<{key}>{words})" for _, key, words in sorted(groups, reverse=True))
    return rf"(?:{alternatives}){ends}"
