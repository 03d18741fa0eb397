"""The header of a document, read from every form in which such texts come; places are invented."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.cleaning.clean import clean
from extract.heads.header import HeaderReading, read_header
from extract.heads.issuers import full_organ_name, organs_before, split_organs
from extract.recipients import is_recipients, split_recipients
from extract.sources.readers import SourceText
from extract.titles import document_type, self_named_type
from ontology.errors import SourceError
from ontology.model import Span
from ontology.region_table import RegionRow, additional_regions

REGIONS = (
    RegionRow("990000", "临海省", "省", "province", None, "临"),
    RegionRow("990100", "云河市", "市", "city", "990000"),
    RegionRow("990102", "云桥区", "区", "county", "990100"),
)


@pytest.fixture(autouse=True)
def _invented_places() -> Iterator[None]:
    with additional_regions(REGIONS):
        yield


def reading(text: str, *, file_name: str = "a.txt", media_type: str = "text/plain") -> HeaderReading:
    return read_header(clean(SourceText(file_name, text, media_type, "", "utf-8")), file_name=file_name)


def parts(text: str, media_type: str = "text/plain") -> tuple[str, str | None]:
    cleaned = clean(SourceText("a.txt", text, media_type, "", "utf-8"))
    found = read_header(cleaned, file_name="a.txt")
    notice = cleaned.text[slice(*found.notice)] if found.notice else None
    return cleaned.text[slice(*found.body)], notice


COVER = "云河市人民政府办公室关于印发云河市植树造林行动方案的通知"
NUMBER = "云河政办发〔2031〕5号"
TO = "各县、区人民政府，市政府有关部门、直属机构："
NOTICE = "《云河市植树造林行动方案》已经市政府第3次常务会议审议通过，现印发给你们，请认真组织实施。"
SIGNED = ["云河市人民政府办公室", "2031年4月7日", "（此件公开发布）"]
TITLE = "云河市植树造林行动方案"
OPENING = "为落实《临海省绿化规划》（临政发〔2030〕9号），结合我市实际，制定本方案。"
CLAUSES = ["一、总体要求", "到2035年，全市森林覆盖率达到30%。", "二、重点任务", "（一）植树。（市林业局牵头）"]
LINES = [COVER, NUMBER, TO, NOTICE, *SIGNED, TITLE, OPENING, *CLAUSES]


def _wrapped(line: str, width: int) -> list[str]:
    return [line[at : at + width] for at in range(0, len(line), width)]


# The same document, printed in many ways: all of them say the same.
SAME = {
    "lines": "\n".join(LINES),
    "indented": "\r\n\r\n".join("　　" + line for line in LINES),
    "joined": "".join([*LINES, "落实责任，强化考核，抓好宣传，完善机制。" * 80]),
    "joined by blanks": " ".join([*LINES, "落实责任，强化考核，抓好宣传，完善机制。" * 80]),
    "joined by blanks, with a numbered outline": " ".join([*LINES, "三、保障", "1.领导。落实责任。" * 20, "2.资金。"]),
    "wrapped at 34 characters": "\n".join(
        wrapped for line in [*LINES, "落实责任，强化考核，抓好宣传，完善机制。" * 40] for wrapped in _wrapped(line, 34)
    ),
    "doubled title": "\n".join([COVER, "来源：云河市政府网", COVER, *LINES[1:]]),
    "number before the title": "\n".join([NUMBER, COVER, *LINES[2:]]),
    "number spaced": "\n".join([COVER, "云河政办发 〔2031〕 5 号", *LINES[2:]]),
    "number in other brackets": "\n".join([COVER, "云河政办发[2031]5号", *LINES[2:]]),
    "wrapped titles": "\n".join(
        [
            "云河市人民政府办公室关于印发",
            "云河市植树造林行动方案的通知",
            *LINES[1:7],
            "云河市植树造林",
            "行动方案",
            *LINES[8:],
        ]
    ),
    "signature on one line": "\n".join([*LINES[:4], "云河市人民政府办公室 2031年4月7日", *LINES[6:]]),
    "spaced date": "\n".join([*LINES[:5], "2031 年 4月 7 日", *LINES[6:]]),
    "date in Chinese numerals": "\n".join([*LINES[:5], "二〇三一年四月七日", *LINES[6:]]),
    "attachment mark": "\n".join([*LINES[:4], "附件：云河市植树造林行动方案", *SIGNED, "附件", *LINES[7:]]),
    "numbered lines in the notice": "\n".join(
        [*LINES[:4], "1.各单位要于6月10日前制定方案。", "2.每月25日前报送进展。", *LINES[4:]]
    ),
    "printing line": "\n".join([*LINES, "抄送：市委各部门。", "云河市人民政府办公室 2031年4月8日印发"]),
    "contacts": "\n".join([*LINES[:6], "（联系人：云河市林业局 张某某，0500-85810000）", *LINES[7:]]),
    "page": "".join(f"<p>{line}</p>" for line in LINES),
    "page with a wrapped title": "<center>云河市人民政府办公室关于印发</center>"
    "<center>云河市植树造林行动方案的通知</center>" + "".join(f"<p><span>{line}</span></p>" for line in LINES[1:]),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_one_document_in_many_prints(text: str) -> None:
    header = reading(text, media_type="text/html" if text.startswith("<") else "text/plain").header
    assert header.title == TITLE
    assert header.cover_title == COVER
    assert header.number == NUMBER
    assert header.type == "行动方案"
    assert [issuer.name for issuer in header.issuers] == ["云河市人民政府办公室"]
    assert header.date_signed == "2031-04-07"
    assert header.region is not None
    assert (header.region.code, header.region.name) == ("990100", "临海省云河市")
    assert header.level == "city"
    assert header.recipients == ("各县、区人民政府", "市政府有关部门", "直属机构")
    assert header.date_published is None


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_notice_and_policy_part_where_the_policy_begins(text: str) -> None:
    body, notice = parts(text, "text/html" if text.startswith("<") else "text/plain")
    assert body.startswith(OPENING)
    assert "抄送" not in body
    assert notice is not None
    assert notice.startswith("各县、区")
    assert "现印发给你们" in notice


def test_facts_that_run_into_a_text_without_line_breaks() -> None:
    facts = f"索引号：999C00/2031-00012 发文机关：云河市人民政府办公室 发文字号：{NUMBER} 成文日期：2031年4月7日 "
    found = reading(f"{facts}有效性：有效" + "".join([*LINES, "落实责任，强化考核，抓好宣传，完善机制。" * 80])).header
    assert (found.index_number, found.status) == ("999C00/2031-00012", "有效")
    assert (found.title, found.cover_title, found.number) == (TITLE, COVER, NUMBER)
    assert found.recipients == ("各县、区人民政府", "市政府有关部门", "直属机构")


RUN_ON = "".join([*LINES, "落实责任，强化考核，抓好宣传，完善机制。" * 80])


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(f"{COVER}索引号：999C00/2031-00012发文日期：2031-4-7发布时间：2031-4-9", id="below a title"),
        pytest.param("[发文机构] 云河市人民政府办公室 [发布日期] 2031-04-09 [有效性] 是", id="a validity of yes"),
        pytest.param(f"【发布日期】 2031-04-09【文    号】 {NUMBER}【名    称】 {COVER}", id="the title last"),
        pytest.param(f"{COVER}发布时间：2031-04-09   来源：云河市人民政府", id="who it comes from last"),
    ],
)
def test_a_catalogue_that_runs_into_a_text_without_line_breaks(head: str) -> None:
    rest = RUN_ON.removeprefix(COVER) if "来源" in head else RUN_ON
    found = reading(head + rest).header
    assert (found.title, found.cover_title, found.number) == (TITLE, COVER, NUMBER)
    assert found.recipients == ("各县、区人民政府", "市政府有关部门", "直属机构")
    assert (found.date_signed, found.date_published) == ("2031-04-07", "2031-04-09")
    assert found.status == ("有效" if "有效性" in head else None)


def test_a_catalogue_whose_last_value_has_no_known_end_still_ends_at_the_recipients() -> None:
    head = f"{COVER}【发文字号】{NUMBER}【发布日期】2031.04.09【法规类别】林业"
    found = reading(head + RUN_ON.removeprefix(COVER + NUMBER)).header
    assert (found.title, found.number) == (TITLE, NUMBER)
    assert found.recipients == ("各县、区人民政府", "市政府有关部门", "直属机构")


def test_what_stands_in_the_footer_of_a_text_without_line_breaks_is_not_all_of_it() -> None:
    date = "现印发给你们，请认真组织实施。2031年4月7日（此件公开发布）"
    text = "".join([TO, NOTICE.replace("现印发给你们，请认真组织实施。", date), TITLE, OPENING, *CLAUSES])
    found = reading(text + "落实责任，强化考核。" * 80 + "网站标识码：9901000006").header
    assert (found.title, found.date_signed) == (TITLE, "2031-04-07")


def test_a_line_as_wide_as_the_page_ends_before_the_number_recipients_and_text() -> None:
    cover, to = COVER.rjust(32, "临"), "各县、区人民政府，市政府有关部门、市各直属机构、市各企业事业单位："
    assert len(to) >= 30
    paragraphs = [cover, NUMBER, to, NOTICE, *SIGNED, TITLE, OPENING, *CLAUSES, "落实责任，强化考核，抓好宣传。" * 40]
    text = "\n".join(row for line in paragraphs for row in _wrapped(line, 34))
    found = reading(text).header
    assert (found.title, found.number, found.cover_title) == (TITLE, NUMBER, cover)
    assert found.recipients[-1] == "市各企业事业单位"


def test_what_a_notice_with_clauses_of_its_own_attaches_is_its_attachment() -> None:
    cover = "云河市人民政府办公室关于做好植树造林工作的通知"
    clauses = [
        "《云河市植树造林行动方案》一并印发。",
        "一、落实责任。（市林业局牵头）",
        "二、加强管护。（市林业局牵头）",
    ]
    found = reading("\n".join([cover, NUMBER, TO, *clauses, *SIGNED, *LINES[7:]])).header
    assert (found.title, found.type) == (cover, "通知")


def test_a_document_without_a_cover_notice() -> None:
    text = "\n".join(
        [
            "云河市人民政府关于推进植树造林的实施意见",
            "云河政发〔2031〕8号",
            TO,
            OPENING,
            *CLAUSES,
            "云河市人民政府",
            "2031年5月1日",
        ]
    )
    found = reading(text)
    assert (found.header.title, found.header.cover_title) == ("云河市人民政府关于推进植树造林的实施意见", None)
    assert found.header.type == "实施意见"
    assert found.notice is None
    body, _ = parts(text)
    assert body.startswith(OPENING)
    assert body.endswith("（市林业局牵头）")


def test_what_is_not_printed_stays_empty() -> None:
    found = reading("\n".join([OPENING.replace("本方案", "本行动计划"), *CLAUSES]))
    header = found.header
    assert (header.title, header.number, header.date_signed, header.issuers, header.recipients) == (
        None,
        None,
        None,
        (),
        (),
    )
    assert header.type == "行动计划"
    assert {remark.code for remark in found.remarks} >= {"no-title", "no-issuer", "no-number"}


def test_the_number_of_a_parent_is_never_the_document_s_own() -> None:
    assert reading("\n".join([COVER, TO, OPENING, *CLAUSES])).header.number is None
    assert reading(TO + OPENING + "落实责任。" * 300).header.number is None


@pytest.mark.parametrize(
    "signature",
    [
        ["云河市林业局 云河市财政局", "云河市教育局", "2031年4月7日"],
        ["云河市林业局　　　云河市财政局　　　云河市教育局", "2031年4月7日"],
        ["云河市林业局", "云河市财政局", "云河市教育局", "2031年4月7日"],
        ["云河市林业局、云河市财政局、云河市教育局", "2031年4月7日"],
        ["云河市林业局云河市财政局云河市教育局", "2031年4月7日"],
        ["云河市林业局 云河市财政局 云河市教育局 2031年4月7日"],
    ],
)
def test_joint_issue(signature: list[str]) -> None:
    header = reading("\n".join(["关于植树的通知", TO, OPENING, *CLAUSES, *signature])).header
    assert [issuer.name for issuer in header.issuers] == ["云河市林业局", "云河市财政局", "云河市教育局"]
    assert header.date_signed == "2031-04-07"


def test_bodies_of_the_centre_sign_by_short_names() -> None:
    signed = ["教育部 国务院国资委", "国务院扶贫办 全国妇联", "中国银保监会 中国科学院", "2031年4月7日"]
    lines = [
        "教育部等六部门关于印发《植树行动计划》的通知",
        "各省、自治区、直辖市教育厅（教委）：",
        "现将《植树行动计划》印发给你们。",
    ]
    header = reading("\n".join([*lines, *signed, "植树行动计划", "为绿化校园，制定本计划。", *CLAUSES])).header
    assert header.title == "植树行动计划"
    assert [issuer.name for issuer in header.issuers] == " ".join(signed[:-1]).split()


@pytest.mark.parametrize("behind", ["（云河政办发〔2031〕5号）", "(云河政办发〔2031〕5号)", " 云河政办发〔2031〕5号"])
def test_a_number_behind_the_title_on_its_line(behind: str) -> None:
    title = "云河市人民政府办公室关于植树的实施意见"
    header = reading("\n".join([title + behind, OPENING, *CLAUSES])).header
    assert (header.title, header.number) == (title, NUMBER)


@pytest.mark.parametrize(
    "head",
    [
        ["云河市林业局 云河市财政局", "印发《云河市植树", "行动方案》的通知"],
        ["发布时间：2031-06-19  来源：", "云河市林业局 云河市财政局", "印发《云河市植树行动方案》的", "通    知"],
    ],
)
def test_the_bodies_above_a_wrapped_title_belong_to_it(head: list[str]) -> None:
    said = "现将《云河市植树行动方案》印发给你们。"
    signed = ["云河市林业局 云河市财政局", "2031年4月7日"]
    header = reading("\n".join([*head, TO, said, *signed, "云河市植树行动方案", OPENING, *CLAUSES])).header
    assert header.title == "云河市植树行动方案"
    assert header.cover_title == "云河市林业局 云河市财政局印发《云河市植树行动方案》的通知"


def test_a_catalogue_drawn_with_bars() -> None:
    rows = ["| 文号 | 云政发〔2031〕215号 |", "| 制发机关 | 云河市人民政府 |", "| 成文日期 | 2031-05-13 |"]
    found = reading("\n".join([*rows, TO, "云河市人民政府关于植树的意见", OPENING, *CLAUSES])).header
    assert (found.number, found.date_signed) == ("云政发〔2031〕215号", "2031-05-13")


def test_labels_of_a_catalogue_without_colons() -> None:
    rows = [
        "索 引 号 MB1534522/2031-05475 发文日期 2031-01-03",
        "发布机构 云河市林业局 文    号 云林发〔2031〕1号",
        "有 效 性 有效",
    ]
    found = reading("\n".join(["云河市林业局关于植树的通知", *rows, TO, OPENING, *CLAUSES])).header
    assert (found.index_number, found.number, found.date_signed) == (
        *("MB1534522/2031-05475", "云林发〔2031〕1号"),
        "2031-01-03",
    )


def test_the_label_of_a_number_without_a_colon() -> None:
    title = "云河市人民政府办公室关于植树的实施意见"
    assert reading("\n".join([title, "文件编号 云河政办发〔2031〕5号", TO, OPENING, *CLAUSES])).header.number == NUMBER


@pytest.mark.parametrize(
    ("cover", "said", "title"),
    [
        pytest.param(
            "云桥区人民政府办公室关于印发2031年区《政府工作报告》确定的目标任务分解方案的通知",
            "2031年《区〈政府工作报告〉确定的目标任务分解方案》已经区政府同意，现印发给你们，并就有关事项通知如下：",
            "2031年区《政府工作报告》确定的目标任务分解方案",
            id="other marks",
        ),
        pytest.param(
            "云桥区人民政府办公室关于印发《政府工作报告》重点工作分工的通知",
            "2031年《政府工作报告》责任分工已经区政府同意，现印发给你们，并提出以下意见。",
            "2031年《政府工作报告》责任分工",
            id="no marks",
        ),
    ],
)
def test_a_notice_with_clauses_of_its_own_may_name_its_policy_otherwise(cover: str, said: str, title: str) -> None:
    own = ["一、各单位要高度重视。", "云桥区人民政府办公室", "2031年1月3日"]
    found = reading("\n".join([cover, TO, said, *own, title, *CLAUSES]))
    assert (found.header.title, found.header.cover_title) == (title, cover)


def test_a_policy_without_a_word_for_its_kind_below_a_date_alone() -> None:
    name = "2031年区政府重点工作责任分解"
    lines = [
        f"《云桥区人民政府办公室关于印发〈{name}〉的通知》",
        TO,
        f"《{name}》已经区政府同意，现印发给你们。",
        "2031年6月28日",
    ]
    header = reading("\n".join([*lines, name, OPENING, *CLAUSES])).header
    assert (header.title, header.date_signed) == (name, "2031-06-28")
    assert header.cover_title == f"云桥区人民政府办公室关于印发〈{name}〉的通知"


def test_issuers_of_the_title_where_nobody_signs() -> None:
    header = reading(
        "\n".join(
            [
                "省政府关于推进植树的意见",
                "临政发〔2031〕3号",
                "各市、县（市、区）人民政府：",
                "临海省森林资源丰富，全省要植树。",
                *CLAUSES,
            ]
        )
    ).header
    assert [issuer.name for issuer in header.issuers] == ["临海省人民政府"]
    assert header.level == "province"


def test_seals_and_contacts_are_no_issuers() -> None:
    lines = [
        "云河市绿化领导小组办公室",
        "（云河市林业局代章）",
        "2031年4月7日",
        "（联系人：张某某，电话：0500-85810000）",
    ]
    header = reading("\n".join([TO, NOTICE, *lines, TITLE, OPENING, *CLAUSES])).header
    assert [issuer.name for issuer in header.issuers] == ["云河市绿化领导小组办公室"]
    assert "张某某" not in repr(header)
    assert "85810000" not in repr(header)


def test_an_order_names_its_number_and_date_below_the_title() -> None:
    header = reading(
        "云河市献血办法\n（2031年7月27日云河市人民政府令第46号公布）\n第一章 总则\n第一条 为了献血，制定本办法。"
    ).header
    assert (header.title, header.number, header.date_signed) == (
        "云河市献血办法",
        "云河市人民政府令第46号",
        "2031-07-27",
    )


def test_a_title_issued_in_brackets_only() -> None:
    text = "\n".join([COVER, TO, NOTICE, *SIGNED, "第一条 为了植树，制定本方案。", "第二条 市林业局负责。"])
    header = reading(text).header
    assert (header.title, header.cover_title) == (TITLE, COVER)
    assert parts(text)[0].startswith("第一条")


def test_attachments_follow_the_text() -> None:
    text = "\n".join(
        [
            *(
                "关于下达植树任务的通知",
                TO,
                OPENING,
                *CLAUSES,
                "附件：1.任务表",
                "2.名单",
                "云河市林业局",
                "2031年4月7日",
            ),
            *("附件1", "任务表", "序号\t任务", "附件2", "名单"),
        ]
    )
    cleaned = clean(SourceText("a.txt", text, "text/plain", "", "utf-8"))
    found = read_header(cleaned, file_name="a.txt")
    assert [cleaned.text[slice(*span)].split("\n")[1] for span in found.attachments] == ["任务表", "名单"]
    assert cleaned.text[slice(*found.body)].endswith("（市林业局牵头）")
    assert [issuer.name for issuer in found.header.issuers] == ["云河市林业局"]


def test_metadata_beside_the_text() -> None:
    header = reading(
        "索引号：113200/2031-00012\n发布日期：2031-04-09\n有效性：有效\n"
        + SAME["lines"]
        + "\n本方案自2031年6月1日起施行，有效期5年。"
    ).header
    assert (header.index_number, header.date_published, header.status) == ("113200/2031-00012", "2031-04-09", "有效")
    assert (header.effective_from, header.effective_until) == ("2031-06-01", "2036-05-31")


def test_a_file_name_stands_in_for_a_title() -> None:
    found = reading("\n".join([TO, OPENING, *CLAUSES]), file_name=COVER + ".txt")
    assert found.header.title == COVER
    assert "title-from-file-name" in {remark.code for remark in found.remarks}


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("云桥区人民政府关于植树的通知\n各镇人民政府：\n" + OPENING, "临海省云河市云桥区", "county"),
        (TO + "\n我市云河地处北方，云河市林业局、云河港务局要落实，全市动员。", "临海省云河市", "city"),
        (
            "各省、自治区、直辖市人民政府：\n现就植树通知如下。\n国务院办公厅\n2031年1月2日",
            "中华人民共和国",
            "national",
        ),
        ("财政部关于植树资金的通知\n财资环〔2031〕5号\n各省财政厅：\n通知如下。", "中华人民共和国", "national"),
    ],
)
def test_the_place_a_document_governs(text: str, name: str, level: str) -> None:
    header = reading(text).header
    assert header.region is not None
    assert (header.region.name, header.level) == (name, level)


def test_evidence_points_at_the_printed_field() -> None:
    cleaned = clean(SourceText("a.txt", SAME["lines"], "text/plain", "", "utf-8"))
    found = read_header(cleaned, file_name="a.txt")
    quotes = {field.name: cleaned.text[slice(*field.span)] for field in found.header.evidence}
    assert quotes["title"] == TITLE
    assert quotes["cover_title"] == COVER
    assert quotes["number"] == NUMBER
    assert quotes["date_signed"] == "2031年4月7日"
    assert quotes["issuers"] == "云河市人民政府办公室"
    assert quotes["recipients"] == TO


@pytest.mark.parametrize(
    ("line", "recipients"),
    [
        (
            "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
            ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"],
        ),
        ("各县(市、区)人民政府,市属开发区管委会:", ["各县(市、区)人民政府", "市属开发区管委会"]),
        ("各区人民政府，市政府各委、办、局：", ["各区人民政府", "市政府各委、办、局"]),
        ("云桥区人民政府，市直各单位：", ["云桥区人民政府", "市直各单位"]),
        (
            "各镇人民政府、街道办事处，云河开发区管委会（城北街道办事处）：",
            ["各镇人民政府", "街道办事处", "云河开发区管委会（城北街道办事处）"],
        ),
        ("各幼儿园：", ["各幼儿园"]),
    ],
)
def test_recipients(line: str, recipients: list[str]) -> None:
    assert is_recipients(line)
    assert list(split_recipients(line)) == recipients


@pytest.mark.parametrize(
    "line", ["责任单位：", "牵头单位：", "主要任务：", "现将有关事项通知如下：", "（一）各部门：", "附件："]
)
def test_no_recipients(line: str) -> None:
    assert not is_recipients(line)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("云河市植树造林三年行动计划（2031—2033年）", "行动计划"),
        ("关于植树的若干政策措施", "政策措施"),
        ("关于植树的若干措施（试行）", "若干措施"),
        ("云河市献血条例", "条例"),
        ("云河市人民政府关于植树的决定", "决定"),
        ("云河市2031年植树工作要点", "工作要点"),
        ("植树的故事", None),
    ],
)
def test_document_types(title: str, kind: str | None) -> None:
    assert document_type(title) == kind


def test_self_named_types() -> None:
    assert self_named_type("现就有关事项通知如下。") == "通知"
    assert self_named_type("为了植树，制定以下实施意见。") == "实施意见"
    assert self_named_type("各部门要制定计划。") is None


def test_names_of_bodies() -> None:
    assert split_organs("国家林业和草原局农业农村部自然资源部") == ("国家林业和草原局", "农业农村部", "自然资源部")
    assert split_organs("云桥区古木街道办事处 临北地区行政公署") == ("云桥区古木街道办事处", "临北地区行政公署")
    assert split_organs("完善工作机制，落实责任") == ()
    assert organs_before("云河市林业局 云河市财政局关于印发《植树办法》的通知") == ("云河市林业局", "云河市财政局")
    assert full_organ_name("市政府办公室", REGIONS[1]) == "云河市人民政府办公室"
    assert full_organ_name("云河市财政局", REGIONS[1]) == "云河市财政局"


KEYWORDS = [
    *LINES,
    *(
        "附件",
        "附件：",
        "《",
        "》",
        "：",
        "。",
        "\n",
        " ",
        "\t",
        "（",
        "）",
        "关于",
        "通知",
        "印发",
        "2031年4月7日",
        "索引号：",
    ),
    *("文号：", "发布日期：2031-01-01", "第一条", "各", "抄送：", "有效", "国务院"),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(KEYWORDS), max_size=40), st.sampled_from(["text/plain", "text/html"]))
def test_glued_keywords_never_fail_and_every_span_is_inside(words: list[str], media_type: str) -> None:
    try:
        cleaned = clean(SourceText("a.txt", "".join(words), media_type, "", "utf-8"))
    except SourceError:
        return
    found = read_header(cleaned, file_name="a.txt")
    spans = [found.body, *found.attachments, *(field.span for field in found.header.evidence)]
    spans += [remark.span for remark in found.remarks if remark.span] + ([found.notice] if found.notice else [])
    for span in spans:
        assert 0 <= span.start <= span.end <= len(cleaned.text)
    assert isinstance(found.body, Span)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_random_text_never_fails(data: bytes) -> None:
    try:
        cleaned = clean(SourceText("a.txt", data.decode("gb18030", "replace"), "text/plain", "", "gb18030"))
    except SourceError:
        return
    read_header(cleaned, file_name="a.txt")


def test_the_title_of_the_policy_is_the_one_that_the_notice_quotes_also_over_two_lines() -> None:
    full = "云河市植树造林三年行动方案（2031—2033年）"
    notice = f"《{full}》已经市政府同意，现印发给你们，请认真组织实施。"
    lines = [COVER, NUMBER, TO, notice, *SIGNED, "云河市植树造林三年行动方案", "（2031—2033年）", "一、目标", "植树。"]
    assert reading("\n".join(lines)).header.title == full


def test_recipients_may_begin_with_a_zone_in_a_text_without_line_breaks() -> None:
    text = f"{COVER}{NUMBER}云河高新区管委会、临港新区管委会，各区（市）县政府，市级各部门：{NOTICE}" + "".join(
        SIGNED[:2]
    )
    assert reading(text + TITLE + "为绿化城市，制定本方案。" * 30).header.recipients[0] == "云河高新区管委会"


def test_a_title_may_wrap_before_its_last_word() -> None:
    found = reading("云河市关于支持植树造林的\n若干措施\n为绿化城市，制定如下措施。\n第一条 植树。每年植树。")
    assert found.header.title == "云河市关于支持植树造林的若干措施"
    assert found.header.type == "若干措施"


def _reprinted(said: str, last: str) -> HeaderReading:
    lines = [
        "云河市交通运输局关于延长《云河市渡口管理办法》有效期的通知",
        "云交规〔2031〕4号",
        "各有关单位：",
        said,
        "特此通知。",
    ]
    lines += [
        "云河市交通运输局",
        "2031年7月7日",
        "云河市渡口管理办法",
        "第一条 为保障安全，制定本办法。",
        "第二条 渡口设公告牌。",
        last,
    ]
    return reading("\n".join(lines))


def test_a_notice_that_lets_a_policy_go_on_may_print_it_anew() -> None:
    until = "有效期至2031年7月10日止。"
    said = "《云河市渡口管理办法》（云交水〔2026〕598号）需要继续实施，经会议审议通过，有效期延长至2036年7月10日止。"
    found = _reprinted(said, f"第十四条 本办法自发布之日起施行，{until}")
    assert found.header.title == "云河市渡口管理办法"
    assert found.header.cover_title == "云河市交通运输局关于延长《云河市渡口管理办法》有效期的通知"
    assert found.header.effective_until == "2036-07-10"  # what the notice says, not the text of old
    assert found.body.start < found.body.end
    longer = _reprinted("《云河市渡口管理办法》有效期延长5年。", f"第十四条 本办法{until}")
    assert longer.header.effective_until == "2036-07-10"


def test_a_policy_that_follows_the_title_of_its_notice_at_once() -> None:
    cover = "云河市林业局 关于印发《云河市植树行动方案》的通知"
    found = reading("\n".join([f"2031年6月27日 {cover}", OPENING, *CLAUSES]))
    assert (found.header.title, found.header.cover_title) == ("云河市植树行动方案", cover)
    assert found.header.type == "行动方案"
    assert [issuer.name for issuer in found.header.issuers] == ["云河市林业局"]
    said = "现将《云河市植树行动方案》印发给你们。"
    own = "现就有关事项通知如下。"
    assert reading("\n".join([cover, said, own, *CLAUSES])).header.title == cover  # a notice without its policy


def test_a_wrapped_title_right_below_that_of_its_notice() -> None:
    cover = "云河市林业局印发《云河市全力打响“绿色”品牌植树行动方案（2031—2033年）》的通知"
    lines = ["云河市全力打响“绿色”品牌", "植树行动方案", "（2031—2033年）"]
    found = reading("\n".join([cover, *lines, OPENING, *CLAUSES])).header
    assert (found.title, found.cover_title) == ("".join(lines), cover)


@pytest.mark.parametrize(
    "ahead", ["云河政办发〔2031〕5号", "2031-06-27  云河政办发〔2031〕5号 ", "【有效】云河政办发〔2031〕5号"]
)
def test_a_number_before_the_title_on_its_line(ahead: str) -> None:
    title = "关于植树的实施意见"
    header = reading("\n".join([ahead + title, TO, OPENING, *CLAUSES])).header
    assert (header.title, header.number) == (title, NUMBER)


def test_a_number_that_lost_its_last_character() -> None:
    title = "云河市人民政府办公室关于植树的实施意见"
    assert reading("\n".join([title, "云河政办发〔2031〕5 ", TO, OPENING, *CLAUSES])).header.number == NUMBER
    assert reading("\n".join([title, "云河政办发〔20315", TO, OPENING, *CLAUSES])).header.number is None


def test_a_title_whose_mark_opens_on_a_line_above_is_whole() -> None:
    lines = ["云河市人民政府办公室关于印发《林业", "“冲一流、补短板”提升计划", "实施方案（2031—2033年）》的通知"]
    assert reading("\n".join([*lines, TO, OPENING, *CLAUSES])).header.title == "".join(lines)
    report = ["云河市人民政府办公室", "关于印发2031年市《政府工作报告》", "重点任务分工的通知"]
    assert reading("\n".join([*report, TO, OPENING, *CLAUSES])).header.title == "".join(report)


def test_what_a_text_is_for_is_no_title_though_it_ends_with_one() -> None:
    lines = ["云河市植树实施方案", "植树造林是生态建设的重要内容", "为贯彻落实《临海省植树方案》，制定本实施方案"]
    found = reading("\n".join([*lines, *CLAUSES])).header
    assert found.title == lines[0]


def test_buttons_before_a_title_are_no_part_of_it() -> None:
    title = "云河市植树行动计划"
    assert reading("\n".join(["点赞", "收藏", "转发", title, OPENING, *CLAUSES])).header.title == title
    wrapped = ["云河市人民政府办公室", "转发", "市林业局关于植树的意见的通知"]
    assert reading("\n".join([*wrapped, TO, OPENING, *CLAUSES])).header.title == "".join(wrapped)


def test_a_title_that_names_documents_one_below_the_other() -> None:
    titles = ["《云河市植树行动方案》", "《云河市护林办法》", "《云河市种苗补贴办法》"]
    heads = ["云河市林业局 云河市财政局", "关于印发 " + titles[0], titles[1], titles[2] + "的通知"]
    found = reading("\n".join([*heads, TO, OPENING, *CLAUSES])).header
    assert found.title == "云河市林业局 云河市财政局关于印发 " + "".join(titles) + "的通知"


def test_a_title_without_a_word_for_its_kind_has_its_number_behind_it() -> None:
    found = reading("\n".join(["2031年市政府植树任务（云河政办发〔2031〕5号）", TO, OPENING, *CLAUSES])).header
    assert (found.title, found.number) == ("2031年市政府植树任务", NUMBER)


@pytest.mark.parametrize(
    ("source", "name"),
    [("云桥区人民政府办公室 2031-04-07", "临海省云河市云桥区"), ("云河日报", None), ("临海省人民政府网", None)],
)
def test_the_government_a_page_names_as_its_source_tells_the_place(source: str, name: str | None) -> None:
    lines = ["来源：" + source, "关于植树的通知", "各街道办事处，区政府各部门：", "一、植树。由区林业局牵头。"]
    region = reading("\n".join(lines)).header.region
    assert (region and region.name) == name


def test_a_policy_without_a_title_below_a_notice_that_nobody_signs() -> None:
    cover = "云河市林业局关于印发云河市植树行动方案的通知"
    said = "现将《云河市植树行动方案》印发给你们，请认真贯彻落实。"
    found = reading("\n".join([cover, TO, said, "为绿化全市，结合我市实际，特制定本方案。", *CLAUSES])).header
    assert (found.title, found.cover_title, found.type) == ("云河市植树行动方案", cover, "行动方案")
    own = reading("\n".join([cover, TO, said, "现将有关事项通知如下。", *CLAUSES])).header
    assert own.title == cover


@pytest.mark.parametrize(
    ("cover", "said"),
    [
        ("云河市林业局关于下达《云河市植树任务》的通知", "我局编制了《云河市植树行动方案》，请抓好落实。\n特此通知。"),
        ("云河市林业局关于做好植树工作的通知", "请结合实际抓好落实。\n特此通知。"),
        ("云河市林业局关于印发《云河市植树方案》的通知", "制定《云河市植树行动方案》。经局党组会审议通过，予以印发。"),
    ],
)
def test_a_notice_in_other_words(cover: str, said: str) -> None:
    lines = [cover, TO, said, "云河市林业局", "2031年4月7日", "云河市植树行动方案", OPENING, *CLAUSES, "三、护林。"]
    found = reading("\n".join(lines)).header
    assert (found.title, found.cover_title, found.type) == ("云河市植树行动方案", cover, "行动方案")


def test_a_notice_of_changes_that_prints_the_changed_policy() -> None:
    cover = "云河市林业局关于修订《云河市护林办法》的通知"
    said = "现对《云河市护林办法》作如下修订：\n一、提高标准。\n二、删去第三条。\n现印发给你们，请遵照执行。"
    lines = [
        cover,
        TO,
        said,
        "云河市林业局",
        "2031年4月7日",
        "云河市护林办法",
        "第一条（总体要求）",
        "护林。",
        *CLAUSES,
    ]
    found = reading("\n".join(lines)).header
    assert (found.title, found.cover_title, found.type) == ("云河市护林办法", cover, "办法")
    alone = reading("\n".join(lines[:5])).header
    assert alone.title == cover


def test_a_policy_on_two_lines_below_a_notice_of_another_body_that_nobody_signs() -> None:
    name = "云河市护林三年行动计划（2031—2033）"
    cover = f"云河市人民政府办公室关于转发市林业局《{name}》的通知"
    said = f"市林业局《{name}》已经市政府同意，现转发给你们，请认真执行。"
    lines = [cover, TO, said, "云河市护林三年行动计划", "（2031—2033）", "一、指导思想", "护林。", *CLAUSES]
    found = reading("\n".join(lines)).header
    assert (found.title, found.cover_title, found.type) == (name, cover, "行动计划")


def test_a_policy_below_the_title_of_its_notice_says_what_it_is() -> None:
    cover = "云河市林业局关于印发《云河市植树行动方案》的通知"
    said = "根据《临海省人民政府关于印发〈临海省植树规划〉的通知》，结合我市实际，制定本方案。"
    for lines in ([cover, said], [cover, TO, said]):
        found = reading("\n".join([*lines, *CLAUSES])).header
        assert (found.title, found.cover_title) == ("云河市植树行动方案", cover)
