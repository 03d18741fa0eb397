"""Findings as a SHACL validation report (W3C Recommendation of 20 July 2017, section 3.6), without blank nodes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from exports import turtle
from exports.files import write_file
from exports.findings import Finding, RuleInfo, Severity
from kg.checking.rules import CHECKS
from kg.graph.store import replace_graph
from kg.output import SAVED_CHECK
from ontology import iri
from ontology.terms import DCTERMS, OA, PK, RDF, RDFS, XSD

_SH = "http://www.w3.org/ns/shacl#"
_SEVERITIES: dict[Severity, str] = {"error": "Violation", "warning": "Warning", "note": "Info"}


def report_quads(findings: Sequence[Finding], rules: Sequence[RuleInfo], *, base: str) -> list[Quad]:
    """The report in a graph of its own: one ``sh:ValidationResult`` for each finding, and the rules they come from.

    ``sh:sourceShape`` is the rule; ``pk:evidence`` the words, under the IRI that they have in a build.
    """
    graph = NamedNode(graph_iri(base))
    report = NamedNode(iri.check_base(base) + "check/report")
    triples: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = []
    triples.append((report, RDF.type, _sh("ValidationReport")))
    triples.append((report, _sh("conforms"), Literal("false" if findings else "true", datatype=XSD.boolean)))
    known = {rule.id: NamedNode(rule.iri) for rule in rules}
    for finding in findings:
        result = NamedNode(finding_iri(finding, base))
        triples += [
            (report, _sh("result"), result),
            (result, RDF.type, _sh("ValidationResult")),
            (result, _sh("resultSeverity"), _sh(_SEVERITIES[finding.severity])),
            (result, _sh("focusNode"), NamedNode(finding.focus)),
            (result, _sh("resultMessage"), Literal(finding.message, language="zh")),
            (result, _sh("sourceShape"), known[finding.rule]),
            (result, _sh("sourceConstraintComponent"), _component(finding)),
        ]
        if finding.document:
            triples.append((result, PK.inDocument, NamedNode(finding.document)))
        for place in (finding.place, *finding.related):
            if place:
                evidence = NamedNode(iri.evidence_iri(place.document, place.start, place.end))
                triples += [
                    (result, PK.evidence, evidence),
                    (evidence, RDF.type, PK.Evidence),
                    (evidence, PK.inDocument, NamedNode(place.document)),
                    (evidence, OA.start, Literal(str(place.start), datatype=XSD.integer)),
                    (evidence, OA.end, Literal(str(place.end), datatype=XSD.integer)),
                    (evidence, OA.exact, Literal(place.quote)),
                ]
    for rule in rules:
        triples += [
            (NamedNode(rule.iri), DCTERMS.title, Literal(rule.title_zh, language="zh")),
            (NamedNode(rule.iri), DCTERMS.title, Literal(rule.title_en, language="en")),
            (NamedNode(rule.iri), RDFS.comment, Literal(rule.remedy, language="zh")),
        ]
    unique = {(str(s), p != RDF.type, str(p), str(o)): Quad(s, p, o, graph) for s, p, o in triples}
    return [unique[key] for key in sorted(unique)]


def graph_iri(base: str) -> str:
    """The named graph of findings."""
    return iri.check_base(base) + "check"


def save_findings(folder: Path, findings: Sequence[Finding], rules: Sequence[RuleInfo], *, base: str) -> Path:
    """Put the report into the graph of the build in ``folder``, in place of an earlier one, and beside it as Turtle.

    The store holds it as a named graph of its own until the next build replaces the folder.
    """
    replace_graph(folder / "store", graph_iri(base), report_quads(findings, rules, base=base))
    return write_file(folder / SAVED_CHECK, render_report(findings, rules, base=base))


def render_report(findings: Sequence[Finding], rules: Sequence[RuleInfo], *, base: str) -> bytes:
    """The report as Turtle; equal findings give equal bytes."""
    names = dict(turtle.prefixes(base)) | {"sh": _SH, "checks": CHECKS}
    triples = [quad.triple for quad in report_quads(findings, rules, base=base)]
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=names) or b""


def finding_iri(finding: Finding, base: str) -> str:
    """A finding by what it says of what: the same one has the same IRI in every run."""
    key = "|".join((finding.document or "", finding.focus, finding.message))
    return f"{iri.check_base(base)}check/{finding.rule}.{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _component(finding: Finding) -> NamedNode:
    """What kind of constraint it is: the shapes report against a node shape, our rules are SPARQL."""
    return _sh("NodeConstraintComponent" if finding.rule.startswith("shacl.") else "SPARQLConstraintComponent")


def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)
