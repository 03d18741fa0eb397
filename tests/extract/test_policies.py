"""A notice that issues two policies gives two records; other attachments stay with the first."""

from __future__ import annotations

import hashlib

from extract.pipeline import read_records
from extract.sources.readers import SourceText
from kg.resolving.resolve import resolve, resolve_source
from ontology.model import Record

NOTICE = """云河市人民政府办公室关于印发云河市数据条例实施办法和云河市数据中心建设方案的通知

云政办发〔2023〕12号

各县（市、区）人民政府，市政府各部门：

《云河市数据条例实施办法》《云河市数据中心建设方案》已经市政府同意，现印发给你们，请认真贯彻执行。

云河市人民政府办公室
2023年5月6日
"""
FIRST = """
附件1

云河市数据条例实施办法

为贯彻《云河市数据条例》，制定本办法。

一、主要任务

（一）建立目录。编制公共数据目录100项。（责任单位：市数据局、市财政局）
"""
SECOND = """
附件2

云河市数据中心建设方案

根据《临海省算力规划》，制定本方案。

一、建设任务

（一）建设机房。到2025年建成机房3座。（责任单位：市工信局）

（二）保障用电。（责任单位：市发展改革委）
"""
FORM = """
附件3

数据中心情况表
"""


def read(text: str) -> tuple[Record, ...]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return read_records(SourceText("文件/两份.txt", text, "text/plain", digest, "utf-8"))


def test_each_issued_policy_has_its_own_record() -> None:
    first, second = read(NOTICE + FIRST + SECOND)
    assert (first.document.title, second.document.title) == ("云河市数据条例实施办法", "云河市数据中心建设方案")
    assert (first.document.type, second.document.type) == ("实施办法", "方案")
    assert first.document.number == second.document.number == "云政办发〔2023〕12号"
    assert [m.title for m in first.measures] == ["建立目录"]
    assert [m.title for m in second.measures] == ["建设机房", "保障用电"]
    assert [t.indicator for t in second.targets] == ["机房"]


def test_a_policy_begins_with_its_title_where_no_mark_of_an_attachment_parts_it() -> None:
    marked = NOTICE + FIRST + SECOND
    first, second = read(marked.replace("附件1\n", "").replace("附件2\n", ""))
    assert (first.document.title, second.document.title) == ("云河市数据条例实施办法", "云河市数据中心建设方案")
    assert [m.title for m in first.measures] == ["建立目录"]
    assert [m.title for m in second.measures] == ["建设机房", "保障用电"]


def test_each_cites_what_stands_in_it_and_in_the_notice() -> None:
    first, second = read(NOTICE + FIRST + SECOND)
    assert [c.title for c in first.citations if c.relation != "issues"] == ["云河市数据条例"]
    assert [c.title for c in second.citations if c.relation != "issues"] == ["临海省算力规划"]


def test_a_form_stays_an_attachment() -> None:
    assert len(read(NOTICE + FIRST + SECOND + FORM)) == 2
    assert len(read(NOTICE + FIRST + FORM)) == 1


def test_the_policies_of_one_notice_are_told_apart_and_the_first_keeps_the_number() -> None:
    records = resolve_source(read(NOTICE + FIRST + SECOND))
    first, second = (record.document.iri or "" for record in records)
    assert first.endswith("云政办发-2023-12")
    assert second != first
    issued = {citation.iri for citation in records[0].citations if citation.relation == "issues"}
    assert issued == {first, second}


def test_a_copy_of_the_notice_adds_no_document() -> None:
    here = read(NOTICE + FIRST + SECOND)
    digest = hashlib.sha256(b"copy").hexdigest()
    there = read_records(SourceText("转载/两份.txt", NOTICE + FIRST + SECOND + " ", "text/plain", digest, "utf-8"))
    assert len(resolve([*here, *there]).records) == 2
    assert resolve([*here, *there]) == resolve([*there, *here])


def test_a_list_of_attachments_in_the_notice_is_no_list_of_clauses() -> None:
    listed = NOTICE.replace("贯彻执行。\n", "贯彻执行。\n\n附件：1.云河市数据条例实施办法\n2.责任分工表\n")
    (record, *_) = read(listed + FIRST)
    assert record.document.title == "云河市数据条例实施办法"
    assert [m.title for m in record.measures] == ["建立目录"]
