"""The classes and properties that the graph is written in, as closed lists: a misspelt term raises where it is used.

``PK`` is our own vocabulary and equals ``policy.ttl`` (a test holds the two together); the other namespaces list
what is used of them, each checked against the definition named at the head of ``policy.ttl``.

>>> PK.Measure
<NamedNode value=https://w3id.org/policy-kg/ontology#Measure>
>>> PK["Role-lead"].value
'https://w3id.org/policy-kg/ontology#Role-lead'
>>> ELI.implements
Traceback (most recent call last):
AttributeError: eli:implements is not a term in use; see ontology/terms.py
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pyoxigraph import NamedNode


class Namespace:
    """A closed set of terms; each is an attribute holding its :class:`pyoxigraph.NamedNode`."""

    def __init__(self, prefix: str, iri: str, terms: str) -> None:
        self.prefix = prefix
        self.iri = iri
        self.terms = frozenset(terms.split())
        self._nodes = {name: NamedNode(iri + name) for name in sorted(self.terms)}

    def __getattr__(self, name: str) -> NamedNode:
        try:
            return self._nodes[name]
        except KeyError:
            raise AttributeError(f"{self.prefix}:{name} is not a term in use; see ontology/terms.py") from None

    def __getitem__(self, name: str) -> NamedNode:
        """The term of a name made elsewhere (``Role-lead``); raises :class:`KeyError` when there is none."""
        return self._nodes[name]


CODE_LISTS: Final[Mapping[str, str]] = {
    "Role": "lead participant responsible",
    "Basis": "stated ordering_rule default_clause",
    "Relation": "implements based_on applies cites repeals amends issues",
    "Comparator": "eq ge gt le lt range about increase_by decrease_by",
    "TargetKind": "target funding coverage",
    "AgencyKind": "agency government group enterprise party other",
    "Level": "national province city county",
    "DecisionKind": "agency document region merge",
    "ProgressStatus": "red yellow green",
    "AlignmentClass": "implemented refined partial missing added",
}

_CODES = " ".join(f"{name} {' '.join(f'{name}-{value}' for value in CODE_LISTS[name].split())}" for name in CODE_LISTS)

PK: Final = Namespace(
    "pk",
    "https://w3id.org/policy-kg/ontology#",
    """
    Fact PolicyDocument CoverNotice Stub Section Measure Assignment Target Citation Continuance HeaderField Remark
    Decision Evidence Source Agency AgencyGroup AgencyChange OpenIdentity AgencyFunction Region Indicator
    ComparableIndicator DocumentType
    evidence licensedBy deadlineEvidence inDocument rule
    measure agency role basis surface inferred
    assignedTo leadAgency participatingAgency responsibleAgency hasTask leads participatesIn isResponsibleFor
    cited relation citedTitle citedNumber citedIssuer
    continues continuedUntil addedMonths
    level status recipient field issuerName year
    text deadline deadlineText sectionTitle
    indicator comparableIndicator targetKind comparator baseline since normalizedValue baseUnit
    possiblySame candidate seenIn
    agencyKind decidedAs decisionKind mention reason
    path textSha256 extractor code message
    ProgressReport about progressStatus currentStatus reportedBy quarter progressText problemText nextStep
    Alignment alignedWith alignmentClass score parentMeasure childMeasure parentDocument childDocument
    """
    + _CODES,
)
ELI: Final = Namespace(
    "eli",
    "http://data.europa.eu/eli/ontology#",
    """
    LegalResource LegalResourceSubdivision Organization AdministrativeArea ResourceType
    number id_local date_document date_publication passed_by jurisdiction type_document first_date_entry_in_force
    date_no_longer_in_force in_force InForce-inForce InForce-notInForce InForce-partiallyInForce
    is_part_of is_annex_of has_annex ensures_implementation_of based_on applies cites repeals amends
    """,
)
ORG: Final = Namespace(
    "org",
    "http://www.w3.org/ns/org#",
    "Organization FormalOrganization ChangeEvent classification subOrganizationOf hasMember originalOrganization "
    "resultingOrganization",
)
PROV: Final = Namespace("prov", "http://www.w3.org/ns/prov#", "Entity wasDerivedFrom wasAttributedTo")
SKOS: Final = Namespace(
    "skos", "http://www.w3.org/2004/02/skos/core#", "Concept prefLabel altLabel notation broader narrower"
)
OA: Final = Namespace("oa", "http://www.w3.org/ns/oa#", "TextPositionSelector start end exact")
DCTERMS: Final = Namespace(
    "dcterms",
    "http://purl.org/dc/terms/",
    "title description hasFormat replaces identifier license conformsTo date",
)
SCHEMA: Final = Namespace(
    "schema",
    "https://schema.org/",
    "QuantitativeValue MediaObject value minValue maxValue unitText sha256 encodingFormat",
)
QUDT: Final = Namespace("qudt", "http://qudt.org/schema/qudt/", "hasUnit")
UNIT: Final = Namespace(
    "unit",
    "http://qudt.org/vocab/unit/",
    """
    PERCENT PPTH CCY_CNY M KiloM M2 KiloM2 HA M3 KiloGM TONNE W KiloW MegaW GigaW W-HR KiloW-HR MegaW-HR HR DAY MO YR
    MIN V KiloV BIT-PER-SEC KiloBIT-PER-SEC MegaBIT-PER-SEC GigaBIT-PER-SEC GigaBYTE TeraBYTE PetaBYTE DEG_C
    """,
)
VOID: Final = Namespace("void", "http://rdfs.org/ns/void#", "Dataset documents uriSpace vocabulary")
DCAT: Final = Namespace("dcat", "http://www.w3.org/ns/dcat#", "Dataset")
RDF: Final = Namespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type")
RDFS: Final = Namespace(
    "rdfs",
    "http://www.w3.org/2000/01/rdf-schema#",
    "label comment subClassOf subPropertyOf domain range isDefinedBy",
)
OWL: Final = Namespace(
    "owl",
    "http://www.w3.org/2002/07/owl#",
    "Ontology Class ObjectProperty DatatypeProperty inverseOf versionInfo",
)
VANN: Final = Namespace("vann", "http://purl.org/vocab/vann/", "preferredNamespacePrefix preferredNamespaceUri")
XSD: Final = Namespace(
    "xsd",
    "http://www.w3.org/2001/XMLSchema#",
    "string boolean decimal integer date gYearMonth gYear",
)

NAMESPACES: Final = (
    PK, ELI, ORG, PROV, SKOS, OA, DCTERMS, SCHEMA, QUDT, UNIT, VOID, DCAT, RDF, RDFS, OWL, VANN, XSD,
)  # fmt: skip


def shorten(iri: str) -> str:
    """The IRI with the prefix of its vocabulary; one of another namespace stays as it is.

    >>> shorten("http://www.w3.org/2004/02/skos/core#prefLabel")
    'skos:prefLabel'
    """
    space = next((space for space in NAMESPACES if iri.startswith(space.iri)), None)
    return f"{space.prefix}:{iri.removeprefix(space.iri)}" if space else iri


#: Every dataclass of the model that becomes nodes of its own: its class, and for each field the property it becomes.
#: A field whose value is spread over several properties names them all; one that is no property says what it is for.
MODEL: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "Source": (
        "pk:Source",
        {
            "path": "pk:path",
            "sha256": "schema:sha256",
            "media_type": "schema:encodingFormat",
            "text_sha256": "pk:textSha256",
            "extractor": "pk:extractor",
        },
    ),
    "Region": ("pk:Region", {"code": "skos:notation", "name": "skos:prefLabel", "iri": "(identity)"}),
    "Agency": (
        "pk:Agency",
        {
            "name": "skos:prefLabel",
            "kind": "pk:agencyKind",
            "iri": "(identity)",
            "function": "org:classification",
            "region": "eli:jurisdiction",
        },
    ),
    "Field": ("pk:HeaderField", {"name": "pk:field", "span": "pk:evidence", "rule": "pk:rule"}),
    "Header": (
        "pk:PolicyDocument",
        {
            "title": "dcterms:title",
            "cover_title": "eli:is_annex_of",
            "number": "eli:number",
            "type": "eli:type_document",
            "level": "pk:level",
            "issuers": "eli:passed_by",
            "region": "eli:jurisdiction",
            "date_signed": "eli:date_document",
            "date_published": "eli:date_publication",
            "effective_from": "eli:first_date_entry_in_force",
            "effective_until": "eli:date_no_longer_in_force",
            "status": "pk:status eli:in_force",
            "index_number": "eli:id_local",
            "recipients": "pk:recipient",
            "evidence": "pk:inDocument",
            "iri": "(identity)",
        },
    ),
    "Citation": (
        "pk:Citation",
        {
            "title": "pk:citedTitle",
            "number": "pk:citedNumber",
            "issuer": "pk:citedIssuer",
            "relation": "pk:relation",
            "measure": "pk:measure",
            "text": "oa:exact",
            "span": "pk:evidence",
            "rule": "pk:rule",
            "iri": "pk:cited",
            "continuance": "pk:continues",
        },
    ),
    "Continuance": (
        "pk:Continuance",
        {
            "until": "pk:continuedUntil",
            "months": "pk:addedMonths",
            "text": "oa:exact",
            "span": "pk:evidence",
            "rule": "pk:rule",
            "reason": "pk:reason",
        },
    ),
    "Section": (
        "pk:Section",
        {
            "id": "dcterms:identifier",
            "label": "eli:number",
            "title": "dcterms:title",
            "parent": "eli:is_part_of",
            "span": "pk:evidence",
        },
    ),
    "Deadline": (
        "pk:Measure",
        {"due": "pk:deadline", "text": "pk:deadlineText", "span": "pk:deadlineEvidence"},
    ),
    "Measure": (
        "pk:Measure",
        {
            "id": "dcterms:identifier",
            "label": "eli:number",
            "section": "pk:sectionTitle",
            "title": "dcterms:title",
            "text": "pk:text",
            "span": "pk:evidence",
            "rule": "pk:rule",
            "deadline": "pk:deadline pk:deadlineText pk:deadlineEvidence",
            "parent": "eli:is_part_of",
            "iri": "(identity)",
        },
    ),
    "Responsibility": (
        "pk:Assignment",
        {
            "measure": "pk:measure",
            "surface": "pk:surface",
            "role": "pk:role",
            "basis": "pk:basis",
            "span": "pk:evidence",
            "rule": "pk:rule",
            "rule_span": "pk:licensedBy",
            "agency": "pk:agency",
        },
    ),
    "Target": (
        "pk:Target",
        {
            "id": "dcterms:identifier",
            "measure": "pk:measure",
            "section": "pk:sectionTitle",
            "kind": "pk:targetKind",
            "indicator": "pk:indicator",
            "value": "schema:value schema:minValue schema:maxValue pk:normalizedValue",
            "upper": "schema:maxValue",
            "unit": "schema:unitText",
            "comparator": "pk:comparator",
            "deadline": "pk:deadline",
            "baseline": "pk:baseline",
            "since": "pk:since",
            "text": "oa:exact",
            "span": "pk:evidence",
            "rule": "pk:rule",
            "iri": "(identity)",
        },
    ),
    "Remark": ("pk:Remark", {"code": "pk:code", "message": "pk:message", "span": "pk:evidence"}),
    "Record": (
        "pk:PolicyDocument",
        {
            "source": "prov:wasDerivedFrom",
            "document": "(identity)",
            "citations": "pk:inDocument",
            "sections": "eli:is_part_of",
            "measures": "eli:is_part_of",
            "responsibilities": "pk:measure",
            "targets": "pk:inDocument",
            "warnings": "pk:inDocument",
            "text": "oa:exact",
            "copies": "dcterms:hasFormat",
        },
    ),
}
