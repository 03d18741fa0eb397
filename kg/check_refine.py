"""What rules of the check-up may ask for beyond SPARQL, by the name that their files use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.check_agencies import outdated_names
from kg.check_amounts import excessive_parts
from kg.check_clauses import unused_clauses
from kg.check_context import Refiner
from kg.check_duplicates import similar_measures
from kg.check_forgotten import forgotten_agencies
from kg.check_leads import leads_side_by_side
from kg.check_validity import not_in_force

REFINERS: Final[Mapping[str, Refiner]] = {
    "forgotten-agencies": Refiner(forgotten_agencies, frozenset({"surface", "start", "end"})),
    "leads-side-by-side": Refiner(leads_side_by_side, frozenset({"leads"})),
    "not-in-force": Refiner(not_in_force, frozenset({"state", "reason"})),
    "outdated-names": Refiner(outdated_names, frozenset({"reason"})),
    "excessive-parts": Refiner(excessive_parts, frozenset({"start", "end", "problem"})),
    "similar-measures": Refiner(similar_measures, frozenset({"other", "other_name", "likeness", "relation"})),
    "unused-clauses": Refiner(unused_clauses, frozenset({"start", "end", "kind", "clause"})),
}
