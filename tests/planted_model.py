"""What a planted corpus is: places, documents, and the truth that a build must reach."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ontology.regions import RegionRow


class Place(NamedTuple):
    """A province, city or county; ``code`` opens its numbers (云政办发)."""

    region: str
    name: str
    level: Literal["province", "city", "county"]
    code: str

    @property
    def word(self) -> str:
        """省, 市 or 县, as its own documents say."""
        return self.name[-1]

    @property
    def office(self) -> str:
        """Who issues its plans."""
        return f"{self.name}人民政府办公{'厅' if self.level == 'province' else '室'}"


@dataclass(frozen=True, slots=True)
class Document:
    """One file; a repost has the number of the document it repeats, printed or not."""

    name: str
    text: str
    number: str
    repost: bool = False


class Part(NamedTuple):
    """Who has which part in which task of which document; ``body`` as in :attr:`Truth.bodies`."""

    number: str
    measure: str
    body: str
    role: str
    basis: str


class Aim(NamedTuple):
    """A target of a document; ``measure`` is None for one of its general aims."""

    number: str
    measure: str | None
    indicator: str
    value: int
    unit: str
    due: str


class Sum(NamedTuple):
    """What children add up to for one target of the parent: ``total`` is 0 where a sum would say nothing.

    ``told`` are words that the comparison must say, ``apart`` ones that it must not.
    """

    indicator: str
    total: int
    told: str
    apart: str


class Change(NamedTuple):
    """A reform: the former body's name, the key of the later one, the year."""

    former: str
    later: str
    year: int


@dataclass(slots=True)
class Truth:
    """What a build must find, exactly."""

    numbers: set[str] = field(default_factory=set)
    reposts: set[str] = field(default_factory=set)
    links: set[tuple[str, str, str]] = field(default_factory=set)  # number, relation, number
    stubs: dict[str, tuple[str, str, int]] = field(default_factory=dict)  # number → issuer, level, year
    bodies: dict[str, set[str]] = field(default_factory=dict)  # code.function, or former name → printed names
    parts: set[Part] = field(default_factory=set)
    aims: set[Aim] = field(default_factory=set)
    changes: set[Change] = field(default_factory=set)
    open_pairs: set[tuple[str, str]] = field(default_factory=set)
    taken: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # parent, child → titles taken up
    missing: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    added: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    short: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # taken up in part: a weaker target
    refined: dict[tuple[str, str], set[str]] = field(default_factory=dict)  # taken up with a target or body more
    faults: set[tuple[str, str]] = field(default_factory=set)  # rule, number
    sums: dict[tuple[str, ...], set[Sum]] = field(default_factory=dict)  # parent and children → what they add up to


@dataclass(frozen=True, slots=True)
class Planted:
    """Documents and truth; ``regions`` are for ``--regions``."""

    documents: tuple[Document, ...]
    truth: Truth
    regions: tuple[RegionRow, ...]

    def write(self, folder: Path) -> None:
        """Write every document into ``folder``."""
        for document in self.documents:
            path = folder / document.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(document.text, "utf-8")


@cache
def bank() -> dict[str, Any]:
    """``planted.toml``."""
    return tomllib.loads(Path(__file__).with_name("planted.toml").read_text("utf-8"))
