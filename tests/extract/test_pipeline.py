"""The stages stand in an order in which each finds what it needs."""

from __future__ import annotations

from extract.pipeline import POLICY_STAGES, SOURCE_STAGES


def test_every_stage_needs_only_what_earlier_ones_give() -> None:
    known = {"source"}
    for stage in SOURCE_STAGES:
        assert set(stage.needs) <= known, stage.name
        known |= set(stage.gives)
    known |= {"reading"}
    for stage in POLICY_STAGES:
        assert set(stage.needs) <= known, stage.name
        known |= set(stage.gives)


def test_every_result_has_one_stage() -> None:
    given = [name for stage in (*SOURCE_STAGES, *POLICY_STAGES) for name in stage.gives]
    assert len(given) == len(set(given))


def test_names_are_unique() -> None:
    names = [stage.name for stage in (*SOURCE_STAGES, *POLICY_STAGES)]
    assert len(names) == len(set(names))
