"""Resolution of a corpus: the same from any order, nothing guessed, every decision with its reason."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from importlib.resources import files

import pytest

from kg.corpus import Corpus, Decision
from kg.resolving.documents import NO_DOCUMENT, title_keys
from kg.resolving.resolve import resolve
from ontology import iri
from ontology.model import (
    Agency,
    Citation,
    Header,
    Level,
    Measure,
    Record,
    Region,
    Relation,
    Responsibility,
    Source,
    Span,
)
from ontology.regions import RegionRow, additional_regions

PLACES = (
    RegionRow("990000", "临海省", "省", "province", None, "临"),
    RegionRow("990100", "云河市", "地级市", "city", "990000"),
    RegionRow("990102", "云桥区", "市辖区", "county", "990100"),
    RegionRow("990121", "石岭县", "县", "county", "990100"),
    RegionRow("990200", "清江市", "地级市", "city", "990000"),
)
PROVINCE, CITY, OTHER = Region("990000", "临海省"), Region("990100", "临海省云河市"), Region("990200", "临海省清江市")
NUMBER, TITLE = "云政办发〔2021〕7号", "云河市数字经济实施方案"


@pytest.fixture(autouse=True)
def invented_places() -> Iterator[None]:
    with additional_regions(PLACES):
        yield


def make(
    path: str = "方案.txt",
    *,
    names: tuple[str, ...] = (),
    cites: tuple[tuple[str | None, str | None, Relation], ...] = (),
    issuers: tuple[str, ...] = ("云河市人民政府办公室",),
    region: Region | None = CITY,
    level: Level | None = "city",
    title: str | None = TITLE,
    number: str | None = NUMBER,
    date: str | None = "2021-03-01",
    text: str = "正文",
    **head: str | None,
) -> Record:
    span = Span(0, 2)
    return Record(
        source=Source(path, f"sha-{path}", "text/plain", f"text-{path}-{text}", "test"),
        document=Header(
            title=title,
            number=number,
            level=level,
            region=region,
            date_signed=date,
            issuers=tuple(Agency(name, "agency") for name in issuers),
            **head,  # type: ignore[arg-type]
        ),
        citations=tuple(Citation(t, n, None, rel, None, f"《{t}》{n or ''}", span, "test") for t, n, rel in cites),
        sections=(),
        measures=(Measure("m1", "一", None, "任务", "任务", span, "test"),),
        responsibilities=tuple(Responsibility("m1", name, "responsible", "stated", span, "test") for name in names),
        targets=(),
        warnings=(),
        text=text,
    )


def alone(record: Record) -> Record:
    return resolve([record]).records[0]


def decision(corpus: Corpus, mention: str) -> Decision:
    (found,) = [d for d in corpus.decisions if d.mention == mention]
    return found


def test_bodies_get_their_names_iris_and_governments() -> None:
    corpus = resolve([make(names=("市工信局", "市科技局", "市委宣传部"))])
    agencies = {part.surface: part.agency for part in corpus.records[0].responsibilities}
    industry = agencies["市工信局"]
    assert industry == Agency(
        "云河市工业和信息化局",
        "agency",
        iri.agency_iri(function="industry-it", region_code="990100"),
        "industry-it",
        "990100",
    )
    entries = {entry.agency.name: entry for entry in corpus.agencies}
    assert "市工信局" in entries["云河市工业和信息化局"].surfaces
    assert entries["云河市工业和信息化局"].parent == entries["云河市人民政府"].agency.iri
    assert entries["中共云河市委宣传部"].parent == entries["中共云河市委员会"].agency.iri
    assert "工业和信息化" in decision(corpus, "市工信局").reason


def test_a_body_bears_its_latest_name_whatever_its_spelling() -> None:
    old = make("旧.txt", names=("市自然资源局",), number="云政发〔2019〕3号", date="2019-05-01", title="云河市旧方案")
    corpus = resolve([old, make(names=("市自然资源和规划局",))])
    (entry,) = [e for e in corpus.agencies if e.agency.function == "natural-resources"]
    assert entry.agency.name == "云河市自然资源和规划局"
    assert {"市自然资源局", "市自然资源和规划局"} <= set(entry.surfaces)
    assert "同一机构" in decision(corpus, "市自然资源局").reason + decision(corpus, "市自然资源和规划局").reason


def test_two_bodies_of_one_function_in_one_document_are_told_apart() -> None:
    corpus = resolve([make(names=("市城市管理局", "市综合行政执法局", "市文旅局", "市文旅广电局"))])
    found = {part.surface: part.agency.iri for part in corpus.records[0].responsibilities if part.agency}
    assert found["市城市管理局"] != found["市综合行政执法局"]
    assert found["市文旅局"] == found["市文旅广电局"]  # a shorter way to say it


def test_the_same_words_in_two_cities_are_two_bodies() -> None:
    here = make(names=("市财政局", "各县区人民政府", "有关部门"))
    there = make(
        "清.txt", names=("市财政局", "各县区人民政府", "有关部门"), region=OTHER, number="清政发〔2021〕1号", issuers=()
    )
    found = [{p.surface: p.agency.iri for p in r.responsibilities if p.agency} for r in resolve([here, there]).records]
    assert all(found[0][name] != found[1][name] for name in found[0])


def test_offices_belong_to_the_department_that_issues_the_document_alone() -> None:
    names = ("市局执法稽查处", "财务处", "市财政局", "各处室", "云桥区林业站")

    def told(*issuers: str) -> list[str]:
        rows = resolve([make(names=names, issuers=issuers)]).records[0].responsibilities
        return [row.agency.name for row in rows if row.agency]

    own = "云河市市场监督管理局"
    assert told("云河市市场监管局")[:3] == [own + "执法稽查处", own + "财务处", "云河市财政局"]
    assert told("云河市人民政府")[:2] == ["云河市局执法稽查处", "财务处"]
    assert told("云河市市场监管局", "云河市财政局")[1] == "财务处"
    assert told("云河市市场监管局")[3:] == told("云河市人民政府")[3:]
    entries = resolve([make(names=names, issuers=("云河市市场监管局",))]).agencies
    by_name = {entry.agency.name: entry for entry in entries}
    assert by_name[own + "财务处"].parent == by_name[own].agency.iri
    assert by_name[own].parent == by_name["云河市人民政府"].agency.iri


def test_groups_know_their_members_or_stay_open() -> None:
    corpus = resolve([make(names=("各县区人民政府", "有关部门"))])
    (group,) = [e for e in corpus.agencies if e.agency.name == "云河市各县区人民政府"]
    assert [e.agency.name for e in corpus.agencies if e.agency.iri in group.members] == [
        "云河市云桥区人民政府",
        "石岭县人民政府",
    ]
    assert decision(corpus, "各县区人民政府").iri == group.agency.iri
    open_group = decision(corpus, "有关部门")
    assert open_group.iri is None
    assert open_group.reason


def test_members_of_provincial_groups() -> None:
    record = make(
        names=("各市人民政府", "各市、县人民政府", "各乡镇人民政府"), region=PROVINCE, level="province", issuers=()
    )
    entries = {e.agency.name: len(e.members) for e in resolve([record]).agencies if e.agency.kind == "group"}
    assert entries == {"临海省各市人民政府": 2, "临海省各市、县人民政府": 4, "临海省各乡镇人民政府": 0}


def test_documents_by_number_then_by_title() -> None:
    assert alone(make()).document.iri == iri.document_iri(number=NUMBER)
    untold = alone(make(number=None))
    assert untold.document.iri == iri.document_iri(title=TITLE, issuer="云河市人民政府办公室", date="2021-03-01")
    bare = alone(make("某文件.txt", number=None, title=None))
    assert bare.document.iri is not None
    assert "某文件" in bare.document.iri
    assert bare.measures[0].iri == iri.measure_iri(bare.document.iri, "m1")


def test_citations_find_the_corpus_by_number_and_title_or_become_stubs() -> None:
    parent = make(
        "省.txt",
        region=PROVINCE,
        level="province",
        number="临政发〔2020〕8号",
        title="临海省数字经济行动计划",
        cover_title="临海省人民政府关于印发临海省数字经济行动计划的通知",
        issuers=("临海省人民政府",),
    )
    child = make(
        cites=(
            (None, "临政发〔2020〕8号", "implements"),
            ("临海省数字经济行动计划", None, "based_on"),
            ("关于印发临海省数字经济行动计划的通知", None, "cites"),
            ("临海省信息化条例", None, "based_on"),
            ("云河市旧方案", "云政发〔2016〕3号", "repeals"),
            ("方案", None, "cites"),
        )
    )
    corpus = resolve([child, parent])
    (record,) = [r for r in corpus.records if r.document.title == TITLE]
    first, second, third, law, old, bare = (citation.iri for citation in record.citations)
    assert first == second == third == iri.document_iri(number="临政发〔2020〕8号")
    assert bare is None
    stubs = {stub.iri: stub for stub in corpus.stubs}
    assert set(stubs) == {law, old}
    assert stubs[old or ""].year == 2016
    assert stubs[law or ""].level == "province"
    assert stubs[law or ""].cited_by == (record.document.iri,)
    assert all(d.reason for d in corpus.decisions if d.kind == "document")


def test_a_title_of_two_documents_means_the_nearer_one_or_stays_a_stub() -> None:
    twins = [
        make(
            f"{region.code}.txt", region=region, number=f"{letter}政发〔2020〕1号", title="促进就业实施意见", issuers=()
        )
        for region, letter in ((CITY, "云"), (OTHER, "清"))
    ]
    near = make("近.txt", cites=(("促进就业实施意见", None, "implements"),))
    far = make(
        "远.txt",
        region=PROVINCE,
        number="临政发〔2021〕9号",
        title="别的",
        cites=(("促进就业实施意见", None, "cites"),),
    )
    corpus = resolve([*twins, near, far])
    cited = {r.source.path: r.citations[0].iri for r in corpus.records if r.citations}
    assert cited["近.txt"] == iri.document_iri(number="云政发〔2020〕1号")
    assert cited["远.txt"] in {stub.iri for stub in corpus.stubs}


def test_a_short_name_declared_in_the_text_is_read_as_the_full_one() -> None:
    text = "落实《临海省数字经济行动计划》(以下简称《计划》),按照《计划》要求"
    parent = make("省.txt", region=PROVINCE, number="临政发〔2020〕8号", title="临海省数字经济行动计划", issuers=())
    corpus = resolve([parent, make(text=text, cites=(("计划", None, "cites"),))])
    assert decision(corpus, "《计划》").iri == iri.document_iri(number="临政发〔2020〕8号")


def test_the_notice_issues_its_own_policy() -> None:
    record = alone(make(cites=((TITLE, None, "issues"),)))
    assert record.citations[0].iri == record.document.iri


def test_copies_become_one_record_and_the_richest_stays() -> None:
    full, thin = make("全.txt", names=("市财政局",)), make("简.txt")
    corpus = resolve([thin, full])
    (record,) = corpus.records
    assert record.source.path == "全.txt"
    assert "简.txt" in record.warnings[-1].message
    assert [source.path for source in record.copies] == ["简.txt"]
    assert resolve([record, thin]).records[0].copies == record.copies
    assert decision(corpus, "简.txt").iri == record.document.iri


def test_one_number_on_two_documents_is_two_documents() -> None:
    corpus = resolve([make("甲.txt", names=("市财政局",)), make("乙.txt", title="云河市养老服务办法")])
    assert len({record.document.iri for record in corpus.records}) == 2
    assert any(d.kind == "merge" and d.iri is None for d in corpus.decisions)


def test_any_order_gives_the_same_corpus() -> None:
    records = [
        make(names=("市工信局", "各县区人民政府"), cites=(("临海省数字经济行动计划", None, "implements"),)),
        make("副本.txt"),
        make("旧.txt", names=("市经信委",), number="云政发〔2016〕3号", date="2016-05-01", title="云河市旧方案"),
        make(
            "省.txt",
            region=PROVINCE,
            level="province",
            number="临政发〔2020〕8号",
            title="临海省数字经济行动计划",
            issuers=(),
        ),
    ]
    assert len({repr(resolve(order)) for order in itertools.permutations(records)}) == 1
    assert resolve(resolve(records).records).agencies == resolve(records).agencies


@pytest.mark.parametrize(
    ("number", "code", "issuer", "region", "level"),
    [
        ("宁政办发〔2021〕3号", "320100", "南京市人民政府办公厅", "320100", "city"),
        ("宁政办发〔2021〕3号", "640000", "宁夏回族自治区人民政府办公厅", "640000", "province"),
        ("滁政办〔2021〕3号", None, "滁州市人民政府办公室", "341100", "city"),
        ("苏发〔2021〕3号", None, "中共江苏省委员会", "320000", "province"),
        ("宁政办发〔2021〕3号", None, None, None, None),
    ],
)
def test_a_number_tells_the_issuer_that_a_document_does_not_print(
    number: str, code: str | None, issuer: str | None, region: str | None, level: Level | None
) -> None:
    place = Region(code, "") if code else None
    record = make(number=number, issuers=(), region=place, level=None, title="关于推进节水的意见", cites=())
    corpus = resolve([record])
    (found,) = corpus.records
    assert [body.name for body in found.document.issuers] == ([issuer] if issuer else [])
    assert (found.document.region and found.document.region.code, found.document.level) == (region, level)
    assert any(remark.code == "issuer-inferred" for remark in found.warnings) is bool(issuer)
    assert resolve(corpus.records) == corpus


def test_a_statute_that_names_no_place_is_of_the_centre() -> None:
    record = make(
        cites=(
            ("政府信息公开条例", None, "based_on"),
            ("江苏省信息化条例", None, "based_on"),
            ("信息化条例", None, "cites"),  # short for the one above, or the like
            ("社会救助暂行办法", None, "based_on"),
        )
    )
    levels = {stub.title: stub.level for stub in resolve([record]).stubs}
    assert levels == {
        "政府信息公开条例": "national",
        "江苏省信息化条例": "province",
        "信息化条例": None,
        "社会救助暂行办法": None,
    }


def test_what_is_named_like_no_document_is_none() -> None:
    """A film in 《》 is no document that the corpus lacks; what a document builds on is one whatever it is called."""
    record = make(cites=(("丝路潮涌", None, "cites"), ("云河宪章", None, "based_on")))
    corpus = resolve([record])
    assert [stub.title for stub in corpus.stubs] == ["云河宪章"]
    reasons = {d.mention: d.reason for d in corpus.decisions if d.kind == "document"}
    assert NO_DOCUMENT in reasons.values()
    assert NO_DOCUMENT in (files("kg") / "checks" / "citation.open.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("year", "code", "level", "full"),
    [(2009, "341400", "city", "安徽省巢湖市"), (2015, "340181", "county", "安徽省合肥市巢湖市")],
)
def test_a_place_is_the_division_of_the_time(year: int, code: str, level: str, full: str) -> None:
    """巢湖市 was a prefecture until 2011 and is a county-level city of 合肥 since."""
    record = make(
        region=Region("340181", "安徽省合肥市巢湖市"),
        level="county",
        number=f"巢政办〔{year}〕8号",
        date=f"{year}-05-06",
        issuers=("巢湖市人民政府办公室",),
        title="巢湖市节水方案",
        names=("市财政局", "巢湖市水利局", "庐江县人民政府"),
    )
    corpus = resolve([record])
    (found,) = corpus.records
    assert found.document.region
    assert (found.document.region.code, found.document.level, found.document.region.name) == (code, level, full)
    places = {part.surface: part.agency.region for part in found.responsibilities if part.agency}
    assert places["市财政局"] == places["巢湖市水利局"] == found.document.issuers[0].region == code
    assert resolve(corpus.records).records == corpus.records


def test_region_and_level_come_from_the_issuer_where_the_header_lacks_them() -> None:
    corpus = resolve([make(region=None, level=None)])
    assert corpus.records[0].document.region == Region("990100", "临海省云河市", iri.region_iri("990100"))
    assert corpus.records[0].document.level == "city"
    assert [region.name for region in corpus.regions] == ["临海省", "临海省云河市"]


def test_a_document_of_nowhere_says_so() -> None:
    corpus = resolve([make(region=None, level=None, issuers=(), title="实施方案", number=None, names=("财政局",))])
    assert [d.iri for d in corpus.decisions if d.kind == "region"] == [None]
    assert corpus.regions == ()


def test_national_documents_stand_for_the_whole_country() -> None:
    record = make(
        region=None, level="national", issuers=("国务院办公厅",), number="国办发〔2021〕1号", names=("税务总局",)
    )
    resolved = alone(record)
    assert [part.agency.name for part in resolved.responsibilities if part.agency] == ["国家税务总局"]
    assert resolved.document.issuers[0].name == "国务院办公厅"


def test_another_base_moves_every_iri() -> None:
    corpus = resolve([make(names=("市财政局",))], base="https://例子.example/数据/")
    assert all(
        entry.agency.iri and entry.agency.iri.startswith("https://例子.example/数据/") for entry in corpus.agencies
    )


def test_title_keys_forgive_wrapping_but_not_words() -> None:
    assert title_keys("云河市人民政府关于印发云河市数字经济方案的通知") & title_keys("《云河市数字经济方案》")
    assert not title_keys("云河市数字经济方案") & title_keys("清江市数字经济方案")
    assert title_keys(None) == set()


def test_a_copy_that_lost_its_number_is_the_same_document() -> None:
    """Title, day and place say so; another day or place is another document."""
    copy = make("转载.txt", number=None, text="转载")
    other_day = make("另.txt", number=None, date="2022-05-05", text="另")
    elsewhere = make("异地.txt", number=None, region=OTHER, issuers=("清江市人民政府办公室",), text="异地")
    corpus = resolve([make(names=("市财政局",)), copy, other_day, elsewhere])
    assert [record.document.number for record in corpus.records].count(NUMBER) == 1
    assert len(corpus.records) == 3
    assert decision(corpus, "转载.txt").iri == iri.document_iri(number=NUMBER)
    assert resolve(corpus.records) == corpus


def test_the_fullest_copy_takes_over_the_number_that_another_shows() -> None:
    full = make("全.txt", number=None, names=("市财政局", "市工信局", "市科技局"), text="全文")
    (record,) = resolve([full, make("简.txt")]).records
    assert (record.source.path, record.document.number) == ("全.txt", NUMBER)
