"""The workbench as a file: nothing from outside, nothing that runs, everything that went in."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from exports.html import SCRIPTS, embed_json, embedded_view, fill, render_workbench
from kg.pages.workbench import view_model
from tests.factories import make_corpus, make_record

HOSTILE = "</script><img src=x onerror=alert(1)>\u2028“政策”{{csp}}"
VIEW = view_model(make_corpus())


def plain(value):
    """The view as JSON holds it: tuples are lists."""
    if isinstance(value, dict):
        return {key: plain(held) for key, held in value.items()}
    return [plain(held) for held in value] if isinstance(value, list | tuple) else value


def test_embedded_data_are_the_view():
    assert embedded_view(render_workbench(VIEW)) == plain(VIEW)


def test_large_data_are_compressed_and_come_back():
    data, encoding = embed_json(VIEW, compress_from=100)
    assert encoding == "gzip"
    page = f'<script type="application/json" id="data" data-encoding="gzip">{data}</script>'
    assert embedded_view(page) == plain(VIEW)
    assert embed_json(VIEW, compress_from=100) == (data, encoding)  # no time stamp inside


def test_a_page_without_data_is_refused():
    with pytest.raises(ValueError, match="no embedded data"):
        embedded_view("<html></html>")


def test_nothing_is_fetched():
    page = HTMLParser(render_workbench(VIEW))
    assert [node.attributes for node in page.css("[src], link, iframe, object, embed, base")] == []
    assert all((a.attributes.get("href") or "").startswith("#") for a in page.css("a"))


def test_policy_admits_only_the_scripts_of_the_page():
    page = HTMLParser(render_workbench(VIEW))
    policy = page.css_first("meta[http-equiv]").attributes["content"] or ""
    scripts = [node.text() for node in page.css("script") if "type" not in node.attributes]
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    assert re.findall(r"'sha256-([^']+)'", policy) == digests
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]


def test_hostile_titles_stay_text():
    record = make_record()
    hostile = replace(record, document=replace(record.document, title=HOSTILE))
    view = view_model(make_corpus(hostile), title=HOSTILE)
    text = render_workbench(view)
    page = HTMLParser(text)
    assert page.css("img") == []
    assert len(page.css("script")) == 2
    assert page.css_first("title").text() == HOSTILE
    assert embedded_view(text) == plain(view)


def test_equal_views_give_equal_pages():
    turned = make_corpus(*reversed(make_corpus().records))
    assert render_workbench(view_model(turned)) == render_workbench(VIEW)


def test_what_is_filled_in_is_not_searched_again():
    assert fill("<{{a}}|{{b}}>", a="{{b}}", b="x") == "<{{b}}|x>"


def test_every_word_has_both_languages():
    from exports.html import _template

    words = _template("words.js")
    entries = re.findall(r"(\w+): \[((?:\"[^\"]*\"(?:, )?)+)\]", words)
    known = {name for name, _ in entries}
    assert len(entries) > 100
    assert all(held.count('"') == 4 for _, held in entries)
    used = {key for name in SCRIPTS for key in re.findall(r"\bt\(\"(\w+)\"\)", _template(f"{name}.js"))}
    assert used <= known


def test_text_never_becomes_markup():
    from exports.html import _template

    for name in SCRIPTS:
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", _template(f"{name}.js")
        )
