"""Which document of a build a reader means: by 文号, IRI, file name, title or part of a title."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence

from kg.corpus import Corpus
from kg.likeness import fold, number_key
from ontology.errors import UsageError
from ontology.model import Record

_SHOWN = 5
_NUMBER = re.compile(r"[0-9]{4}.{0,3}?[0-9]+号$")


def find_document(corpus: Corpus, name: str) -> Record:
    """The one document that ``name`` means; brackets, width and punctuation do not count.

    Raises :class:`UsageError` that lists the documents a part of a title fits, or the nearest ones when none does.
    """
    wanted = fold(name)
    if not wanted:
        raise UsageError("an empty name of a document; give its 文号, title or file name")
    tests: Sequence[Callable[[Record], bool]] = (
        lambda record: record.document.iri == name,
        lambda record: bool(record.document.number) and number_key(record.document.number) == number_key(name),
        lambda record: record.source.path == name or _file(record) == name.replace("\\", "/").rsplit("/", 1)[-1],
        lambda record: wanted in _folded_titles(record),
        lambda record: _file(record).startswith(name),
        lambda record: any(wanted in title for title in _folded_titles(record)),
        lambda record: wanted in fold(_file(record)),
    )
    for fits in tests:
        found = [record for record in corpus.records if fits(record)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{name} fits {len(found)} documents: {_listed(found)}; name one by its 文号 or file name")
    near = _nearest(corpus, name)
    hint = f"; near: {_listed(near)}" if near else ""
    raise UsageError(f"{name}: no such document in the build{hint}")


def _nearest(corpus: Corpus, name: str) -> list[Record]:
    """The likest documents: by number for what looks like a number, else by title and file."""
    wanted = fold(name)
    by_number = _NUMBER.search(name.strip()) is not None

    def like(record: Record) -> float:
        names = [fold(record.document.number)] if by_number else [*_folded_titles(record), fold(_file(record))]
        return max((difflib.SequenceMatcher(None, wanted, one).ratio() for one in names if one), default=0.0)

    ranked = sorted(
        ((-like(record), record.document.iri or "", record) for record in corpus.records), key=lambda x: x[:2]
    )
    return [record for score, _, record in ranked[:_SHOWN] if score < -0.3]


def _folded_titles(record: Record) -> list[str]:
    head = record.document
    return [fold(title) for title in (head.title, head.cover_title) if title]


def _file(record: Record) -> str:
    return record.source.path.replace("\\", "/").rsplit("/", 1)[-1]


def _listed(records: Sequence[Record]) -> str:
    names = [f"{r.document.number or _file(r)}《{r.document.title or _file(r)}》" for r in records[:_SHOWN]]
    return "、".join(names) + ("…" if len(records) > _SHOWN else "")
