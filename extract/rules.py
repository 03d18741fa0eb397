"""Extraction rules as data: ``rules/<name>.toml`` → compiled patterns with their own examples.

A rule file holds named parts and rules; ``{name}`` in a pattern (verbose syntax) stands for a part::

    [parts]
    year = "[0-9]{4}年"                                # a regular expression
    verb = ["建成", "建设"]                             # words; the longest is tried first
    unit = { lexicon = "units", key = "count" }        # words from lexicons/units.toml (table = "…" if nested)

    [[rule]]
    id      = "target.build"
    hint    = "座|台"                                  # optional: without it the rule finds nothing; quick to look for
    pattern = "{verb} (?P<value>[0-9]+) {unit}"
    finds   = ["建设5座", ["建成12个", { value = "12" }]]
    ignores = ["建设一批"]

Parts may use parts defined above them. Further keys of a rule are kept in ``Rule.options``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from ontology.errors import DataError

_PART = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_RULE_KEYS = frozenset({"id", "hint", "pattern", "finds", "ignores"})


@dataclass(frozen=True, slots=True)
class Example:
    """A text a rule must find, and the values its named groups must have there."""

    text: str
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled rule; ``options`` are the keys of the file that only its reader understands."""

    id: str
    pattern: re.Pattern[str]
    finds: tuple[Example, ...]
    ignores: tuple[str, ...]
    options: Mapping[str, Any]
    hint: re.Pattern[str] | None = None

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match in ``text``; does not try the pattern where its hint is missing."""
        if self.hint is None or self.hint.search(text):
            return self.pattern.search(text)
        return None

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        """Return all matches in ``text``; does not try the pattern where its hint is missing."""
        if self.hint is None or self.hint.search(text):
            return self.pattern.finditer(text)
        return ()

    def check(self) -> list[str]:
        """Return what this rule's own examples contradict, one line each; empty when it keeps its word.

        >>> parse_rules('[[rule]]\\nid = "x"\\npattern = "[0-9]+ 座"\\nfinds = ["5座"]\\nignores = ["3座"]')[0].check()
        ["x finds '3座', which it must ignore"]
        """
        faults = []
        for example in self.finds:
            match = self.search(example.text)
            if match is None:
                faults.append(f"{self.id} does not find {example.text!r}")
                continue
            groups = match.groupdict()
            faults += [
                f"{self.id} in {example.text!r}: {name} is {groups.get(name)!r}, not {want!r}"
                for name, want in example.groups.items()
                if (groups.get(name) or "") != want
            ]
        faults += [f"{self.id} finds {text!r}, which it must ignore" for text in self.ignores if self.search(text)]
        return faults


@cache
def load_rules(name: str) -> tuple[Rule, ...]:
    """Return the rules of ``extract/rules/<name>.toml`` in file order; raises ``DataError`` naming file and rule."""
    path = _package_file("rules", name)
    return parse_rules(_read(path), f"extract/rules/{name}.toml")


@cache
def load_lexicon(name: str) -> Mapping[str, Any]:
    """Return ``extract/lexicons/<name>.toml`` as nested mappings; raises ``DataError`` when it cannot be read."""
    where = f"extract/lexicons/{name}.toml"
    return MappingProxyType(_toml(_read(_package_file("lexicons", name)), where))


def rule_files() -> list[str]:
    """Return the names of all packaged rule files, sorted."""
    folder = files("extract") / "rules"
    return sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml"))


def parse_rules(text: str, where: str = "rules") -> tuple[Rule, ...]:
    """Compile the rules of a TOML text; ``where`` is the file that errors name.

    >>> [rule.id for rule in parse_rules('[[rule]]\\nid = "year"\\npattern = "[0-9]{4}年"\\nfinds = ["2020年"]')]
    ['year']
    """
    data = _toml(text, where)
    parts = _parts(data.get("parts", {}), where)
    rules: list[Rule] = []
    for entry in data.get("rule", []):
        rule_id = entry.get("id")
        if not rule_id or not entry.get("pattern"):
            raise DataError(f"{where}: a rule has no id or no pattern: {entry!r}; give it both")
        if any(rule.id == rule_id for rule in rules):
            raise DataError(f"{where}: rule '{rule_id}' occurs twice; rename one")
        rules.append(
            Rule(
                id=rule_id,
                pattern=_compile(_substitute(entry["pattern"], parts, where, rule_id), where, rule_id),
                finds=tuple(_example(example, where, rule_id) for example in entry.get("finds", ())),
                ignores=tuple(entry.get("ignores", ())),
                options=MappingProxyType({key: value for key, value in entry.items() if key not in _RULE_KEYS}),
                hint=_hint(entry["hint"], parts, where, rule_id) if "hint" in entry else None,
            )
        )
    return tuple(rules)


def alternatives(words: Sequence[str]) -> str:
    """Return a group matching any of ``words``, the longest first, so that 万元 is not read as 万.

    >>> alternatives(["万", "万元", "C++"])
    '(?:C\\\\+\\\\+|万元|万)'
    """
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) + ")"


def _parts(table: Mapping[str, Any], where: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            value = _lexicon_words(value, where, name)
        if isinstance(value, list):
            if not all(isinstance(word, str) and word for word in value):
                raise DataError(f"{where}: part {{{name}}} holds an empty word; remove it")
            value = alternatives(value) if value else ""
        if not isinstance(value, str) or not value.strip():
            raise DataError(f"{where}: part {{{name}}} is empty and would match everything; fill it")
        parts[name] = f"(?:{_substitute(value, parts, where, name)})"
    return parts


def _lexicon_words(reference: Mapping[str, Any], where: str, name: str) -> list[str]:
    lexicon = load_lexicon(str(reference.get("lexicon")))
    if "table" in reference:
        lexicon = lexicon.get(reference["table"], {})
    keys = reference.get("key", [])
    words: list[str] = []
    for key in [keys] if isinstance(keys, str) else keys:
        if key not in lexicon:
            raise DataError(
                f"{where}: part {{{name}}} asks lexicons/{reference['lexicon']}.toml for {key!r}; add it there"
            )
        words += lexicon[key]
    return words


def _substitute(pattern: str, parts: Mapping[str, str], where: str, rule_id: str) -> str:
    def part(match: re.Match[str]) -> str:
        if match[1] not in parts:
            raise DataError(f"{where}: rule '{rule_id}': part {{{match[1]}}} is unknown; define it under [parts]")
        return parts[match[1]]

    return _PART.sub(part, pattern)


def _hint(pattern: str, parts: Mapping[str, str], where: str, rule_id: str) -> re.Pattern[str]:
    return _compile(_substitute(pattern, parts, where, rule_id), where, f"{rule_id}, hint")


def _compile(pattern: str, where: str, rule_id: str) -> re.Pattern[str]:
    try:
        compiled = re.compile(pattern, re.VERBOSE)
    except re.error as error:
        raise DataError(f"{where}: rule '{rule_id}': {error}; correct its pattern") from error
    if compiled.match(""):
        raise DataError(f"{where}: rule '{rule_id}' matches the empty text; make part of it required")
    return compiled


def _example(example: str | list[Any], where: str, rule_id: str) -> Example:
    if isinstance(example, str):
        return Example(example, MappingProxyType({}))
    if len(example) == 2 and isinstance(example[0], str) and isinstance(example[1], dict):
        return Example(example[0], MappingProxyType({str(name): str(value) for name, value in example[1].items()}))
    raise DataError(f"{where}: rule '{rule_id}': an example is a text, or [text, {{group = value}}]")


def _package_file(folder: str, name: str) -> Traversable:
    path = files("extract") / folder / f"{name}.toml"
    if not path.is_file():
        raise DataError(f"extract/{folder}/{name}.toml: no such file; known are the .toml files beside it")
    return path


def _read(path: Traversable) -> str:
    return path.read_text(encoding="utf-8")


def _toml(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{where}: {error}; correct the TOML") from error
