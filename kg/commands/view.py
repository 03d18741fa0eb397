"""``kg view``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import graph_option
from ontology.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    from kg.corpus import Corpus

# What a legend calls the kinds of nodes, and their colours, which are those of the workbench.
NAMES = {
    "agency": ("部门", "#2b6a99"),
    "government": ("政府", "#6a4c93"),
    "party": ("党委机构", "#b23a3a"),
    "group": ("群组", "#b07d2b"),
    "enterprise": ("企业", "#3d8361"),
    "other": ("其他", "#6b7280"),
    "measure": ("任务", "#55616d"),
    "document": ("文件", "#1f5f8b"),
    "stub": ("缺失的文件", "#b4532f"),
}
CHOSEN = "#14202c"
ROLES = {"lead": "#b23a24", "participant": "#2b6a99", "responsible": "#2f7d5b"}
RELATIONS = {"implements": "#b23a24", "based_on": "#2b6a99"}
KINDS = {
    "workload": "单位与任务",
    "agencies": "单位协作",
    "lineage": "文件脉络",
    "agency": "单位的任务与协作",
    "document": "文件的任务、单位与上下位文件",
    "targets": "指标",
    "compare": "落实对照",
}
WIDE = 1.9  # width to height of a page on a screen
ROOM = 1.6  # names of measures are longer than those of agencies, for which layouts leave room
NAMED = {"agency": "an agency", "document": "a document", "compare": "a parent document and, if you like, its children"}


@click.command("view")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("names", nargs=-1)
@graph_option
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Page to write.")
def command(kind: str, names: tuple[str, ...], folder: Path, out: Path) -> None:
    """Draw one network of a build as a page that opens offline.

    \b
    workload         agencies and measures      agency NAME         one agency, its measures, with whom
    agencies         who works with whom        document NUMBER     one document, its measures and kin
    lineage          what implements what       compare PARENT …    measures of a parent and of its children
    targets          targets and equal ones

    \b
    Examples:
      kg view workload -g out/demo -o out/workload.html
      kg view agency 云河市工业和信息化局 -g out/demo -o out/agency.html
    """
    from exports.files import write_file
    from exports.pyvis_page import render_network
    from kg.builds import load_corpus
    from kg.layout import layout

    if bool(names) != (kind in NAMED):
        wanted = f"name {NAMED[kind]}" if kind in NAMED else "it takes no name"
        raise UsageError(f"kg view {kind}: {wanted}; see kg view --help")
    net = _network(load_corpus(folder), kind, names)
    alone = [node for node in net if not net.degree(node)] if kind in ("workload", "agencies") else []
    net.remove_nodes_from(alone)  # dots without a line say nothing; tables list them
    for _, held in net.nodes(data=True):
        name = "stub" if held.get("stub") else held.get("agency_kind") or held.get("kind", "")
        if "category" in held and kind in ("agency", "document"):
            held["color"] = CHOSEN
        elif "category" not in held and name in NAMES:
            held["category"], held["color"] = NAMES[name]
    for *_, held in net.edges(data=True):
        colour = ROLES.get(held.get("role", "")) or RELATIONS.get(held.get("relation", ""))
        if colour:
            held.setdefault("colour", colour)
    weight = "weight" if kind == "agencies" else None
    places = {} if kind == "compare" else layout(net, weight=weight, aspect=WIDE)
    positions = {node: (x * ROOM, y * ROOM) for node, (x, y) in places.items()}
    title = KINDS[kind] + (f"：{'、'.join(names)}" if names else "")
    write_file(out, render_network(net, title=title, positions=positions, group="category"))
    size = out.stat().st_size / 1_000_000
    left = f"（另有 {len(alone)} 个没有连线，未画）" if alone else ""
    click.echo(f"{net.number_of_nodes()} 个节点{left}，{net.number_of_edges()} 条边，{size:.1f} MB；打开 {out}")


def _network(corpus: Corpus, kind: str, names: tuple[str, ...]) -> nx.Graph:
    """The network to draw; ``UsageError`` where a name fits nothing or the documents cannot be compared."""
    from kg import focus
    from kg.find_documents import find_document
    from kg.page_comparisons import descent
    from kg.projections import function_labels, project

    if kind == "agency":
        return focus.around_agency(corpus, focus.find_agency(corpus, " ".join(names)), functions=function_labels())
    if kind == "document":
        return focus.around_document(corpus, find_document(corpus, " ".join(names)), functions=function_labels())
    if kind != "compare":
        return project(corpus, kind)
    parent = find_document(corpus, names[0])
    children = [find_document(corpus, name) for name in names[1:]]
    if not children:
        children = [corpus.records[c] for p, c in descent(corpus) if corpus.records[p] is parent]
    if not children:
        raise UsageError(f"{names[0]}: no document of the build implements it; name the documents to compare it with")
    return focus.uptake(parent, children)
