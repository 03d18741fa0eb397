"""Corrections: each kind does what it says, carries its rule id, and tells when it no longer fits."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kg.building.builds import build
from kg.correcting.apply import Outcome, apply_corrections
from kg.correcting.corrections import Correction, find_correction_files, load_corrections
from ontology.errors import DataError
from ontology.model import Record, Region
from ontology.record import dumps
from ontology.regions import additional_regions, read_regions
from tests.factories import NUMBER, make_parent_record, make_record

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTED = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "corrections.md").read_text("utf-8"), re.DOTALL)


@pytest.fixture
def load(tmp_path):
    def load(text: str) -> tuple[Correction, ...]:
        (tmp_path / "corrections.toml").write_text(text, "utf-8")
        return load_corrections(find_correction_files([tmp_path]))

    return load


@pytest.fixture
def corrected(load):
    def corrected(text: str, *records: Record) -> tuple[Record, Outcome]:
        """The first record and the outcome of the one entry; its document is the city's plan unless it says so."""
        action, _, body = text.strip().partition("]]\n")
        named = "" if "document" in body or "merge" in action else f'document = "{NUMBER}"\n'
        after, outcomes = apply_corrections(records or (make_record(),), load(f"{action}]]\n{named}{body}"))
        (outcome,) = outcomes
        return after[0], outcome

    return corrected


class TestFields:
    @pytest.mark.parametrize(
        ("field", "value", "want"),
        [
            ("date_signed", '"2020-04-08"', "2020-04-08"),
            ("date_signed", "2020-04-08", "2020-04-08"),  # a date of TOML's own
            ("number", '"云政办发[2020]32号"', "云政办发〔2020〕32号"),
            ("recipients", '["市各委办局"]', ("市各委办局",)),
            ("level", '"county"', "county"),
            ("type", '"意见"', "意见"),
        ],
    )
    def test_set(self, corrected, field, value, want):
        record, outcome = corrected(f'[[set]]\nfield = "{field}"\nvalue = {value}')
        assert getattr(record.document, field) == want
        assert [e.rule for e in record.document.evidence if e.name == field] == ["correction:set-1"]
        assert (outcome.changed, outcome.problem) == (1, None)

    def test_issuers_are_bodies(self, corrected):
        record, _ = corrected('[[set]]\nfield = "issuers"\nvalue = ["云河市人民政府"]')
        assert [issuer.name for issuer in record.document.issuers] == ["云河市人民政府"]

    def test_a_region_is_known_by_code_or_name(self, corrected):
        for value in ("320700", "江苏省连云港市"):
            record, _ = corrected(f'[[set]]\nfield = "region"\nvalue = "{value}"')
            assert record.document.region is not None
            assert (record.document.region.code, record.document.region.name) == ("320700", "江苏省连云港市")
        record, outcome = corrected('[[set]]\nfield = "region"\nvalue = "无此地"')
        assert record == make_record()
        assert outcome.problem == "无此地 is no known region; give its code, or add it with --regions"

    def test_the_words_given_are_the_evidence(self, corrected):
        record, _ = corrected('[[set]]\nfield = "date_signed"\nvalue = "2020-04-08"\nquote = "2020年4月7日"')
        (evidence,) = (e for e in record.document.evidence if e.name == "date_signed")
        assert record.text[slice(*evidence.span)] == "2020年4月7日"

    def test_a_value_printed_nowhere_is_placed_at_the_title(self, corrected):
        record, _ = corrected('[[set]]\nfield = "status"\nvalue = "失效"')
        (evidence,) = (e for e in record.document.evidence if e.name == "status")
        assert record.text[slice(*evidence.span)] == record.document.title

    def test_remove(self, corrected):
        record, _ = corrected('[[remove]]\nfield = "number"')
        assert record.document.number is None
        assert "number" not in {evidence.name for evidence in record.document.evidence}


class TestAssignments:
    def parts(self, record: Record, measure: str) -> list[tuple[str, str, str]]:
        return [(p.surface, p.role, p.rule) for p in record.responsibilities if p.measure == measure]

    @pytest.mark.parametrize("measure", ["m2", "二", "培育数字企业", "二培育数字企业", "(二) 培育数字企业"])
    def test_a_measure_is_known_by_id_label_and_title(self, corrected, measure):
        record, _ = corrected(f'[[add]]\nmeasure = "{measure}"\nagency = "市商务局"\nrole = "participant"')
        assert self.parts(record, "m2")[-1] == ("市商务局", "participant", "correction:add-1")

    def test_added_parts_point_at_their_words_or_at_the_measure(self, corrected):
        record, _ = corrected('[[add]]\nmeasure = "m2"\nagency = "市科技局"\nrole = "lead"')
        assert record.text[slice(*record.responsibilities[-1].span)] == "市科技局"
        record, _ = corrected('[[add]]\nmeasure = "m2"\nagency = "市商务局"\nrole = "lead"')
        assert record.text[slice(*record.responsibilities[-1].span)] == "培育数字企业"

    @pytest.mark.parametrize(
        ("measure", "agency", "surface"),
        [
            ("m1", "自然资源局", "市自然资源局"),  # as printed
            ("m1", "市自然资源局", "市自然资源局"),  # with its prefix restored
            ("m2", "云河市工业和信息化局", "市工信局"),  # as resolved
        ],
    )
    def test_an_agency_is_known_as_printed_restored_and_resolved(self, corrected, measure, agency, surface):
        known = make_record(document=replace(make_record().document, region=Region("990100", "临海省云河市")))
        with additional_regions(read_regions(ROOT / "examples" / "regions.toml")):
            record, outcome = corrected(f'[[set]]\nmeasure = "{measure}"\nagency = "{agency}"\nrole = "lead"', known)
        assert outcome.changed == 1
        assert (surface, "lead", "correction:set-1") in self.parts(record, measure)

    def test_set_keeps_basis_and_place(self, corrected):
        record, _ = corrected('[[set]]\nmeasure = "m2"\nagency = "市工信局"\nrole = "responsible"')
        old, new = ((r.responsibilities[3].basis, r.responsibilities[3].rule_span) for r in (make_record(), record))
        assert old == new

    def test_remove_without_a_measure_is_everywhere(self, corrected):
        record, outcome = corrected('[[remove]]\nagency = "各县区人民政府"')
        assert outcome.changed == 3
        assert "各县区人民政府" not in {part.surface for part in record.responsibilities}

    def test_the_right_body_can_be_named(self, corrected):
        record, _ = corrected('[[set]]\nmeasure = "m3"\nagency = "市大数据管理局"\nname = "市数据局"')
        assert self.parts(record, "m3")[0] == ("市数据局", "responsible", "correction:set-1")


class TestBodies:
    def test_merge_renames_in_all_documents(self, load):
        records = (make_record(), make_parent_record())
        text = '[[merge]]\nnames = ["市工信局", "市工业和信息化局", "省工业和信息化厅"]\ninto = "云河市工信局"'
        after, (outcome,) = apply_corrections(records, load(text))
        assert outcome.changed == 3
        assert outcome.documents == ("in/plan.html", "in/parent.html")
        renamed = [part for record in after for part in record.responsibilities if part.surface == "云河市工信局"]
        assert {part.rule for part in renamed} == {"correction:merge-1"}

    def test_issuers_are_merged_too(self, corrected):
        record, outcome = corrected('[[merge]]\nnames = ["云河市人民政府办公室"]\ninto = "云河市政府办"')
        assert [issuer.name for issuer in record.document.issuers] == ["云河市政府办"]
        assert outcome.changed == 1

    def test_split_stays_within_its_documents(self, load):
        records = (make_record(), replace(make_parent_record(), text=make_parent_record().text))
        text = f'[[split]]\nname = "市财政局"\ndocuments = ["{NUMBER}"]\ninto = "市财政金融局"'
        after, (outcome,) = apply_corrections(records, load(text))
        assert [part.surface for part in after[0].responsibilities][1] == "市财政金融局"
        assert after[1] == records[1]
        assert outcome.changed == 1


class TestTargets:
    def test_set_by_indicator_or_quote(self, corrected):
        for name in ("5G基站", "建成5G基站2000个"):
            record, _ = corrected(f'[[set]]\ntarget = "{name}"\nvalue = 2.5\nunit = "千个"\ndeadline = "2021"')
            target = record.targets[1]
            assert (target.value, target.unit, target.deadline) == (Decimal("2.5"), "千个", "2021")
            assert target.rule == "correction:set-1"
            assert target.span == make_record().targets[1].span

    def test_add_in_a_measure_and_in_a_section(self, corrected):
        record, _ = corrected(
            '[[add]]\nmeasure = "m1"\ntarget = "基站"\nvalue = 3\nupper = 5\nunit = "个"\nquote = "5G基站2000个"'
        )
        target = record.targets[-1]
        assert (target.measure, target.comparator, target.upper, target.text) == ("m1", "range", 5, "5G基站2000个")
        record, _ = corrected('[[add]]\nsection = "总体目标"\ntarget = "增速"\nvalue = "8"\nunit = "%"')
        assert (record.targets[-1].measure, record.targets[-1].section) == (None, "总体目标")

    def test_remove(self, corrected):
        record, _ = corrected('[[remove]]\ntarget = "单位能耗"')
        assert "单位能耗" not in {target.indicator for target in record.targets}


class TestCitations:
    @pytest.mark.parametrize("name", ["临政办发[2020]8号", "临海省数字经济发展行动计划"])
    def test_set_by_number_or_title(self, corrected, name):
        record, _ = corrected(f'[[set]]\ncitation = "{name}"\nrelation = "based_on"')
        assert (record.citations[0].relation, record.citations[0].rule) == ("based_on", "correction:set-1")

    def test_add_by_title_or_number(self, corrected):
        record, _ = corrected('[[add]]\ncitation = "云河市节约用水办法"\nrelation = "cites"')
        assert (record.citations[-1].title, record.citations[-1].number) == ("云河市节约用水办法", None)
        record, _ = corrected('[[add]]\ncitation = "云政发[2019]3号"\nrelation = "cites"')
        assert (record.citations[-1].title, record.citations[-1].number) == (None, "云政发〔2019〕3号")

    def test_remove(self, corrected):
        record, _ = corrected('[[remove]]\ncitation = "云河市数据管理办法"')
        assert len(record.citations) == len(make_record().citations) - 1


class TestWhatDoesNotFit:
    @pytest.mark.parametrize(
        ("entry", "problem"),
        [
            ('[[remove]]\ndocument = "甲发〔2020〕1号"\nfield = "number"', "no document has the number"),
            ('[[remove]]\nmeasure = "九"\nagency = "市财政局"', "no measure has the label"),
            ('[[remove]]\nagency = "市水利局"', "nothing of this name there"),
            ('[[set]]\ntarget = "公园"\nvalue = 1', "nothing of this name there"),
            ('[[remove]]\ncitation = "无此文"', "nothing of this name there"),
            ('[[set]]\nfield = "type"\nvalue = "意见"\nquote = "没有印出"', "the quote 没有印出 is not printed"),
            ('[[merge]]\nnames = ["无此单位"]\ninto = "市财政局"', "nothing of this name there"),
        ],
    )
    def test_is_told_and_changes_nothing(self, corrected, entry, problem):
        record, outcome = corrected(entry)
        assert record == make_record()
        assert outcome.changed == 0
        assert (outcome.problem or "").startswith(problem)

    def test_a_name_of_several_documents_is_no_name(self, corrected):
        twin = make_record(source=replace(make_record().source, path="in/copy.html"))
        _, outcome = corrected('[[remove]]\nfield = "type"', make_record(), twin)
        assert (outcome.problem or "").startswith("2 documents are called")

    def test_a_document_stays_known_by_its_number_as_read(self, load):
        text = f'[[set]]\ndocument = "{NUMBER}"\nfield = "number"\nvalue = "云政办发〔2020〕32号"\n'
        text += f'[[set]]\ndocument = "{NUMBER}"\nfield = "type"\nvalue = "意见"'
        (record,), outcomes = apply_corrections([make_record()], load(text))
        assert (record.document.number, record.document.type) == ("云政办发〔2020〕32号", "意见")
        assert [outcome.problem for outcome in outcomes] == [None, None]


class TestFiles:
    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("[[set]\n", "give a UTF-8 TOML file"),
            ("[[change]]\n", r"\[\[change\]\] is unknown"),
            ('[set]\ndocument = "甲"', "begin each entry with"),
            ('[[set]]\ndocument = "甲"', "name exactly one of field, agency, target, citation"),
            ('[[add]]\ndocument = "甲"\nfield = "type"', "a field is set, not added"),
            ('[[set]]\ndocument = "甲"\nfield = "type"', "set-1: value is missing"),
            ('[[set]]\ndocument = "甲"\nfield = "kind"\nvalue = "意见"', "'kind' is not one of title"),
            ('[[set]]\ndocument = "甲"\nfield = "date_signed"\nvalue = "2023"', "is no day"),
            ('[[set]]\ndocument = "甲"\nfield = "issuers"\nvalue = "乙"', "must be a list"),
            ('[[set]]\ndocument = "甲"\nagency = "乙"', "nothing to set; give one of role, name"),
            ('[[set]]\ndocument = "甲"\nagency = "乙"\nrole = "主办"', "'主办' is not one of lead"),
            ('[[set]]\ndocument = "甲"\ntarget = "乙"\nvalue = "很多"', "'很多' is not a number"),
            ('[[set]]\ndocument = "甲"\ntarget = "乙"\ndeadline = "年底"', "is no date; write 2025"),
            ('[[add]]\ndocument = "甲"\ntarget = "乙"\nvalue = 1\nunit = "个"', "either the measure or the section"),
            ('[[merge]]\nnames = "乙"\ninto = "丙"', "must be a list of texts"),
            ('[[split]]\nname = "乙"\ninto = "丙"', "documents is missing"),
            ('[[remove]]\ndocument = "甲"\nfield = "type"\nvalue = "x"', "value is not known here"),
            ('[[remove]]\ndocument = 3\nfield = "type"', "document: must be a text"),
        ],
    )
    def test_a_wrong_entry_names_file_and_remedy(self, load, text, problem):
        with pytest.raises(DataError, match=problem) as error:
            load(text)
        assert "corrections.toml: " in str(error.value)
        assert "\n" not in str(error.value)

    def test_a_folder_without_one_has_none(self, tmp_path):
        assert find_correction_files([tmp_path, tmp_path / "none"]) == []

    def test_entries_are_numbered_by_action_over_all_files(self, load, tmp_path):
        entry = '[[merge]]\nnames = ["甲"]\ninto = "乙"\n[[remove]]\ndocument = "丙"\nfield = "type"\n'
        load(entry)
        file = tmp_path / "corrections.toml"
        assert [c.rule.split(":")[1] for c in load_corrections([file, file])] == [
            "merge-1",
            "remove-1",
            "merge-2",
            "remove-2",
        ]


def test_the_documented_example_fits_the_examples_and_survives_a_build(tmp_path):
    folder = tmp_path / "文件"
    folder.mkdir()
    for path in (ROOT / "examples" / "documents").glob("0[12]-*"):
        (folder / path.name).write_bytes(path.read_bytes())
    (example,) = DOCUMENTED
    (folder / "corrections.toml").write_text(example, "utf-8")
    regions = read_regions(ROOT / "examples" / "regions.toml")
    corrections = load_corrections(find_correction_files([folder]))
    assert len(corrections) == sum(len(entries) for entries in tomllib.loads(example).values())
    built = build([folder], tmp_path / "out", regions=regions, corrections=corrections)

    assert [item["problem"] for item in built.report["corrections"]] == [None] * len(corrections)
    assert built.report["skipped"] == []  # the corrections are no document that was passed over
    graph = (tmp_path / "out" / "graph.nq").read_text("utf-8")
    for correction in corrections:
        if correction.action != "remove":
            assert f'"{correction.rule}"' in graph
    assert "云河市数据局" in graph
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert dumps(report["corrections"]) == dumps(built.report["corrections"])
