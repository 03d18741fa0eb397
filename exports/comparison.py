"""The page of a comparison: what each child made of each measure of the parent, with reasons, quotations and targets.

The page carries no script and asks nothing of any network; its Content-Security-Policy forbids both. Everything that
comes from a document is escaped. Filtering works by style rules alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from exports.html import fill

View = Mapping[str, Any]
_SHORT = frozenset({"weaker", "later", "near", "absent"})


def render_comparison(view: View) -> str:
    """The page of a view (``kg.comparing.view.comparison_view``), to be written as UTF-8; equal views, equal pages."""
    children: Sequence[View] = view["children"]
    names = {str(kind["id"]): str(kind["name"]) for kind in view["kinds"]}
    heads = "".join(f'<th scope="col">{escape(child["title"])}</th>' for child in children)
    return fill(
        _template(),
        title=escape(view["title"]),
        subtitle=escape("　".join(filter(None, (view["parent"]["number"], view["parent"]["file"])))),
        remarks="".join(
            f'<p class="remark">{escape(child["title"])}：{escape(child["remark"])}</p>'
            for child in children
            if child["remark"]
        ),
        overview_head='<tr><th scope="col">下级文件</th><th scope="col">发文字号</th>'
        + "".join(f'<th scope="col">{_badge(kind, names)}</th>' for kind in names)
        + "</tr>",
        overview="".join(_overview(child, names) for child in children),
        filters=_filters(names),
        matrix_head=f'<tr><th scope="col">上级措施</th>{heads}</tr>',
        matrix="".join(_measure_row(children, place, names) for place in range(len(_uptakes(children)))),
        lines=_lines(view["lines"], heads),
        goals="".join(_goals(child) for child in children),
        additions="".join(_additions(child, names) for child in children),
    )


def _uptakes(children: Sequence[View]) -> Sequence[View]:
    found: Sequence[View] = children[0]["uptakes"] if children else ()
    return found


def _badge(kind: str, names: Mapping[str, str]) -> str:
    return f'<span class="kind {escape(kind)}">{escape(names[kind])}</span>'


def _overview(child: View, names: Mapping[str, str]) -> str:
    counts = "".join(f'<td class="number">{int(child["counts"][kind])}</td>' for kind in names)
    number = escape(child["number"] or "")
    return f'<tr><th scope="row">{escape(child["title"])}</th><td>{number}</td>{counts}</tr>'


def _filters(names: Mapping[str, str]) -> str:
    offered = [("all", "全部"), *((kind, name) for kind, name in names.items() if kind != "added")]
    return "".join(
        f'<span><input type="radio" name="only" id="only-{escape(kind)}"{" checked" if kind == "all" else ""}>'
        f'<label for="only-{escape(kind)}">{escape(name)}</label></span>'
        for kind, name in offered
    )


def _measure_row(children: Sequence[View], place: int, names: Mapping[str, str]) -> str:
    measure = children[0]["uptakes"][place]["measure"]
    kinds = sorted({f"has-{child['uptakes'][place]['kind']}" for child in children})
    cells = "".join(f"<td>{''.join(_uptake(child['uptakes'][place], names))}</td>" for child in children)
    return f'<tr class="{escape(" ".join(kinds))}"><th scope="row">{_quoted(measure)}</th>{cells}</tr>\n'


def _uptake(uptake: View, names: Mapping[str, str]) -> Iterator[str]:
    yield f'{_badge(uptake["kind"], names)} <span class="small">相似度 {float(uptake["score"]):.2f}</span>'
    yield f"<p>{escape(uptake['reason'])}</p>"
    for pair in uptake["pairs"]:
        yield _quoted(pair)
    if uptake["targets"]:
        yield f"<details><summary>指标 {len(uptake['targets'])} 项</summary>{_targets(uptake['targets'])}</details>"


def _quoted(measure: View) -> str:
    name = " ".join(filter(None, (measure["label"], measure["title"])))
    start, end = measure["span"]
    place = f'<span class="small">第 {int(start)}—{int(end)} 字</span>'
    return (
        f'<div class="title">{escape(name)}</div><details><summary>原文</summary>'
        f"<blockquote>{escape(measure['quote'])}</blockquote>{place}</details>"
    )


def _targets(rows: Sequence[View]) -> str:
    head = "<tr><th>指标</th><th>上级</th><th>下级</th><th>结果</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{''.join(map(_target, rows))}</tbody></table>"


def _target(row: View) -> str:
    name = (row["parent"] or row["child"])["indicator"]
    mark = ' class="short"' if row["verdict"] in _SHORT else ""
    said = "：".join(filter(None, (row["said"], row["difference"])))
    return (
        f"<tr><td>{escape(name)}</td><td>{_side(row['parent'])}</td><td>{_side(row['child'])}</td>"
        f"<td><span{mark}>{escape(said)}</span></td></tr>"
    )


def _side(side: View | None) -> str:
    if side is None:
        return "—"
    due = f"（{side['deadline']}）" if side["deadline"] else ""
    return f'<span title="{escape(side["quote"])}">{escape(side["value"] + due)}</span>'


def _lines(lines: Sequence[View], heads: str) -> str:
    if not lines:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(line["label"])}</th><td>{_side(line["parent"])}</td>'
        + "".join(f"<td>{_side(row and row['child'])}</td>" for row in line["children"])
        + f"<td>{escape(line['note'])}</td></tr>"
        for line in lines
    )
    head = f'<tr><th scope="col">指标</th><th scope="col">上级</th>{heads}<th scope="col">合计与差额</th></tr>'
    return f'<h2>目标合计</h2><div class="wide"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'


def _goals(child: View) -> str:
    if not child["goals"]:
        return ""
    return f'<h2>总体目标：{escape(child["title"])}</h2><div class="wide">{_targets(child["goals"])}</div>'


def _additions(child: View, names: Mapping[str, str]) -> str:
    if not child["additions"]:
        return ""
    badge = _badge("added", names)
    rows = "".join(
        f'<tr><th scope="row">{_quoted(item["measure"])}</th><td>{badge} {escape(item["reason"])}</td></tr>'
        for item in child["additions"]
    )
    return f'<h2>新增措施：{escape(child["title"])}</h2><div class="wide"><table><tbody>{rows}</tbody></table></div>'


@cache
def _template() -> str:
    return files("exports").joinpath("templates", "comparison.html").read_text(encoding="utf-8")
