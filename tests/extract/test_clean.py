"""Clean text: what is dropped, what must stay, tables, metadata, and the way back into the source."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.cleaning.clean import CleanText, clean
from extract.lines import INVISIBLE
from extract.sources.html_text import html_lines
from extract.sources.readers import SourceText
from ontology.errors import SourceError
from ontology.model import Span

BODY = "　　为推进植树造林，根据《云河市绿化条例》，结合我市实际，制定本实施意见。\n"


def cleaned(text: str, media_type: str = "text/plain") -> CleanText:
    return clean(SourceText("a.txt", text, media_type, "", "utf-8"))


def page(content: str, head: str = "") -> CleanText:
    return cleaned(f"<html><head>{head}</head><body>{content}</body></html>", "text/html")


def test_one_block_a_line_without_white_space_at_its_ends() -> None:
    text = cleaned("\ufeff　　一、总体\u200b要求 \r\n\r\n\u2003（一）目标。\u00a0\n").text
    assert text == "一、总体要求\n（一）目标。"


ONE_LINE = (
    "当前位置： 首页 政府文件 索 引 号： YH00101-2031-00088 发文字号： 云政发〔2031〕7 有 效 性： 有效 来源：市林业局 "
    "微信 微博 QQ空间 云河市植树方案 一、总体要求 到2035年，全市绿化。 二、任务 （一）植树。每年植树。 （二）管护。"
    + "落实管护责任，建立管护台账。"
    * 20
)


@pytest.mark.parametrize(
    "read",
    [cleaned, lambda text: page(f"<div><p>{text}</p></div>")],
    ids=["plain text", "page"],
)
def test_a_text_on_one_line_has_its_lines_back_and_its_facts(read) -> None:
    found = read(ONE_LINE)
    assert found.metadata["index_number"].value == "YH00101-2031-00088"
    assert found.metadata["number"].value == "云政发〔2031〕7号"
    lines = found.text.split("\n")
    assert lines[lines.index("云河市植树方案") :][:3] == ["云河市植树方案", "一、总体要求", "到2035年，全市绿化。"]
    assert "QQ空间" not in lines[-1]


@pytest.mark.parametrize(
    "line",
    [
        "www.abc123.net",
        "无障碍阅读 关怀版 返回首页",
        "时间:2032-09-20 阅读量:1078",
        "来源:云河市政府信息公开网",
        "当前位置：首页 > 政务公开 > 政策文件",
        "关联阅读:《关于植树的若干措施》政策解读",
        "传真:0500-85800000 邮编:222000 网站标识码:3200000006 苏公网安备32000000000000号 网站地图",
        "【打印本页】 【关闭窗口】",
        "评论专区",
        "目录导读",
    ],
)
def test_what_is_no_part_of_the_document_is_dropped(line: str) -> None:
    for text in (f"{line}\n{BODY}", f"{BODY}{line}\n"):
        assert cleaned(text).text == BODY.strip()


@pytest.mark.parametrize(
    "line",
    [
        "来源于财政的资金实行专账管理。",
        "登录www.yunhe.example.cn查询",
        "1. 主办单位要落实责任：一是抓宣传，二是抓质量。",
        "分享经验做法。",
        "政策解读要及时准确。（市政府办公室牵头）",
        "时间：2031年6月5日上午9时",
        "大中小企业融通发展",
        "空气质量优良率>90%的县（区）给予奖励。",
        "评论",
    ],
)
def test_policy_text_stays(line: str) -> None:
    for text in (f"{line}\n{BODY}", f"{BODY}{line}\n", f"{BODY * 30}{line}\n{BODY * 30}"):
        assert line in cleaned(text).text.split("\n")


def test_a_list_of_other_policies_behind_the_text_goes_with_all_that_follows() -> None:
    assert cleaned(BODY * 3 + "热门政策\n政策申报\n选择需求:\n• 无搜索结果\n").text.count("\n") == 2
    kept = cleaned(BODY * 3 + "热门政策\n一、总体要求\n（一）目标。\n").text
    assert "一、总体要求" in kept


def test_the_tail_of_a_joined_text_is_cut() -> None:
    text = (
        "各单位：植树。云河市林业局2031年9月10日相关附件：二维码开始扫一扫在手机打开当前页用来校验该浏览器是否支持HTML5"
    )
    assert cleaned(text).text == "各单位：植树。云河市林业局2031年9月10日"


def test_inline_markup_joins_and_blocks_part() -> None:
    text = page(
        "<div id='zoom'><div><p>云政发〔<span>2031</span>〕<b>5号</b></p>第一行<br/>第二行"
        "<div>第三\n      行</div>A&nbsp;B</div></div>"
    ).text
    assert text.split("\n") == ["云政发〔2031〕5号", "第一行", "第二行", "第三行", "A B"]


def test_hidden_text_scripts_and_menus_are_dropped() -> None:
    text = page(
        "<ul><li><a href='/'>首页</a></li><li><a href='/x'>政务公开栏目</a></li></ul><script>var a='。，';</script>"
        f"<div class='content'><p style='display:none'>隐藏，隐藏，隐藏，隐藏。</p><p>{BODY * 3}</p></div>"
        "<div><a href='/a'>云河市林业局关于另一件事的通知，各县、区人民政府</a></div>"
    ).text
    assert "隐藏" not in text
    assert "政务公开栏目" not in text
    assert "另一件事" not in text
    assert "制定本实施意见" in text


def test_text_that_waits_for_a_script_is_read() -> None:
    assert page(f"<div style='display:none'><p>{BODY}</p></div>").text == BODY.strip()


def test_tables_are_rows_with_cells_parted_by_tabs() -> None:
    text = page(
        f"<p>{BODY}</p><table><tr><th>序号</th><th colspan='2'>任务</th><th>责任<br>单位</th></tr>"
        "<tr><td>1</td><td>甲</td><td>乙</td><td rowspan='2'>市林业局</td></tr>"
        "<tr><td>2</td><td>丙</td><td><p>丁</p></td></tr></table>"
    ).text
    assert text.split("\n")[1:] == ["序号\t任务\t\t责任单位", "1\t甲\t乙\t市林业局", "2\t丙\t丁\t市林业局"]


def test_an_empty_cell_of_a_pasted_table_stays() -> None:
    assert (
        cleaned("序号\t任务\t\t责任单位\n1\t 建网\t\t 市工信局 \t").text
        == "序号\t任务\t\t责任单位\n1\t建网\t\t市工信局"
    )


def test_a_table_that_frames_the_text_is_no_table() -> None:
    rows = "".join(f"<p>{BODY}</p>" for _ in range(15))
    text = page(f"<table><tr><td>&nbsp;</td><td>{rows}</td></tr></table>").text
    assert "\t" not in text
    assert text.count("\n") == 14


def test_labelled_metadata() -> None:
    found = cleaned(
        "索 引 号：113200/2031-00012\n文　　号：云政发〔2031〕 5号\n发布机构：云河市人民政府\n成文日期：2031年3月1日\n"
        "发布日期： 2031-03-04 来源： 市政府办字体大小： 大 中 小\n有效性：有效\n"
        + BODY
        + "主办：云河市林业局 网站标识码：3207000006\n"
    ).metadata
    assert {key: value for key, (value, _) in found.items()} == {
        "index_number": "113200/2031-00012",
        "number": "云政发〔2031〕5号",
        "issuer": "云河市人民政府",
        "signed": "2031-03-01",
        "published": "2031-03-04",
        "source": "市政府办",
        "status": "有效",
        "site_id": "3207000006",
    }


def test_metadata_of_a_table_and_of_the_page_head() -> None:
    found = page(
        "<table><tr><td>索引号</td><td>113200/2031-00012</td><td>文号</td><td>云政发〔2031〕5号</td></tr>"
        f"<tr><td>成文日期</td><td>2031-03-01</td><td></td><td></td></tr></table><p>{BODY}</p>",
        '<title>云河市关于植树的通知 - 云河市人民政府门户网站</title><meta name="PubDate" content="2031-03-04 10:00">'
        '<meta name="SiteIDCode" content="3207000006">',
    ).metadata
    assert (found["index_number"].value, found["number"].value) == ("113200/2031-00012", "云政发〔2031〕5号")
    assert (found["signed"].value, found["published"].value) == ("2031-03-01", "2031-03-04")
    assert (found["title"].value, found["site_id"].value) == ("云河市关于植树的通知", "3207000006")


def test_a_catalogue_row_without_labels() -> None:
    found = cleaned(
        "关于植树的实施意见\n林业\n1137000MB00000000/2031-4400001\n云政办字〔2031〕20号\n2031-04-07\n2031-04-09\n"
        "云河市人民政府办公室\n有效\n" + BODY
    ).metadata
    assert {key: found[key].value for key in ("number", "signed", "published", "issuer", "status")} == {
        "number": "云政办字〔2031〕20号",
        "signed": "2031-04-07",
        "published": "2031-04-09",
        "issuer": "云河市人民政府办公室",
        "status": "有效",
    }


def test_labels_in_square_brackets_on_one_line() -> None:
    found = cleaned(
        "[主题分类] 林业 [发文机构] 云河市人民政府 [发文字号] 云政发〔2031〕5号 [成文日期] 2031-03-01 [有效性] 有效\n"
        + BODY
    ).metadata
    assert {key: found[key].value for key in ("issuer", "number", "signed", "status")} == {
        "issuer": "云河市人民政府",
        "number": "云政发〔2031〕5号",
        "signed": "2031-03-01",
        "status": "有效",
    }


def test_exports_with_tags() -> None:
    result = cleaned(
        "【云河林业法规】 云河市林业局关于植树的通知\n"
        f"【法规正文】 {BODY}【文号】 云林发〔2031〕4号\n【颁布时间】 20311025\n"
    )
    assert result.text.split("\n")[:2] == ["云河市林业局关于植树的通知", BODY.strip()]
    assert (result.metadata["number"].value, result.metadata["signed"].value) == ("云林发〔2031〕4号", "2031-10-25")


def test_marks_of_a_page_in_a_plain_text_part_its_lines_and_are_not_read() -> None:
    table = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    source = "植树\n文号：云政发〔2031〕7号\n<p>各县：</p><p> 现印发<b>植树</b>方案。<br/>附件</p>\n" + table
    found = cleaned(source)
    assert found.text == "植树\n文号：云政发〔2031〕7号\n各县：\n现印发植树方案。\n附件\n甲\t乙"
    assert found.metadata["number"].value == "云政发〔2031〕7号"
    start = found.text.rindex("植树")
    begin, end = found.offsets.to_source(Span(start, start + 2))
    assert source[begin:end] == "植树"
    assert cleaned("标志物<br>不是标记。\n面积<10亩，坡度<5度，坡长<3米。").text.startswith("标志物<br>不是标记。")


def test_metadata_spans_point_at_what_is_printed() -> None:
    result = cleaned("索引号：113200/2031-00012\n文号：云政发〔2031〕 5号\n" + BODY)
    for value, span in result.metadata.values():
        assert span is not None
        assert re.sub(r"\s", "", result.text[span.start : span.end]) == value


def test_a_doubled_title_stays_once_next_to_what_it_heads() -> None:
    title = "云河市人民政府关于植树的通知"
    text = cleaned(f"{title}\n云政发〔2031〕5号\n{title}\n各县、区人民政府：\n{BODY}").text
    assert text.split("\n")[:2] == ["云政发〔2031〕5号", title]


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(SourceError, match="save the whole page"):
        page("<nav>首页</nav><script>x</script>")


def back(source: str, result: CleanText, span: Span, *, markup: bool) -> str:
    """Return the source of a span, cleaned anew."""
    start, end = result.offsets.to_source(span)
    part = source[start:end]
    if markup:
        part = html.unescape(re.sub(r"<[^>]*>", "", part))
    return re.sub(rf"[\s{INVISIBLE}]", "", part)


@settings(deadline=None)
@given(st.text("云河市 　\u200b\t\n植树。A1\u00a0", min_size=1, max_size=60), st.data())
def test_any_span_of_a_text_leads_back_to_its_mention(source: str, data: st.DataObject) -> None:
    try:
        result = cleaned(source)
    except SourceError:
        return
    start = data.draw(st.integers(0, len(result.text)))
    end = data.draw(st.integers(start, len(result.text)))
    mention = re.sub(r"\s", "", result.text[start:end])
    assert back(source, result, Span(start, end), markup=False) == mention


MARKUP = st.lists(
    st.sampled_from(
        [
            *("云河市", "植树", "。", "&", "&nbsp;", "&ldquo;", "&#8221;", "&amp;lt;", " ", "\n", "<!-- 注 -->"),
            *("<p>", "</p>", "<br>", "<b>", "</b>", "<div id='zoom'>", "</div>", "<a href='x>y'>", "</a>"),
            *("<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>"),
        ]
    ),
    max_size=40,
)


@settings(deadline=None)
@given(MARKUP, st.data())
def test_any_span_of_a_page_leads_back_to_its_mention(parts: list[str], data: st.DataObject) -> None:
    source = "".join(parts)
    try:
        result = cleaned(source, "text/html")
    except SourceError:
        return
    text = result.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 6, len(text))))
    if "\t" in text or "\n" in text[start:end]:
        return  # between blocks the source holds other things
    mention = re.sub(r"\s", "", text[start:end])
    found = re.sub(r"<!--.*?-->|<(?:[^<>']|'[^']*')*>", "", source[slice(*result.offsets.to_source(Span(start, end)))])
    assert re.sub(rf"[\s{INVISIBLE}]", "", html.unescape(found)) == mention


@settings(deadline=None)
@given(st.text("<>/ptdrableh'\"=!-&;# \n云河。，", max_size=80))
def test_any_markup_can_be_read(source: str) -> None:
    for line in html_lines(source):
        assert line.text == line.text.strip()
        assert "\n" not in line.text


def test_deep_nesting_does_no_harm() -> None:
    depth = 3000
    assert page("<div>" * depth + BODY + "</div>" * depth).text == BODY.strip()


def test_a_deep_page_without_a_sentence_is_read_too() -> None:
    assert [line.text for line in html_lines("<div>\n" * 3000 + "登录")] == ["登录"]


def test_white_space_between_blocks_prints_nothing_and_between_words_a_blank() -> None:
    lines = html_lines("<div>\n<p> 云河市 </p>\n \n<p><b>plan</b> <i>B</i></p>\n</div>\n<td>一</td> <td>二</td>")
    assert [line.text for line in lines] == ["云河市", "plan B", "一 二"]


def test_blanks_around_a_number_are_no_line_breaks() -> None:
    # The first numbers follow the text before them directly, so that the outline seems to begin with the second.
    text = (
        "云河市职业教育方案 为办好职业教育，制定本方案。一、主要任务1.扩大规模。到2025年，在校生达到 1500 人左右，"
        "专科在校生达到1. 4万人。2.完善布局 推动园区与学校合作办学。 3.优化专业。新设专业。 "
        "二、保障措施 1.加强领导。成立专班。"
    )
    lines = cleaned(text + " 明确分工，落实责任。" * 20).text.splitlines()
    assert "在校生达到 1500 人左右，专科在校生达到1.4万人。2.完善布局" in lines[1]
    assert lines[2] == "推动园区与学校合作办学。"


SPACED = (
    "对 2031 年新建的 3 座以上冷库，按投资额给 予 12 个月的贴息，每座最高不超过 300 万元，"
    "由市 级财政负 担 60%，其余由区 级承担。\n"
    "云河市林业局 云河市财政局\n2031 年 4 月 7 日"
)


@pytest.mark.parametrize("read", [cleaned, lambda text: page("".join(f"<p>{line}</p>" for line in text.split("\n")))])
def test_blanks_of_a_print_around_numbers_and_inside_words_go_and_those_between_names_stay(read) -> None:
    found = read(SPACED)
    assert found.text == (
        "对2031年新建的3座以上冷库，按投资额给予12个月的贴息，每座最高不超过300万元，由市级财政负担60%，其余由区级承担。\n"
        "云河市林业局 云河市财政局\n2031年4月7日"
    )
    start = found.text.index("负担")
    begin, end = found.offsets.to_source(Span(start, start + 2))
    assert end - begin == 3
    few = "云河市林业局 2031 年安排资金，市级 财政负 担一部分，其余由区级财政承担，年底前完成拨付并公开使用情况。"
    assert cleaned(few).text == few


def test_an_amount_on_two_lines_is_whole() -> None:
    torn = "对企业设备更新项目，按贷款利率给予贴息，每个项目每年最高不超过300\n万元；对新建项目给予补助。"
    assert cleaned(torn).text == torn.replace("\n", "")
    dated = "一、对企业设备更新项目，按贷款利率给予贴息，申请截止日期见附件，咨询电话85820000\n部门联系人见附件。"
    assert cleaned(dated).text == dated


def test_a_table_drawn_with_bars_is_one_of_cells_and_quotes_what_was_printed() -> None:
    rows = "| 指标 | 单位 | 2025年 |\n|---|:-:|---|\n| 企业数 | 家 | 100 |\n| 人才数 | | 200 |\n"
    text = f"主要指标\n{rows}首页｜政务公开｜办事｜互动\n"
    result = cleaned(text)
    assert result.text.splitlines() == [
        "主要指标",
        "指标\t单位\t2025年",
        "企业数\t家\t100",
        "人才数\t\t200",
        "首页｜政务公开｜办事｜互动",
    ]
    for cell in ("企业数", "人才数\t\t200"):
        at = result.text.index(cell)
        quoted = text[slice(*result.offsets.to_source(Span(at, at + len(cell))))]
        assert [part.strip() for part in quoted.split("|")] == cell.split("\t")


def test_marks_of_markdown_are_not_read() -> None:
    source = "## 云河市植树方案\n\n**一、目标。** 植树3亩。\n\n> [附件](https://example.org/a.docx)\n\n"
    source += "1\\. 造林\\[市林业局\\]"
    result = cleaned(source)
    assert result.text.split("\n") == ["云河市植树方案", "一、目标。植树3亩。", "附件", "1. 造林[市林业局]"]
    where = result.offsets.to_source(Span(result.text.index("植树3亩"), result.text.index("植树3亩") + 4))
    assert source[slice(*where)] == "植树3亩"
    assert cleaned("云河市植树方案\n指标**").text == "云河市植树方案\n指标**"  # one mark alone is printed


def test_rows_cut_beside_their_punctuation_are_whole_and_pages_part_none() -> None:
    sentence = "各县区要加快造林，落实管护责任，完善考核办法，抓好宣传引导，确保完成全年任务，"
    text = "一、造林。" + sentence * 6 + "建成林地三百亩。"
    rows, at = [], 0
    while at < len(text):
        size = 28 if not rows else 30  # the first has lost its indentation
        size += text[at + size : at + size + 1] == "，"  # no row begins with one
        rows.append(text[at : at + size])
        at += size
    printed = [row.replace("，", "，\n") if n % 3 else row for n, row in enumerate(rows)]
    cut = [part for row in printed for part in row.split("\n") if part]
    lines = ["云河市林业局文件", *cut[:5], "", "# Page 2:", *cut[5:], "二、管护。落实责任。"]
    assert cleaned("\n".join(lines)).text.split("\n") == ["云河市林业局文件", text, "二、管护。落实责任。"]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("【牵头单位】市农业农村局", "牵头单位：市农业农村局"),
        ("[完成时限]：2031年6月", "完成时限 ：2031年6月"),
        ("【有效】云河市植树方案", "【有效】云河市植树方案"),
    ],
)
def test_brackets_around_a_cue_stand_for_its_colon(printed: str, read: str) -> None:
    cleaned = clean(SourceText("a.txt", f"一、植树。\n{printed}", "text/plain", "", "utf-8"))
    assert cleaned.text.splitlines()[1] == read
