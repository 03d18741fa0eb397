"""Word, WPS, PDF and OFD files to text; the files are made here, or lie in tests/fixtures (made from the first)."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from extract.pipeline import read_records
from extract.sources.readers import READERS, read, read_bytes, reader_for
from extract.sources.reflow import PrintedLine, join_lines
from ontology.errors import SourceError

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARAGRAPHS = [
    "云河市人民政府办公室关于印发数字乡村工作方案的通知",
    "云政办发〔2024〕3号",
    "各县、区人民政府：",
    "现将《数字乡村工作方案》印发给你们，请认真贯彻执行。",
]


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def text_of(data: bytes, suffix: str = ".docx") -> str:
    reader = reader_for(Path(f"文件{suffix}"))
    assert reader is not None
    return read_bytes(data, name=f"文件{suffix}", reader=reader).text


def test_paragraphs_and_tables_of_a_word_document():
    document = docx.Document()
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    table = document.add_table(3, 3)
    rows = [("任务", "牵头单位", "配合单位"), ("建网", "市工信局", "市财政局"), ("建库", "市数据局", "")]
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    document.add_paragraph("附则。")
    assert text_of(saved(document)).split("\n") == [
        *PARAGRAPHS,
        "任务\t牵头单位\t配合单位",
        "建网\t市工信局\t市财政局",
        "建库\t市数据局\t",
        "附则。",
    ]


def test_merged_cells_are_repeated_downwards_and_empty_sideways():
    document = docx.Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "能源"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "光伏"
    table.cell(1, 1).text, table.cell(1, 2).text = "风电", "市发改委"
    assert text_of(saved(document)).split("\n") == ["能源\t光伏\t", "能源\t风电\t市发改委"]


NUMBERING = f"""<w:numbering {W}>
  <w:abstractNum w:abstractNumId="7">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="（%2）"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="70"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"""


def test_numbers_that_word_prints_by_itself():
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for node in etree.fromstring(NUMBERING):
        numbering.append(node)
    for depth, text in [(0, "总体要求"), (1, "目标"), (1, "原则"), (0, "任务"), (1, "建网"), (2, "建站"), (2, "建线")]:
        paragraph = document.add_paragraph(text)
        mark = f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="70"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(mark))
    assert text_of(saved(document)).split("\n") == [
        "一、总体要求",
        "（一）目标",
        "（二）原则",
        "二、任务",
        "（一）建网",
        "3.建站",
        "4.建线",
    ]


def test_deleted_text_is_gone_and_inserted_text_is_there():
    document = docx.Document()
    paragraph = document.add_paragraph("由市工信局")
    for change in (
        f"<w:del {W}><w:r><w:delText>负责</w:delText></w:r></w:del>",
        f"<w:ins {W}><w:r><w:t>牵头</w:t></w:r></w:ins>",
    ):
        paragraph._p.append(parse_xml(change))
    assert text_of(saved(document)) == "由市工信局牵头"


@pytest.mark.parametrize("suffix", [".doc", ".pdf", ".ofd"])
def test_the_same_document_in_other_formats(suffix):
    """The PDF breaks lines, the .doc parts cells by marks, the OFD holds lines with their places."""
    (record,) = read_records(read(FIXTURES / f"数字乡村工作方案{suffix}"))
    header = record.document
    assert (header.title, header.number, header.date_signed) == (
        "数字乡村工作方案",
        "云政办发〔2024〕3号",
        "2024-03-05",
    )
    assert header.issuers[0].name == "云河市人民政府办公室"
    assert [measure.title for measure in record.measures[:2]] == ["建设乡村网络", "培育数字农户"]
    assert "到2025年底，行政村千兆光网通达率达到95%以上，建成乡村基站1200座" in record.text
    led = [row.surface for row in record.responsibilities if row.role == "lead"]
    assert led[:2] == ["市工信局", "市农业农村局"]
    if suffix != ".ofd":  # the table of tasks
        assert led[2:] == ["市数据局", "市商务局"]


def test_lines_of_a_page_become_paragraphs():
    def line(text: str, left: float, top: float) -> PrintedLine:
        return PrintedLine(text, left, left + 10 * len(text), top, 10)

    pages = [
        [
            line("云河市文件", 60, 0),
            line("一、要求", 20, 30),
            line("各县政府要加快建设数字", 20, 45),
            line("基础设施，全面推进乡村网络", 0, 60),
        ],
        [line("云河市文件", 60, 0), line("建设。", 0, 30), line("二、保障", 20, 45), line("— 2 —", 50, 90)],
        [line("云河市文件", 60, 0), line("三、附则", 20, 30), line("— 3 —", 50, 90)],
    ]
    assert join_lines(pages) == [
        "一、要求",
        "各县政府要加快建设数字基础设施，全面推进乡村网络建设。",
        "二、保障",
        "三、附则",
    ]


def bomb(size: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(4):
            archive.writestr(f"word/{part}.xml", b"0" * size)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("suffix", "data", "message"),
    [
        (".docx", b"PK\x03\x04 nothing", "no .docx file"),
        (".docx", bomb(1000), "no Word document"),
        (".docx", bomb(70 << 20), "unpacks to more than 256 MB"),
        (".ofd", bomb(70 << 20), "unpacks to more than 256 MB"),
        (".ofd", bomb(1000), "cannot be read as OFD"),
        (".pdf", b"%PDF-1.7 nothing", "no PDF"),
        (".doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "cannot be read as a Word document"),
    ],
)
def test_broken_and_hostile_files_are_refused_with_a_remedy(suffix, data, message):
    with pytest.raises(SourceError, match=message) as refusal:
        text_of(data, suffix)
    assert f"文件{suffix}: " in str(refusal.value)
    assert "; " in str(refusal.value)


@pytest.fixture(scope="module")
def scan(tmp_path_factory) -> Path:
    """The first page of the PDF as a picture, as a scanner would leave it."""
    import pypdfium2

    page = pypdfium2.PdfDocument(FIXTURES / "数字乡村工作方案.pdf")[0]
    picture = page.render(scale=2).to_pil()
    path = tmp_path_factory.mktemp("扫描") / "扫描件.pdf"
    picture.save(path, "PDF", resolution=144)
    return path


@pytest.mark.filterwarnings("ignore")  # of the libraries that recognise
def test_a_scan_is_recognised_and_says_so(scan):
    source = read(scan)
    assert source.encoding == "ocr"
    assert "（市工信局牵头，市通信管理局、各县区政府配合）" in source.text.replace("(", "（").replace(")", "）")
    (record,) = read_records(source)
    assert record.document.number == "云政办发〔2024〕3号"
    assert "recognised" in {remark.code for remark in record.warnings}


def test_without_the_extra_a_scan_is_refused_with_the_remedy(scan, monkeypatch):
    monkeypatch.setattr("extract.sources.pdf_text.has_ocr", lambda: False)
    with pytest.raises(SourceError, match=r"扫描件\.pdf: pictures without text.*policy-kg\[ocr\]"):
        read(scan)


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([".docx", ".doc", ".pdf", ".ofd"]), st.integers(0, 4000))
def test_damaged_files_raise_source_errors_only(noise, suffix, place):
    names = {".docx": b"", **{s: (FIXTURES / f"数字乡村工作方案{s}").read_bytes() for s in (".doc", ".pdf", ".ofd")}}
    whole = names[suffix]
    with suppress(SourceError):
        text_of(whole[:place] + noise + whole[place + len(noise) :], suffix)


def test_a_damaged_count_in_the_properties_of_a_word_file_is_not_read():
    whole = (FIXTURES / "数字乡村工作方案.doc").read_bytes()
    damage = bytes.fromhex("634efd26834a0660")  # olefile would read 4,000 million values there
    damaged = whole[:2357] + damage + whole[2357 + len(damage) :]
    assert text_of(damaged, ".doc") == text_of(whole, ".doc")


def test_every_reader_is_named_by_its_suffixes_once():
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))
