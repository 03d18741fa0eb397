"""Leads that stand side by side: 市甲局、市乙局牵头."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.checking.context import Context, Row

# What stands between two names of one list, or between two that a bracket each says to lead.
_BETWEEN = re.compile(r"\s*(?:牵头)?\s*[、，,；;和]?\s*(?:(?:牵头|主责)(?:单位|部门)?\s*[：:])?\s*")
_MEANT = re.compile(r"\s*(?:分别|各自|共同|联合)牵头")  # 甲、乙共同牵头: stated as such, nothing to be asked


def leads_side_by_side(rows: Sequence[Row], context: Context) -> Iterator[Row]:
    """One row for each list of several leads in a measure: ``leads`` in the order of the text, the first's evidence.

    Columns: surface, start, end of each lead. Leads between which a task stands are lists of their own; those that
    the text says to lead each a part (分别牵头) or jointly (共同牵头) are left out.
    """
    for (document, _), group in groupby(rows, key=lambda row: (row["document"], row["focus"])):
        text = context.text(document)
        chain: list[Row] = []
        for row in (*sorted(group, key=lambda row: (int(row["start"]), row["surface"])), None):
            if chain and (row is None or not _side_by_side(text, chain[-1], row)):
                if len(chain) > 1 and not _MEANT.match(text, int(chain[-1]["end"])):
                    yield {**chain[0], "leads": "、".join(lead["surface"] for lead in chain)}
                chain = []
            if row is not None and (not chain or int(row["start"]) > int(chain[-1]["end"])):
                chain.append(row)


def _side_by_side(text: str, one: Row, other: Row) -> bool:
    return _BETWEEN.fullmatch(text, int(one["end"]), int(other["start"])) is not None
