"""Networks as text for other tools: GraphML (yEd, Cytoscape, igraph), GEXF (Gephi), node-link JSON (D3, networkx).

Every ``render_*`` takes any networkx graph, is pure and gives the same text for equal graphs in whatever order they
were built. Attributes may be text, numbers and truth values; ``None`` is left out and anything else becomes JSON text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import networkx as nx

# Characters that XML 1.0 cannot hold, not even escaped (https://www.w3.org/TR/xml/#charsets).
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"
_GEXF_RESERVED = ("start", "end", "type", "id")  # edge attributes that GEXF gives a meaning of its own


def render_graphml(graph: nx.Graph) -> str:
    """``graph`` as GraphML; ``networkx.parse_graphml`` reads it back.

    Lost: the keys of parallel edges become ids ``e0``, ``e1`` … (the key stays as the attribute ``key_``), node ids
    become text, and characters that XML cannot hold become U+FFFD.
    """
    return _readable("\n".join(nx.generate_graphml(_plain(graph), named_key_ids=True))) + "\n"


def render_gexf(graph: nx.Graph, positions: Mapping[Hashable, tuple[float, float]] | None = None) -> str:
    """``graph`` as GEXF 1.2, with ``positions`` for Gephi to show at once; ``networkx.read_gexf`` reads it back.

    Lost: attributes of the graph itself; as in GraphML, edge keys become an attribute, ids become text and characters
    that XML cannot hold become U+FFFD. The edge attributes start, end, type and id, which GEXF reserves, get a final
    underscore. The date and program version that networkx writes are left out, so that the file depends on the graph
    alone.
    """
    net = _plain(graph, rename={name: name + "_" for name in _GEXF_RESERVED})
    for node, (x, y) in sorted((positions or {}).items(), key=lambda item: str(item[0])):
        if str(node) in net:
            net.nodes[str(node)]["viz"] = {"position": {"x": float(x), "y": float(-y), "z": 0.0}}
    text = _readable("\n".join(nx.generate_gexf(net, version="1.2draft")))
    return re.sub(r"<meta\b.*?(?:/>|</meta>)\s*", "", text, count=1, flags=re.DOTALL) + "\n"


def render_node_link(graph: nx.Graph) -> str:
    """``graph`` as node-link JSON; ``networkx.node_link_graph`` reads it back (before 3.6 with ``edges="edges"``).

    Lost: nothing but the kind of values that JSON does not have (tuples become lists).
    """
    data: dict[str, Any] = {
        "directed": graph.is_directed(),
        "multigraph": graph.is_multigraph(),
        "graph": dict(sorted(graph.graph.items())),
        "nodes": [{**_sorted(graph.nodes[node]), "id": node} for node in sorted(graph, key=str)],
        "edges": [
            {**_sorted(attributes), "source": a, "target": b, **({"key": key} if graph.is_multigraph() else {})}
            for a, b, key, attributes in _edges(graph)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _plain(graph: nx.Graph, *, rename: Mapping[str, str] | None = None) -> nx.Graph:
    """A copy in sorted order with ids as text and values that the XML formats can hold."""
    net = graph.__class__()
    net.graph.update(_attributes(graph.graph))
    net.add_nodes_from((_clean(str(node)), _attributes(graph.nodes[node])) for node in sorted(graph, key=str))
    for number, (a, b, key, held) in enumerate(_edges(graph)):
        attributes = {(rename or {}).get(k, k): v for k, v in _attributes(held).items()}
        if graph.is_multigraph():
            net.add_edge(_clean(str(a)), _clean(str(b)), key=f"e{number}", **{**attributes, "key_": _clean(str(key))})
        else:
            net.add_edge(_clean(str(a)), _clean(str(b)), **attributes)
    return net


def _edges(graph: nx.Graph) -> Iterable[tuple[Any, Any, Any, dict[str, Any]]]:
    """Edges in sorted order; those of an undirected graph from the smaller end."""
    rows = (
        graph.edges(keys=True, data=True)
        if graph.is_multigraph()
        else ((a, b, 0, d) for a, b, d in graph.edges(data=True))
    )
    if not graph.is_directed():
        rows = ((*sorted((a, b), key=str), key, d) for a, b, key, d in rows)
    return sorted(rows, key=lambda row: (str(row[0]), str(row[1]), str(row[2])))


def _attributes(held: Mapping[str, Any]) -> dict[str, Any]:
    return {str(name): _value(value) for name, value in _sorted(held).items() if value is not None}


def _sorted(held: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted(held.items(), key=lambda item: str(item[0])))


def _value(value: Any) -> str | int | float | bool:
    if isinstance(value, bool | int | float):
        return value
    return _clean(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    )


def _readable(xml: str) -> str:
    """``xml`` with Chinese as Chinese: networkx writes every character beyond ASCII as a number."""
    return re.sub(r"&#([0-9]{3,7});", lambda found: chr(int(found[1])), xml)


def _clean(text: str) -> str:
    return _ILLEGAL.sub(_REPLACEMENT, text)
