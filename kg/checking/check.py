"""The check-up: what is wrong with the documents of a build, or worth a second look, with the words that show it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import Store

from exports.findings import SEVERITIES, Finding, Place, RuleInfo, Severity
from exports.turtle import prefixes
from kg.checking.context import Context, Row
from kg.checking.refine import REFINERS
from kg.checking.rules import CheckRule, Example, merged, packaged_rules, user_rules
from kg.contacts import mask_contacts
from kg.graph.store import open_store
from kg.output import open_build
from ontology.errors import DataError
from ontology.regions import RegionRow, additional_regions

if TYPE_CHECKING:
    from kg.shapes.validate import Violation

EXAMPLE_BASE = "https://example.org/id/"
_SHAPE_SEVERITIES: Mapping[str, Severity] = {"violation": "error", "warning": "warning", "info": "note"}
# What the shapes say without looking at the document around; rules of ours say it where it matters, or not at all.
# A plain number (电能利用效率降到1.3以下) is a target without a unit, and nothing is wrong with it.
_LEFT_OUT = frozenset(
    {"任务没有责任单位", "责任单位尚未认定", "所引文件尚未认定", "指标不属于任何任务或章节", "指标须有一个单位"}
)
_SHAPE_REMEDIES: Mapping[Severity, str] = {
    "error": "图谱不合规：重新运行 kg build；仍有此项，请报告",
    "warning": "对照原文；漏读或读错的，写进 corrections.toml",
    "note": "对照原文；漏读或读错的，写进 corrections.toml",
}
_DOCUMENTS = """SELECT ?document ?title ?number ?path ?sha {
  ?document a pk:PolicyDocument .
  OPTIONAL { ?document dcterms:title ?title } OPTIONAL { ?document eli:number ?number }
  OPTIONAL { ?document prov:wasDerivedFrom ?source . ?source pk:path ?path ; pk:textSha256 ?sha } }"""


def check_build(folder: Path, rules: Sequence[CheckRule] | None = None, *, shapes: bool = True) -> list[Finding]:
    """Everything that the rules and the shapes find in the build, by severity within each document, in one order.

    Raises ``UsageError`` when there is no build, :class:`DataError` for a rule that cannot be carried out.
    """
    build = open_build(folder)
    store = open_store(build / "store")
    context = Context(store, _texts(build, store))
    with additional_regions(tuple(RegionRow(**row) for row in _settings(build)["regions"])):
        found = check(context, packaged_rules() if rules is None else rules)
    if shapes:
        from kg.shapes.validate import validate  # half a second of rdflib and pySHACL

        found += _of_shapes(validate((build / "graph.ttl").read_bytes()), context)
    return in_order(found)


def base_of(folder: Path) -> str:
    """The IRI prefix of the data in a build; raises ``UsageError`` when there is none."""
    return str(_settings(open_build(folder))["base"])


def rules_with(folder: Path | None) -> tuple[CheckRule, ...]:
    """The packaged rules, and those of ``folder``, each of which must prove itself by its examples.

    Raises :class:`DataError` naming file, rule and example when one does not.
    """
    if folder is None:
        return packaged_rules()
    own = user_rules(folder)
    for rule in own:
        prove(rule)
    return merged(packaged_rules(), own)


def check(context: Context, rules: Iterable[CheckRule]) -> list[Finding]:
    """What the rules find in any graph of the vocabulary, each thing once."""
    documents = {row["document"]: row for row in context.rows(_DOCUMENTS)}
    found: dict[tuple[str, str, str], Finding] = {}
    for rule in rules:
        for row in _rows(rule, context):
            finding = _finding(rule, row, documents.get(row.get("document", ""), {}), context, documents)
            key = (finding.rule, finding.focus, finding.message)
            if key not in found or _position(finding) < _position(found[key]):
                found[key] = finding
    return in_order(found.values())


def prove(rule: CheckRule) -> None:
    """Nothing, if the rule finds in its examples what they announce; else raises :class:`DataError`."""
    for kind, examples in (("violating", rule.violating), ("passing", rule.passing)):
        for number, example in enumerate(examples, 1):
            got = [finding.message for finding in check(example_context(example, rule), [rule])]
            if sorted(got) != sorted(example.finds):
                said = "、".join(got) or "nothing"
                raise DataError(
                    f"{rule.file}: rule {rule.info.id!r}: [[{kind}]] example {number} gives {said}; "
                    "correct the query or the example"
                )


def example_context(example: Example, rule: CheckRule) -> Context:
    """The graph of an example; raises :class:`DataError` when it is no Turtle."""
    known = dict(prefixes(EXAMPLE_BASE)) | {"ex": EXAMPLE_BASE}
    head = "".join(f"@prefix {name}: <{space}> .\n" for name, space in known.items())
    store = Store()
    try:
        store.load((head + example.turtle).encode(), pyoxigraph.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise DataError(f"{rule.file}: rule {rule.info.id!r}: an example is no Turtle ({error}); correct it") from error
    texts = {EXAMPLE_BASE + name: text for name, text in example.texts.items()}
    return Context(store, lambda document: texts.get(document, ""))


def rule_infos(rules: Iterable[CheckRule], findings: Iterable[Finding]) -> list[RuleInfo]:
    """What to tell readers about the rules, and about the shapes that found something."""
    infos = {rule.info.id: rule.info for rule in rules}
    for finding in sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)):
        if finding.rule not in infos:
            shape = finding.rule.removeprefix("shacl.")
            iri = f"https://w3id.org/policy-kg/shapes#{shape}"
            infos[finding.rule] = RuleInfo(
                finding.rule, iri, f"数据约束：{shape}", f"Shape {shape}", finding.severity, finding.remedy
            )
    return [infos[key] for key in sorted(infos)]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings by document, the gravest first, then by place in the text, rule and message."""
    return sorted(
        findings,
        key=lambda f: (f.path or "", f.document or "", SEVERITIES.index(f.severity), *_position(f), f.rule, f.message),
    )


def _position(finding: Finding) -> tuple[int, int, str]:
    place = finding.place
    return (place.start, place.end, finding.focus) if place else (-1, -1, finding.focus)


def _rows(rule: CheckRule, context: Context) -> Iterable[Row]:
    rows = context.rows(rule.sparql)
    return REFINERS[rule.refine](rows, context) if rule.refine else rows


def _finding(rule: CheckRule, row: Row, document: Row, context: Context, documents: Mapping[str, Row]) -> Finding:
    values = _Values(row)
    place = _place_of(row["evidence"], context, documents) if "evidence" in row else None
    if place is None and row.get("start") and row.get("end"):
        place = _place_at(row["document"], int(row["start"]), int(row["end"]), context, documents)
    other = _place_of(row["other"], context, documents) if "other" in row else None
    return Finding(
        rule=rule.info.id,
        severity=rule.info.severity,
        document=row.get("document"),
        title=document.get("title"),
        number=document.get("number"),
        path=document.get("path"),
        focus=row["focus"],
        message=rule.message.format_map(values),
        remedy=rule.info.remedy,
        place=place,
        related=(other,) if other else (),
    )


class _Values(dict[str, str]):
    """The columns of a row for a message; one that is not bound says nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def _place_of(evidence: str, context: Context, documents: Mapping[str, Row]) -> Place | None:
    span, quote, document = context.span(evidence), context.quote(evidence), context.document(evidence)
    if span is None or quote is None or document is None:
        return None
    return Place(document, quote, span.start, span.end, _text_file(documents.get(document, {})))


def _place_at(document: str, start: int, end: int, context: Context, documents: Mapping[str, Row]) -> Place:
    quote = _masked(context.text(document))[start:end]
    return Place(document, quote, start, end, _text_file(documents.get(document, {})))


def _text_file(document: Row) -> str:
    return f"texts/{document.get('sha', '')}.txt"


def _settings(build: Path) -> dict[str, Any]:
    settings: dict[str, Any] = json.loads((build / "report.json").read_text("utf-8"))["settings"]
    return settings


def _texts(build: Path, store: Store) -> _Texts:
    rows = Context(store, lambda document: "").rows(_DOCUMENTS)
    return _Texts(build, {row["document"]: _text_file(row) for row in rows})


class _Texts:
    """The clean texts of a build by document, read when asked for."""

    def __init__(self, build: Path, files: Mapping[str, str]) -> None:
        self._build, self._files = build, files

    def __call__(self, document: str) -> str:
        name = self._files.get(document)
        return _read(self._build / name) if name else ""


@lru_cache(maxsize=8)
def _read(file: Path) -> str:
    return file.read_text("utf-8") if file.is_file() else ""


@lru_cache(maxsize=8)
def _masked(text: str) -> str:
    return mask_contacts(text)


def _of_shapes(violations: Iterable[Violation], context: Context) -> list[Finding]:
    """What SHACL reports, as findings, without what rules of ours say better."""
    documents = {row["document"]: row for row in context.rows(_DOCUMENTS)}
    found = []
    for violation in violations:
        if violation.message in _LEFT_OUT:
            continue
        severity = _SHAPE_SEVERITIES[violation.severity]
        places = [_place_of(node, context, documents) for node in context.evidence(violation.focus)]
        if violation.document is None:  # what documents share: said of the first that speaks of it
            places = [_place_of(node, context, documents) for node in context.evidence_about(violation.focus)]
        first = min((place for place in places if place), key=lambda p: (p.document, p.start, p.end), default=None)
        home = violation.document or (first.document if first else None)
        document = documents.get(home or "", {})
        found.append(
            Finding(
                rule=f"shacl.{violation.shape}",
                severity=severity,
                document=home,
                title=document.get("title"),
                number=document.get("number"),
                path=document.get("path"),
                focus=violation.focus,
                message=violation.message,
                remedy=_SHAPE_REMEDIES[severity],
                place=first,
            )
        )
    return found
