"""What a target counts, so that a province's figure and its cities' stand side by side, and unlike ones do not.

Two targets count the same when the counted thing, its rank (国家级, 省级), the family of units, and the basis agree:
additions of a period (新建5G基站), additions of every year, or all there are (累计). The words behind these rules are
data, ``indicators.toml``, with examples of what is the same and what is not.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from extract.words import word_cutter
from kg.corpus import Corpus
from ontology.errors import DataError
from ontology.model import Record, Target
from ontology.units import format_decimal, normalize

Basis = Literal["flow", "yearly", "stock"]
Relation = Literal["same", "open", "near"]
BASES: dict[Basis | None, str] = {"flow": "新增", "yearly": "每年", "stock": "累计", None: "未写明"}
_NEAR = 1 / 3  # share of common words from which two things of one head are near
_COUNTED = ("count", "persons")
_KEPT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9+]+")


@dataclass(frozen=True, slots=True)
class IndicatorKey:
    """The canonical form of what a target counts."""

    words: tuple[str, ...]  # without acts, places and ranks, in the printed order
    ranks: frozenset[str]
    basis: Basis | None  # None: the words do not say
    family: str  # a QUDT unit, a family of counting words, or the unit itself
    growth: str  # "" for an amount, else increase_by or decrease_by
    each: bool  # given for each one of something
    funding: bool

    @property
    def thing(self) -> tuple[str, ...]:
        """What two keys share that count the same thing, on whatever basis."""
        kind = (self.family, self.growth, "each" if self.each else "", "funding" if self.funding else "")
        return ("+".join(sorted(set(self.words))), "+".join(sorted(self.ranks)), *kind)

    @property
    def code(self) -> str:
        """One text for all keys that :func:`relate` calls the same."""
        return "|".join((*self.thing, BASES[self.basis]))

    @property
    def head(self) -> str:
        return self.words[-1] if self.words else ""

    @property
    def additive(self) -> bool:
        """Whether the amounts of the parts add up to that of the whole."""
        rules = _rules()
        counted = self.family in rules["units"]["additive"] and not (self.growth or self.each or self.funding)
        return counted and not any(word in rules["units"]["shared"] for word in self.words)

    @property
    def lower_is_better(self) -> bool:
        name = "".join(self.words)
        return any(word in name for word in _rules()["words"]["lower"])


def canonical(target: Target) -> IndicatorKey:
    """What ``target`` counts; a target with no word left keeps its printed name."""
    rules = _rules()["words"]
    family = _family(target.unit)
    words = _words(target.indicator)
    if family == "PERCENT" and len(words) > 1:
        words = tuple(word for word in words if word not in rules["ratio"]) or words
    ranks = frozenset(word for word in words if word in rules["ranks"])
    counted = tuple(word for word in words if word not in ranks) or (target.indicator,)
    growth = target.comparator if target.comparator in ("increase_by", "decrease_by") else ""
    return IndicatorKey(
        words=counted,
        ranks=ranks,
        basis=_basis(target, family),
        family=family,
        growth=growth,
        each=any(word in target.text for word in rules["each"]),
        funding=target.kind == "funding",
    )


def label_of(target: Target) -> str:
    """The printed indicator with its basis, where a number of things could be either: 5G基站（累计）."""
    key = canonical(target)
    return f"{target.indicator}（{BASES[key.basis]}）" if key.basis and key.family in _COUNTED else target.indicator


def comparable(corpus: Corpus) -> dict[str, list[tuple[Record, Target]]]:
    """The targets of at least two documents that count the same on the same basis, by the code of what they count."""
    groups: dict[str, list[tuple[Record, Target]]] = defaultdict(list)
    for record in corpus.records:
        for target in record.targets:
            groups[canonical(target).code].append((record, target))
    shared = {code for code, items in groups.items() if len({record.document.iri for record, _ in items}) > 1}
    return {code: groups[code] for code in sorted(shared)}


def relate(one: IndicatorKey, other: IndicatorKey) -> Relation | None:
    """How two quantities stand to each other; None when they count different things.

    ``same``: the same thing on the same basis. ``open``: the same as far as both say, one of them saying less (the
    basis, or a narrower scope). ``near``: the same kind of thing, but basis, rank or scope are stated and differ.
    """
    if (one.family, one.growth, one.each, one.funding) != (other.family, other.growth, other.each, other.funding):
        return None
    if one.ranks and other.ranks and one.ranks != other.ranks:
        return None
    things = _relate_words(one, other)
    if things is None or one.ranks != other.ranks:
        return things and "near"
    if one.basis == other.basis or not (one.additive and other.additive):
        return things
    stated = None not in (one.basis, other.basis) or "yearly" in (one.basis, other.basis)
    return "near" if stated or things == "near" else "open"


def amount(target: Target) -> Decimal:
    """The value in base units, so that 2.5万个 and 2600个 compare; of 亩 and 平方米 the same."""
    return normalize(target.value, target.unit).value


def amount_text(value: Decimal, target: Target) -> str:
    """A value in base units with its unit, as a table shows it."""
    quantity = normalize(target.value, target.unit)
    scaled = quantity.unit if quantity.qudt != "M2" else "平方米"
    for size, name in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if abs(value) >= size and scaled not in ("%", "％"):
            return f"{format_decimal((value / size).quantize(Decimal('0.0001')))}{name}{scaled}"
    return f"{format_decimal(value.quantize(Decimal('0.0001')))}{scaled}"


def _relate_words(one: IndicatorKey, other: IndicatorKey) -> Relation | None:
    a, b = set(one.words), set(other.words)
    if a == b:
        return "same"
    if one.head != other.head:
        return None
    if a <= b or b <= a:
        return "near" if min(a, b, key=len) <= set(_rules()["words"]["general"]) else "open"
    return "near" if len(a & b) / len(a | b) >= _NEAR else None


def _basis(target: Target, family: str) -> Basis | None:
    rules = _rules()["basis"]
    said = f"{target.indicator}{target.text}"
    for name in ("yearly", "flow", "stock"):
        if any(cue in said for cue in rules[name]):
            return name
    return "stock" if family in _COUNTED and any(cue in said for cue in rules["reached"]) else None


def _family(unit: str) -> str:
    quantity = normalize(Decimal(1), unit)
    if quantity.qudt:
        return quantity.qudt
    units = _rules()["units"]
    return next((name for name in _COUNTED if quantity.unit in units[name]), quantity.unit)


@lru_cache(maxsize=4096)
def _words(indicator: str) -> tuple[str, ...]:
    rules = _rules()["words"]
    text = indicator
    for kept, variant in rules["same"]:
        text = text.replace(variant, kept)
    ignored = frozenset(rules["ignored"])
    words = [word for word in _cutter()(text) if _KEPT.fullmatch(word) and word not in ignored]
    return tuple(dict.fromkeys(words))


@cache
def _cutter() -> Callable[[str], Iterable[str]]:
    tokenizer = word_cutter()
    for word in (*_rules()["words"]["ranks"], *_rules()["words"]["lower"]):
        tokenizer.add_word(word)
    return lambda text: tokenizer.cut(text, HMM=False)


@cache
def _rules() -> dict[str, Any]:
    """The packaged rules; raises :class:`DataError` naming the place of a mistake."""
    try:
        return tomllib.loads(files("kg").joinpath("indicators.toml").read_text("utf-8"))
    except ValueError as error:
        raise DataError(f"kg/indicators.toml: {error}; correct the file") from error
