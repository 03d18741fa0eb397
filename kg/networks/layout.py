"""Where the nodes of a network stand: deterministic on every machine, and without a numerical library.

Stress minimisation by stochastic gradient descent (Zheng, Pawar and Goodman, "Graph Drawing by Stochastic Gradient
Descent", IEEE TVCG 2019). Measured on agency networks of 38 to 69 nodes it keeps distances as well as networkx's
Kamada-Kawai layout (stress 0.10 against 0.12-0.15 for its spring layout) and needs neither numpy nor scipy, which
those layouts do (more than 200 MB installed). It uses only + - * / and square roots on a seeded random order, so
the same corpus gives the same positions on a laptop and on a cluster.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from heapq import heappop, heappush
from typing import Any

import networkx as nx

Point = tuple[float, float]

SPACING = 90.0  # px: a component of n nodes gets a side of SPACING * sqrt(n); labels of six characters then fit
GAP = 90.0  # px between components
MIN_DISTANCE = 66.0  # px kept between any two nodes of a component
FULL_PAIRS = 150  # up to this many nodes every pair is a term (0.2 s at 150 nodes; 1.7 s at 360)
PIVOTS = 40  # beyond it: every edge, and the distances to this many far-apart nodes (8 s at 5,000 nodes)
ROUNDS = 15  # the paper's own choice; 24 gained 0.004 of stress
ASPECT = 1.25  # width to height of the packed whole: the drawing area between the panels of a 1366x768 screen


def layout(
    graph: nx.Graph, seed: int = 1, *, weight: str | None = None, aspect: float = ASPECT
) -> dict[Hashable, Point]:
    """Positions in px for every node of ``graph``, the same for equal graphs whatever order they were built in.

    Each connected component is drawn for itself and the components are packed into rows, the largest first. With
    ``weight`` (an edge attribute) strongly tied nodes stand closer: the wished length falls with the fourth root of it.
    ``aspect`` is the wished width to height of the whole.

    >>> sorted(layout(nx.Graph([("市工信局", "市财政局")])))
    ['市工信局', '市财政局']
    """
    order = sorted(graph.nodes, key=str)
    plain = nx.Graph()
    plain.add_nodes_from(order)
    for a, b, data in sorted(graph.edges(data=True), key=lambda edge: (str(edge[0]), str(edge[1]))):
        if a != b:
            before = plain.get_edge_data(a, b, {"weight": 0.0})["weight"]
            plain.add_edge(a, b, weight=before + (float(data.get(weight, 1)) if weight else 1.0))
    parts = sorted((sorted(part, key=str) for part in nx.connected_components(plain)), key=lambda p: (-len(p), str(p)))
    drawn = [_component(plain, part, seed, weighted=weight is not None) for part in parts]
    return _pack(drawn, aspect)


def _component(graph: nx.Graph, nodes: Sequence[Hashable], seed: int, *, weighted: bool) -> dict[Hashable, Point]:
    """One connected component, centred and scaled to its share of the page."""
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    number = {node: i for i, node in enumerate(nodes)}
    length: Callable[[Mapping[str, Any]], float] = (
        (lambda d: 1 / math.sqrt(math.sqrt(d["weight"]))) if weighted else (lambda _: 1)
    )
    adjacent = [sorted((number[other], length(data)) for other, data in graph[node].items()) for node in nodes]
    terms = _all_pairs(adjacent) if len(nodes) <= FULL_PAIRS else _pivot_terms(adjacent)
    xs, ys = _descend(len(nodes), terms, seed)
    return dict(zip(nodes, _spread(xs, ys, seed), strict=True))


def _distances(adjacent: Sequence[Sequence[tuple[int, float]]], start: int) -> list[float]:
    """Shortest path lengths from ``start`` (Dijkstra; the component is connected)."""
    best = [math.inf] * len(adjacent)
    best[start] = 0.0
    queue = [(0.0, start)]
    while queue:
        far, node = heappop(queue)
        if far > best[node]:
            continue
        for other, step in adjacent[node]:
            if far + step < best[other]:
                best[other] = far + step
                heappush(queue, (far + step, other))
    return best


Term = tuple[int, int, float]


def _all_pairs(adjacent: Sequence[Sequence[tuple[int, float]]]) -> list[Term]:
    terms: list[Term] = []
    for i in range(len(adjacent)):
        row = _distances(adjacent, i)
        terms.extend((i, j, row[j]) for j in range(i + 1, len(adjacent)))
    return terms


def _pivot_terms(adjacent: Sequence[Sequence[tuple[int, float]]]) -> list[Term]:
    """Every edge, and the distances to pivots chosen one after another as far as possible from the earlier ones."""
    terms = [(i, j, step) for i, row in enumerate(adjacent) for j, step in row if i < j]
    nearest = [math.inf] * len(adjacent)
    pivot = max(range(len(adjacent)), key=lambda i: (len(adjacent[i]), -i))
    for _ in range(PIVOTS):
        row = _distances(adjacent, pivot)
        terms.extend((pivot, j, row[j]) for j in range(len(adjacent)) if j != pivot)
        nearest = [min(a, b) for a, b in zip(nearest, row, strict=True)]
        pivot = max(range(len(adjacent)), key=lambda i: (nearest[i], -i))
    return terms


def _descend(count: int, terms: list[Term], seed: int) -> tuple[list[float], list[float]]:
    """Minimise the stress of ``terms``; the step sizes fall from the longest distance squared (the paper, §2.3)."""
    rng = random.Random(seed)
    xs = [rng.random() for _ in range(count)]
    ys = [rng.random() for _ in range(count)]
    shortest = min(term[2] for term in terms)
    longest = max(term[2] for term in terms)
    first, last = longest * longest, 0.1 * shortest * shortest
    decay = round((last / first) ** (1 / (ROUNDS - 1)), 9)  # rounded: the last bit of a power differs between machines
    order, step = list(terms), first
    for _ in range(ROUNDS):
        rng.shuffle(order)
        for i, j, wished in order:
            dx, dy = xs[i] - xs[j], ys[i] - ys[j]
            found = math.sqrt(dx * dx + dy * dy) or 1e-9
            move = min(1.0, step / (wished * wished)) * (found - wished) / (2 * found)
            xs[i] -= move * dx
            ys[i] -= move * dy
            xs[j] += move * dx
            ys[j] += move * dy
        step *= decay
    return xs, ys


def _spread(xs: list[float], ys: list[float], seed: int) -> list[Point]:
    """The points centred, scaled to a side of ``SPACING * sqrt(n)`` and pushed apart to ``MIN_DISTANCE``."""
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    scale = SPACING * math.sqrt(len(xs)) / (math.sqrt(max(width, 1e-6) * max(height, width / 3, 1e-6)) or 1.0)
    left, top = min(xs) + width / 2, min(ys) + height / 2
    points = [((x - left) * scale, (y - top) * scale) for x, y in zip(xs, ys, strict=True)]
    rng = random.Random(seed)
    for _ in range(30):
        cells: dict[tuple[int, int], list[int]] = {}
        for i, (x, y) in enumerate(points):
            cells.setdefault((math.floor(x / MIN_DISTANCE), math.floor(y / MIN_DISTANCE)), []).append(i)
        moved = False
        for (column, row), members in sorted(cells.items()):
            near = [j for c in (-1, 0, 1) for r in (-1, 0, 1) for j in cells.get((column + c, row + r), ())]
            for i in members:
                for j in near:
                    if j > i:
                        moved |= _push(points, i, j, rng)
        if not moved:
            break
    return points


def _push(points: list[Point], i: int, j: int, rng: random.Random) -> bool:
    """Move two points apart when they are nearer than ``MIN_DISTANCE``; True when they were."""
    (ax, ay), (bx, by) = points[i], points[j]
    dx, dy = ax - bx, ay - by
    found = math.sqrt(dx * dx + dy * dy)
    if found >= MIN_DISTANCE - 0.5:
        return False
    if found < 1e-6:
        dx, dy, found = rng.random() - 0.5, rng.random() - 0.5, 0.5
    share = (MIN_DISTANCE - found) / (2 * found)
    points[i] = (ax + dx * share, ay + dy * share)
    points[j] = (bx - dx * share, by - dy * share)
    return True


def _pack(parts: Iterable[Mapping[Hashable, Point]], aspect: float) -> dict[Hashable, Point]:
    """Components side by side in rows, centred on the origin."""
    boxes: list[tuple[Mapping[Hashable, Point], float, float]] = []
    for part in parts:
        xs, ys = [p[0] for p in part.values()], [p[1] for p in part.values()]
        boxes.append((part, max(xs) - min(xs) + GAP, max(ys) - min(ys) + GAP))
    if not boxes:
        return {}
    widest = max(width for _, width, _ in boxes)
    limits, total = [widest], 0.0
    for _, width, _ in boxes[:60]:
        total += width
        limits.append(max(widest, total))
    rows = min((_rows(boxes, limit) for limit in limits), key=lambda found: abs(math.log(found[1] / found[2] / aspect)))
    result: dict[Hashable, Point] = {}
    for (part, _, _), (x, y) in zip(boxes, rows[0], strict=True):
        left, top = min(p[0] for p in part.values()), min(p[1] for p in part.values())
        for node, (px, py) in part.items():
            result[node] = (x + px - left, y + py - top)
    middle_x = (min(p[0] for p in result.values()) + max(p[0] for p in result.values())) / 2
    middle_y = (min(p[1] for p in result.values()) + max(p[1] for p in result.values())) / 2
    return {node: (round(px - middle_x, 1), round(py - middle_y, 1)) for node, (px, py) in result.items()}


def _rows(
    boxes: Sequence[tuple[Mapping[Hashable, Point], float, float]], limit: float
) -> tuple[list[Point], float, float]:
    """Corners of boxes set in rows no wider than ``limit``, and the width and height of the whole."""
    corners: list[Point] = []
    x = y = tallest = widest = 0.0
    for _, width, height in boxes:
        if x and x + width > limit + 1e-6:
            x, y, tallest = 0.0, y + tallest, 0.0
        corners.append((x, y))
        x, tallest = x + width, max(tallest, height)
        widest = max(widest, x)
    return corners, widest, y + tallest
