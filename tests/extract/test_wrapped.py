"""Plain texts whose lines are wrapped at the margin of a page."""

from __future__ import annotations

from extract.cleaning.wrapped import unwrapped, wrapped_paragraphs

INDENTED = """云河市绿化办公室文件

云绿发〔2031〕3号

各区县林业局，局属各单位：
    现将《云河市绿化工作方案》印发给你们，请认真抓好贯彻
落实。
                        云河市绿化办公室
                          2031年3月6日

                      — 1 —
云河市绿化工作方案

    为做好今年的绿化工作，按照省里的统一部署和要求，制定本
方案。
一、重点任务
    （一）市林业局负责造林，对各区验收合格
的造林项目，每处补助不超过50万元，并加强资金
                      — 2 —
监管。
    （二）推进公园改造。改造公园三百个，惠及居民四万多户，
加密林网，补植树木。
    （牵头单位：市林业局；责任单位：市财政局、市自然资源和规划局、各区县政府）
    （三）发展苗圃。新建苗圃二十个，形成年育苗能力三百万株
左右。
    （四）加强管护。对新栽的树木落实管护责任，建立管护的台
账。
"""


def test_rows_of_indented_paragraphs_grow_together() -> None:
    lines = [unwrapped(INDENTED, paragraph).text for paragraph in wrapped_paragraphs(INDENTED)]
    assert "云河市绿化工作方案" in lines
    assert "2031年3月6日" in lines
    assert "（一）市林业局负责造林，对各区验收合格的造林项目，每处补助不超过50万元，并加强资金监管。" in lines
    assert "（二）推进公园改造。改造公园三百个，惠及居民四万多户，加密林网，补植树木。" in lines
