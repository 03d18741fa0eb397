"""The record as JSON: what ``kg extract --format json`` prints and ``records.jsonl`` holds, and back again.

The field names are those of the public record; a value that is not known is ``null`` or an empty list, never a
missing key. ``decode(encode(r), text) == r`` for every record.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import Any

from ontology.errors import DataError
from ontology.model import (
    Agency,
    Citation,
    Continuance,
    Deadline,
    Field,
    Header,
    Measure,
    Record,
    Region,
    Remark,
    Responsibility,
    Section,
    Source,
    Span,
    Target,
)


def encode(record: Record) -> dict[str, Any]:
    """The record as plain data in the order of the public record; the clean text itself is not in it."""
    return {name: _plain(getattr(record, name)) for name in _names(Record) if name != "text"}


def dumps(data: object, *, indent: int | None = None) -> str:
    """JSON text of plain data, Chinese left readable."""
    return json.dumps(data, ensure_ascii=False, indent=indent)


def decode(data: Mapping[str, Any], text: str) -> Record:
    """The record that ``encode`` made ``data`` from; raises ``DataError`` when keys are missing or unknown."""
    try:
        document = dict(data["document"])
        region = document.pop("region")
        return Record(
            source=Source(**data["source"]),
            document=Header(
                **{
                    **document,
                    "region": Region(**region) if region else None,
                    "issuers": tuple(Agency(**issuer) for issuer in document["issuers"]),
                    "recipients": tuple(document["recipients"]),
                    "evidence": tuple(Field(**{**f, "span": Span(*f["span"])}) for f in document["evidence"]),
                }
            ),
            citations=tuple(
                Citation(
                    **{
                        **_spans(row),
                        "continuance": Continuance(**_spans(row["continuance"])) if row["continuance"] else None,
                    }
                )
                for row in data["citations"]
            ),
            sections=tuple(Section(**_spans(row)) for row in data["sections"]),
            measures=tuple(
                Measure(**{**_spans(row), "deadline": Deadline(**_spans(row["deadline"])) if row["deadline"] else None})
                for row in data["measures"]
            ),
            responsibilities=tuple(
                Responsibility(**{**_spans(row), "agency": Agency(**row["agency"]) if row["agency"] else None})
                for row in data["responsibilities"]
            ),
            targets=tuple(
                Target(
                    **{
                        **_spans(row),
                        "value": Decimal(str(row["value"])),
                        "upper": None if row["upper"] is None else Decimal(str(row["upper"])),
                    }
                )
                for row in data["targets"]
            ),
            warnings=tuple(Remark(**_spans(row)) for row in data["warnings"]),
            text=text,
            copies=tuple(Source(**row) for row in data["copies"]),
        )
    except (KeyError, TypeError) as error:
        raise DataError(f"this is no policy record ({error}); build it again from its source document") from error


def _spans(row: Mapping[str, Any]) -> dict[str, Any]:
    """Lists of two numbers become spans again."""
    return {
        key: Span(*value) if key in ("span", "rule_span") and value is not None else value for key, value in row.items()
    }


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: Any) -> Any:
    # Most values are text or nothing, so they are asked for first: this runs for every field of every fact.
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    kind: type = type(value)
    return {name: _plain(getattr(value, name)) for name in _names(kind)}
