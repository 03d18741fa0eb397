"""What looked like an agency statement and was not understood: reported with its quote, never dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.brackets import bracket_groups
from ontology.model import Remark, Span

_LOOKS_LIKE_ONE = re.compile(
    r"(?:责任|牵头|配合|主责|承办)(?:单位|部门)\s*[：:]|(?:分工负责|牵头|负责落实|等负责|配合)[）)〕\]］】]$"
)
_LONGEST_QUOTE = 60


def find_leftovers(text: str, body: Span, statements: Sequence[Span]) -> list[Remark]:
    """Bracketed stretches of ``body`` that look like agency statements and are none of ``statements``.

    >>> [remark.code for remark in find_leftovers("甲。（由专班牵头）", Span(0, 9), [])]
    ['statement-not-understood']
    """
    remarks = []
    understood = set(statements)
    for span in bracket_groups(text, *body):
        if span in understood or not _LOOKS_LIKE_ONE.search(text[slice(*span)]):
            continue
        if not any(known.start < span.end and span.start < known.end for known in statements):
            quote = text[slice(*span)][:_LONGEST_QUOTE]
            remarks.append(Remark("statement-not-understood", f"疑似责任表述，未能识别责任主体：{quote}", span))
    return remarks
