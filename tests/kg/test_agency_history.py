"""Which names are one body, which succeeded which, and what stays open: tables of what documents print and when."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exports import turtle
from kg.corpus import Corpus
from kg.graph.triples import corpus_quads
from kg.resolving.resolve import resolve
from kg.shapes.validate import validate
from ontology import iri
from ontology.model import Agency, Header, Measure, Record, Region, Responsibility, Source, Span
from ontology.regions import NATION, RegionRow, additional_regions, level
from ontology.terms import ORG, PK, RDF

PLACES = (
    RegionRow("990000", "临海省", "省", "province", None, "临"),
    RegionRow("990100", "云河市", "地级市", "city", "990000"),
    RegionRow("990200", "清江市", "地级市", "city", "990000"),
)


@pytest.fixture(autouse=True)
def invented_places() -> Iterator[None]:
    with additional_regions(PLACES):
        yield


def document(year: int, *names: str, place: str = "云河市", code: str = "990100") -> Record:
    """A document of that year and place, with measures that name these bodies."""
    span, key = Span(0, 2), f"{place[0]}{year}{'-'.join(names)}"
    return Record(
        source=Source(f"{key}.txt", f"sha-{key}", "text/plain", f"text-{key}", "test"),
        document=Header(
            title=f"{place}{year}年{'、'.join(names)}工作方案",
            level=level(code),
            region=Region(code, f"临海省{place}"),
            date_signed=f"{year}-06-01",
            issuers=(Agency(f"{place}人民政府", "government"),),
        ),
        citations=(),
        sections=(),
        measures=(Measure("m1", "一", None, "任务", "任务", span, "test"),),
        responsibilities=tuple(Responsibility("m1", name, "responsible", "stated", span, "test") for name in names),
        targets=(),
        warnings=(),
        text="正文",
    )


def bodies(corpus: Corpus) -> dict[str, set[str]]:
    """The surfaces of every department, by its IRI without the base."""
    found: dict[str, set[str]] = {}
    for record in corpus.records:
        for part in record.responsibilities:
            address = (part.agency.iri if part.agency else None) or ""
            found.setdefault(address.rpartition("/")[2], set()).add(part.surface)
    return found


def short(address: str) -> str:
    return address.rpartition("/")[2]


def test_spellings_of_one_time_are_one_body() -> None:
    corpus = resolve([document(2020, "市工信局", "市发改委"), document(2021, "市工业和信息化局", "云河市发改局")])
    assert bodies(corpus) == {
        "990100.industry-it": {"市工信局", "市工业和信息化局"},
        "990100.development-reform": {"市发改委", "云河市发改局"},
    }
    assert corpus.changes == corpus.possibly_same == ()
    reasons = {d.mention: d.reason for d in corpus.decisions if d.kind == "agency"}
    assert any("局、委之别" in reasons[name] for name in ("市发改委", "云河市发改局"))


# former name and year, later name and year, what the event says: year and the two bodies
REFORMS = [
    ("市经信委", 2016, "市工信局", 2020, 2018, "云河市经济和信息化委员会", "990100.industry-it"),
    ("市环保局", 2017, "市生态环境局", 2019, 2018, "云河市环境保护局", "990100.ecology-environment"),
    ("市环保局", 2019, "市生态环境局", 2021, 2018, "云河市环境保护局", "990100.ecology-environment"),  # reformed late
    ("市农业局", 2017, "市农业农村局", 2020, 2018, "云河市农业局", "990100.agriculture-rural"),
    ("市工商局", 2016, "市市场监管局", 2020, 2018, "云河市工商行政管理局", "990100.market-regulation"),
    ("市旅游局", 2016, "市文广旅局", 2020, 2018, "云河市旅游局", "990100.culture-tourism"),
    ("市规划局", 2016, "市自然资源局", 2020, 2018, "云河市规划局", "990100.natural-resources"),
    ("市法制办", 2016, "市司法局", 2020, 2018, "云河市人民政府法制办公室", "990100.justice"),
    ("市国税局", 2016, "市税务局", 2020, 2018, "云河市国家税务局", "990100.taxation"),
    ("市乡村振兴局", 2022, "市农业农村局", 2025, 2023, "云河市乡村振兴局", "990100.agriculture-rural"),
    ("市地方金融监管局", 2022, "市委金融办", 2025, 2024, "云河市地方金融监督管理局", "990100.party-finance"),
    ("市地方金融监管局", 2022, "市地方金融管理局", 2025, 2024, "云河市地方金融监督管理局", "990100.local-finance"),
    ("市大数据局", 2021, "市数据局", 2024, 2023, "云河市大数据局", "990100.big-data"),
    ("市大数据管理局", 2024, "市数据局", 2025, 2024, "云河市大数据管理局", "990100.big-data"),
    ("市卫计委", 2016, "市卫健委", 2020, 2018, "云河市卫生和计划生育委员会", "990100.health"),
    (
        "云河银保监分局",
        2021,
        "云河金融监管分局",
        2024,
        2023,
        "中国银行保险监督管理委员会云河监管分局",
        "990100.banking-insurance-regulation",
    ),
    (
        "云河银保监分局",
        2023,
        "云河金融监管分局",
        2023,
        2023,
        "中国银行保险监督管理委员会云河监管分局",
        "990100.banking-insurance-regulation",
    ),
]


@pytest.mark.parametrize(("old", "before", "new", "after", "year", "former", "later"), REFORMS)
def test_a_reform_joins_two_bodies(
    old: str, before: int, new: str, after: int, year: int, former: str, later: str
) -> None:
    first, second = document(before, old), document(after, new)
    corpus = resolve([first, second])
    (change,) = corpus.changes
    assert (short(change.former), short(change.later), change.year) == (former, later, year)
    assert corpus.possibly_same == ()
    by_title = {r.document.title: r.document.iri for r in corpus.records}
    assert change.documents == (by_title[first.document.title], by_title[second.document.title])
    assert resolve([second, first]) == corpus


def test_a_renaming_that_not_every_place_made_needs_one_name_after_the_other() -> None:
    backwards = [document(2023, "市数据局"), document(2024, "市大数据局")]
    side_by_side = [document(2021, "市大数据局"), document(2024, "市大数据局", "市数据局")]
    for documents in (backwards, side_by_side):
        assert resolve(documents).changes == ()


def test_one_side_of_a_reform_is_no_event() -> None:
    corpus = resolve([document(2016, "市经信委"), document(2016, "市环保局")])
    assert corpus.changes == corpus.possibly_same == ()
    assert set(bodies(corpus)) == {"云河市经济和信息化委员会", "云河市环境保护局"}


def test_reforms_of_two_cities_are_two_events() -> None:
    corpus = resolve(
        [
            document(2016, "市经信委"),
            document(2020, "市工信局"),
            document(2016, "市经信委", place="清江市", code="990200"),
            document(2020, "市工信局", place="清江市", code="990200"),
        ]
    )
    assert [(short(c.former), short(c.later)) for c in corpus.changes] == [
        ("云河市经济和信息化委员会", "990100.industry-it"),
        ("清江市经济和信息化委员会", "990200.industry-it"),
    ]
    functions = {e.agency.function for e in corpus.agencies if short(e.agency.iri or "").endswith("industry-it")}
    assert functions == {"industry-it"}  # so that cities compare


def test_reforms_form_a_chain() -> None:
    corpus = resolve([document(2009, "市经委"), document(2016, "市经信委"), document(2020, "市工信局")])
    assert [(short(c.former), short(c.later), c.year) for c in corpus.changes] == [
        ("云河市经济和信息化委员会", "990100.industry-it", 2018),
        ("云河市经济委员会", "云河市经济和信息化委员会", 2010),
    ]


def test_what_took_over_twice_is_two_reforms() -> None:
    corpus = resolve(
        [
            document(2016, "云河银监分局", "云河保监分局"),
            document(2020, "云河银保监分局"),
            document(2024, "云河金融监管分局"),
        ]
    )
    middle = "中国银行保险监督管理委员会云河监管分局"
    assert [(short(c.former), short(c.later), c.year) for c in corpus.changes] == [
        ("中国保险监督管理委员会云河监管分局", middle, 2018),
        ("中国银行业监督管理委员会云河监管分局", middle, 2018),
        (middle, "990100.banking-insurance-regulation", 2023),
    ]
    assert corpus.possibly_same == ()


@pytest.mark.parametrize(
    ("old", "new", "middle", "years", "place"),
    [
        ("云河银监分局", "云河金融监管分局", "中国银行保险监督管理委员会云河监管分局", (2018, 2023), "990100"),
        ("浙江银监局", "浙江金融监管局", "中国银行保险监督管理委员会浙江监管局", (2018, 2023), "330000"),
        ("宁波银监局", "宁波金融监管局", "中国银行保险监督管理委员会宁波监管局", (2018, 2023), "330200"),
        ("银监会", "金融监管总局", "中国银行保险监督管理委员会", (2018, 2023), NATION),
        ("卫生部", "卫生健康委", "国家卫生和计划生育委员会", (2013, 2018), NATION),
        ("国家食药监局", "市场监管总局", "国家食品药品监督管理总局", (2013, 2018), NATION),
    ],
)
def test_the_body_between_two_reforms_is_told_though_no_document_names_it(
    old: str, new: str, middle: str, years: tuple[int, int], place: str
) -> None:
    corpus = resolve([document(2012, old, code=place), document(2024, new, code=place)])
    by_year = {change.year: change for change in corpus.changes}
    assert tuple(sorted(by_year)) == years
    first, second = by_year[years[0]], by_year[years[1]]
    assert short(first.later) == short(second.former) == middle
    assert "未见于文件" in first.reason
    (entry,) = [e for e in corpus.agencies if e.agency.iri == first.later]
    assert (entry.agency.name, entry.agency.region, entry.surfaces) == (middle, place, ())
    found = validate(turtle.render(corpus_quads(corpus), base=corpus.base))
    assert [v for v in found if v.shape in ("AgencyChange", "Agency")] == []


def test_several_bodies_may_end_in_one() -> None:
    corpus = resolve([document(2016, "市工商局", "市质监局", "市食药监局"), document(2020, "市市场监管局")])
    assert len(corpus.changes) == 3
    assert {short(c.later) for c in corpus.changes} == {"990100.market-regulation"}


def test_a_body_that_no_reform_touched_stays_one() -> None:
    """上海 and 浙江 kept theirs: a name in use after the reform was not ended by it."""
    place = {"place": "杭州市", "code": "330100"}
    corpus = resolve([document(2016, "市经信委", **place), document(2022, "市经信委", **place)])
    assert bodies(corpus) == {"330100.industry-it": {"市经信委"}}
    assert corpus.changes == ()


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ((2021, "市环保局"), (2022, "市生态环境局"), "旧称"),  # long after the reform: a slip, or a body that lives on
        ((2020, "市城市管理局"), (2022, "市综合行政执法局"), "更名"),  # one body or two, no document says
        ((2021, "市经信委"), (2022, "市工信局"), "旧称"),
        ((2021, "市科技局"), (2022, "市科技和商务局"), "更名"),  # merged offices
    ],
)
def test_what_may_be_one_stays_open_with_its_evidence(one: tuple[int, str], other: tuple[int, str], words: str) -> None:
    corpus = resolve([document(*one), document(*other)])
    assert len(bodies(corpus)) == 2
    (pair,) = corpus.possibly_same
    assert words in pair.reason
    assert pair.documents == tuple(sorted(r.document.iri or "" for r in corpus.records))
    assert corpus.changes == ()


def test_bodies_named_side_by_side_are_certainly_two() -> None:
    corpus = resolve([document(2021, "市城市管理局", "市综合行政执法局"), document(2021, "市科技局", "市科技和商务局")])
    assert len(bodies(corpus)) == 4
    assert corpus.possibly_same == ()


def test_parts_and_neighbours_are_no_candidates() -> None:
    corpus = resolve(
        [
            document(2020, "市公安局", "市机关事务管理局", "开发区管委会"),
            document(2021, "市公安局交警支队", "市机关事务服务中心", "东山新区管委会"),
        ]
    )
    assert corpus.possibly_same == ()


def test_a_former_name_takes_no_room_from_the_body_of_today() -> None:
    """Two bodies that an old document names side by side do not make the successor lose its IRI."""
    corpus = resolve([document(2016, "市农业局", "市农委"), document(2020, "市农业农村局")])
    assert iri.agency_iri(function="agriculture-rural", region_code="990100") in {e.agency.iri for e in corpus.agencies}
    assert len(corpus.changes) == 2


def test_reforms_and_doubts_are_in_the_graph_and_conform() -> None:
    corpus = resolve(
        [document(2016, "市经信委", "市城市管理局"), document(2020, "市工信局"), document(2021, "市综合行政执法局")]
    )
    quads = corpus_quads(corpus)
    told = {(q.subject.value, q.predicate, q.object.value) for q in quads}  # type: ignore[union-attr]
    (change,), (pair,) = corpus.changes, corpus.possibly_same
    event = iri.change_iri(change.former, change.later)
    assert (event, ORG.originalOrganization, change.former) in told
    assert (event, ORG.resultingOrganization, change.later) in told
    assert (event, RDF.type, ORG.ChangeEvent.value) in told
    assert (event, PK.year, "2018") in told
    assert (pair.first, PK.possiblySame, pair.second) in told
    assert (pair.second, PK.possiblySame, pair.first) in told
    assert (iri.identity_iri(pair.first, pair.second), PK.seenIn, pair.documents[0]) in told
    found = validate(turtle.render(quads, base=corpus.base))
    assert [v for v in found if v.shape in ("AgencyChange", "OpenIdentity")] == []
