"""A comparison as RDF: one named graph for each child, every alignment with class, score and reason."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.comparing.compare import KINDS, ChildComparison, Comparison, Kind
from kg.graph.graphwriter import GraphWriter
from kg.graph.triples_shared import code_list_labels
from ontology import iri
from ontology.errors import DataError
from ontology.model import Measure, Record
from ontology.terms import DCTERMS, PK, XSD
from ontology.units import format_decimal


def compare_quads(comparison: Comparison) -> list[Quad]:
    """The statements of a comparison, sorted within each graph; ``pk:alignedWith`` leads from a child's measure.

    Raises :class:`DataError` when a document is not resolved and so has no IRI.
    """
    return [quad for against in comparison.children for quad in _graph(comparison.parent, against)]


def _graph(parent: Record, against: ChildComparison) -> list[Quad]:
    writer = _Alignments(_address(parent), _address(against.child))
    writer.name_classes()
    for uptake in against.uptakes:
        taken: list[tuple[float, Measure | None]] = [(pair.score, pair.child) for pair in uptake.pairs]
        for score, child in taken or [(uptake.score, None)]:
            writer.add(uptake.kind, score, uptake.reason, uptake.measure, child)
    for item in against.additions:
        writer.add("added", item.score, item.reason, None, item.measure)
    return writer.out.sorted_quads()


class _Alignments:
    """The graph of one child in the making."""

    def __init__(self, parent: str, child: str) -> None:
        self.parent, self.child = parent, child
        self.out = GraphWriter(iri.comparison_graph_iri(parent, child), iri.Minter())

    def add(self, kind: Kind, score: float, reason: str, above: Measure | None, below: Measure | None) -> None:
        ids = (above.id if above else None), (below.id if below else None)
        address = iri.alignment_iri(self.parent, self.child, *ids)
        node = self.out.thing(address, PK.Alignment, address)
        self.out.say(node, PK.parentDocument, NamedNode(self.parent))
        self.out.say(node, PK.childDocument, NamedNode(self.child))
        upper, lower = self.measure(self.parent, above), self.measure(self.child, below)
        self.out.say(node, PK.parentMeasure, upper)
        self.out.say(node, PK.childMeasure, lower)
        self.out.say(node, PK.alignmentClass, PK[f"AlignmentClass-{kind}"])
        self.out.say(node, PK.score, Literal(format_decimal(Decimal(str(score))), datatype=XSD.decimal))
        self.out.say(node, DCTERMS.description, reason)
        if upper and lower:
            self.out.say(lower, PK.alignedWith, upper)

    def name_classes(self) -> None:
        """The names of 落实, 细化 …, so that the graph can be read and validated by itself."""
        classes = {PK[f"AlignmentClass-{kind}"] for kind in KINDS}
        for subject, predicate, value in code_list_labels():
            if subject in classes:
                self.out.say(subject, predicate, value)

    def measure(self, document: str, measure: Measure | None) -> NamedNode | None:
        return NamedNode(measure.iri or iri.measure_iri(document, measure.id)) if measure else None


def _address(record: Record) -> str:
    if record.document.iri is None:
        raise DataError(f"{record.source.path}: the document is not resolved and has no IRI; resolve the corpus first")
    return record.document.iri
