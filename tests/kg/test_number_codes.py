"""Who issued what is only cited: told by the letters of the number, or by documents that bear the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.number_codes import issuer_by_code, known_codes
from ontology.docnumber import DocNumber, IssuerHint, parse
from ontology.model import Agency, Record
from ontology.regions import RegionRow, additional_regions
from tests.factories import make_record


def number(text: str) -> DocNumber:
    found = parse(text)
    assert found
    return found


@pytest.mark.parametrize(
    ("text", "level", "name"),
    [
        ("国办发〔2019〕6号", "national", "国务院办公厅"),
        ("苏政办发〔2020〕31号", "province", "江苏省人民政府办公厅"),
        ("粤工信信软〔2020〕37号", "province", "广东省工业和信息化厅"),
        ("鲁发改工业〔2021〕3号", "province", "山东省发展和改革委员会"),  # what is a 委 at the centre is one below
        ("苏市监〔2020〕1号", "province", "江苏省市场监督管理局"),
        ("皖经信〔2016〕3号", "province", None),  # 委 or 厅, the letters do not say
        ("苏财规〔2021〕3号", "province", None),  # one letter is no name
        ("京经信发〔2021〕3号", "province", None),  # 直辖市 have 局 and 委
        ("云政办发〔2020〕31号", None, None),  # 云南 or 云河
        ("临政办发〔2020〕8号", "province", "临海省人民政府办公厅"),  # a province of the user's own
    ],
)
def test_letters_tell_the_issuer(text: str, level: str | None, name: str | None) -> None:
    with additional_regions((RegionRow("990000", "临海省", "省", "province", None, "临"),)):
        hint = issuer_by_code(number(text), {})
    assert (hint.level, hint.name) == (level, name)


def issued(text: str, by: str) -> Record:
    record = make_record()
    return replace(record, document=replace(record.document, number=text, issuers=(Agency(by, "government"),)))


def test_documents_of_the_corpus_tell_what_letters_alone_do_not() -> None:
    known = known_codes([issued("云政办发〔2020〕31号", "云河市人民政府办公室")])
    assert issuer_by_code(number("云政办发〔2016〕12号"), known) == IssuerHint(
        "city", "office", "云", "云河市人民政府办公室"
    )


def test_letters_of_two_issuers_tell_nothing() -> None:
    known = known_codes(
        [issued("云政办发〔2020〕31号", "云河市人民政府办公室"), issued("云政办发〔2020〕32号", "云门市人民政府办公室")]
    )
    assert issuer_by_code(number("云政办发〔2016〕12号"), known).name is None
