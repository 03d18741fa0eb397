"""The page of a comparison: everything that went in, nothing that runs, nothing from outside."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from exports.comparison import render_comparison
from kg.comparing.compare import compare
from kg.comparing.view import comparison_view
from tests.factories import make_parent_record, make_record

HOSTILE = '</style><script>alert(1)</script><img src=x onerror="alert(2)">{{matrix}}'


def view(**changes: Any) -> dict[str, Any]:
    return comparison_view(compare(make_parent_record(), [make_record(**changes)]))


def test_page_says_what_the_view_says() -> None:
    data = view()
    page = HTMLParser(render_comparison(data))
    text = page.body.text() if page.body else ""
    for child in data["children"]:
        for uptake in child["uptakes"]:
            assert uptake["reason"] in text
            assert uptake["measure"]["quote"] in text
        for item in child["additions"]:
            assert item["measure"]["title"] in text
    for line in data["lines"]:
        assert line["note"] in text


def test_page_runs_and_fetches_nothing() -> None:
    page = HTMLParser(render_comparison(view()))
    assert page.css("script, img, link, iframe, object, embed, base, [src], [href]") == []
    meta = page.css_first("meta[http-equiv]")
    assert meta is not None
    assert (meta.attributes["content"] or "").startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_hostile_text_is_shown_as_text() -> None:
    record = make_record()
    hostile = replace(
        record,
        document=replace(record.document, title=HOSTILE, number=HOSTILE),
        measures=tuple(replace(m, title=HOSTILE, label=HOSTILE) for m in record.measures),
        targets=tuple(replace(t, indicator=HOSTILE, text=HOSTILE, unit=HOSTILE) for t in record.targets),
    )
    for parent, child in ((make_parent_record(), hostile), (hostile, make_record())):
        data = comparison_view(compare(parent, [child]))
        page = HTMLParser(render_comparison(data))
        assert page.css("script, img") == []
        assert len(page.css("style")) == 1
        assert HOSTILE in (page.body.text() if page.body else "")


def test_filter_offers_what_rows_can_be() -> None:
    page = HTMLParser(render_comparison(view()))
    offered = [node.attributes["id"] for node in page.css("input[type=radio]")]
    assert offered == ["only-all", "only-implemented", "only-refined", "only-partial", "only-missing"]
    rows = page.css(".matrix > tbody > tr")
    assert len(rows) == len(make_parent_record().measures)
    assert ".matrix > tbody > tr:not(.has-missing)" in render_comparison(view())  # rows of inner tables stay
    assert all((row.attributes["class"] or "").startswith("has-") for row in rows)


def test_equal_views_give_equal_pages() -> None:
    assert render_comparison(view()) == render_comparison(view())


def test_parent_without_measures_gives_a_page() -> None:
    empty = replace(make_parent_record(), measures=(), responsibilities=(), targets=())
    page = HTMLParser(render_comparison(comparison_view(compare(empty, [make_record()]))))
    assert page.css(".matrix > tbody > tr") == []
