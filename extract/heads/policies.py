"""The policies that one source prints: a notice may issue several, each then has a record of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from extract.heads.header import HeaderReading
from extract.titles import document_type
from ontology.model import Field, Span

_ISSUED = re.compile(r"《([^《》\n]+)》")
# 附件2; below 附件 alone 2031年植树目标 is the title.
_MARK = re.compile(r"附\s*件[^\S\n]*(?:[0-9]{1,2}(?![0-9年])|[一二三四五六七八九十]{1,3})?[^\S\n]*[：:.．、]?\s*")
_FOLD = re.compile(r"[\s“”\"'《》（）()—\-–,，、]")


def part_policies(text: str, reading: HeaderReading) -> list[HeaderReading]:
    """``reading``, and one more for each further policy that the cover notice issues.

    An attachment is one when its own title stands in 《》 in the notice; the others stay attachments of the first.
    Without the mark 附件 a policy begins where its title is a line of the text.
    """
    if reading.notice is None:
        return [reading]
    issued = {_fold(title) for title in _ISSUED.findall(text[slice(*reading.notice)])} - {
        _fold(reading.header.title or "")
    }
    bodies = list(_bodies(text, reading.body, issued))
    others = [_policy(text, reading, title, body) for title, body in bodies]
    body = Span(reading.body.start, bodies[0][0].start) if bodies else reading.body
    kept: list[Span] = []
    for part in reading.attachments:
        title = next((span for span in title_lines(text, part) if _fold(text[slice(*span)]) in issued), None)
        if title is None:
            kept.append(part)
        else:
            others.append(_policy(text, reading, title, part))
    return [replace(reading, body=body, attachments=tuple(kept)), *others]


def _bodies(text: str, body: Span, issued: set[str]) -> Iterator[tuple[Span, Span]]:
    """The title and the stretch of each policy in ``body`` behind the first."""
    titles = [line for line in _lines(text, body) if _fold(text[slice(*line)]) in issued] if issued else []
    for title, end in zip(titles, [*(other.start for other in titles), body.end][1:], strict=True):
        yield title, Span(title.start, end)


def _lines(text: str, part: Span) -> Iterator[Span]:
    start = part.start
    while start < part.end:
        end = text.find("\n", start, part.end)
        end = part.end if end < 0 else end
        yield Span(start, end)
        start = end + 1


def title_lines(text: str, part: Span) -> Iterator[Span]:
    """The first lines of an attachment, the mark 附件1 left out.

    >>> text = "附件1\\n主要指标表\\n指标"
    >>> [text[slice(*line)] for line in title_lines(text, Span(0, len(text)))]
    ['主要指标表', '指标']
    """
    start = part.start
    mark = _MARK.match(text, start, part.end)
    start = mark.end() if mark else start
    for line in islice(_lines(text, Span(start, part.end)), 2):
        if line.start < line.end:
            yield line


def _policy(text: str, reading: HeaderReading, title: Span, part: Span) -> HeaderReading:
    printed = text[slice(*title)].strip()
    evidence = [field for field in reading.header.evidence if field.name not in ("title", "type")]
    header = replace(
        reading.header,
        title=printed,
        type=document_type(printed),
        evidence=(*evidence, Field("title", title, "title.issued-attachment")),
    )
    body = Span(min(title.end + 1, part.end), part.end)
    return replace(reading, header=header, body=body, attachments=())


def _fold(title: str) -> str:
    return _FOLD.sub("", title)
