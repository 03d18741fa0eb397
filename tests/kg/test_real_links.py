"""Real documents are linked by number, and the parents that the folder lacks are stubs that say what they are.

The documents are not part of the repository: a folder ``corpus`` in ``../shared`` beside it, or where the environment
variable ``POLICY_KG_CORPUS`` says, with ``seeds`` and ``more`` inside. Without it the tests are skipped.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.building.builds import read_corpus
from kg.corpus import Corpus

FOLDER = Path(os.environ.get("POLICY_KG_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
NAMES = ("GW-002.html", "GA-046.txt", "GA-080.txt")

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no corpus of real documents at {FOLDER}")


@pytest.fixture(scope="module")
def chain() -> Corpus:
    return read_corpus([FOLDER / "more" / name for name in NAMES], workers=1)[0]


@pytest.fixture(scope="module")
def seeds() -> Corpus:
    return read_corpus([FOLDER / "seeds"], workers=1)[0]


def test_a_national_guideline_is_linked_to_its_city_documents_by_number(chain: Corpus) -> None:
    records = {Path(record.source.path).name: record for record in chain.records}
    parent = records["GW-002.html"].document
    assert parent.number == "国办发〔2019〕6号"
    for child in ("GA-046.txt", "GA-080.txt"):
        found = [c for c in records[child].citations if c.iri == parent.iri]
        assert [c.number for c in found] == [parent.number] * len(found)
        assert {c.relation for c in found} & {"implements", "based_on"}
    assert parent.iri not in {stub.iri for stub in chain.stubs}


@pytest.mark.parametrize(
    ("number", "issuer", "level", "year"),
    [
        ("苏政办发〔2020〕31号", "江苏省人民政府办公厅", "province", 2020),
        ("鲁政办字〔2019〕124号", "山东省人民政府办公厅", "province", 2019),
        ("粤工信信软〔2020〕37号", "广东省工业和信息化厅", "province", 2020),
    ],
)
def test_the_parents_of_the_seeds_are_stubs(seeds: Corpus, number: str, issuer: str, level: str, year: int) -> None:
    (stub,) = [stub for stub in seeds.stubs if stub.number == number]
    assert (stub.issuer, stub.level, stub.year) == (issuer, level, year)
    assert len(stub.cited_by) == 1


def test_a_parent_that_is_cited_by_title_alone_keeps_its_title_and_level(seeds: Corpus) -> None:
    """地方性法规: no number, and the text does not say who passed it."""
    (stub,) = [stub for stub in seeds.stubs if stub.title == "江苏省信息化条例"]
    assert (stub.number, stub.level) == (None, "province")
