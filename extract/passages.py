"""The stretches of text that facts are looked for in, and whom the facts belong to."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.model import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of clean text owned by a measure, or, outside any measure, by the clause titled ``section``.

    ``holes`` are stretches inside it that other extractors own (agency statements, rules about them).
    """

    span: Span
    measure: str | None = None
    section: str | None = None
    holes: tuple[Span, ...] = ()
