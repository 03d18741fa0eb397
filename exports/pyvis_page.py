"""One network as one page, by pyvis: for a graph of one's own, a notebook or a mail attachment.

pyvis holds nodes, edges and options; the page around them is ours, because pyvis's own template fetches Bootstrap
from the internet, prints the heading twice and unescaped, and starts a simulation that never ends at 2,000 nodes.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from importlib.resources import as_file, files
from types import MappingProxyType
from typing import Any

import networkx as nx

from exports.attribute_words import attribute_facts
from exports.html import policy
from exports.visjs import vis_network

PALETTE = ("#2b6a99", "#b23a24", "#2f7d5b", "#b07d2b", "#6a4c93", "#1f8a8c", "#a64d79", "#5b7a1f", "#8a5a3c", "#6b7280")
Point = tuple[float, float]


def render_network(
    graph: nx.Graph,
    *,
    title: str,
    positions: Mapping[Hashable, Point] | None = None,
    group: str = "kind",
    colours: Mapping[str, str] = MappingProxyType({}),
    weight: str = "weight",
) -> str:
    """A self-contained page of ``graph``, to be written as UTF-8; it opens without a network and does not move.

    Nodes show the attribute ``label`` (or their id), are coloured by ``color`` or, one colour for each value, by the
    attribute that ``group`` names (``colours`` may say which), have the ``shape`` they say (any of vis-network) and the
    ``size``, else one by ``led`` or their degree; pointing at one or clicking it lists its attributes as text. Without
    ``positions`` nodes with ``x`` and ``y`` stand there and the others on a circle. Edges have the ``colour`` they say,
    a width by ``weight``, and are dashed where ``inferred`` is true. So whoever wants another look sets attributes and
    calls this.

    >>> page = render_network(nx.Graph([("市工信局", "市财政局")]), title="协作")
    >>> page.count("<h1>"), "http://" in page.split("<script>")[0]
    (1, False)
    """
    from pyvis.network import Network  # 0.7 s: only who draws pays for it

    net = Network(height="100%", width="100%", directed=graph.is_directed(), heading=title, cdn_resources="in_line")
    net.toggle_physics(False)
    nodes = sorted(graph.nodes, key=str)
    number = {node: index for index, node in enumerate(nodes)}
    groups = sorted({str(graph.nodes[node].get(group, "")) for node in nodes})
    shades = {name: colours.get(name) or PALETTE[index % len(PALETTE)] for index, name in enumerate(groups)}
    own = {str(graph.nodes[node].get(group, "")): graph.nodes[node].get("color") for node in reversed(nodes)}
    shades |= {name: str(colour) for name, colour in own.items() if colour}
    for node in nodes:
        held = graph.nodes[node]
        x, y = (positions or {}).get(node) or _own_place(held) or _circle(number[node], len(nodes))
        net.add_node(
            number[node],
            label=str(held.get("label", node)),
            name=_name(node, held),
            facts=attribute_facts(held),
            title=_tip(held, _name(node, held)),
            color=held.get("color") or shades[str(held.get(group, ""))],
            size=float(held.get("size", 8 + 4 * math.sqrt(held.get("led", graph.degree(node) / 4)))),
            shape=str(held.get("shape", "square" if held.get("kind") == "measure" else "dot")),
            group_name=str(held.get(group, "")),
            x=round(float(x), 1),
            y=round(float(y), 1),
        )
    for a, b, held in sorted(_edges(graph, number), key=lambda edge: (edge[0], edge[1], str(edge[2]))):
        net.add_edge(
            a,
            b,
            width=round(1 + math.log2(max(1.0, float(held.get(weight, 1)))), 2),
            facts=attribute_facts(held),
            title=_tip(held),
            dashes=bool(held.get("inferred", False)),
            colour=held.get("colour"),
        )
    return _page(net, {name: shades[name] for name in groups if name})


def _edges(graph: nx.Graph, number: Mapping[Hashable, int]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Edges between numbered nodes; those of an undirected graph from the smaller one."""
    for a, b, held in graph.edges(data=True):
        ends = number[a], number[b]
        yield *(ends if graph.is_directed() else (min(ends), max(ends))), held


def _page(net: Any, legend: Mapping[str, str]) -> str:
    """The page from our template; pyvis fills it with its nodes and edges."""
    here = files("exports").joinpath("templates")
    parts = [here.joinpath(f"{name}.js").read_text(encoding="utf-8") for name in ("labels", "picture", "pyvis")]
    script = f'(() => {{\n"use strict";\n{"".join(parts)}}})();'
    with as_file(here) as folder:
        net.set_template_dir(str(folder), "pyvis.html")
        net.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
        net.templateEnv.globals.update(
            library=vis_network(), script=script, csp=policy(vis_network(), script), legend=list(legend.items())
        )
        page: str = net.generate_html(name="network.html", notebook=False)
    return page


def _own_place(held: Mapping[str, Any]) -> Point | None:
    return (held["x"], held["y"]) if "x" in held and "y" in held else None


def _circle(index: int, count: int) -> Point:
    angle = 2 * math.pi * index / max(1, count)
    return (14 * count * math.cos(angle), 14 * count * math.sin(angle))


def _name(node: Hashable, held: Mapping[str, Any]) -> str:
    return str(held.get("name") or held.get("title") or held.get("label") or node)


def _tip(held: Mapping[str, Any], *lines: str) -> str:
    """The attributes one per line, as text: the page never reads it as HTML."""
    return "\n".join([*lines, *(f"{name}：{value}" for name, value in attribute_facts(held))])
