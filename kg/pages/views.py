"""The networks that ``kg view`` draws: with places, kinds as a legend calls them, and colours of the edges.

They are plain NetworkX graphs; whoever wants another look changes attributes and draws them again
(:func:`exports.pyvis_page.render_network`).
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from exports.wording import AGENCY_KINDS
from kg.corpus import Corpus
from kg.find_documents import find_document
from kg.networks.layout import layout
from kg.pages import focus
from kg.pages.comparisons import descent
from kg.pages.projections import function_labels, project
from ontology.errors import UsageError

KINDS = {
    "workload": "单位与任务",
    "agencies": "单位协作",
    "lineage": "文件脉络",
    "agency": "单位的任务与协作",
    "document": "文件的任务、单位与上下位文件",
    "targets": "指标",
    "compare": "落实对照",
}
NAMED = {"agency": "an agency", "document": "a document", "compare": "a parent document and, if you like, its children"}
CATEGORIES = AGENCY_KINDS | {"measure": "任务", "document": "文件", "stub": "缺失的文件"}
COLOURS = {  # of categories: those of the workbench
    "部门": "#2b6a99",
    "政府": "#6a4c93",
    "党委机构": "#b23a3a",
    "群组": "#b07d2b",
    "企业": "#3d8361",
    "其他": "#6b7280",
    "任务": "#55616d",
    "文件": "#1f5f8b",
    "缺失的文件": "#b4532f",
    "所选": "#14202c",
}
ROLES = {"lead": "#b23a24", "participant": "#2b6a99", "responsible": "#2f7d5b"}
RELATIONS = {"implements": "#b23a24", "based_on": "#2b6a99"}
WIDE = 1.9  # width to height of a page on a screen
ROOM = 1.6  # names of measures are longer than those of agencies, for which layouts leave room


def view_network(corpus: Corpus, kind: str, names: Sequence[str] = ()) -> nx.Graph:
    """The network called ``kind`` around what ``names`` say, ready to be drawn and grouped by ``category``.

    Nodes without a line are left out of networks of agencies; ``net.graph["alone"]`` counts them. Raises ``UsageError``
    where a name is missing or fits nothing, or where there is nothing to compare a document with.
    """
    if bool(names) != (kind in NAMED):
        wanted = f"name {NAMED[kind]}" if kind in NAMED else "it takes no name"
        raise UsageError(f"kg view {kind}: {wanted}; see kg view --help")
    net = _network(corpus, kind, names)
    alone = [node for node in net if not net.degree(node)] if kind in ("workload", "agencies") else []
    net.remove_nodes_from(alone)  # dots without a line say nothing; tables list them
    net.graph["alone"] = len(alone)
    for _, held in net.nodes(data=True):
        name = "stub" if held.get("stub") else held.get("agency_kind") or held.get("kind", "")
        held.setdefault("category", CATEGORIES.get(name, name))
    for *_, held in net.edges(data=True):
        colour = ROLES.get(held.get("role", "")) or RELATIONS.get(held.get("relation", ""))
        if colour:
            held.setdefault("colour", colour)
    if kind != "compare":  # which stands in columns
        for node, (x, y) in layout(net, weight="weight" if kind == "agencies" else None, aspect=WIDE).items():
            net.nodes[node].update(x=round(x * ROOM, 1), y=round(y * ROOM, 1))
    return net


def _network(corpus: Corpus, kind: str, names: Sequence[str]) -> nx.Graph:
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
