"""发文字号 as a value with a grammar: 苏政办发〔2020〕31号 is a code, a year and a serial number.

Documents print the same number with any bracket, with blanks, with or without 第. :func:`parse` and
:func:`find_numbers` accept them all; ``str`` gives one form back, so that equal numbers are equal strings.
Orders and announcements keep the form they are cited by: 国务院令第746号, 国家税务总局公告2021年第4号.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, cast

from ontology.model import Level, Span

OrganKind = Literal["government", "office", "party", "agency"]

_ANNOUNCEMENT = re.compile(r"(?:公告|通告)$")
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BLANK = r"[ \t\u3000\xa0]*"
_SERIAL = rf"第?{_BLANK}(?P<serial>[0-9]{{1,6}}|[〇零一二两三四五六七八九十百千]{{1,7}}){_BLANK}号"
# any bracket style, doubled or mixed; or 公告2021年第4号
_YEARED = re.compile(
    rf"{_BLANK}(?:"
    rf"[〔\[(【〈<]{{1,2}}{_BLANK}(?P<year>(?:19[4-9]|20[0-9])[0-9]){_BLANK}年?{_BLANK}[〕\])】〉>]{{1,2}}"
    rf"|(?P<bare>(?:19[4-9]|20[0-9])[0-9])年(?={_BLANK}第)"
    rf"){_BLANK}{_SERIAL}"
)
_ORDER = re.compile(
    rf"(?P<order>令|公告|通告){_BLANK}\(?第{_BLANK}(?P<serial>[0-9]{{1,4}}|[〇零一二两三四五六七八九十百]{{1,6}}){_BLANK}号"
)
_ORDER_AFTER = re.compile(rf"第{_BLANK}(?P<serial>[0-9]{{1,4}}|[〇零一二两三四五六七八九十百]{{1,6}}){_BLANK}号令")
_LOOK_BACK = 60  # how far left of its year the letters of a code are looked for
_BEFORE, _BEHIND = _LOOK_BACK + 60, 12  # what of a number stands before its 号, and what behind it may say otherwise
# 连发, 连办发: the committee of a place, if the place is one; of 连教发 it is its bureau.
_COMMITTEE = re.compile(r"(?:(?P<one>.)(?:党办?|办)?[发字]|(?P<more>.{2,3})(?:党|办发).*)$")
_LETTERS = re.compile(r"[\u4e00-\u9fff〇A-Za-z]+$")


@dataclass(frozen=True, slots=True, order=True)
class DocNumber:
    """One 发文字号; ``year`` is ``None`` for orders counted without years.

    >>> str(DocNumber("苏政办发", 2020, 31)), str(DocNumber("国务院令", None, 746))
    ('苏政办发〔2020〕31号', '国务院令第746号')
    """

    code: str
    year: int | None
    serial: int

    def __str__(self) -> str:
        if self.year is None:
            return f"{self.code}第{self.serial}号"
        if _ANNOUNCEMENT.search(self.code):
            return f"{self.code}{self.year}年第{self.serial}号"
        return f"{self.code}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class IssuerHint:
    """What a code tells about who issued the document; ``None`` where the letters leave it open."""

    level: Level | None
    kind: OrganKind
    place: str | None  # the letters of the place: 苏, 聊, 深坪
    name: str | None  # the issuer's full name, where the code alone settles it


def parse(text: str) -> DocNumber | None:
    """Return the number that ``text`` is, ``None`` if it is anything else or anything more.

    >>> str(parse("苏政办发[2020] 31 号"))
    '苏政办发〔2020〕31号'
    >>> parse("见苏政办发〔2020〕31号")
    """
    text = text.strip()
    found = find_numbers(text)
    return found[0][1] if len(found) == 1 and found[0][0] == (0, len(text)) else None


def find_numbers(text: str) -> list[tuple[Span, DocNumber]]:
    """Return the numbers printed in ``text`` with their spans, in order; words before a code stay outside.

    >>> [str(number) for _, number in find_numbers("根据苏政办发(2020)31号和国务院令第746号")]
    ['苏政办发〔2020〕31号', '国务院令第746号']
    """
    found: list[tuple[Span, DocNumber]] = []
    for start, end in _windows(text):
        folded = _fold(text[start:end])
        taken = 0
        for match in sorted(
            [*_YEARED.finditer(folded), *_ORDER.finditer(folded), *_ORDER_AFTER.finditer(folded)],
            key=lambda m: m.start(),
        ):
            if match.start() < taken or _is_place(folded, match.end()):
                continue
            number = _read(folded, taken, match)
            if number is not None:
                taken = number[0].end
                found.append((Span(start + number[0].start, start + taken), number[1]))
    return found


def _windows(text: str) -> list[tuple[int, int]]:
    """Where a number may stand: around each 号, as most of a text is nowhere near one."""
    windows: list[tuple[int, int]] = []
    place = text.find("号")
    while place >= 0:
        start, end = max(0, place - _BEFORE), place + _BEHIND
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
        place = text.find("号", place + 1)
    return windows


def issuer_of(code: str) -> IssuerHint:
    """Return what the letters of ``code`` say about the issuer.

    >>> issuer_of("苏政办发").name, issuer_of("国办发").name
    ('江苏省人民政府办公厅', '国务院办公厅')
    >>> issuer_of("苏府").name, issuer_of("聊政办字").name
    ('苏州市人民政府', '聊城市人民政府办公室')
    >>> hint = issuer_of("宁政办发")
    >>> hint.level, hint.kind, hint.place
    (None, 'office', '宁')
    """
    national, provinces = number_rules()["national"], number_rules()["provinces"]
    local = re.match(r"(?P<place>[\u4e00-\u9fff]{1,4}?)(?P<rest>(?:政|府|行署|委(?!令)).*)$", code)
    prefix = max((p for p in national if code.startswith(p)), key=len, default="")
    if prefix and (local is None or len(prefix) >= len(local["place"]) + 1):
        kind, name = national[prefix]
        return IssuerHint("national", kind, None, name)
    own = re.match(r"(.{2,3}?)(?:发|函|规|字|$)", code)
    if own and own[1] in number_rules()["own_codes"]:
        level, place, kind, name = number_rules()["own_codes"][own[1]]
        return IssuerHint(level, kind, place, name)
    if local is None:
        letter = code[:1]
        if letter in provinces and letter not in number_rules()["shared"]["letters"]:
            return IssuerHint("province", _kind(code[1:]), letter, None)
        if committee := _COMMITTEE.match(code):
            return IssuerHint(None, "party", committee["one"] or committee["more"], None)
        return IssuerHint(None, _kind(code[1:]), None, None)
    place, kind = local["place"], _kind(local["rest"])
    if (city := number_rules()["cities"].get(code[:2])) and kind in ("government", "office"):
        return IssuerHint("city", kind, place, city[0] + (city[1] if kind == "office" else ""))
    sealed = local["rest"][0] != "府" or place in number_rules()["seal"]["letters"]
    if place not in provinces or place in number_rules()["shared"]["letters"] or not sealed:
        return IssuerHint(None, kind, place, None)
    endings = {"government": "人民政府", "office": "人民政府办公厅"}
    return IssuerHint("province", kind, place, provinces[place] + endings[kind] if kind in endings else None)


def _kind(rest: str) -> OrganKind:
    for rule in number_rules()["organ"]:
        if re.match(rule["pattern"], rest):
            return cast(OrganKind, rule["kind"])
    return "agency"


def _read(folded: str, taken: int, match: re.Match[str]) -> tuple[Span, DocNumber] | None:
    """Return the number whose tail is ``match``, its code looked for to the left."""
    parts = match.groupdict()
    serial = _serial(parts["serial"])
    if serial is None or serial == 0:
        return None
    order = parts.get("order")
    if match.re is _ORDER_AFTER:
        order = "令"
    left_end = match.start()
    run = _LETTERS.search(folded, max(taken, left_end - _LOOK_BACK), left_end)
    letters = run[0] if run else ""
    if order is None and re.search(r"(?:令|公告|通告)$", letters):
        order = re.findall(r"(?:令|公告|通告)$", letters)[0]
        letters = letters[: -len(order)]
        tail = len(order)
    else:
        tail = 0
    code = _order_code(letters) if order else _code(letters)
    if order is None and (len(code) < 2 or parts.get("bare")):
        return None
    if order in ("公告", "通告") and not code:
        return None
    start = left_end - tail - len(code)
    year = parts.get("year") or parts.get("bare")
    name = code.removeprefix("中华人民共和国") if re.match("中华人民共和国(?:国务院|主席)", code) else code
    return Span(start, match.end()), DocNumber(name + (order or ""), int(year) if year else None, serial)


def _code(letters: str) -> str:
    """Return the code that ``letters`` ends with, without the words before it."""
    rules = number_rules()["boundary"]
    code = letters[_last_boundary(letters) :][-rules["max_length"] :]
    while code and code[0] in rules["letters"] and code[1:2] not in rules["organs"]:
        code = code[1:]
    return code


def _order_code(letters: str) -> str:
    """Return the organ whose order it is: names are longer than codes and hold words that bound those."""
    stop = max(
        (
            m.end()
            for m in re.finditer(
                "根据|按照|依据|依照|贯彻|落实|执行|废止|修改|见|的|(?<!共)和|与|及|按|日(?!照)|月|年", letters
            )
        ),
        default=0,
    )
    name = letters[stop:]
    return "" if len(name) > 24 else name


@cache
def _boundary() -> re.Pattern[str]:
    return re.compile("|".join(sorted(number_rules()["boundary"]["words"], key=lambda word: (-len(word), word))))


def _last_boundary(letters: str) -> int:
    return max((m.end() for m in _boundary().finditer(letters)), default=0)


def _is_place(folded: str, end: int) -> bool:
    return any(folded.startswith(word, end) for word in number_rules()["boundary"]["after"])


def _serial(text: str) -> int | None:
    """Return the value of a serial in digits or Chinese numerals, ``None`` if it is not well formed."""
    if text.isdigit() and text.isascii():
        return int(text)
    total, digit = 0, None
    for char in text:
        if char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        elif digit is None or digit == 0:
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0)


def _fold(text: str) -> str:
    """Return ``text`` with width and bracket variants folded, character by character: offsets stay."""
    return text.translate(_folds())


@cache
def _folds() -> dict[int, str]:
    """Every character of the BMP's width and compatibility forms that folds to one other character."""
    folds = {ord(char): folded for char, folded in zip("﹝﹞［］", "〔〕[]", strict=True)}
    for code in (*range(0x3000, 0x3001), *range(0xFE10, 0xFE70), *range(0xFF00, 0xFFF0)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and folded != chr(code):
            folds.setdefault(code, folded)
    return folds


@cache
def number_rules() -> dict[str, Any]:
    """``docnumber_codes.toml``."""
    return tomllib.loads(resources.files("ontology").joinpath("docnumber_codes.toml").read_text("utf-8"))
