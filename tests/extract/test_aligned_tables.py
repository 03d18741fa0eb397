"""Tables whose columns are kept apart by blanks alone, between prose that is wrapped."""

from __future__ import annotations

from extract.cleaning.aligned_tables import find_aligned_tables
from extract.cleaning.clean import clean
from extract.pipeline import read_records
from extract.sources.readers import SourceText

PAGE = """\
            云河市植树任务分解表

  序号         工作任务                 责任单位

  一、城区

        推进屋顶绿化。2031            市林业局、市住房城
   1    年新建屋顶花园26座，          乡建设局，各区县人
        市财政补助300万元。           民政府

        治理河岸。                    市水利局
   2    植树3万株。


                       — 3 —
\f
  序号         工作任务                 责任单位

  二、农村

   3    培训护林员，到2032            市农业农村局、市林
        年培训150名。                 业局

    信息公开选项：主动公开
"""


def test_rows_go_on_over_lines_and_pages() -> None:
    (table,) = find_aligned_tables(PAGE)
    assert [line.text.split("\t") for line in table.lines] == [
        ["序号", "工作任务", "责任单位"],
        ["一、城区"],
        [
            "1",
            "推进屋顶绿化。2031年新建屋顶花园26座，市财政补助300万元。",
            "市林业局、市住房城乡建设局，各区县人民政府",
        ],
        ["2", "治理河岸。植树3万株。", "市水利局"],
        ["二、农村"],
        ["3", "培训护林员，到2032年培训150名。", "市农业农村局、市林业局"],
    ]
    assert PAGE[table.span.end :].strip() == "信息公开选项：主动公开"


def test_every_piece_tells_where_it_stands() -> None:
    (table,) = find_aligned_tables(PAGE)
    for line in table.lines:
        for piece in line.pieces:
            assert piece.text in ("\t", PAGE[piece.start : piece.end])


def test_the_rows_are_measures_with_their_bodies() -> None:
    (record,) = read_records(SourceText("a.txt", PAGE, "text/plain", "", "utf-8"))
    assert [(m.label, m.title, m.section) for m in record.measures] == [
        ("1", "推进屋顶绿化", "城区"),
        ("2", "治理河岸", "城区"),
        ("3", "培训护林员", "农村"),
    ]
    who = [r.surface for r in record.responsibilities if r.measure == "m1"]
    assert who == ["市林业局", "市住房城乡建设局", "各区县人民政府"]
    assert [str(t.value) for t in record.targets] == ["26", "300", "3", "150"]


def test_wide_gaps_alone_make_no_table() -> None:
    assert find_aligned_tables("序号    名称    数量\n\n1    云河    3\n\n2    临海    4\n") == []
    assert find_aligned_tables("序号    工作任务    责任单位\n\n另行通知。\n") == []


def test_the_feed_of_a_page_within_a_wrapped_paragraph() -> None:
    rows = ["为加快建设美丽云河，落实绿化责任，提升全市森林质量，经市政府同"] * 12
    text = "\n".join([*rows[:6], "\f", *rows[6:], "意，制定本方案。"])
    assert "\f" not in clean(SourceText("a.txt", text, "text/plain", "", "utf-8")).text
