// From a scene to what stands on the canvas: the whole, groups of it, or the neighbourhood of a node.
const OPENED = 1500; // members of a group that its opening shows, the heaviest first

/** Too many nodes: one per group, opened groups as a disc of their members. */
function bundle(scene, opened) {
  const groups = [...group([...scene.nodes.values()], (n) => (n.square ? "任" : "机") + n.bundle)].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const shown = groups.slice(0, 400), stand = new Map(), nodes = [];
  const spots = sunflower(shown.length, 130 + 6 * Math.sqrt(groups[0][1].length));
  shown.forEach(([key, list], k) => {
    const [x, y] = spots[k];
    const ranked = opened.has(key) ? [...list].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1)) : [], rest = opened.has(key) ? ranked.splice(OPENED) : list, disc = sunflower(ranked.length + 1, 22);
    ranked.forEach((n, i) => { stand.set(n.id, n.id); nodes.push({ ...n, x: x + disc[i + 1][0], y: y + disc[i + 1][1] }); });
    if (!rest.length) return;
    const id = "g" + key;
    rest.forEach((n) => stand.set(n.id, id));
    nodes.push({ id, x, y, size: 12 + 3 * Math.sqrt(rest.length), colour: rest[0].square ? "#55616d" : rest[0].colour, square: rest[0].square, soft: true, big: true, label: `${rest[0].bundle}（${rest.length}）`, rank: rest.length, bundleKey: key });
  });
  const merged = new Map();
  for (const e of scene.edges) {
    const a = stand.get(e.from), b = stand.get(e.to);
    if (!a || !b || a === b) continue;
    const key = a < b ? a + "\u0000" + b : b + "\u0000" + a, found = merged.get(key);
    if (found) found.weight += e.weight; else merged.set(key, { ...e, from: a, to: b, weight: e.weight, dashed: false });
  }
  const edges = [...merged.values()].sort((p, q) => q.weight - p.weight).slice(0, 4000);
  return { nodes, edges: edges.map((e) => ({ ...e, width: 0.6 + 0.5 * Math.log2(1 + e.weight), colour: "#9aa9b8", share: 0.35 })) };
}

/** The nodes within some steps of the centre in rings, and those that expanding has added, each with what it hides. */
function neighbourhood(scene, s) {
  const touching = neighbours(scene), seen = new Set([s.centre]), levels = [];
  let edge = [s.centre];
  for (let k = 0; k < s.steps; k++) {
    const next = new Map();
    for (const at of edge) for (const [to, w] of touching.get(at) || []) if (!seen.has(to)) next.set(to, (next.get(to) || 0) + w);
    edge = [...next].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id).slice(0, LIMIT - seen.size);
    edge.forEach((id) => seen.add(id));
    levels.push(edge);
  }
  const places = rings(s.centre, levels);
  for (const id of s.more) if (seen.has(id)) {
    const fresh = (touching.get(id) || []).map(([to]) => to).filter((to) => !seen.has(to));
    fresh.forEach((to) => seen.add(to));
    if (fresh.length) fan(places, id, fresh);
  }
  const hidden = (id) => (touching.get(id) || []).reduce((n, [to]) => n + !seen.has(to), 0);
  return { nodes: [...seen].map((id) => ({ ...scene.nodes.get(id), x: places.get(id)[0], y: places.get(id)[1], hidden: hidden(id) })), edges: scene.edges.filter((e) => seen.has(e.from) && seen.has(e.to)), grouped: false };
}

/** What stands on the canvas under a state. */
function drawable(scene, s, opened) {
  let found;
  if (s.steps && scene.nodes.has(s.centre)) found = neighbourhood(scene, s);
  else if (scene.nodes.size > LIMIT) found = { ...bundle(scene, opened), grouped: true };
  else {
    const list = [...scene.nodes.values()];
    if (list.some((n) => n.x === null)) { const places = discs(list, scene.edges); for (const n of list) [n.x, n.y] = places.get(n.id); }
    found = { nodes: list, edges: scene.edges, grouped: false };
  }
  for (const n of found.nodes) if (s.pins.has(n.id)) { [n.x, n.y] = s.pins.get(n.id); n.pinned = true; }
  return found;
}

/** The largest connected part of each region, with the region's name and where it stands. */
function regionParts(graph) {
  if (graph.partsOf === graph.links) return graph.parts;
  const seen = new Set(), named = new Set(), found = [];
  for (const n of graph.list) if (!seen.has(n.id)) {
    const ids = graph.around(n.id, 1e6), members = [...ids].map((id) => graph.byId.get(id)), counts = group(members.filter((m) => m.agency !== undefined), (m) => V.agencies[m.agency].regionName);
    ids.forEach((id) => seen.add(id));
    const [region, own] = [...counts].sort((a, b) => b[1].length - a[1].length)[0] || [null, []];
    if (region && own.length >= 5) found.push([region, members]);
  }
  graph.parts = found.sort((a, b) => b[1].length - a[1].length).filter(([region]) => !named.has(region) && named.add(region))
    .map(([region, list]) => [regionShort(region), list.reduce((s, n) => s + n.x, 0) / list.length, Math.min(...list.map((n) => n.y - n.size))]);
  graph.partsOf = graph.links;
  return graph.parts;
}

/** Names of regions above their parts, in pale letters; node labels keep clear of them: [text, x, y, height]. */
const regionNames = (graph) => (graph.plain ? [] : regionParts(graph));
