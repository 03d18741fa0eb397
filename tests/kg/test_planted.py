"""A planted corpus is read back exactly: links, bodies, reforms, parts, targets, comparisons, faults."""

from __future__ import annotations

import pytest

from kg.building.builds import Built, build, load_corpus
from kg.checking.rules import packaged_rules
from tests.planted import YEARS, make_planted
from tests.planted_cases import cases
from tests.planted_model import Planted
from tests.planted_truth import comparison_differences, fault_differences, resolution_differences, sum_differences

SIZE = 220  # enough for every case of planted_cases.toml to have its turn; bench/planted.py does 500


@pytest.fixture(scope="module")
def planted() -> Planted:
    return make_planted(SIZE)


@pytest.fixture(scope="module")
def built(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("规划")
    planted.write(folder / "文件")
    return build([folder / "文件"], folder / "out", regions=planted.regions, workers=1)


def test_resolution_reaches_the_truth(planted: Planted, built: Built) -> None:
    assert resolution_differences(planted.truth, built.corpus) == []


def test_comparison_reaches_the_truth(planted: Planted, built: Built) -> None:
    assert comparison_differences(planted.truth, built.corpus) == []


def test_sums_reach_the_truth(planted: Planted, built: Built) -> None:
    assert len(planted.truth.sums) == sum(bool(case.sums) for case in cases())
    assert sum_differences(planted.truth, built.corpus) == []


def test_the_check_up_finds_the_planted_faults_and_no_others(planted: Planted, built: Built) -> None:
    assert fault_differences(planted.truth, built.folder) == []


def test_the_truth_holds_something_of_everything(planted: Planted) -> None:
    truth = planted.truth
    for kind in (truth.reposts, truth.stubs, truth.changes, truth.open_pairs, truth.faults):
        assert kind
    assert {relation for _, relation, _ in truth.links} >= {"implements", "based_on", "repeals", "any"}
    assert {part.basis for part in truth.parts} == {"stated", "ordering_rule"}
    assert {part.role for part in truth.parts} == {"lead", "participant", "responsible"}
    assert any(len(names) > 1 for names in truth.bodies.values())
    assert any(truth.missing.values())
    assert any(truth.added.values())


def test_the_corpus_of_a_planted_build_can_be_loaded_again(built: Built) -> None:
    assert load_corpus(built.folder) == built.corpus


def test_a_larger_corpus_has_every_fault_and_both_reforms() -> None:
    truth = make_planted(500).truth
    assert {fault for fault, _ in truth.faults} == {rule.info.id for rule in packaged_rules()}
    assert {change.year for change in truth.changes} == {2018, 2023}
    outdated = {number for fault, number in truth.faults if fault == "agency.outdated"}
    assert {year for year in YEARS if any(f"〔{year}〕" in number for number in outdated)} == {2015, 2025}
    twice = {change.former for change in truth.changes} & {change.later for change in truth.changes}
    assert "中国银行保险监督管理委员会东浦监管分局" in twice


def test_every_rule_has_faults_and_every_case_near_misses(planted: Planted) -> None:
    assert {rule for rule, _ in planted.truth.faults} == {rule.info.id for rule in packaged_rules()}
    faulty = {number for _, number in planted.truth.faults}
    for case in cases():
        numbers = {document.number for document in planted.documents if document.name.startswith(f"{case.subject}/")}
        assert len(numbers) >= len(case.documents)
        assert case.sums or faulty & numbers
        assert numbers - faulty


def test_equal_calls_give_equal_documents() -> None:
    assert make_planted(30) == make_planted(30)
