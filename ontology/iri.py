"""IRIs of everything in the graph, minted here and nowhere else, from content alone.

Every kind of thing has a namespace of its own under one base (``document/``, ``measure/``, ``agency/`` …), so that
Turtle abbreviates to ``document:苏政办发-2020-31``. What belongs to a document carries that document's key:
``measure:苏政办发-2020-31.m1``. Chinese stays readable; what an IRI forbids (RFC 3987, 2.2) is percent-encoded, and so
is every character that this module uses as a separator. A document that is only cited takes the IRI that the real one
takes over later: :func:`document_iri` serves both.

>>> notice = document_iri(number="云政办发〔2020〕31号")
>>> notice
'https://w3id.org/policy-kg/id/document/云政办发-2020-31'
>>> measure_iri(notice, "m1")
'https://w3id.org/policy-kg/id/measure/云政办发-2020-31.m1'
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from typing import Final

from ontology.errors import DataError

DEFAULT_BASE: Final = "https://w3id.org/policy-kg/id/"

KINDS: Final = (
    "document",
    "notice",
    "section",
    "measure",
    "assignment",
    "target",
    "citation",
    "field",
    "remark",
    "evidence",
    "graph",
    "agency",
    "region",
    "function",
    "indicator",
    "comparable-indicator",
    "type",
    "decision",
    "change",
    "identity",
    "report",
    "source",
    "alignment",
)

_NUMBER = re.compile(
    r"""^(?P<code>[^\s〔\[【(]+)       # 代字: 云政办发
        [〔\[【(](?P<year>[0-9]{4})[〕\]】)]  # 年份, in any bracket that is printed
        第?0*(?P<serial>[0-9]+)号$     # 序号, without leading zeros
    """,
    re.VERBOSE,
)
# RFC 3987: unreserved, the sub-delims, ":" and "@" may stand in a path segment; "." separates keys here, "~" a hash.
_SEGMENT_ASCII = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_!$&'()*+,;=:@")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*[/#]")


def document_iri(
    *,
    number: str | None = None,
    title: str | None = None,
    issuer: str | None = None,
    date: str | None = None,
    base: str = DEFAULT_BASE,
) -> str:
    """The IRI of a document: from its 发文字号 if it has one, else from title, issuer and date.

    Without a number the key is a readable form of the title and twelve digits of a SHA-256. Raises
    :class:`ValueError` when neither number nor title is given.

    >>> document_iri(number="临海省人民政府令第12号")
    'https://w3id.org/policy-kg/id/document/临海省人民政府令第12号'
    >>> document_iri(title="云河市“十四五”规划", date="2021")
    'https://w3id.org/policy-kg/id/document/云河市十四五规划~569382c1f199'
    """
    if number:
        return _iri(base, "document", _number_key(number))
    if not title:
        raise ValueError("a document needs a number or a title to have an IRI")
    parts = (_squeezed(title), _squeezed(issuer or ""), date or "")
    readable = "".join(
        c if c.isalnum() else "-" for c in parts[0] if not unicodedata.category(c).startswith(("P", "M"))
    )
    return _iri(base, "document", f"{_quoted(readable.strip('-')[:60])}~{_digest('|'.join(parts))}")


def notice_iri(document_iri: str) -> str:
    """The cover notice (关于印发…的通知) by which the document is issued."""
    return _part(document_iri, "notice")


def section_iri(document_iri: str, section_id: str) -> str:
    """A clause that contains others; ``section_id`` is unique in its document."""
    return _part(document_iri, "section", section_id)


def measure_iri(document_iri: str, measure_id: str) -> str:
    """A clause that states tasks; ``measure_id`` is unique in its document."""
    return _part(document_iri, "measure", measure_id)


def target_iri(document_iri: str, target_id: str) -> str:
    """A quantified commitment; ``target_id`` is unique in its document."""
    return _part(document_iri, "target", target_id)


def assignment_iri(measure_iri: str, agency_iri: str | None, role: str, *, surface: str | None = None) -> str:
    """One agency's part in one measure; an unresolved agency is told apart by its printed ``surface``.

    >>> measure = measure_iri(document_iri(number="云政发〔2021〕2号"), "m3")
    >>> assignment_iri(measure, agency_iri(name="云河市工业和信息化局"), "lead")
    'https://w3id.org/policy-kg/id/assignment/云政发-2021-2.m3.lead.云河市工业和信息化局'
    """
    if agency_iri is None and not surface:
        raise ValueError(f"{measure_iri}: an assignment needs an agency or the printed mention")
    base, key = _split(measure_iri, "measure")
    whose = _split(agency_iri, "agency")[1] if agency_iri else f"~{_quoted(_squeezed(surface or ''))}"
    return _iri(base, "assignment", f"{key}.{_quoted(role)}.{whose}")


def report_iri(measure_iri: str, day: str, digest: str) -> str:
    """What an office reported about a measure on a day; ``digest`` is that of what it says."""
    base, key = _split(measure_iri, "measure")
    return _iri(base, "report", f"{key}.{_quoted(day)}~{digest}")


def citation_iri(document_iri: str, start: int, end: int, relation: str) -> str:
    """One mention of another document, by where it stands and what it says."""
    return _part(document_iri, "citation", f"{start}-{end}", relation)


def continuance_iri(document_iri: str, start: int, continued_iri: str | None, text: str) -> str:
    """What a document says, in one place, of how long another one holds."""
    return _part(document_iri, "continuance", f"{start}~{_digest(continued_iri or text)}")


def field_iri(document_iri: str, name: str, start: int) -> str:
    """The reading of one header field, by field name and place."""
    return _part(document_iri, "field", name, str(start))


def remark_iri(document_iri: str, code: str, start: int | None, message: str) -> str:
    """Something a reader of the document should know."""
    place = _digest(message) if start is None else f"{start}~{_digest(message)}"
    base, key = _split(document_iri, "document")
    return _iri(base, "remark", f"{key}.{_quoted(code)}.{place}")


def decision_iri(document_iri: str, kind: str, mention: str) -> str:
    """What resolution decided about a mention in the document."""
    return _part(document_iri, "decision", kind, mention)


def evidence_iri(document_iri: str, start: int, end: int) -> str:
    """A stretch of the document's clean text."""
    return _part(document_iri, "evidence", f"{start}-{end}")


def graph_iri(document_iri: str) -> str:
    """The named graph that holds all that the document itself says."""
    return _part(document_iri, "graph")


def resolution_graph_iri(base: str = DEFAULT_BASE) -> str:
    """The named graph of what the documents share: agencies, regions, functions, cited documents, the dataset."""
    return check_base(base) + "resolution"


def progress_graph_iri(base: str = DEFAULT_BASE) -> str:
    """The named graph of what offices report about measures, apart from all that documents say."""
    return check_base(base) + "progress"


def dataset_iri(base: str = DEFAULT_BASE) -> str:
    """The description of the whole dataset."""
    return check_base(base) + "dataset"


def comparison_graph_iri(parent_iri: str, child_iri: str) -> str:
    """The named graph of what became of the parent document in the child."""
    return _part(parent_iri, "graph", "comparison", _split(child_iri, "document")[1])


def alignment_iri(parent_iri: str, child_iri: str, parent_measure: str | None, child_measure: str | None) -> str:
    """A measure of the parent document beside one of the child, by their ids; one of them may be absent."""
    child = _split(child_iri, "document")[1]
    return _part(parent_iri, "alignment", parent_measure or "-", child, child_measure or "-")


def agency_iri(
    *,
    function: str | None = None,
    region_code: str | None = None,
    name: str | None = None,
    base: str = DEFAULT_BASE,
) -> str:
    """The IRI of a body: function and region where both are known (so that a renamed 局 stays itself), else its name.

    A region given with a name tells apart what is called the same in two places (各县区人民政府).

    >>> agency_iri(function="industry-it", region_code="320700")
    'https://w3id.org/policy-kg/id/agency/320700.industry-it'
    >>> agency_iri(name="各县(区)人民政府", region_code="320700")
    'https://w3id.org/policy-kg/id/agency/320700.各县(区)人民政府'
    """
    if function and region_code:
        return _iri(base, "agency", f"{_quoted(region_code)}.{_quoted(function)}")
    if not name:
        raise ValueError("an agency needs function and region, or a name, to have an IRI")
    place = f"{_quoted(region_code)}." if region_code else ""
    return _iri(base, "agency", place + _quoted(_squeezed(name)))


def change_iri(former_iri: str, later_iri: str) -> str:
    """The reform in which one body gave way to another."""
    return _pair("change", former_iri, later_iri)


def identity_iri(first_iri: str, second_iri: str) -> str:
    """The open question whether two bodies are one."""
    return _pair("identity", first_iri, second_iri)


def _pair(kind: str, first_iri: str, second_iri: str) -> str:
    base, first = _split(first_iri, "agency")
    return _iri(base, kind, f"{first}~{_split(second_iri, 'agency')[1]}")


def region_iri(code: str, *, base: str = DEFAULT_BASE) -> str:
    """A place by its GB/T 2260 code."""
    return _iri(base, "region", _quoted(code))


def function_iri(function_id: str, *, base: str = DEFAULT_BASE) -> str:
    """What a kind of body is for (工业和信息化), by its id in ``agencies.ttl``."""
    return _iri(base, "function", _quoted(function_id))


def indicator_iri(name: str, *, base: str = DEFAULT_BASE) -> str:
    """What targets count, by name."""
    return _iri(base, "indicator", _quoted(_squeezed(name)))


def comparable_indicator_iri(code: str, *, base: str = DEFAULT_BASE) -> str:
    """What targets of several documents count, by the code that says what is counted and how."""
    return _iri(base, "comparable-indicator", _quoted(_squeezed(code)))


def type_iri(name: str, *, base: str = DEFAULT_BASE) -> str:
    """A kind of document (实施意见), by name."""
    return _iri(base, "type", _quoted(_squeezed(name)))


def source_iri(sha256: str, *, base: str = DEFAULT_BASE) -> str:
    """A source file, by its content."""
    return _iri(base, "source", _quoted(sha256))


@functools.cache
def check_base(base: str) -> str:
    """``base`` itself if IRIs can be built on it; raises :class:`DataError` if not."""
    if not _BASE.fullmatch(base):
        raise DataError(f"base IRI {base!r} is not usable; give an absolute IRI that ends in '/' or '#'")
    return base


class Minter:
    """Remembers which content each IRI stands for and refuses a second, different one.

    >>> minter = Minter()
    >>> minter.claim("https://example.org/id/measure/a.m1", "推进…")
    'https://example.org/id/measure/a.m1'
    >>> minter.claim("https://example.org/id/measure/a.m1", "支持…")
    Traceback (most recent call last):
    ontology.errors.DataError: https://example.org/id/measure/a.m1 stands for both '推进…' and '支持…'; ...
    """

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def claim(self, iri: str, owner: str) -> str:
        """``iri``, now owned by ``owner``; raises :class:`DataError` naming both when it is somebody else's."""
        first = self._owners.setdefault(iri, owner)
        if first != owner:
            raise DataError(
                f"{iri} stands for both {first!r} and {owner!r}; give one of them another number, title or id"
            )
        return iri


def _number_key(number: str) -> str:
    squeezed = _squeezed(number)
    if match := _NUMBER.match(squeezed):
        return f"{_quoted(match['code'])}-{match['year']}-{match['serial']}"
    return _quoted(squeezed)


def _part(document_iri: str, kind: str, *names: str) -> str:
    base, key = _split(document_iri, "document")
    return _iri(base, kind, ".".join((key, *map(_quoted, names))))


def _split(iri: str, kind: str) -> tuple[str, str]:
    head, _, key = iri.rpartition("/")
    base, found = head[: -len(kind)], head[-len(kind) :]
    if not key or found != kind or not base.endswith(("/", "#")):
        raise ValueError(f"{iri} is not the IRI of a {kind}")
    return base, key


def _iri(base: str, kind: str, key: str) -> str:
    return f"{check_base(base)}{kind}/{key}"


def _squeezed(text: str) -> str:
    """One spelling for what is printed with other widths, brackets or spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _quoted(text: str) -> str:
    return "".join(c if _stands_in_segment(c) else _percent(c) for c in unicodedata.normalize("NFC", text))


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def _stands_in_segment(character: str) -> bool:
    """Whether RFC 3987 allows the character unencoded: ``ucschar`` and the ASCII of a path segment."""
    point = ord(character)
    if point < 0xA0:
        return character in _SEGMENT_ASCII
    if point <= 0xFFFF:
        return point <= 0xD7FF or 0xF900 <= point <= 0xFDCF or 0xFDF0 <= point <= 0xFFEF
    return 0x10000 <= point <= 0xEFFFD and point & 0xFFFF <= 0xFFFD and not 0xE0000 <= point < 0xE1000
