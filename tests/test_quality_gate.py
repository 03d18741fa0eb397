"""The quality gate: extraction of the annotated documents does not fall below the floors in tests/gold/floors.json.

After an improvement the floors are raised with tests/gold/raise_floors.py, which refuses to lower any.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from kg.gold import load_annotations, load_predictions
from kg.score import score
from ontology.regions import read_regions

ROOT = Path(__file__).resolve().parent.parent
FLOORS = json.loads((ROOT / "tests" / "gold" / "floors.json").read_text("utf-8"))
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared"


def check_floors(name: str, gold: Path, documents: Path, count: int, regions: Path | None = None) -> None:
    """Score the annotations in ``gold``, of which there must be ``count``, and name every figure below its floor."""
    annotations = load_annotations(gold)
    assert len(annotations) == count, "annotations were added or lost: set the floors anew"
    read = load_predictions(documents, annotations, regions=read_regions(regions) if regions else ())
    assert read.absent == {}
    figures = score(annotations, read.records).figures()
    short = {key: (figures.get(key), floor) for key, floor in FLOORS[name].items() if figures.get(key, -1) < floor}
    assert short == {}, "figures (got, floor); see them all with: kg score … --verbose"
    assert figures.keys() == FLOORS[name].keys(), "a figure has no floor: run tests/gold/raise_floors.py"


def test_our_annotated_examples_keep_their_floors():
    check_floors("examples", EXAMPLES / "gold", EXAMPLES / "documents", 7, EXAMPLES / "regions.toml")


@pytest.mark.skipif(
    not (SHARED / "eval" / "gold").is_dir(),
    reason=f"the annotated real documents are not in {SHARED}; only the invented ones are checked",
)
def test_the_annotated_real_documents_keep_their_floors():
    check_floors("shared", SHARED / "eval" / "gold", SHARED / "corpus", 6)


class TestRaising:
    @pytest.fixture
    def raised(self):
        spec = importlib.util.spec_from_file_location("raise_floors", ROOT / "tests" / "gold" / "raise_floors.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module.raised

    def test_better_figures_raise_and_are_rounded_down(self, raised):
        assert raised({"targets": 0.5}, {"targets": 0.98999, "measures": 1.0}) == {"measures": 1.0, "targets": 0.9899}

    @pytest.mark.parametrize("figures", [{"targets": 0.4}, {}])
    def test_a_floor_falls_only_when_that_is_said(self, raised, figures):
        with pytest.raises(ValueError, match=r"would fall: targets 0\.5"):
            raised({"targets": 0.5}, figures)
        assert raised({"targets": 0.5}, figures, allow_regression=True) == figures
