"""Versions of one document: 管理办法（暂行） and the 管理办法 that follows it, 实施细则 and its （2023年修订）.

Two documents of one place are versions when their titles agree but for words that say so. Which comes later is told by
their dates; without dates, or where no such word is printed, nothing is claimed: two 实施意见 of one title may stand
beside each other. That a later version repeals an earlier one, only its own words can say.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from kg.corpus import Version
from ontology.docnumber import parse
from ontology.model import Header, Record

_SAID = re.compile(
    r"[（(](?P<bracketed>暂行|试行稿?|修订[稿版]?|修正案?|[0-9]{4}年(?:修订[稿版]?|修正|版|本)|新版|第[一二三四五六七八九十]版)[)）]"
    r"|(?P<inline>暂行|试行)(?=办法|规定|细则|条例|方案|意见|标准|措施|规则|制度)"
)
_MARKS = re.compile(r"[\s　（）()“”\"《》<>〈〉—\-–,，、]")


def versions_of(records: Iterable[Record]) -> tuple[Version, ...]:
    """Pairs of documents of which the later is the next version of the earlier, sorted.

    Compare ``dcterms:replaces`` (DCMI Metadata Terms): the later one supplants the earlier.
    """
    groups: dict[tuple[str, str], list[tuple[str, str | None, Header]]] = defaultdict(list)
    for record in records:
        head = record.document
        date = _date(head)
        if head.title and head.region and date:
            words = [match[0] for match in _SAID.finditer(head.title)]
            groups[_bare(head), head.region.code].append((date, words[0] if words else None, head))
    found = []
    for members in groups.values():
        for (before, old_word, old), (date, word, new) in pairwise(
            sorted(members, key=lambda m: (m[0], m[2].iri or ""))
        ):
            if before < date and (old_word or word) and old.iri and new.iri:
                said = f"后者题有“{word}”" if word else f"前者题有“{old_word}”"
                found.append(Version(new.iri, old.iri, f"标题相同，{said}，成文{date}晚于{before}"))
    return tuple(sorted(found, key=lambda version: (version.later, version.earlier)))


def followed_by(records: Iterable[Record], versions: Iterable[Version]) -> Mapping[str, tuple[str, str]]:
    """By IRI of a document: the date of its next version and how that is called."""
    heads = {record.document.iri: record.document for record in records}
    return {
        version.earlier: (_date(heads[version.later]) or "", heads[version.later].title or "") for version in versions
    }


def _date(head: Header) -> str | None:
    number = parse(head.number) if head.number else None
    year = str(number.year) if number and number.year else None
    return head.date_signed or head.date_published or head.effective_from or year


def _bare(head: Header) -> str:
    """The title without words of versions, without its place, without marks."""
    title = _SAID.sub("", head.title or "")
    place = head.region.name if head.region else ""  # the full path: 江苏省连云港市
    printed = next((place[i:] for i in range(len(place) - 1) if title.startswith(place[i:])), "")
    return _MARKS.sub("", title.removeprefix(printed))
