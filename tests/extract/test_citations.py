"""Documents that a document names, and how it stands to them."""

from __future__ import annotations

import pytest

from extract.citations import find_citations
from ontology.model import Span
from tests.extract.chain import read_core


def cited(text: str, **known):
    known = {"title": None, "number": None, "notice": None, **known}
    return [(c.title, c.number, c.relation) for c in find_citations(text, **known)]


def relations(text: str) -> list[str]:
    return [relation for _, _, relation in cited(text)]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("为贯彻落实《临海省数字经济规划》，制定本方案。", "implements"),
        ("认真落实《临海省数字经济规划》要求。", "implements"),
        ("严格执行《云河市采购办法》。", "implements"),
        ("深入实施《云河市三年行动计划》。", "implements"),
        ("推动《云河市采购办法》落地见效。", "implements"),
        ("推进《云河市采购办法》实施。", "implements"),
        ("遵守《云河市安全条例》。", "implements"),
        ("根据《临海省数字经济规划》，制定本方案。", "based_on"),
        ("按照《临海省数字经济规划》要求，制定本方案。", "based_on"),
        ("依据《临海省统计条例》，制定本办法。", "based_on"),
        ("以《云河市采购办法》为依据。", "based_on"),
        ("按《云河市采购办法》执行。", "based_on"),
        ("参照《临海省人才目录》执行。", "applies"),
        ("比照《临海省人才目录》认定。", "applies"),
        ("《云河市旧办法》同时废止。", "repeals"),
        ("自本办法施行之日起，《云河市旧办法》（云政发〔2018〕3号）不再执行。", "repeals"),
        ("废止《云河市旧办法》。", "repeals"),
        ("《云河市旧办法》作如下修改：", "amends"),
        ("现将《云河市实施方案》印发给你们，请认真贯彻执行。", "issues"),
        ("《云河市实施方案》已经市政府同意，现印发给你们。", "issues"),
        ("编制《云河市发展规划》。", "cites"),
        ("出台《云河市采购办法》。", "cites"),
        ("《云河市旧办法》与本办法不一致的，以本办法为准。", "cites"),
        ("符合《云河市采购办法》规定的企业。", "cites"),
        pytest.param("贯彻全会精神，根据《临海省规划》，制定本方案。", "based_on", id="the nearest cue decides"),
        pytest.param("根据《临海省规划》，贯彻落实《临海省规划》要求。", "implements", id="both: implements"),
    ],
)
def test_relations(text, relation):
    assert relations(text) == [relation]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "落实《甲规划》（云政发〔2031〕2号，以下简称《规划》）和省林业局、省财政局等六部门《乙规划》，",
            [("甲规划", "implements"), ("乙规划", "implements")],
            id="a short name and the bodies of the next stand between",
        ),
        pytest.param(
            "为贯彻《甲规划》《乙规划》和《丙规划》精神，制定本方案。",
            [("甲规划", "implements"), ("乙规划", "implements"), ("丙规划", "implements")],
            id="a chain shares the cue of its first",
        ),
        pytest.param(
            "市林业局制定了《甲方案》《乙办法》。现印发你们，请遵照执行。",
            [("甲方案", "issues"), ("乙办法", "issues")],
            id="issued in the next sentence",
        ),
        pytest.param(
            "根据《甲规划》（临政发〔2022〕3号）、《乙规划》（临政发〔2022〕4号）等文件，制定本方案。",
            [("甲规划", "based_on"), ("乙规划", "based_on")],
            id="with numbers between",
        ),
        pytest.param(
            "根据《甲规划》（临政发〔2022〕3号）和云河市人民政府关于印发《乙规划的通知》精神，制定本方案。",
            [("甲规划", "based_on"), ("乙规划的通知", "based_on")],
            id="with who issued it between",
        ),
        pytest.param(
            "根据《甲规划》，经市政府同意，现将《乙方案》印发给你们。",
            [("甲规划", "based_on"), ("乙方案", "issues")],
            id="what is issued on its basis",
        ),
        pytest.param(
            "贯彻落实《甲规划》，根据《乙规划》，制定本方案。",
            [("甲规划", "implements"), ("乙规划", "based_on")],
            id="a cue of its own ends the chain",
        ),
        pytest.param(
            "《旧办法》（云政发〔2018〕3号）、《老办法》同时废止。",
            [("旧办法", "repeals"), ("老办法", "repeals")],
            id="repealed together",
        ),
        pytest.param(
            "根据《甲规划》。编制《乙规划》。", [("甲规划", "based_on"), ("乙规划", "cites")], id="not over a full stop"
        ),
    ],
)
def test_chains(text, expected):
    assert [(title, relation) for title, _, relation in cited(text)] == expected


@pytest.mark.parametrize(
    ("text", "title", "number", "quote"),
    [
        (
            "根据《临海省规划》（临政发〔2022〕3号），",
            "临海省规划",
            "临政发〔2022〕3号",
            "《临海省规划》（临政发〔2022〕3号）",
        ),
        pytest.param(
            "根据《临海省规划》(临政发[2022]3号)，", "临海省规划", "临政发〔2022〕3号", None, id="other brackets"
        ),
        pytest.param(
            "根据《临海省规划》(临政发﹝2022﹞3号)，", "临海省规划", "临政发〔2022〕3号", None, id="small brackets"
        ),
        pytest.param(
            "根据临政发〔2022〕3号文件精神，", None, "临政发〔2022〕3号", "临政发〔2022〕3号", id="a number alone"
        ),
        pytest.param(
            "根据《《云河市办法》实施细则》，", "《云河市办法》实施细则", None, None, id="a title inside a title"
        ),
        pytest.param("根据《〈云河市办法〉实施细则》，", "〈云河市办法〉实施细则", None, None, id="with 〈〉"),
        pytest.param(
            "根据《云河市行动计划（2024—2026年）》，", "云河市行动计划（2024—2026年）", None, None, id="brackets"
        ),
    ],
)
def test_titles_and_numbers(text, title, number, quote):
    (citation,) = find_citations(text, title=None, number=None, notice=None)
    assert (citation.title, citation.number) == (title, number)
    assert citation.text == text[slice(*citation.span)]
    assert quote in (None, citation.text)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("落实国家发展改革委等30部门《关于促进消费的通知》，", "国家发展改革委等30部门"),
        ("根据《临海省人民政府办公厅关于促进就业的通知》，", "临海省人民政府办公厅"),
        ("根据《临海省就业条例》，", None),
    ],
)
def test_issuers(text, issuer):
    (citation,) = find_citations(text, title=None, number=None, notice=None)
    assert citation.issuer == issuer


@pytest.mark.parametrize(
    "text",
    ["填写《云河市补贴申请表》。", "持有《营业执照》。", "在《云河日报》刊登。", "签订《入园协议》。", "名为《》的。"],
)
def test_no_documents(text):
    assert cited(text) == []


def test_once_each_at_the_first_mention_with_the_strongest_relation():
    text = "编制要符合《甲规划》。贯彻落实《甲规划》（临政发〔2022〕3号）。按照临政发〔2022〕3号要求。"
    (citation,) = find_citations(text, title=None, number=None, notice=None)
    assert (citation.title, citation.number, citation.relation) == ("甲规划", "临政发〔2022〕3号", "implements")
    assert citation.span.start == text.index("《")


def test_same_title_other_number_is_another_document():
    text = "落实《年度要点》（云政发〔2022〕3号）。落实《年度要点》（云政发〔2023〕5号）。"
    assert [number for _, number, _ in cited(text)] == ["云政发〔2022〕3号", "云政发〔2023〕5号"]


def test_titles_listed_below_a_line_share_what_it_says():
    ended = "一、下列文件予以废止：\n1.《甲办法》（云政发〔2018〕4号）\n2.《乙办法》\n"
    text = ended + "二、下列文件继续有效：\n1.《丙办法》\n"
    assert [(title, relation) for title, _, relation in cited(text)] == [
        ("甲办法", "repeals"),
        ("乙办法", "repeals"),
        ("丙办法", "cites"),
    ]


def test_items_of_a_list_need_no_marks_around_their_titles():
    title = "云河市人民政府办公室关于印发云河市数据资源共享管理办法的通知"
    listed = f"1.{title}（云政办发〔2018〕4号）\n2.{title}（云政办发〔2018〕5号）\n"
    assert relations(f"一、下列文件予以废止：\n{listed}") == ["repeals", "repeals"]


def test_the_number_of_the_notice_that_issues_a_document_is_its_own():
    text = "云河市人民政府关于印发《云河市甲办法》的通知（云政发〔2018〕4号）同时废止。"
    assert cited(text) == [("云河市甲办法", "云政发〔2018〕4号", "repeals")]


def test_what_is_kept_beside_what_is_repealed():
    text = "决定对《云河市甲办法》（云政发〔2018〕4号）等2件文件予以保留，对3件文件予以废止。"
    assert relations(text) == ["cites"]


def test_what_follows_a_title_about_repeals_is_no_list():
    text = "关于宣布失效部分规范性文件的决定\n根据《云河市规范性文件管理办法》，决定如下：\n一、清理《甲办法》。"
    assert [relation for *_, relation in cited(text)] == ["based_on", "cites"]


def test_one_number_behind_two_titles_is_told_twice():
    text = "根据《云河市海域管理办法》（云政发〔2018〕4号）和《云河市渔港条例》（云政发〔2018〕4号）制定。"
    assert cited(text) == [
        ("云河市海域管理办法", "云政发〔2018〕4号", "based_on"),
        ("云河市渔港条例", "云政发〔2018〕4号", "based_on"),
    ]


@pytest.mark.parametrize("again", ["关于印发〈云河市海域管理办法〉的通知", "海域管理办法", "云河市海域管理规定"])
def test_one_title_printed_in_other_ways_is_one_document(again: str):
    text = f"根据《云河市海域管理办法》（云政发〔2018〕4号）制定。按照《{again}》（云政发〔2018〕4号）执行。"
    assert len(cited(text)) == 1


def test_its_own_title_and_number_are_not_cited():
    text = "《云河市实施方案》（云政办发〔2024〕6号）自发布之日起施行。根据《临海省规划》制定。"
    assert cited(text, title="云河市实施方案", number="云政办发〔2024〕6号") == [("临海省规划", None, "based_on")]


def test_the_cover_notice_issues_the_policy():
    notice = "现将《云河市实施方案》印发给你们。\n"
    text = notice + "根据《临海省规划》，制定本方案。\n《云河市实施方案》解释权归市工信局。"
    found = cited(text, title="云河市实施方案", notice=Span(0, len(notice)))
    assert found == [("云河市实施方案", None, "issues"), ("临海省规划", None, "based_on")]


def test_stretches_to_skip():
    text = "《网站声明》\n根据《临海省规划》，制定本方案。"
    assert cited(text, skip=[Span(0, 7)]) == [("临海省规划", None, "based_on")]


def test_the_measure_that_cites():
    text = "根据《甲规划》制定。\n（一）采购。落实《云河市采购办法》。"
    measures = read_core(text).measures
    found = find_citations(text, title=None, number=None, notice=None, measures=measures)
    assert [citation.measure for citation in found] == [None, "m1"]


def test_a_short_name_is_the_document_before_it_wherever_it_comes_again():
    text = "依据《云河市数据管理办法》（云政发〔2031〕3号）（以下简称《管理办法》）。\n（一）落实《管理办法》。"
    (citation,) = find_citations(text, title=None, number=None, notice=None)
    assert (citation.title, citation.number) == ("云河市数据管理办法", "云政发〔2031〕3号")
    assert citation.relation == "based_on"


def test_a_title_of_marks_alone_is_none() -> None:
    assert find_citations("根据《“”（）》和《 》。", title=None, number=None, notice=None) == []
