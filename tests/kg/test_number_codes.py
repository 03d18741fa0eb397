"""Who issued what is only cited: told by the letters of the number, by where it is cited, or by other documents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.resolving.number_codes import IssuersByCode
from ontology.docnumber import DocNumber, parse
from ontology.model import Agency, Level, Record, Region
from ontology.regions import RegionRow, additional_regions
from tests.factories import make_record

LINHAI = (
    RegionRow("990000", "临海省", "省", "province", None, "临"),
    RegionRow("990100", "云河市", "地级市", "city", "990000"),
    RegionRow("990121", "石岭县", "县", "county", "990100"),
)


def number(text: str) -> DocNumber:
    found = parse(text)
    assert found
    return found


@pytest.mark.parametrize(
    ("text", "level", "name"),
    [
        ("国办发〔2019〕6号", "national", "国务院办公厅"),
        ("中办发〔2019〕6号", "national", "中共中央办公厅"),
        ("苏政办发〔2020〕31号", "province", "江苏省人民政府办公厅"),
        ("粤工信信软〔2020〕37号", "province", "广东省工业和信息化厅"),
        ("鲁发改工业〔2021〕3号", "province", "山东省发展和改革委员会"),  # what is a 委 at the centre is one below
        ("苏市监〔2020〕1号", "province", "江苏省市场监督管理局"),
        ("皖经信〔2016〕3号", "province", None),  # 委 or 厅, the letters do not say
        ("苏财规〔2021〕3号", "province", None),  # one letter is no name
        ("京经信发〔2021〕3号", "province", None),  # 直辖市 have 局 and 委
        ("苏发〔2020〕3号", "province", "中共江苏省委员会"),
        ("粤发〔2020〕3号", "province", "中共广东省委员会"),
        ("皖发〔2020〕3号", "province", "中共安徽省委员会"),
        ("苏办发〔2020〕3号", "province", "中共江苏省委办公厅"),
        ("川委厅〔2019〕55号", "province", "中共四川省委办公厅"),
        ("浙委发〔2019〕5号", "province", "中共浙江省委员会"),
        ("新兵发〔2019〕8号", "province", "新疆生产建设兵团"),
        ("新兵办发〔2019〕8号", "province", "新疆生产建设兵团办公厅"),
        ("退役军人部发〔2018〕27号", "national", "退役军人事务部"),
        ("住房城乡建设部令第11号", "national", "住房和城乡建设部"),
        ("滁政办〔2020〕8号", "city", "滁州市人民政府办公室"),  # nobody else has the letter
        ("漯政办〔2020〕8号", "city", "漯河市人民政府办公室"),
        ("东阿政发〔2020〕8号", "county", "东阿县人民政府"),
        ("深坪府办规〔2023〕1号", "county", "深圳市坪山区人民政府办公室"),
        ("深龙府办规〔2023〕1号", "county", None),  # 龙岗 or 龙华
        ("云政办发〔2020〕31号", None, None),  # 云南 or 云河
        ("宁政办发〔2020〕31号", None, None),
        ("泰政办发〔2020〕31号", None, None),
        ("路中医发〔2011〕10号", None, None),
        ("临政办发〔2020〕8号", "province", "临海省人民政府办公厅"),  # a province of the user's own
        ("石岭政办发〔2020〕8号", "county", "石岭县人民政府办公室"),
    ],
)
def test_letters_tell_the_issuer(text: str, level: str | None, name: str | None) -> None:
    with additional_regions(LINHAI):
        found = IssuersByCode([]).find(number(text))
    assert (found.level, found.name) == (level, name)
    assert found.reason


# the number, the places of the documents that cite it, what follows
CITED = [
    ("宁政办发〔2020〕3号", ["640000"], "province", "宁夏回族自治区人民政府办公厅"),
    ("宁政办发〔2020〕3号", ["640181", "640200"], "province", "宁夏回族自治区人民政府办公厅"),
    ("宁政发〔2020〕3号", ["320100"], "city", "南京市人民政府"),
    ("宁政办发〔2020〕3号", ["320106"], "city", "南京市人民政府办公厅"),
    ("宁政发〔2020〕3号", ["320700"], "city", "南京市人民政府"),  # nobody else in 江苏
    ("宁政发〔2020〕3号", ["350900"], "city", "宁德市人民政府"),
    ("宁政发〔2020〕3号", ["350100"], "city", "宁德市人民政府"),  # not 宁化县, whose documents nobody else cites
    ("宁政发〔2020〕3号", ["350424"], "county", "宁化县人民政府"),
    ("宁政发〔2020〕3号", ["330200"], None, None),  # 宁海县? its own documents only would make that sure
    ("宁政发〔2020〕3号", ["330226"], "county", "宁海县人民政府"),
    ("宁政发〔2020〕3号", ["320100", "640000"], None, None),  # they do not agree
    ("宁政发〔2020〕3号", ["000000"], "province", "宁夏回族自治区人民政府"),  # the centre speaks of provinces
    ("云政办发〔2020〕3号", ["000000"], "province", "云南省人民政府办公厅"),
    ("合政〔2020〕3号", ["000000"], "city", "合肥市人民政府"),
    ("长政发〔2020〕3号", ["000000"], None, None),  # 长春, 长沙, 长治
    ("宁政〔2020〕3号", ["630000"], "city", "西宁市人民政府"),
    ("日政发〔2020〕3号", ["370000"], "city", "日照市人民政府"),
    ("吉政发〔2020〕3号", ["220100"], "province", "吉林省人民政府"),
    ("吉市政发〔2020〕3号", ["220200"], "city", "吉林市人民政府"),
    ("吉府发〔2020〕3号", ["360800"], "city", "吉安市人民政府"),
    ("黑政办规〔2020〕3号", ["231100"], "province", "黑龙江省人民政府办公厅"),
    ("甘政办发〔2020〕3号", ["620100"], "province", "甘肃省人民政府办公厅"),
    ("甘府发〔2020〕3号", ["513300"], "city", "甘孜藏族自治州人民政府"),
    ("青政办〔2020〕3号", ["630100"], "province", "青海省人民政府办公厅"),
    ("青政发〔2020〕3号", ["370200"], "city", "青岛市人民政府"),
    ("青政发〔2020〕3号", ["370100"], "city", "青岛市人民政府"),  # not 青州
    ("青政发〔2020〕3号", ["370781"], "county", "青州市人民政府"),
    ("新政发〔2020〕3号", ["650100"], "province", "新疆维吾尔自治区人民政府"),
    ("新政〔2020〕3号", ["410700"], "city", "新乡市人民政府"),
    ("云政发〔2020〕3号", ["530100"], "province", "云南省人民政府"),
    ("云府〔2020〕3号", ["445300"], "city", "云浮市人民政府"),
    ("内政发〔2020〕3号", ["150200"], "province", "内蒙古自治区人民政府"),
    ("内府发〔2020〕3号", ["511000"], "city", "内江市人民政府"),
    ("云发〔2020〕3号", ["530100"], "province", "中共云南省委员会"),
    ("宁党发〔2020〕3号", ["640100"], "province", "中共宁夏回族自治区委员会"),
    ("连发〔2020〕3号", ["320700"], "city", "中共连云港市委员会"),
    ("泰政发〔2020〕3号", ["321200"], "city", "泰州市人民政府"),
    ("泰政发〔2020〕3号", ["321283"], None, None),  # 泰兴, or 泰州 above it
    ("淮政发〔2020〕3号", ["320000"], "city", "淮安市人民政府"),
    ("郑政办〔2020〕3号", ["410100"], "city", None),  # 办公厅 or 办公室
    ("大政办发〔2022〕23号", ["210200"], "city", None),
    ("饶府办字〔2022〕75号", ["361100"], "city", "上饶市人民政府办公室"),
    ("榕政办规〔2023〕18号", ["350100"], "city", None),
    ("汴政办〔2022〕28号", ["410000"], "city", "开封市人民政府办公室"),
    ("同政办发〔2022〕41号", ["140200"], "city", "大同市人民政府办公室"),
    ("吉市政办发〔2022〕26号", ["220000"], "city", "吉林市人民政府办公室"),
    ("吉府办字〔2022〕42号", ["360800"], "city", "吉安市人民政府办公室"),
    ("明政办字〔2022〕35号", ["350400"], "city", "三明市人民政府办公室"),
    ("明政办字〔2022〕35号", ["350000"], "city", "三明市人民政府办公室"),  # not 明溪
    ("宛政办〔2022〕38号", ["410000"], "city", "南阳市人民政府办公室"),
    ("通政发〔2026〕1号", ["320600"], "city", "南通市人民政府"),
    ("泰政办发〔2022〕13号", ["370000"], "city", "泰安市人民政府办公室"),
    ("孝感政办发〔2022〕33号", ["420000"], "city", "孝感市人民政府办公室"),
    ("中府办〔2022〕29号", ["440000"], "city", "中山市人民政府办公室"),
    ("黄政办发〔2022〕63号", ["420000"], None, None),  # 黄石 or 黄冈
    ("赣市府办发〔2020〕3号", ["360700"], "city", "赣州市人民政府办公室"),
    ("云工信科技〔2020〕3号", ["530100"], "province", "云南省工业和信息化厅"),
    ("云工信科技〔2020〕3号", ["445300"], None, None),
    ("宁民发〔2020〕3号", ["640100"], "province", None),
    ("宁民发〔2020〕3号", ["320100"], None, None),  # 南京市民政局, or anybody's
    ("银办发〔2020〕3号", ["640100"], "national", "中国人民银行办公厅"),  # not 银川
    ("省政府令第181号", ["440100"], "province", "广东省人民政府"),
    ("市政发〔2020〕3号", ["610100"], "city", "西安市人民政府"),
    ("市政办〔2020〕3号", ["450300"], "city", "桂林市人民政府办公室"),
    ("州政发〔2020〕3号", ["433100"], "city", "湘西土家族苗族自治州人民政府"),
    ("州政发〔2020〕3号", ["430100"], "city", None),
    ("市政发〔2020〕3号", ["610000"], None, None),
    ("某县政发〔2020〕3号", ["610000"], "county", None),
    ("市政府令第12号", ["440100"], "city", "广州市人民政府"),
]


@pytest.mark.parametrize(("text", "homes", "level", "name"), CITED)
def test_where_a_number_is_cited_tells_whose_letters_they_are(
    text: str, homes: list[str], level: str | None, name: str | None
) -> None:
    found = IssuersByCode([]).find(number(text), homes)
    assert (found.level, found.name) == (level, name)
    assert found.reason


def test_what_stays_open_says_between_whom() -> None:
    reason = IssuersByCode([]).find(number("黄政办发〔2022〕63号"), ["420000"]).reason
    assert reason.startswith("“黄”可指黄石市")
    assert reason.endswith("印有该文号的文件不能分辨")


def test_rank_decides_with_a_reason() -> None:
    reason = IssuersByCode([]).find(number("宁政发〔2020〕3号"), ["350100"]).reason
    assert reason == "“宁”指宁德市：本省用此代字的市级只有它，县级的别处很少引用"
    reason = IssuersByCode([]).find(number("宁政发〔2020〕3号"), ["000000"]).reason
    assert reason == "“宁”指宁夏回族自治区：中央文件引用，用此代字的省级只有它"


def issued(text: str, by: str, level: Level = "city", code: str = "990100") -> Record:
    record = make_record()
    place = Region(code, by)
    head = replace(record.document, number=text, issuers=(Agency(by, "government"),), level=level, region=place)
    return replace(record, document=head)


def test_documents_of_the_corpus_tell_what_letters_alone_do_not() -> None:
    with additional_regions(LINHAI):
        codes = IssuersByCode([issued("云政办发〔2020〕31号", "云河市人民政府办公室")])
        found = codes.find(number("云政办发〔2016〕12号"))
        assert (found.level, found.name) == ("city", "云河市人民政府办公室")
        assert "已收录" in found.reason
        # cited in another province, it is another's
        assert codes.find(number("云政办发〔2016〕12号"), ["530100"]).name == "云南省人民政府办公厅"
        assert codes.find(number("云政办发〔2016〕12号"), ["420900"]).name is None


def test_letters_of_two_issuers_tell_nothing() -> None:
    with additional_regions(LINHAI):
        codes = IssuersByCode(
            [
                issued("云政办发〔2020〕31号", "云河市人民政府办公室"),
                issued("云政办发〔2020〕32号", "云门市人民政府办公室"),
            ]
        )
    assert codes.find(number("云政办发〔2016〕12号")).name is None
