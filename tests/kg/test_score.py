"""Scores: what counts as found, what as right, and that the figures are those of the published scorer."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from kg.building.changes import changes
from kg.commands.score import command
from kg.gold import Annotation, load_annotations, load_predictions
from kg.likeness import number_key, overlap, pair_up, quantity
from kg.score import score
from ontology.errors import DataError, UsageError
from ontology.record import dumps, encode
from tests.factories import make_record

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared" / "eval"
published = pytest.mark.skipif(
    not (SHARED / "score.py").is_file(), reason=f"{SHARED / 'score.py'}, the published scorer, is not there to compare"
)


def as_read(gold: dict[str, Any]) -> dict[str, Any]:
    """The record of a reader who reads exactly what was annotated."""
    gold = copy.deepcopy(gold)
    document = gold["document"]
    document["issuers"] = [{"name": name} for name in document["issuers"]]
    document["region"] = {"name": document["region"], "code": None}
    for row in gold["responsibilities"]:
        row["agency"] = {"name": gold["agencies"][row["surface"]]["canonical"]}
    for row in gold["targets"]:
        where = row["measure"]
        row["section"] = where[2:] if where.startswith("s:") else None
        row["measure"] = None if where.startswith("s:") else where
    return {key: gold[key] for key in ("document", "citations", "measures", "responsibilities", "targets")}


def misread(record: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A worse record: rows lost, doubled and shuffled, values changed, measures renamed."""
    for key in ("citations", "measures", "responsibilities", "targets"):
        rows = [row for row in record[key] if chance.random() > 0.2]
        rows += [copy.deepcopy(row) for row in rows if chance.random() < 0.1]
        chance.shuffle(rows)
        record[key] = rows
        for row in rows:
            if chance.random() < 0.3:
                name = chance.choice(sorted(set(row) - {"id", "agency", "value", "upper"}))
                row[name] = chance.choice([None, "", "其他", (str(row[name]) or "甲")[:-1], f"{row[name]}，"])
    for row in record["targets"]:
        if chance.random() < 0.2:
            row["value"] = chance.choice([row["value"] * 10000, row["value"] + 1, str(row["value"]), None])
    for name in sorted(record["document"]):
        if chance.random() < 0.3:
            record["document"][name] = chance.choice([None, record["document"][name]])
    names = {row["id"]: f"m{chance.randrange(90)}" for row in record["measures"]}
    for row in record["measures"]:
        row["id"] = names[row["id"]]
    for row in record["responsibilities"] + record["targets"]:
        row["measure"] = names.get(row["measure"], row["measure"])
    return record


def figures_of(pairs: list[tuple[str, dict[str, Any], dict[str, Any]]]) -> dict[str, float]:
    annotations = [Annotation(name, name, gold) for name, gold, _ in pairs]
    return score(annotations, {name: read for name, _, read in pairs}).figures()


@pytest.fixture
def example() -> dict[str, Any]:
    return json.loads((EXAMPLES / "gold" / "02-云河市-数字经济实施方案.json").read_text("utf-8"))


class TestLikeness:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("云政办发〔2021〕7号", "云政办发[2021] 07 号"),
            ("云政办发〔2021〕7号", "云政办发（2021）第7号"),
            (None, ""),  # neither document has a number
        ],
    )
    def test_numbers_are_equal_in_any_brackets(self, one, other):
        assert number_key(one) == number_key(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ((3.5, "万个"), (35000, "个")),
            ((2, "亿元"), (20000, "万元")),
            ((3, "百万亩"), (300, "万亩")),
            ((5, None), (5, "个")),
            ((5, "％"), (5, "%")),
        ],
    )
    def test_quantities_are_equal_in_any_scale(self, one, other):
        assert quantity(*one) == quantity(*other)

    def test_kilowatts_are_no_thousand_of_watts(self):
        assert quantity(2, "千瓦") == (2, "千瓦")

    @pytest.mark.parametrize(
        ("one", "other", "shared"), [("5G基站", "基站5G", 1), ("甲乙", "乙丙", 0.5), ("", "甲", 0)]
    )
    def test_overlap_counts_characters(self, one, other, shared):
        assert overlap(one, other) == shared

    def test_the_likest_free_row_is_taken_and_the_earlier_of_equals(self):
        pairs, missing, extra = pair_up([3, 3, 9], [1, 3, 3, 4], lambda a, b: max(0, 3 - abs(a - b)))
        assert pairs == [(3, 3), (3, 3)]
        assert missing == [9]
        assert extra == [1, 4]


class TestFigures:
    def test_what_an_annotator_would_have_written_is_perfect(self, example):
        assert set(figures_of([("02", example, as_read(example))]).values()) == {1.0}

    def test_no_record_is_zero_for_every_kind_that_is_annotated(self, example):
        figures = figures_of([("02", example, {})])
        assert [figures[kind] for kind in ("citations", "measures", "responsibilities", "targets")] == [0, 0, 0, 0]

    def test_a_name_that_the_annotation_accepts_is_right(self, example):
        surface = next(iter(example["agencies"]))
        example["agencies"][surface]["accept"] = ["云河市经济委"]
        read = as_read(example)
        for row in read["responsibilities"]:
            if row["surface"] == surface:
                row["agency"]["name"] = "云河市经济委"
        assert figures_of([("02", example, read)])["agency.canonical"] == 1

    def test_a_surplus_coverage_target_costs_nothing(self, example):
        read = as_read(example)
        read["targets"].append({**read["targets"][0], "kind": "coverage", "value": 100, "unit": "%", "text": "全覆盖"})
        assert figures_of([("02", example, read)])["targets"] == 1

    def test_a_target_in_another_measure_is_another_target(self, example):
        read = as_read(example)
        row = next(row for row in read["targets"] if row["measure"] and row["kind"] != "coverage")
        row["measure"] = next(m["id"] for m in read["measures"] if m["id"] != row["measure"])
        assert figures_of([("02", example, read)])["targets"] < 1

    @published
    def test_figures_are_those_of_the_published_scorer(self):
        scorer, chance = published_scorer(), random.Random(20240520)
        folders = [EXAMPLES / "gold", SHARED / "gold"]
        golds = [(a.name, a.data) for folder in folders if folder.is_dir() for a in load_annotations(folder)]
        for _ in range(12):
            pairs = [(name, gold, misread(as_read(gold), chance)) for name, gold in chance.sample(golds, 4)]
            assert figures_of(pairs) == published_figures(scorer, pairs)

    @published
    def test_figures_of_real_extraction_are_those_of_the_published_scorer(self):
        annotations = load_annotations(EXAMPLES / "gold")
        from ontology.regions import read_regions

        regions = read_regions(EXAMPLES / "regions.toml")
        read = load_predictions(EXAMPLES / "documents", annotations, regions=regions).records
        pairs = [(a.name, dict(a.data), json.loads(dumps(read[a.name]))) for a in annotations]
        assert score(annotations, read).figures() == published_figures(published_scorer(), pairs)


def published_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("published_scorer", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def published_figures(scorer: ModuleType, pairs: list[tuple[str, dict[str, Any], dict[str, Any]]]) -> dict[str, float]:
    tallies = {kind: scorer.Tally() for kind in ("citations", "measures", "responsibilities", "targets")}
    attributes: dict[str, list[bool]] = {}
    for name, gold, read in pairs:
        scorer.score_document(name, gold, read, tallies, attributes)
    shares = {
        name: sum(values) / len(values) for name, values in attributes.items() if values and not name.startswith("!")
    }
    return {kind: tally.figures()[2] for kind, tally in tallies.items()} | shares


class TestChanges:
    def test_each_gain_and_loss_is_named_once(self, example):
        annotation = [Annotation("02", "02.txt", example)]
        old, new = as_read(example), as_read(example)
        lost, gained = new["citations"].pop(), old["measures"].pop()
        old["targets"].append({**old["targets"][0], "text": "多出的指标", "value": 7})
        new["document"]["type"] = "别的"
        found = {
            change.name: change for change in changes(score(annotation, {"02": old}), score(annotation, {"02": new}))
        }
        assert found["citations"].lost == (f"02 {lost['text']}",)
        assert found["citations"].gained == ()
        assert found["measures"].gained == (f"02 {gained['title']}",)
        assert "02 surplus 多出的指标" in found["targets"].gained
        assert found["targets"].lost == ()
        assert found["document.type"].lost == ("02 type",)

    def test_equal_scores_have_none(self, example):
        same = score([Annotation("02", "02.txt", example)], {"02": as_read(example)})
        assert changes(same, same) == []


class TestLoading:
    def test_records_of_a_build_are_found_by_the_name_of_their_document(self, tmp_path, example):
        record = json.loads(dumps(encode(make_record())))
        record["source"]["path"] = "documents/02-云河市-数字经济实施方案.txt"
        (tmp_path / "report.json").write_text("{}", "utf-8")
        (tmp_path / "records.jsonl").write_text(dumps(record) + "\n", "utf-8")
        found = load_predictions(tmp_path, load_annotations(EXAMPLES / "gold"))
        assert list(found.records) == ["02-云河市-数字经济实施方案"]
        assert len(found.absent) == 6

    def test_a_file_that_is_no_record_is_absent_with_a_reason(self, tmp_path, example):
        (tmp_path / "a.json").write_text("[1]", "utf-8")
        (tmp_path / "b.json").write_text("{", "utf-8")
        found = load_predictions(tmp_path, [Annotation(name, name, example) for name in "abc"])
        assert not found.records
        assert [found.absent[name].split(" ", 1)[1][:11] for name in "ab"] == ["is not one ", "is not JSON"]
        assert found.absent["c"].startswith("no c.json in")

    def test_wrong_folders_and_annotations_name_the_remedy(self, tmp_path, example):
        with pytest.raises(UsageError, match="no such folder"):
            load_annotations(tmp_path / "none")
        with pytest.raises(UsageError, match="no annotations"):
            load_annotations(tmp_path)
        with pytest.raises(UsageError, match="no such folder"):
            load_predictions(tmp_path / "none", [])
        del example["targets"]
        (tmp_path / "a.json").write_text(dumps(example), "utf-8")
        with pytest.raises(DataError, match="targets missing"):
            load_annotations(tmp_path)
        example["targets"], example["agencies"] = [], {}
        (tmp_path / "a.json").write_text(dumps(example), "utf-8")
        with pytest.raises(DataError, match="no entry under agencies"):
            load_annotations(tmp_path)


class TestCommand:
    @pytest.fixture
    def folders(self, tmp_path, example):
        gold, pred, old = (tmp_path / name for name in ("gold", "pred", "old"))
        for folder, data in ((gold, example), (pred, as_read(example)), (old, {**as_read(example), "targets": []})):
            folder.mkdir()
            (folder / "a.json").write_text(dumps(data), "utf-8")
        return [str(gold), str(pred)], str(old)

    def test_a_floor_that_is_kept_ends_with_0_and_a_missed_one_with_1(self, folders):
        arguments, old = folders
        assert CliRunner().invoke(command, [*arguments, "--min", "targets=0.9"]).exit_code == 0
        missed = CliRunner().invoke(command, [arguments[0], old, "--min", "targets=0.9"])
        assert missed.exit_code == 1
        assert "short: targets 0.000 < 0.9" in missed.output

    def test_a_floor_that_is_none_is_a_wrong_call(self, folders):
        assert CliRunner().invoke(command, [*folders[0], "--min", "targets"]).exit_code == 2

    def test_gains_are_listed_and_counted(self, folders, example):
        arguments, old = folders
        output = CliRunner().invoke(command, [*arguments, "--against", old]).output
        rows = [line for line in output.splitlines() if line.startswith("+ targets: a ")]
        assert len(rows) == sum(row["kind"] != "coverage" for row in example["targets"])
        assert output.splitlines()[-1].endswith("lost 0")

    def test_verbose_names_what_is_missing_and_wrong(self, folders, example):
        output = CliRunner().invoke(command, [folders[0][0], folders[1], "--verbose"]).output
        assert f"targets: a missing {example['targets'][0]['measure']} " in output

    def test_figures_as_json_are_the_printed_ones(self, folders, tmp_path):
        CliRunner().invoke(command, [*folders[0], "--json", str(tmp_path / "figures.json")])
        assert json.loads((tmp_path / "figures.json").read_text("utf-8"))["document.number"] == 1.0
