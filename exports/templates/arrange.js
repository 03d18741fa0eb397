// Places computed in the page: neighbourhoods, groups, parts that a filter leaves. The whole comes with its places.
/** Concentric places around a node: one ring per step, evenly spaced, strongest first. */
function rings(centre, levels) {
  const places = new Map([[centre, [0, 0]]]);
  let radius = 0;
  for (const ids of levels) {
    if (!ids.length) continue;
    let rest = ids;
    while (rest.length) {
      radius += radius ? 130 : 190;
      const room = Math.max(8, Math.floor((2 * Math.PI * radius) / 78)), now = rest.slice(0, room);
      now.forEach((id, i) => {
        const angle = -Math.PI / 2 + (2 * Math.PI * (i + (places.size % 2) / 2)) / now.length;
        places.set(id, [Math.round(radius * Math.cos(angle) * 1.25), Math.round(radius * Math.sin(angle))]);
      });
      rest = rest.slice(room);
    }
  }
  return places;
}

/** Sunflower places: n points evenly over a disc. */
const sunflower = (n, gap) => Array.from({ length: n }, (_, i) => [gap * Math.sqrt(i + 0.5) * Math.cos(i * 2.399963), gap * Math.sqrt(i + 0.5) * Math.sin(i * 2.399963)]);

/** New neighbours fan out from a node, away from the middle; then everything keeps its distance. places: id -> [x, y]. */
function fan(places, from, ids) {
  const [x, y] = places.get(from), out = Math.hypot(x, y) < 1 ? -Math.PI / 2 : Math.atan2(y, x);
  let rest = ids, radius = 0;
  while (rest.length) {
    radius += radius ? 80 : 150;
    const room = Math.max(3, Math.floor((1.25 * Math.PI * radius) / 84)), now = rest.slice(0, room), span = Math.min(1.25 * Math.PI, (now.length * 96) / radius);
    now.forEach((id, i) => { const angle = out + (now.length > 1 ? span * (i / (now.length - 1) - 0.5) : 0); places.set(id, [Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * Math.sin(angle))]); });
    rest = rest.slice(room);
  }
  apart(places, 66);
}

/** Push places apart to a distance, always in the same order, so that equal views look equal. */
function apart(places, distance) {
  const list = [...places.values()];
  for (let round = 0; round < 24; round++) {
    const cells = new Map();
    list.forEach((p, i) => push(cells, `${Math.floor(p[0] / distance)},${Math.floor(p[1] / distance)}`, i));
    let moved = false;
    list.forEach((p, i) => {
      const c = Math.floor(p[0] / distance), r = Math.floor(p[1] / distance);
      for (let dc = -1; dc <= 1; dc++) for (let dr = -1; dr <= 1; dr++) for (const j of cells.get(`${c + dc},${r + dr}`) || []) if (j > i) {
        const q = list[j], dx = q[0] - p[0], dy = q[1] - p[1], d = Math.hypot(dx, dy);
        if (d >= distance - 1) continue;
        const ux = d > 0.1 ? dx / d : Math.cos(i + j), uy = d > 0.1 ? dy / d : Math.sin(i + j), by = (distance - d) / 2;
        p[0] -= ux * by; p[1] -= uy * by; q[0] += ux * by; q[1] += uy * by;
        moved = true;
      }
    });
    if (!moved) break;
  }
}

/** Places for a part that came without them: its own discs, one per connected part, side by side. */
function discs(nodes, edges) {
  const touching = new Map(), seen = new Set(), boxes = [];
  for (const e of edges) { push(touching, e.from, e.to); push(touching, e.to, e.from); }
  for (const n of nodes) if (!seen.has(n.id)) {
    const part = [n.id];
    seen.add(n.id);
    for (let k = 0; k < part.length; k++) for (const to of touching.get(part[k]) || []) if (!seen.has(to)) { seen.add(to); part.push(to); }
    boxes.push(part.sort((a, b) => (touching.get(b) || []).length - (touching.get(a) || []).length || (a < b ? -1 : 1)));
  }
  boxes.sort((a, b) => b.length - a.length || (a[0] < b[0] ? -1 : 1));
  const places = new Map(), wide = 1.4 * Math.sqrt(boxes.reduce((s, b) => s + (2 * 46 * Math.sqrt(b.length) + 90) ** 2, 0));
  let x = 0, y = 0, tall = 0;
  for (const part of boxes) {
    const side = 2 * 46 * Math.sqrt(part.length) + 90;
    if (x && x + side > wide) { x = 0; y += tall; tall = 0; }
    sunflower(part.length, 46).forEach(([dx, dy], i) => places.set(part[i], [Math.round(x + side / 2 + dx), Math.round(y + side / 2 + dy)]));
    x += side; tall = Math.max(tall, side);
  }
  return places;
}
