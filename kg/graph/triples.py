"""The resolved corpus as RDF: one named graph for each document, one for what they share.

What a document says stands in its own graph, so that an incremental or distributed build replaces graphs and leaves
the rest alone. No statement is in two graphs, so the union of all has no row twice. There are no blank nodes, and
equal corpora give equal lists in equal order. Shortcuts (``pk:leadAgency``, ``eli:cites``) are stated beside the facts
that prove them (``pk:Assignment``, ``pk:Citation``). Names and telephone numbers of contacts are covered in every
quotation; positions stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.contacts import mask_contacts
from kg.corpus import Corpus
from kg.graph.graphwriter import GraphWriter, dated, decimal, integer
from kg.graph.triples_shared import resolution_quads
from ontology import iri
from ontology.data import load_toml
from ontology.errors import DataError
from ontology.model import (
    Citation,
    Continuance,
    Header,
    Measure,
    Record,
    Remark,
    Responsibility,
    Section,
    Source,
    Span,
    Target,
)
from ontology.terms import DCTERMS, ELI, OA, PK, PROV, QUDT, SCHEMA, UNIT, XSD
from ontology.units import normalize

_RELATIONS = {
    "implements": ELI.ensures_implementation_of,
    "based_on": ELI.based_on,
    "applies": ELI.applies,
    "cites": ELI.cites,
    "repeals": ELI.repeals,
    "amends": ELI.amends,
    "issues": ELI.has_annex,
}
_OF_THE_WHOLE = frozenset({"repeals", "amends", "issues"})  # a clause says so, but the document does it
_SHORTCUTS = {"lead": PK.leadAgency, "participant": PK.participatingAgency, "responsible": PK.responsibleAgency}
_BASES = ("stated", "ordering_rule", "default_clause")  # the strongest first
_YES = Literal("true", datatype=XSD.boolean)


def corpus_quads(corpus: Corpus) -> list[Quad]:
    """All statements about the corpus, by graph; raises :class:`DataError` when one IRI stands for two things."""
    return [quad for quads in corpus_graphs(corpus) for quad in quads]


def corpus_graphs(corpus: Corpus) -> Iterator[list[Quad]]:
    """The statements of each named graph by itself, documents in the order of their graphs' names, the shared one last.

    The IRIs of what a document consists of begin with the document's own, so two documents clash only where these do;
    what they share is minted in the last graph. Raises :class:`DataError` when one IRI stands for two things.
    """
    shared = iri.Minter()
    for record in corpus.records:
        shared.claim(_address(record), record.source.path)
    for record in sorted(corpus.records, key=lambda record: iri.graph_iri(_address(record))):
        yield record_quads(record, base=corpus.base)
    yield resolution_quads(corpus, shared)


def record_quads(record: Record, *, base: str = iri.DEFAULT_BASE) -> list[Quad]:
    """What one resolved document says, as the statements of its named graph.

    Raises :class:`DataError` when the document has no IRI yet or two of its clauses share one.
    """
    return _RecordGraph(record, _address(record), base).quads()


def _address(record: Record) -> str:
    if record.document.iri is None:
        raise DataError(f"{record.source.path}: the document is not resolved and has no IRI; resolve the corpus first")
    return record.document.iri


class _RecordGraph:
    """The graph of one document; the methods follow the fields of :class:`Record`."""

    def __init__(self, record: Record, document: str, base: str) -> None:
        self.record = record
        self.text = mask_contacts(record.text)
        self.iri = document
        self.base = base
        self.out = GraphWriter(iri.graph_iri(document), iri.Minter())
        self.source = NamedNode(iri.source_iri(record.source.sha256, base=base))
        self.document = self.out.thing(document, PK.PolicyDocument, record.source.path)
        self.measures: dict[str, NamedNode] = {}
        self.quoted: dict[Span, NamedNode] = {}

    def quads(self) -> list[Quad]:
        """Everything, sorted."""
        record = self.record
        self.add_sources()
        self.add_header(record.document)
        sections = {section.id: NamedNode(iri.section_iri(self.iri, section.id)) for section in record.sections}
        for section in record.sections:
            self.add_section(section, sections)
        for measure in record.measures:
            self.add_measure(measure, sections)
        for group in self.grouped_parts():
            self.add_assignment(group)
        for target in record.targets:
            self.add_target(target)
        for citation in record.citations:
            self.add_citation(citation)
        for remark in record.warnings:
            self.add_remark(remark)
        return self.out.sorted_quads()

    def evidence(self, span: Span) -> NamedNode:
        """The node of a stretch of text, described on first use."""
        if span in self.quoted:
            return self.quoted[span]
        node = self.quoted[span] = self.out.thing(
            iri.evidence_iri(self.iri, span.start, span.end), PK.Evidence, f"{self.iri} {span}"
        )
        self.out.say(node, OA.start, integer(span.start))
        self.out.say(node, OA.end, integer(span.end))
        self.out.say(node, OA.exact, self.text[span.start : span.end])
        self.out.say(node, PK.inDocument, self.document)
        self.out.say(node, PROV.wasDerivedFrom, self.source)
        return node

    def fact(self, address: str, kind: NamedNode, owner: str, span: Span | None, rule: str | None) -> NamedNode:
        """A node that something in the text proves."""
        node = self.out.thing(address, kind, owner)
        self.out.say(node, PK.inDocument, self.document)
        self.out.say(node, PK.evidence, self.evidence(span) if span else None)
        self.out.say(node, PK.rule, rule)
        return node

    def add_sources(self) -> None:
        """The file that the record was read from, and other files of the same document."""
        self.out.say(self.document, PROV.wasDerivedFrom, self._source(self.record.source))
        for copy in self.record.copies:
            self.out.say(self.document, DCTERMS.hasFormat, self._source(copy))

    def _source(self, source: Source) -> NamedNode:
        node = self.out.thing(iri.source_iri(source.sha256, base=self.base), PK.Source, source.sha256)
        self.out.say(node, PK.path, source.path)
        self.out.say(node, SCHEMA.sha256, source.sha256)
        self.out.say(node, SCHEMA.encodingFormat, source.media_type)
        self.out.say(node, PK.textSha256, source.text_sha256)
        self.out.say(node, PK.extractor, source.extractor)
        return node

    def add_header(self, header: Header) -> None:
        out, document = self.out, self.document
        out.name(document, header.title)
        out.say(document, ELI.number, header.number)
        out.say(document, ELI.id_local, header.index_number)
        out.say(document, ELI.date_document, dated(header.date_signed))
        out.say(document, ELI.date_publication, dated(header.date_published))
        out.say(document, ELI.first_date_entry_in_force, dated(header.effective_from))
        out.say(document, ELI.date_no_longer_in_force, dated(header.effective_until))
        out.say(document, PK.level, PK[f"Level-{header.level}"] if header.level else None)
        out.say(document, PK.recipient, *header.recipients)
        out.say(document, PK.status, header.status)
        if header.status and (value := load_toml("status.toml").get(header.status)):
            out.say(document, ELI.in_force, ELI[value])
        issuers = [NamedNode(agency.iri) for agency in header.issuers if agency.iri]
        out.say(document, ELI.passed_by, *issuers)
        if header.region:
            out.say(document, ELI.jurisdiction, NamedNode(iri.region_iri(header.region.code, base=self.base)))
        if header.type:
            out.say(document, ELI.type_document, NamedNode(iri.type_iri(header.type, base=self.base)))
        if header.cover_title and header.cover_title != header.title:
            notice = out.thing(iri.notice_iri(self.iri), PK.CoverNotice, header.cover_title)
            out.name(notice, header.cover_title)
            out.say(notice, ELI.number, header.number)
            out.say(notice, ELI.passed_by, *issuers)
            out.say(notice, ELI.has_annex, document)
            out.say(document, ELI.is_annex_of, notice)
        for field in header.evidence:
            address = iri.field_iri(self.iri, field.name, field.span.start)
            node = self.fact(address, PK.HeaderField, f"{field.name} {field.span}", field.span, field.rule)
            out.say(node, PK.field, field.name)

    def add_section(self, section: Section, sections: dict[str, NamedNode]) -> None:
        # A section may hold half the document; its heading line proves it as well.
        heading = self.record.text[section.span.start : section.span.end].split("\n", 1)[0]
        span = Span(section.span.start, section.span.start + len(heading))
        owner = f"{section.label or ''} {section.title} {section.span}"
        node = self.fact(sections[section.id].value, PK.Section, owner, span, None)
        self.add_clause(node, section.id, section.label, section.title, sections.get(section.parent or ""))

    def add_clause(
        self, node: NamedNode, clause_id: str, label: str | None, title: str | None, parent: NamedNode | None
    ) -> None:
        self.out.say(node, DCTERMS.identifier, clause_id)
        self.out.say(node, ELI.number, label)
        self.out.name(node, title)
        self.out.say(node, ELI.is_part_of, parent or self.document)

    def add_measure(self, measure: Measure, sections: dict[str, NamedNode]) -> None:
        address = measure.iri or iri.measure_iri(self.iri, measure.id)
        owner = f"{measure.label} {measure.title} {measure.span}"
        node = self.measures[measure.id] = self.fact(address, PK.Measure, owner, measure.span, measure.rule)
        self.add_clause(node, measure.id, measure.label, measure.title, sections.get(measure.parent or ""))
        self.out.say(node, PK.text, mask_contacts(measure.text))
        self.out.say(node, PK.sectionTitle, measure.section)
        if measure.deadline:
            self.out.say(node, PK.deadline, dated(measure.deadline.due))
            self.out.say(node, PK.deadlineText, measure.deadline.text)
            self.out.say(node, PK.deadlineEvidence, self.evidence(measure.deadline.span))

    def grouped_parts(self) -> list[list[Responsibility]]:
        """The mentions of each agency in the same role of the same measure; printed ones outweigh inferred ones."""
        groups: dict[str, list[Responsibility]] = {}
        for part in self.record.responsibilities:
            groups.setdefault(self.assignment_iri(part), []).append(part)
        return [
            [part for part in parts if part.basis == min((p.basis for p in parts), key=_BASES.index)]
            for _, parts in sorted(groups.items())
        ]

    def assignment_iri(self, part: Responsibility) -> str:
        measure = self.find_measure(part.measure)
        agency = part.agency.iri if part.agency else None
        return iri.assignment_iri(measure.value, agency, part.role, surface=part.surface)

    def find_measure(self, measure_id: str) -> NamedNode:
        try:
            return self.measures[measure_id]
        except KeyError:
            known = ", ".join(self.measures) or "none"
            raise DataError(
                f"{self.record.source.path}: no measure {measure_id!r} in the record (known: {known}); extract it again"
            ) from None

    def add_assignment(self, parts: list[Responsibility]) -> None:
        first, out = parts[0], self.out
        address, measure = self.assignment_iri(first), self.find_measure(first.measure)
        node = self.fact(address, PK.Assignment, f"{first.measure} {first.role}", None, None)
        out.say(node, PK.measure, measure)
        out.say(node, PK.role, PK[f"Role-{first.role}"])
        out.say(node, PK.basis, PK[f"Basis-{first.basis}"])
        for part in parts:
            out.say(node, PK.surface, part.surface)
            out.say(node, PK.rule, part.rule)
            out.say(node, PK.evidence, self.evidence(part.span))
            out.say(node, PK.licensedBy, self.evidence(part.rule_span) if part.rule_span else None)
        printed = {self.record.text[part.span.start : part.span.end] for part in parts}
        if first.basis != "stated" or first.surface not in printed:
            out.say(node, PK.inferred, _YES)
        if first.agency and first.agency.iri:
            agency = NamedNode(first.agency.iri)
            out.say(node, PK.agency, agency)
            out.say(measure, _SHORTCUTS[first.role], agency)
            out.say(measure, PK.assignedTo, agency)

    def add_target(self, target: Target) -> None:
        out = self.out
        address = target.iri or iri.target_iri(self.iri, target.id)
        node = self.fact(address, PK.Target, f"{target.text} {target.span}", target.span, target.rule)
        out.say(node, DCTERMS.identifier, target.id)
        if target.indicator:
            out.say(node, PK.indicator, NamedNode(iri.indicator_iri(target.indicator, base=self.base)))
        else:
            self.add_remark(Remark("target-without-indicator", f"指标没有读出名称：{target.text}", target.span))
        out.say(node, PK.targetKind, PK[f"TargetKind-{target.kind}"])
        out.say(node, PK.comparator, PK[f"Comparator-{target.comparator}"])
        if target.comparator in ("ge", "gt", "range"):
            out.say(node, SCHEMA.minValue, decimal(target.value))
        elif target.comparator in ("le", "lt"):
            out.say(node, SCHEMA.maxValue, decimal(target.value))
        if target.upper is not None:
            out.say(node, SCHEMA.maxValue, decimal(target.upper))
        if target.comparator != "range":
            out.say(node, SCHEMA.value, decimal(target.value))
        out.say(node, SCHEMA.unitText, target.unit)
        base = normalize(target.value, target.unit)
        out.say(node, PK.normalizedValue, decimal(base.value))
        out.say(node, PK.baseUnit, base.unit)
        out.say(node, QUDT.hasUnit, UNIT[base.qudt] if base.qudt else None)
        out.say(node, PK.deadline, dated(target.deadline))
        out.say(node, PK.baseline, dated(target.baseline))
        out.say(node, PK.since, dated(target.since))
        out.say(node, PK.sectionTitle, target.section)
        out.say(node, PK.measure, self.find_measure(target.measure) if target.measure else None)

    def add_citation(self, citation: Citation) -> None:
        out = self.out
        address = iri.citation_iri(self.iri, citation.span.start, citation.span.end, citation.relation)
        node = self.fact(address, PK.Citation, f"{citation.text} {citation.span}", citation.span, citation.rule)
        measure = self.find_measure(citation.measure) if citation.measure else None
        out.say(node, PK.relation, PK[f"Relation-{citation.relation}"])
        out.say(node, PK.citedTitle, citation.title)
        out.say(node, PK.citedNumber, citation.number)
        out.say(node, PK.citedIssuer, citation.issuer)
        out.say(node, PK.measure, measure)
        if citation.continuance:
            self.add_continuance(citation.continuance, citation.iri)
        own = citation.iri == self.iri  # no document stands above itself, but a notice issues its own policy
        if citation.iri is None or (own and citation.relation != "issues"):
            return
        cited = NamedNode(citation.iri)
        out.say(node, PK.cited, cited)
        if own:
            return
        if measure and citation.relation not in _OF_THE_WHOLE:
            out.say(measure, _RELATIONS[citation.relation], cited)
            out.say(self.document, ELI.cites, cited)
        else:
            out.say(self.document, _RELATIONS[citation.relation], cited)

    def add_continuance(self, said: Continuance, document: str | None) -> None:
        """That another document holds on; the day until which is ``inferred`` where it was counted."""
        out = self.out
        address = iri.continuance_iri(self.iri, said.span.start, document, said.text)
        node = self.fact(address, PK.Continuance, f"{said.text} {said.span}", said.span, said.rule)
        out.say(node, PK.continues, NamedNode(document) if document else None)
        out.say(node, PK.continuedUntil, dated(said.until))
        out.say(node, PK.addedMonths, integer(said.months) if said.months else None)
        out.say(node, PK.reason, said.reason)
        if said.until and said.months:
            out.say(node, PK.inferred, _YES)

    def add_remark(self, remark: Remark) -> None:
        start = remark.span.start if remark.span else None
        address = iri.remark_iri(self.iri, remark.code, start, remark.message)
        node = self.fact(address, PK.Remark, remark.message, remark.span, None)
        self.out.say(node, PK.code, remark.code)
        self.out.say(node, PK.message, mask_contacts(remark.message))
