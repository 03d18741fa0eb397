"""Everything that policy-kg raises on purpose.

PolicyError                      one line for the user: what, where, and the remedy
├── UsageError                   the call is wrong (no such folder, unknown query) → exit 2
├── SourceError                  one document cannot be read (empty, binary, unknown format)
├── DataError                    a packaged or user data file is wrong (rule, lexicon, shapes) → exit 3
└── OutputError                  a result cannot be written (permission, disk full) → exit 2
"""

from __future__ import annotations


class PolicyError(Exception):
    """Base of the tree; ``str(error)`` is one line that names the file and the remedy."""

    exit_code = 1


class UsageError(PolicyError):
    """The call cannot be carried out as it was made."""

    exit_code = 2


class SourceError(PolicyError):
    """A document cannot be read; the others of the run still are."""


class DataError(PolicyError):
    """A rule, lexicon, shape or correction file is wrong."""

    exit_code = 3


class OutputError(PolicyError):
    """A result cannot be written where it was asked for."""

    exit_code = 2
