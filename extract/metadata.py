"""Facts about a document that stand beside its text: labelled lines, tables, page heads, unlabelled catalogue rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from extract.dates import find_dates
from extract.lines import Line
from extract.rules import load_lexicon
from ontology.docnumber import find_numbers

_INDEX = re.compile(r"(?=[^0-9]*[0-9])[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff()（）〔〕\[\]\-_/.]{4,50}")
_CATALOGUE_INDEX = re.compile(r"[0-9A-Z]{6,24}/[0-9]{4}-[0-9A-Z\-]{3,16}")
_COMPACT_DATE = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-2][0-9]|3[01])")
_ISSUER = re.compile(r"[^。；：:0-9]{2,200}")
_BAR = re.compile("[\t|｜]")  # between the cells of a row
_BULLETS = "•·●▪"  # of catalogues that are lists
_EDGE_LINES = 60  # metadata stands before or behind the text, never in the middle of a long document
_HEAD, _LONGEST_VALUE = 800, 60  # of a text whose line breaks were lost
# What a page offers between its head and the text: 微信 微博 QQ空间.
_TOOLS = re.compile(
    r"(?:(?:分享到?|新浪微博|微信|微博|QQ空间|QQ好友|全真版|文字版|文件下载|打印|收藏|相关链接|-->|字体)[\s:：]*){3,}"
)
_RUN = 3  # an unlabelled catalogue row is believed from this many recognised values on
_RUN_GAP = 2


class Fact(NamedTuple):
    """A value with its key and its place: the line, and the characters in it."""

    key: str
    value: str
    line: int
    start: int
    end: int


def find_facts(lines: Sequence[Line]) -> list[Fact]:
    """Return the facts printed in ``lines`` (labelled pairs, table rows, catalogue runs), in order."""
    facts: list[Fact] = []
    for index, line in enumerate(lines):
        if _EDGE_LINES <= index < len(lines) - _EDGE_LINES:
            continue
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        facts.extend(_labelled(line.text, following, index))
    facts.extend(_catalogue_run(lines))
    return facts


def page_facts(named: Mapping[str, str]) -> dict[str, str]:
    """Return what the <meta name> values of a page say, by our keys, in the form facts have."""
    found = {}
    for name, key in load_lexicon("metadata")["page"].items():
        value = _read(key, named.get(name, ""))
        if value is not None:
            found[key] = value[0]
    return found


def head_end(text: str) -> int:
    """Return where the labelled facts end that a text without line breaks begins with; 0 where it begins with none.

    >>> text = "索引号：430S00/2022-1 发文机关：云河市人民政府 成文日期：2022年6月20日 有效性：有效关于植树的意见"
    >>> text[head_end(text):]
    '关于植树的意见'
    """
    if text[:1] not in _label_starts() or not _label().match(text):
        return 0
    labels = list(_label().finditer(text, 0, _HEAD))
    if len(labels) < _RUN:
        return 0
    last = labels[-1]
    behind = text[last.end() : last.end() + _LONGEST_VALUE]
    match last.lastgroup:
        case "status":
            return last.end() + _status_length(behind)
        case "signed" | "published" | "effective_from" | "effective_until":
            dates = find_dates(behind)
            return last.end() + (dates[0][0].end if dates and dates[0][0].start == 0 else 0)
        case "number":
            numbers = find_numbers(behind)
            return last.end() + (numbers[0][0].end if numbers and numbers[0][0].start == 0 else 0)
    return 0


def is_labelled(line: str) -> bool:
    """Tell whether a line begins with the label of a title or of what no header needs (栏目：…), or is a label alone.

    >>> is_labelled("标 题：云河市植树方案"), is_labelled("• 发文机构："), is_labelled("云河市植树方案")
    (True, True, False)
    """
    line = line.lstrip(_BULLETS + " ")
    label = _label().match(line) if line[:1] in _label_starts() else None
    return label is not None and (label.lastgroup in ("title", "ignored") or label.end() == len(line))


def head_breaks(text: str) -> list[int]:
    """Return where lines of the page's own head begin and end in a text without line breaks: at labels and tools.

    >>> from itertools import pairwise
    >>> text = "当前位置：首页 文件 索引号：430S00 有效性：有效 来源：市林业局 微信 微博 QQ空间 关于植树的意见"
    >>> [text[a:b] for a, b in pairwise([0, *head_breaks(text), len(text)])][-3:]
    ['来源：市林业局 ', '微信 微博 QQ空间 ', '关于植树的意见']
    """
    tools = _TOOLS.search(text, 0, _HEAD)
    if tools is None or text[:1] not in _label_starts() or not _label().match(text):
        return []
    places: list[int] = []
    for label in _label().finditer(text, 1, tools.start()):
        if text[label.start() - 1] == " ":
            places.append(label.start())
            if label.lastgroup == "status":  # the last of most catalogues: what follows is the text's own head
                places.append(label.end() + _status_length(text[label.end() : label.end() + _LONGEST_VALUE]))
    return [*places, tools.start(), tools.end()]


def _status_length(behind: str) -> int:
    values: Sequence[str] = load_lexicon("metadata")["status"]["values"]
    return max((len(value) for value in values if behind.startswith(value)), default=0)


def is_left_out(line: str) -> bool:
    """Tell whether a line says only what the clean text need not repeat (来源：…，浏览量：…)."""
    if line[:1] not in _label_starts() or not _label().match(line):
        return False
    keys = {match.lastgroup for match in _label().finditer(line)}
    return keys <= set(load_lexicon("metadata")["left_out"]["keys"])


def _labelled(text: str, following: str, index: int) -> Iterator[Fact]:
    if _BAR.search(text) and (cells := list(_cells(_BAR.split(text), index))):
        yield from cells
        return
    if text[:1] in _BULLETS:
        bare = text.lstrip(_BULLETS + " ")
        at = len(text) - len(bare)
        for fact in _labelled(bare, following, index):
            yield fact if fact.line != index else fact._replace(start=fact.start + at, end=fact.end + at)
        return
    if text[:1] in _label_starts() and _label().match(text):
        matches = list(_label().finditer(text))
    elif text[:1] in _label_starts() and _tells(apart := list(_bare_label().finditer(text))):
        matches = apart
    elif _site_sign() in text:
        matches = list(_site_label().finditer(text))  # it stands in footers of any shape
    else:
        return
    for number, match in enumerate(matches):
        after = matches[number + 1] if number + 1 < len(matches) else None
        stop = after.start() if after else len(text)
        raw = text[match.end() : stop]
        key = match.lastgroup or ""
        if not raw.strip() and after is None:
            told = key in _READERS and not _label().match(following.lstrip(_BULLETS + " "))
            if told and (value := _read(key, following)):
                yield Fact(key, value[0], index + 1, value[1], value[2])
        elif value := _read(key, raw):
            yield Fact(key, value[0], index, match.end() + value[1], match.end() + value[2])


def _tells(labels: Sequence[re.Match[str]]) -> bool:
    """Tell whether labels without colons are a catalogue's: one on a line of a sentence is none, but for a number's."""
    return bool(labels) and labels[0].start() == 0 and (len(labels) > 1 or labels[0].lastgroup == "number")


def _cells(cells: Sequence[str], index: int) -> Iterator[Fact]:
    """Yield label cell, value cell, label cell … of a table row."""
    at, label = 0, None
    first = 0 if cells[0].strip() else 1  # outside the first bar stands nothing
    for number, cell in enumerate(cells):
        key = _label_of(cell)
        if number == first and key is None:
            return
        if label and key is None and (value := _read(label, cell)):
            yield Fact(label, value[0], index, at + value[1], at + value[2])
        label = key
        at += len(cell) + 1


def _catalogue_run(lines: Sequence[Line]) -> Iterator[Fact]:
    """Yield the values of a catalogue printed without its labels: index number, number, dates, issuer, validity.

    Shapes alone tell them apart. Of two dates the earlier is that of the document, the later its publication.
    """
    head = lines[:_EDGE_LINES]
    if not any(_CATALOGUE_INDEX.fullmatch(line.text) for line in head):
        return
    shaped = [(i, _shape(line.text)) for i, line in enumerate(head)]
    run: list[tuple[int, str]] = []
    for index, shape in shaped:
        if shape and (not run or index - run[-1][0] <= _RUN_GAP):
            run.append((index, shape))
        elif run and not any(shape == "index_number" for _, shape in run):
            run = [(index, shape)] if shape else []
    if len(run) < _RUN:
        return
    dates = [(index, find_dates(lines[index].text)[0][1]) for index, shape in run if shape == "date"]
    for index, shape in run:
        text = lines[index].text
        if shape == "date":
            iso = find_dates(text)[0][1]
            key = "signed" if len(dates) < 2 or iso == min(date for _, date in dates) else "published"
            if len(dates) == 2 and dates[0][1] == dates[1][1]:
                key = "signed" if index == dates[0][0] else "published"
            yield Fact(key, iso, index, 0, len(text))
        elif value := _read(shape, text):
            yield Fact(shape, value[0], index, value[1], value[2])
    last = run[-1][0]
    if run[-1][1] == "status" and last >= 1 and re.fullmatch(r"[\u4e00-\u9fff、 ]{4,60}", lines[last - 1].text):
        text = lines[last - 1].text
        yield Fact("issuer", text, last - 1, 0, len(text))


def _shape(text: str) -> str:
    if _CATALOGUE_INDEX.fullmatch(text):
        return "index_number"
    if text in load_lexicon("metadata")["status"]["values"]:
        return "status"
    dates = find_dates(text)
    if len(dates) == 1 and len(dates[0][1]) == 10 and dates[0][0] == (0, len(text)):
        return "date"
    numbers = find_numbers(text)
    return "number" if len(numbers) == 1 and numbers[0][0] == (0, len(text)) else ""


def _read(key: str, raw: str) -> tuple[str, int, int] | None:
    """Return the value that ``raw`` holds for a key and where it stands in it; ``None`` where it has no such shape."""
    reader = _READERS.get(key, _whole)
    found = reader(raw)
    if found is None:
        return None
    start, end, value = found
    return value, start, end


_Found = tuple[int, int, str] | None


def _date(raw: str) -> _Found:
    for span, iso in find_dates(raw):
        if len(iso) == 10:
            return span.start, span.end, iso
    if match := _COMPACT_DATE.fullmatch(raw.strip()):
        at = raw.index(match[0])
        return at, at + len(match[0]), "-".join(match.groups())
    return None


def _number(raw: str) -> _Found:
    """A number; behind its label it may lack the 号 at its end."""
    for printed in (raw, f"{raw.rstrip()}号"):
        if numbers := find_numbers(printed):
            span, number = numbers[0]
            return span.start, min(span.end, len(raw.rstrip())), str(number)
    return None


def _shaped(pattern: re.Pattern[str]) -> Callable[[str], _Found]:
    def read(raw: str) -> _Found:
        text = raw.strip()
        if not text or not pattern.fullmatch(text):
            return None
        return raw.index(text), raw.index(text) + len(text), text

    return read


def _status(raw: str) -> _Found:
    text = raw.strip()
    return (raw.index(text), raw.index(text) + len(text), text) if _shape(text) == "status" else None


def _site_id(raw: str) -> _Found:
    match = re.match(r"\s*([0-9A-Za-z]{8,12})(?![0-9A-Za-z])", raw)
    return (*match.span(1), match[1]) if match else None


def _whole(raw: str) -> _Found:
    text = raw.strip()
    return (raw.index(text), raw.index(text) + len(text), text) if text and len(text) <= 300 else None


_READERS: Mapping[str, Callable[[str], _Found]] = {
    "index_number": _shaped(_INDEX),
    "number": _number,
    "issuer": _shaped(_ISSUER),
    "signed": _date,
    "published": _date,
    "effective_from": _date,
    "effective_until": _date,
    "status": _status,
    "site_id": _site_id,
}


@cache
def _label() -> re.Pattern[str]:
    """A label with its colon or its brackets; the group that matched is the key."""
    return re.compile(rf"(?:[【\[〔]\s*)?{_labels(load_lexicon('metadata')['labels'])}")


@cache
def _bare_label() -> re.Pattern[str]:
    """A label without a colon, between blanks (:func:`_tells` says where it is one of a catalogue)."""
    return re.compile(r"(?:^|(?<=\s))" + _labels(load_lexicon("metadata")["labels"], ends=r"(?:\s+|$)"))


@cache
def _site_label() -> re.Pattern[str]:
    """The label of a site's own number, without what may stand before it."""
    return re.compile(_labels({"site_id": load_lexicon("metadata")["labels"]["site_id"]}))


@cache
def _site_sign() -> str:
    """A character that every label of a site's own number has."""
    labels: list[str] = load_lexicon("metadata")["labels"]["site_id"]
    return max(set.intersection(*map(set, labels)))


@cache
def _label_starts() -> frozenset[str]:
    """What a line begins with that begins with a label."""
    return frozenset("【[〔").union(word[0] for words in load_lexicon("metadata")["labels"].values() for word in words)


def _labels(by_key: Mapping[str, Sequence[str]], ends: str = r"(?:\s*[】\]〕]\s*[:：]?|\s*[:：])\s*") -> str:
    groups = []
    for key, words in by_key.items():
        spaced = "|".join(r"\s*".join(map(re.escape, word)) for word in sorted(words, key=lambda w: (-len(w), w)))
        groups.append((max(map(len, words)), key, spaced))
    alternatives = "|".join(f"(?P<{key}>{words})" for _, key, words in sorted(groups, reverse=True))
    return rf"(?:{alternatives}){ends}"


def _label_of(cell: str) -> str | None:
    match = _label().fullmatch(cell.strip().rstrip(":：") + "：")
    return match.lastgroup if match else None
