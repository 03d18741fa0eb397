"""Builders for records and corpora in which only what differs is said.

``make_record()`` is the plan of an invented city under that of its province; it has every kind of fact: a cover
notice, stated and inferred parts, a group, a restored prefix, an unresolved mention, ranges and bounds, the deadline of
a measure, citations of nearly all relations, remarks. ``make_corpus()`` adds the provincial plan that it implements.
Spans are found by searching the text, so every quotation is exact.

>>> from tests.factories import make_corpus
>>> [record.document.number for record in make_corpus().records]
['临政办发〔2020〕8号', '云政办发〔2020〕31号']
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

from kg.corpus import AgencyEntry, Corpus, Decision, Stub
from ontology import iri
from ontology.model import (
    Agency,
    AgencyKind,
    Basis,
    Citation,
    Comparator,
    Deadline,
    Field,
    Header,
    Measure,
    Record,
    Region,
    Relation,
    Remark,
    Responsibility,
    Role,
    Section,
    Source,
    Span,
    Target,
    TargetKind,
)

PROVINCE, CITY = "980000", "980100"  # codes that GB/T 2260 does not assign
PROVINCE_NAME, CITY_NAME = "临海省", "临海省云河市"
PARENT_NUMBER, NUMBER = "临政办发〔2020〕8号", "云政办发〔2020〕31号"

CITY_TEXT = """云河市人民政府办公室文件
云政办发〔2020〕31号
云河市人民政府办公室关于印发云河市加快数字经济发展实施方案的通知
各县区人民政府,市各委办局:
为贯彻落实《临海省数字经济发展行动计划》(临政办发〔2020〕8号),根据《临海省信息化条例》,参照《云门市数字经济发展若干措施》,结合本市实际,制定本方案。
云河市加快数字经济发展实施方案
一、总体目标
到2025年,数字经济增加值占地区生产总值比重达到45%以上。
二、主要任务
(一)建设新型基础设施。2020年底前,建成5G基站2000个。落实《云河市城市更新办法》。(牵头单位:市工业和信息化局;配合单位:市财政局、自然资源局)
(二)培育数字企业。每年培育数字企业30-50家,对上云企业给予不超过20万元补助,规上企业上云率提高10个百分点。2021年6月前完成。(市工信局、市科技局、有关部门)
(三)提升治理能力。政务服务事项网上办理全覆盖,单位能耗比2019年降低约3.5%。(市大数据管理局负责)
以上任务排第一的为牵头部门;各县区人民政府均需负责,不再列出。
原《云河市智慧城市建设意见》(云政办发〔2016〕12号)同时废止,《云河市数据管理办法》相应修改。
2020年4月7日
"""
PROVINCE_TEXT = """临海省人民政府办公厅关于印发临海省数字经济发展行动计划的通知
临政办发〔2020〕8号
一、建设新型基础设施。到2022年,全省建成5G基站3万个。(省工业和信息化厅牵头,省财政厅配合)
2020年1月15日
"""


def make_agency(
    name: str = "云河市工业和信息化局",
    *,
    kind: AgencyKind = "agency",
    function: str | None = None,
    region: str | None = CITY,
) -> Agency:
    """A resolved body; with a function its IRI is made of function and region, otherwise of the name."""
    place = region if function or kind == "group" else None
    return Agency(name, kind, iri.agency_iri(function=function, region_code=place, name=name), function, region)


INDUSTRY = make_agency("云河市工业和信息化局", function="industry-it")
FINANCE = make_agency("云河市财政局", function="finance")
LAND = make_agency("云河市自然资源和规划局", function="natural-resources")
SCIENCE = make_agency("云河市科学技术局", function="science-technology")
DATA = make_agency("云河市大数据管理局")
OFFICE = make_agency("云河市人民政府办公室", kind="government")
COUNTIES = make_agency("各县区人民政府", kind="group")
PROVINCE_OFFICE = make_agency("临海省人民政府办公厅", kind="government", region=PROVINCE)
PROVINCE_INDUSTRY = make_agency("临海省工业和信息化厅", function="industry-it", region=PROVINCE)
PROVINCE_FINANCE = make_agency("临海省财政厅", function="finance", region=PROVINCE)


def find_span(text: str, quote: str, occurrence: int = 0) -> Span:
    """Where the quote stands in the text; the occurrence counts from 0."""
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


def make_source(text: str, path: str = "in/plan.html") -> Source:
    """A source whose hashes are those of the text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(path, digest, "text/html", digest, "policy-kg test")


def make_citation(
    text: str,
    title: str | None,
    relation: Relation,
    *,
    number: str | None = None,
    measure: str | None = None,
    cited: str | None = None,
) -> Citation:
    """A resolved mention of another document; the cited IRI comes from number or title unless given."""
    quote = f"《{title}》" + (f"({number})" if number else "")
    target = cited or iri.document_iri(number=number, title=title)
    span = find_span(text, quote)
    return Citation(title, number, None, relation, measure, quote, span, f"citation.{relation}", target)


def make_part(
    text: str,
    measure: str,
    surface: str,
    role: Role,
    agency: Agency | None,
    *,
    basis: Basis = "stated",
    printed: str | None = None,
    rule: str = "responsibility.list",
    licence: str | None = None,
    occurrence: int = 0,
) -> Responsibility:
    """An agency's part in a measure; ``printed`` is the mention where it differs from the surface."""
    span = find_span(text, printed or surface, occurrence)
    rule_span = find_span(text, licence) if licence else None
    return Responsibility(measure, surface, role, basis, span, rule, rule_span, agency)


def make_target(
    text: str,
    quote: str,
    indicator: str,
    value: str,
    unit: str,
    *,
    id: str = "t1",  # noqa: A002
    measure: str | None = None,
    section: str | None = None,
    kind: TargetKind = "target",
    comparator: Comparator = "eq",
    upper: str | None = None,
    deadline: str | None = None,
    baseline: str | None = None,
    document: str | None = None,
) -> Target:
    """A quantified commitment quoted from the text; it has an IRI when the document's is given."""
    return Target(
        id=id,
        measure=measure,
        section=section,
        kind=kind,
        indicator=indicator,
        value=Decimal(value),
        upper=Decimal(upper) if upper else None,
        unit=unit,
        comparator=comparator,
        deadline=deadline,
        baseline=baseline,
        text=quote,
        span=find_span(text, quote),
        rule="target.number",
        iri=iri.target_iri(document, id) if document else None,
    )


def make_measure(text: str, id: str, label: str, first: str, last: str, **changes: object) -> Measure:  # noqa: A002
    """A clause of the text from the words ``first`` to the words ``last``; its title is what precedes the first 。"""
    start = text.index(first)
    end = text.index(last, start) + len(last)
    clause = text[start:end]
    title = clause.removeprefix(f"({label})").removeprefix(f"{label}、").split("。")[0]
    plain = Measure(id, label, None, title, clause, Span(start, end), "measure.numbered")
    return replace(plain, **changes)  # type: ignore[arg-type]


def make_record(**changes: object) -> Record:
    """The resolved record of the city's plan, with the given fields of :class:`Record` replaced."""
    text, document = CITY_TEXT, iri.document_iri(number=NUMBER)
    section = "主要任务"

    def measure(id: str, label: str, first: str, last: str, **more: object) -> Measure:  # noqa: A002
        where = {"section": section, "parent": "s2", "iri": iri.measure_iri(document, id)}
        return make_measure(text, id, label, first, last, **where, **more)

    ordering = "排第一的为牵头部门"
    blanket = "各县区人民政府均需负责,不再列出"
    due = "2021年6月前完成"
    record = Record(
        source=make_source(text),
        document=Header(
            title="云河市加快数字经济发展实施方案",
            cover_title="云河市人民政府办公室关于印发云河市加快数字经济发展实施方案的通知",
            number=NUMBER,
            type="实施方案",
            level="city",
            issuers=(OFFICE,),
            region=Region(CITY, CITY_NAME, iri.region_iri(CITY)),
            date_signed="2020-04-07",
            date_published="2020-04-09",
            effective_from="2020-04-07",
            effective_until="2025-12-31",
            status="有效",
            index_number="0123456/2020-00031",
            recipients=("各县区人民政府", "市各委办局"),
            evidence=(
                Field("title", find_span(text, "云河市加快数字经济发展实施方案", 1), "header.title"),
                Field("number", find_span(text, NUMBER), "header.number"),
                Field("date_signed", find_span(text, "2020年4月7日"), "header.date"),
                Field("issuers", find_span(text, "云河市人民政府办公室"), "header.issuer"),
            ),
            iri=document,
        ),
        citations=(
            make_citation(text, "临海省数字经济发展行动计划", "implements", number=PARENT_NUMBER),
            make_citation(text, "临海省信息化条例", "based_on"),
            make_citation(text, "云门市数字经济发展若干措施", "applies"),
            make_citation(text, "云河市城市更新办法", "implements", measure="m1"),
            make_citation(text, "云河市智慧城市建设意见", "repeals", number="云政办发〔2016〕12号"),
            make_citation(text, "云河市数据管理办法", "amends"),
        ),
        sections=(
            Section("s1", "一", "总体目标", None, find_span(text, "一、总体目标")),
            Section("s2", "二", section, None, Span(text.index("二、"), text.index("以上任务"))),
        ),
        measures=(
            measure("m1", "一", "(一)建设", "自然资源局)"),
            measure("m2", "二", "(二)培育", "有关部门)", deadline=Deadline("2021-06", due, find_span(text, due))),
            measure("m3", "三", "(三)提升", "管理局负责)"),
        ),
        responsibilities=(
            make_part(text, "m1", "市工业和信息化局", "lead", INDUSTRY),
            make_part(text, "m1", "市财政局", "participant", FINANCE),
            make_part(text, "m1", "市自然资源局", "participant", LAND, printed="自然资源局"),
            make_part(text, "m2", "市工信局", "lead", INDUSTRY, basis="ordering_rule", licence=ordering),
            make_part(text, "m2", "市科技局", "participant", SCIENCE, basis="ordering_rule", licence=ordering),
            make_part(text, "m2", "有关部门", "participant", None, basis="ordering_rule", licence=ordering),
            make_part(text, "m3", "市大数据管理局", "responsible", DATA, rule="responsibility.plain"),
            *(
                make_part(
                    text,
                    clause,
                    "各县区人民政府",
                    "responsible",
                    COUNTIES,
                    basis="default_clause",
                    licence=blanket,
                    occurrence=1,
                )
                for clause in ("m1", "m2", "m3")
            ),
        ),
        targets=(
            make_target(
                text,
                "数字经济增加值占地区生产总值比重达到45%以上",
                "数字经济增加值占地区生产总值比重",
                "45",
                "%",
                section="总体目标",
                comparator="ge",
                deadline="2025",
                document=document,
            ),
            make_target(
                text,
                "建成5G基站2000个",
                "5G基站",
                "2000",
                "个",
                id="t2",
                measure="m1",
                deadline="2020-12-31",
                document=document,
            ),
            make_target(
                text,
                "每年培育数字企业30-50家",
                "数字企业",
                "30",
                "家",
                id="t3",
                measure="m2",
                comparator="range",
                upper="50",
                document=document,
            ),
            make_target(
                text,
                "给予不超过20万元补助",
                "上云企业补助",
                "20",
                "万元",
                id="t4",
                measure="m2",
                kind="funding",
                comparator="le",
                document=document,
            ),
            make_target(
                text,
                "规上企业上云率提高10个百分点",
                "规上企业上云率",
                "10",
                "个百分点",
                id="t5",
                measure="m2",
                comparator="increase_by",
                deadline="2021-06",
                document=document,
            ),
            make_target(
                text,
                "政务服务事项网上办理全覆盖",
                "政务服务事项网上办理",
                "100",
                "%",
                id="t6",
                measure="m3",
                kind="coverage",
                document=document,
            ),
            make_target(
                text,
                "单位能耗比2019年降低约3.5%",
                "单位能耗",
                "3.5",
                "%",
                id="t7",
                measure="m3",
                comparator="decrease_by",
                baseline="2019",
                document=document,
            ),
        ),
        warnings=(
            Remark("vague-agency", "“有关部门”未指明单位", find_span(text, "有关部门")),
            Remark("no-appendix", "未见附件", None),
        ),
        text=text,
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def make_parent_record(**changes: object) -> Record:
    """The resolved record of the provincial plan that the city's implements."""
    text, document = PROVINCE_TEXT, iri.document_iri(number=PARENT_NUMBER)
    measure = make_measure(text, "m1", "一", "一、建设", "财政厅配合)", iri=iri.measure_iri(document, "m1"))
    record = Record(
        source=make_source(text, "in/parent.html"),
        document=Header(
            title="临海省数字经济发展行动计划",
            number=PARENT_NUMBER,
            type="行动计划",
            level="province",
            issuers=(PROVINCE_OFFICE,),
            region=Region(PROVINCE, PROVINCE_NAME, iri.region_iri(PROVINCE)),
            date_signed="2020-01-15",
            evidence=(Field("number", find_span(text, PARENT_NUMBER), "header.number"),),
            iri=document,
        ),
        citations=(),
        sections=(),
        measures=(measure,),
        responsibilities=(
            make_part(text, "m1", "省工业和信息化厅", "lead", PROVINCE_INDUSTRY),
            make_part(text, "m1", "省财政厅", "participant", PROVINCE_FINANCE),
        ),
        targets=(
            make_target(
                text,
                "建成5G基站3万个",
                "5G基站",
                "3",
                "万个",
                measure="m1",
                deadline="2022",
                document=document,
            ),
        ),
        warnings=(),
        text=text,
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def make_corpus(*records: Record, **changes: object) -> Corpus:
    """A resolved corpus of the records (by default city and province), its stubs and agencies derived from them."""
    chosen = sorted(records or (make_record(), make_parent_record()), key=lambda record: record.document.iri or "")
    known = {record.document.iri for record in chosen}
    surfaces: dict[Agency, set[str]] = {issuer: set() for record in chosen for issuer in record.document.issuers}
    stubs: dict[str, tuple[Citation, set[str]]] = {}
    decisions = []
    for record in chosen:
        home = record.document.iri or ""
        for part in record.responsibilities:
            if part.agency is not None:
                surfaces.setdefault(part.agency, set()).add(part.surface)
            else:
                decisions.append(Decision("agency", home, part.surface, None, "泛指,不指向具体单位"))
        for citation in record.citations:
            if citation.iri is not None and citation.iri not in known:
                stubs.setdefault(citation.iri, (citation, set()))[1].add(home)
    members = tuple(sorted(iri.agency_iri(name=f"云河市{name}人民政府") for name in ("东山县", "西江区")))
    entries = [
        AgencyEntry(
            agency,
            tuple(sorted(names)),
            members=members if agency == COUNTIES else (),
            parent=OFFICE.iri if agency in (INDUSTRY, FINANCE) else None,
        )
        for agency, names in surfaces.items()
    ]
    if COUNTIES in surfaces:
        entries += [
            AgencyEntry(make_agency(f"云河市{name}人民政府", kind="government"), ()) for name in ("东山县", "西江区")
        ]
    corpus = Corpus(
        base=iri.DEFAULT_BASE,
        records=tuple(chosen),
        stubs=tuple(
            Stub(key, stub.title, stub.number, None, "city", 2016 if stub.number else None, tuple(sorted(citing)))
            for key, (stub, citing) in sorted(stubs.items())
        ),
        agencies=tuple(sorted(entries, key=lambda entry: entry.agency.iri or "")),
        regions=(
            Region(PROVINCE, PROVINCE_NAME, iri.region_iri(PROVINCE)),
            Region(CITY, CITY_NAME, iri.region_iri(CITY)),
        ),
        decisions=tuple(sorted(set(decisions), key=lambda decision: (decision.document, decision.mention))),
    )
    return replace(corpus, **changes)  # type: ignore[arg-type]


def make_large_corpus(documents: int, measures: int = 30) -> Corpus:
    """A corpus for timing: copies of the city's plan under other numbers, each with many measures."""
    return make_corpus(*(_enlarged(serial, measures) for serial in range(1, documents + 1)))


def _enlarged(serial: int, measures: int) -> Record:
    plain = make_record()
    number = f"云政办发〔2021〕{serial}号"
    document = iri.document_iri(number=number)
    numbered = [f"m{position}" for position in range(1, measures + 1)]
    pick = {clause: f"m{(position % 3) + 1}" for position, clause in enumerate(numbered)}
    texts = {measure.id: measure for measure in plain.measures}
    return replace(
        plain,
        source=replace(plain.source, sha256=hashlib.sha256(number.encode()).hexdigest(), path=f"in/{serial}.html"),
        document=replace(plain.document, number=number, iri=document, title=f"云河市数字经济实施方案之{serial}"),
        measures=tuple(
            replace(texts[pick[clause]], id=clause, iri=iri.measure_iri(document, clause)) for clause in numbered
        ),
        responsibilities=tuple(
            replace(part, measure=clause)
            for clause in numbered
            for part in plain.responsibilities
            if part.measure == pick[clause]
        ),
        targets=tuple(
            replace(
                target,
                id=f"{target.id}-{clause}",
                measure=clause,
                iri=iri.target_iri(document, f"{target.id}-{clause}"),
            )
            for clause in numbered
            for target in plain.targets
            if target.measure == pick[clause]
        ),
    )
