"""The example documents and their gold annotations are what examples/README.md says they are."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from ontology.regions import region_by_code

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
DOCUMENTS = sorted((EXAMPLES / "documents").iterdir())
GOLD = sorted((EXAMPLES / "gold").glob("*.json"))
ROLES = {"lead", "participant", "responsible"}
BASES = {"stated", "ordering_rule", "default_clause"}
RELATIONS = {"implements", "based_on", "applies", "cites", "repeals", "amends", "issues"}
KINDS = {"target", "funding", "coverage"}
AGENCY_KINDS = {"agency", "government", "group", "enterprise", "party", "other"}
COMPARATORS = {"eq", "ge", "gt", "le", "lt", "range", "about", "increase_by", "decrease_by"}


def read(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def gold_of(path: Path) -> tuple[dict, str]:
    gold = json.loads(path.read_text("utf-8"))
    return gold, read(EXAMPLES / "documents" / gold["file"])


def test_the_forms_that_the_readme_promises_are_there():
    assert len(DOCUMENTS) == 12
    assert len(GOLD) == 7
    undecodable = []
    for path in DOCUMENTS:
        try:
            path.read_text("utf-8")
        except UnicodeDecodeError:
            undecodable.append(path.name[:2])
    assert undecodable == ["09"]
    assert [path.name[:2] for path in DOCUMENTS if "\n" not in read(path)] == ["04"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem[:2])
def test_each_document_is_listed_and_of_real_length(path):
    number, place, _ = path.stem.split("-", 2)
    assert f"| {number} {place} " in (EXAMPLES / "README.md").read_text("utf-8")
    assert 1_000 < len(re.sub(r"<[^>]*>|\s", "", read(path))) < 5_000


def test_invented_regions_form_a_tree_outside_of_the_standard():
    rows = tomllib.loads((EXAMPLES / "regions.toml").read_text("utf-8"))["region"]
    codes = {row["code"]: row for row in rows}
    assert len(codes) == len(rows)
    for row in rows:
        assert row["code"].startswith("99")
        assert region_by_code(row["code"]) is None
        assert row.keys() <= {"code", "name", "level", "parent", "abbreviation"}
        level = "province" if row["code"][2:] == "0000" else "city" if row["code"][4:] == "00" else "county"
        assert row["level"] == level
        assert ("parent" in row) == (level != "province")
        if "parent" in row:
            assert row["code"].startswith(codes[row["parent"]]["code"].rstrip("0"))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem[:2])
class TestGold:
    def test_every_quote_stands_in_the_document(self, path):
        gold, text = gold_of(path)
        quotes = [gold["document"]["title"], gold["document"]["cover_title"], *gold["document"]["recipients"]]
        for citation in gold["citations"]:
            quotes += [citation["text"], citation["title"]]
        for measure in gold["measures"]:
            quotes += [measure["title"], measure["section"], measure["responsibility_text"]]
        quotes += [target["text"] for target in gold["targets"]]
        assert [quote for quote in quotes if quote is not None and quote not in text] == []

    def test_rows_refer_to_what_exists(self, path):
        gold, text = gold_of(path)
        measures = [measure["id"] for measure in gold["measures"]]
        assert len(set(measures)) == len(measures)
        rows = gold["responsibilities"]
        assert {row["measure"] for row in rows} <= set(measures)
        assert len({(row["measure"], row["surface"]) for row in rows}) == len(rows)
        assert {row["surface"] for row in rows} == set(gold["agencies"])
        for target in gold["targets"]:
            where = target["measure"]
            assert where in measures or (where.startswith("s:") and where[2:] in text)

    def test_words_are_of_the_guide(self, path):
        gold, _ = gold_of(path)
        assert {citation["relation"] for citation in gold["citations"]} <= RELATIONS
        assert {row["role"] for row in gold["responsibilities"]} <= ROLES
        assert {row["basis"] for row in gold["responsibilities"]} <= BASES
        assert {agency["kind"] for agency in gold["agencies"].values()} <= AGENCY_KINDS
        for target in gold["targets"]:
            assert target["kind"] in KINDS
            assert target["comparator"] in COMPARATORS
            assert isinstance(target["value"], int | float)
            assert (target["upper"] is not None) == (target["comparator"] == "range")
