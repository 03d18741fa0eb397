"""The graph, and the way in: ``from kg import build, read, Graph``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Answer, Graph, Reading, build, read

__all__ = ["Answer", "Graph", "Reading", "build", "read"]


def __getattr__(name: str) -> Any:
    """Load the API on first use, so that ``kg --help`` stays light."""
    if name in __all__:
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
