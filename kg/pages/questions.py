"""The named queries that the workbench answers from its own data and shows as SPARQL, for use elsewhere."""

from __future__ import annotations

from typing import Any

from kg.graph.query import named_queries

QUESTIONS = (
    "leads-due",
    "leads",
    "joins",
    "co-responsibility",
    "due",
    "implements",
    "unassigned",
    "search",
    "stubs",
)


def questions() -> list[dict[str, Any]]:
    """Name, titles, question and text of each query, and its parameters as ``[name, meaning, required]``.

    >>> [question["title"] for question in questions()][:2]
    ['限期牵头', '牵头']
    """
    known = named_queries()
    return [
        {
            "name": name,
            "title": known[name].title,
            "question": known[name].question,
            "params": [[param.name, param.meaning, param.required] for param in known[name].params],
            "text": known[name].text,
        }
        for name in QUESTIONS
    ]
