"""What rules of the check-up may ask for beyond SPARQL, by the name that their files use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.checking.agencies import outdated_names
from kg.checking.amounts import excessive_parts
from kg.checking.clauses import unused_clauses
from kg.checking.context import Refiner
from kg.checking.duplicates import similar_measures
from kg.checking.forgotten import forgotten_agencies
from kg.checking.leads import leads_side_by_side
from kg.checking.validity import not_in_force

REFINERS: Final[Mapping[str, Refiner]] = {
    "forgotten-agencies": Refiner(forgotten_agencies, frozenset({"surface", "start", "end"})),
    "leads-side-by-side": Refiner(leads_side_by_side, frozenset({"leads"})),
    "not-in-force": Refiner(not_in_force, frozenset({"state", "reason"})),
    "outdated-names": Refiner(outdated_names, frozenset({"reason"})),
    "excessive-parts": Refiner(excessive_parts, frozenset({"start", "end", "problem"})),
    "similar-measures": Refiner(similar_measures, frozenset({"other", "other_name", "likeness", "relation"})),
    "unused-clauses": Refiner(unused_clauses, frozenset({"start", "end", "kind", "clause"})),
}
