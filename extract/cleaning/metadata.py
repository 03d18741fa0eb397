"""Facts about a document that stand beside its text: labelled lines, tables, page heads, unlabelled catalogue rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from extract.dates import find_dates
from extract.labels import BULLETS, bare_labels, label_at, label_of, labels_in, site_labels
from extract.lines import Line
from extract.rules import load_lexicon
from ontology.docnumber import find_numbers

_INDEX = re.compile(r"(?=[^0-9]*[0-9])[0-9A-Za-z\u4e00-\u9fff][0-9A-Za-z\u4e00-\u9fff()（）〔〕\[\]\-_/.]{4,50}")
_CATALOGUE_INDEX = re.compile(r"[0-9A-Z]{6,24}/[0-9]{4}-[0-9A-Z\-]{3,16}")
_COMPACT_DATE = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-2][0-9]|3[01])")
_ISSUER = re.compile(r"[^。；：:0-9]{2,200}")
_BAR = re.compile("[\t|｜]")  # between the cells of a row
_EDGE_LINES = 60  # metadata stands before or behind the text, never in the middle of a long document
_RUN = 3  # an unlabelled catalogue row is believed from this many recognised values on
_RUN_GAP = 2
_LONGEST_LABEL = 10


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
    facts.extend(_stacked_pairs(lines))
    return facts


def page_facts(named: Mapping[str, str]) -> dict[str, str]:
    """Return what the <meta name> values of a page say, by our keys, in the form facts have."""
    found = {}
    for name, key in load_lexicon("metadata")["page"].items():
        value = _read(key, named.get(name, ""))
        if value is not None:
            found[key] = value[0]
    return found


def _labelled(text: str, following: str, index: int) -> Iterator[Fact]:
    if _BAR.search(text) and (cells := list(_cells(_BAR.split(text), index))):
        yield from cells
        return
    if text[:1] in BULLETS:
        bare = text.lstrip(BULLETS + " ")
        at = len(text) - len(bare)
        for fact in _labelled(bare, following, index):
            yield fact if fact.line != index else fact._replace(start=fact.start + at, end=fact.end + at)
        return
    if label_at(text):
        matches = list(labels_in(text))
    elif _tells(apart := bare_labels(text)):
        matches = apart
    else:
        matches = list(site_labels(text))
    for number, match in enumerate(matches):
        after = matches[number + 1] if number + 1 < len(matches) else None
        stop = after.start() if after else len(text)
        raw = text[match.end() : stop]
        key = match.lastgroup or ""
        if not raw.strip() and after is None:
            told = key in _READERS and not label_at(following.lstrip(BULLETS + " "))
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
        key = label_of(cell)
        if number == first and key is None:
            return
        if label and key is None and (value := _read(label, cell)):
            yield Fact(label, value[0], index, at + value[1], at + value[2])
        label = key
        at += len(cell) + 1


def _stacked_pairs(lines: Sequence[Line]) -> Iterator[Fact]:
    """Yield the facts of a catalogue whose labels, without colons, and values stand on lines of their own in turn."""
    head = [line.text for line in lines[:_EDGE_LINES]]
    keys = [label_of(text) if len(text) <= _LONGEST_LABEL and text[-1:] not in ":：" else None for text in head]
    at = 0
    while at < len(head):
        pairs = 0
        while at + 2 * pairs + 1 < len(head) and keys[at + 2 * pairs] and not keys[at + 2 * pairs + 1]:
            pairs += 1
        for n in range(at, at + 2 * pairs, 2) if pairs >= _RUN else ():
            if value := _read(keys[n] or "", head[n + 1]):
                yield Fact(keys[n] or "", value[0], n + 1, value[1], value[2])
        at += max(2 * pairs, 1)


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
    status = load_lexicon("metadata")["status"]["said"].get(text, text)
    return (raw.index(text), raw.index(text) + len(text), status) if _shape(status) == "status" else None


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
