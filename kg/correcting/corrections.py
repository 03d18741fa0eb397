"""``corrections.toml``: what a person knows better than extraction, read and checked before anything is built.

An entry sets, adds or removes a header field, an assignment, a target or a citation of one document, or merges or
splits bodies. docs/corrections.md describes the form; :mod:`kg.correcting.apply.apply` applies the entries.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Literal, get_args

from ontology.errors import DataError
from ontology.model import Comparator, Level, Relation, Role, TargetKind

FILE_NAME = "corrections.toml"

Action = Literal["set", "add", "remove", "merge", "split"]
Subject = Literal["field", "assignment", "target", "citation", "agency"]

_TEXT_FIELDS = ("title", "cover_title", "number", "type", "status", "index_number", "region")
_DATE_FIELDS = ("date_signed", "date_published", "effective_from", "effective_until")
_LIST_FIELDS = ("issuers", "recipients")
FIELDS = (*_TEXT_FIELDS, *_DATE_FIELDS, *_LIST_FIELDS, "level")

# The key that tells what a set, add or remove is about.
_SUBJECTS: Mapping[str, Subject] = {
    "field": "field",
    "agency": "assignment",
    "target": "target",
    "citation": "citation",
}
_TARGET_VALUES = ("value", "upper", "unit", "comparator", "deadline", "baseline", "kind")
# Keys that an entry must have, and those it may have besides; "reason" may always be given.
_KEYS: Mapping[tuple[Action, Subject], tuple[tuple[str, ...], tuple[str, ...]]] = {
    ("set", "field"): (("document", "field", "value"), ("quote",)),
    ("set", "assignment"): (("document", "agency"), ("measure", "role", "name")),
    ("set", "target"): (("document", "target"), ("measure", "indicator", *_TARGET_VALUES)),
    ("set", "citation"): (("document", "citation"), ("relation", "title", "number")),
    ("add", "assignment"): (("document", "measure", "agency", "role"), ("quote",)),
    ("add", "target"): (
        ("document", "target", "value", "unit"),
        ("measure", "section", "quote", *_TARGET_VALUES),
    ),
    ("add", "citation"): (("document", "citation", "relation"), ("number", "measure", "quote")),
    ("remove", "field"): (("document", "field"), ()),
    ("remove", "assignment"): (("document", "agency"), ("measure",)),
    ("remove", "target"): (("document", "target"), ("measure",)),
    ("remove", "citation"): (("document", "citation"), ()),
    ("merge", "agency"): (("names", "into"), ("documents",)),
    ("split", "agency"): (("name", "into", "documents"), ()),
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "role": get_args(Role),
    "relation": get_args(Relation),
    "comparator": get_args(Comparator),
    "kind": get_args(TargetKind),
    "field": FIELDS,
}
_LISTS = ("names", "documents")
_NUMBERS = ("value", "upper")  # of a target
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class Correction:
    """One checked entry; ``id`` is its action and its place among those of that action: set-1, merge-2."""

    id: str
    action: Action
    subject: Subject
    entry: Mapping[str, Any]

    @property
    def rule(self) -> str:
        """The rule id of the facts it states."""
        return f"correction:{self.id}"


def find_correction_files(paths: Iterable[Path]) -> list[Path]:
    """The ``corrections.toml`` of each folder among ``paths`` that has one."""
    return [file for path in paths if (file := path / FILE_NAME).is_file()]


def load_corrections(files: Sequence[Path]) -> tuple[Correction, ...]:
    """The entries of ``files`` in their order; raises ``DataError`` naming file, entry and remedy for a wrong one."""
    corrections: list[Correction] = []
    numbers: Counter[str] = Counter()
    for file in files:
        try:
            tables = tomllib.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise DataError(f"{file}: {error}; give a UTF-8 TOML file, see docs/corrections.md") from error
        for action, entries in tables.items():
            if action not in get_args(Action):
                raise DataError(f"{file}: [[{action}]] is unknown; use one of {', '.join(get_args(Action))}")
            if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
                raise DataError(f"{file}: {action} must be tables; begin each entry with [[{action}]]")
            for entry in entries:
                numbers[action] += 1
                corrections.append(_checked(f"{action}-{numbers[action]}", action, entry, file))
    return tuple(corrections)


def _checked(name: str, action: Any, entry: dict[str, Any], file: Path) -> Correction:
    def wrong(message: str) -> DataError:
        return DataError(f"{file}: {name}: {message}")

    entry = {key: value.isoformat() if isinstance(value, date) else value for key, value in entry.items()}
    subjects = ["agency"] if action in ("merge", "split") else [_SUBJECTS[key] for key in _SUBJECTS if key in entry]
    if len(subjects) != 1 or (action, subjects[0]) not in _KEYS:
        raise wrong(f"name exactly one of {', '.join(_SUBJECTS)} (a field is set, not added)")
    subject: Any = subjects[0]
    required, optional = _KEYS[action, subject]
    if missing := [key for key in required if key not in entry]:
        raise wrong(f"{missing[0]} is missing; add it")
    if unknown := sorted(entry.keys() - {*required, *optional, "reason"}):
        raise wrong(f"{unknown[0]} is not known here; known are {', '.join([*required, *optional, 'reason'])}")
    if action == "set" and subject != "field" and not entry.keys() & {*optional} - {"measure"}:
        raise wrong(f"nothing to set; give one of {', '.join(key for key in optional if key != 'measure')}")
    if action == "add" and subject == "target" and ("measure" in entry) == ("section" in entry):
        raise wrong("give either the measure or the section it stands in")
    for key, value in entry.items():
        if problem := _problem(key, value, subject, entry):
            raise wrong(f"{key}: {problem}")
    return Correction(name, action, subject, entry)


def _problem(key: str, value: Any, subject: Subject, entry: Mapping[str, Any]) -> str | None:
    """What is wrong with one value, and the remedy."""
    if key in _LISTS:
        return None if _is_list(value) else 'must be a list of texts, such as ["甲", "乙"]'
    if subject == "field" and key == "value":
        return _field_problem(entry["field"], value)
    if subject == "target" and key in _NUMBERS:
        return None if _is_number(value) else f"{value!r} is not a number"
    if not isinstance(value, str) or not value.strip():
        return "must be a text"
    if key in _CHOICES and value not in _CHOICES[key]:
        return f"{value!r} is not one of {', '.join(_CHOICES[key])}"
    if key == "deadline" and not _DATE.fullmatch(value):
        return f"{value!r} is no date; write 2025, 2025-06 or 2025-06-30"
    return None


def _field_problem(field: Any, value: Any) -> str | None:
    if field in _LIST_FIELDS:
        return None if _is_list(value) else 'must be a list of texts, such as ["甲", "乙"]'
    if not isinstance(value, str) or not value.strip():
        return "must be a text"
    if field in _DATE_FIELDS:
        try:
            date.fromisoformat(value)
        except ValueError:
            return f"{value!r} is no day; write 2025-06-30"
    if field == "level" and value not in get_args(Level):
        return f"{value!r} is not one of {', '.join(get_args(Level))}"
    return None


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) and item.strip() for item in value)


def _is_number(value: Any) -> bool:
    try:
        return not isinstance(value, bool) and Decimal(str(value)).is_finite()
    except InvalidOperation:
        return False
