// Hands on the canvas: drag, wheel, click, touch and keys.
function gestures(graph) {
  const { canvas } = graph, at = (e) => { const box = canvas.getBoundingClientRect(); return [e.clientX - box.left, e.clientY - box.top]; };
  const inside = ([px, py]) => [graph.x + (px - graph.wide / 2) / graph.scale, graph.y + (py - graph.high / 2) / graph.scale];
  const fingers = new Map();
  let held = null, from = null, moved = false, idle = 0;
  const calm = () => { graph.busy = true; clearTimeout(idle); idle = setTimeout(() => { graph.busy = false; graph.redraw(); }, 140); };
  const hover = (n, e) => { const id = n ? n.id : null; canvas.style.cursor = n ? "pointer" : "grab"; if (id === graph.hover) return; graph.hover = id; graph.ontip(n, e); graph.redraw(); };

  canvas.addEventListener("pointerdown", (e) => {
    canvas.setPointerCapture(e.pointerId);
    fingers.set(e.pointerId, at(e));
    from = at(e); moved = false; held = e.button === 0 ? graph.nodeAt(...inside(from)) : null;
  });
  canvas.addEventListener("pointermove", (e) => {
    const now = at(e);
    if (!fingers.has(e.pointerId)) { hover(graph.nodeAt(...inside(now)), e); return; }
    const [px, py] = fingers.get(e.pointerId);
    if (fingers.size === 2) { // two fingers: their distance is the zoom
      const other = [...fingers].find(([id]) => id !== e.pointerId)[1], before = Math.hypot(px - other[0], py - other[1]), after = Math.hypot(now[0] - other[0], now[1] - other[1]);
      if (before > 1) graph.zoom(after / before, (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
      moved = true;
    } else if (moved || Math.hypot(now[0] - from[0], now[1] - from[1]) > 4) {
      if (!moved) graph.ontip(null);
      const dx = ((moved ? now[0] - px : now[0] - from[0])) / graph.scale, dy = ((moved ? now[1] - py : now[1] - from[1])) / graph.scale;
      if (held) { held.x += dx; held.y += dy; } else { graph.x -= dx; graph.y -= dy; }
      moved = true; calm(); graph.redraw();
    }
    fingers.set(e.pointerId, now);
  });
  const up = (e) => {
    if (!fingers.delete(e.pointerId) || fingers.size) return;
    if (!moved && e.type === "pointerup") graph.onselect(held ? held.id : null); else if (held && moved && graph.ondrag) graph.ondrag(held);
    held = null;
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => hover(null));
  canvas.addEventListener("wheel", (e) => { e.preventDefault(); graph.ontip(null); calm(); graph.zoom(Math.exp(-Math.max(-240, Math.min(240, e.deltaMode ? e.deltaY * 30 : e.deltaY)) / 420), ...at(e)); }, { passive: false });
  canvas.addEventListener("keydown", (e) => {
    const step = 60 / graph.scale, move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[e.key];
    if (move && e.shiftKey) { const n = beside(graph, Math.sign(move[0]), Math.sign(move[1])); if (n) { graph.onselect(n.id); graph.keepInSight(n); } } else if (move) { graph.x += move[0]; graph.y += move[1]; graph.redraw(); } else if (e.key === "+" || e.key === "=") graph.zoom(1.35); else if (e.key === "-") graph.zoom(1 / 1.35); else if (e.key === "0") graph.fit(); else return;
    e.preventDefault();
  });
}

/** The node to go to from the chosen one, or from the middle of the sight, in a direction: near, and not far off the way. */
function beside(graph, dx, dy) {
  const from = graph.byId.get(graph.picked) || { x: graph.x, y: graph.y };
  let best = null, least = Infinity;
  for (const n of graph.list) {
    const ahead = (n.x - from.x) * dx + (n.y - from.y) * dy, aside = Math.abs((n.x - from.x) * dy) + Math.abs((n.y - from.y) * dx), cost = ahead + 2 * aside;
    if (n !== from && ahead > 0 && aside <= 1.7 * ahead && cost < least) { best = n; least = cost; }
  }
  return best;
}

/** Let the nodes find their places by themselves, once, at the reader's wish: ties pull, neighbours push, pinned ones stay. */
function relax(graph, done) {
  const REACH = 190, LENGTH = 125, ties = new Map(graph.list.map((n) => [n.id, Math.sqrt((graph.touching.get(n.id) || [1]).length)]));
  graph.heat = 1;
  graph.settled = () => { graph.fit(); done(); };
  const step = () => {
    const cells = new Map(), push2 = new Map(graph.list.map((n) => [n, [0, 0]]));
    for (const n of graph.list) push(cells, `${Math.floor(n.x / REACH)},${Math.floor(n.y / REACH)}`, n);
    for (const [key, own] of cells) {
      const [c, r] = key.split(",").map(Number);
      for (let dc = -1; dc <= 1; dc++) for (let dr = -1; dr <= 1; dr++) for (const b of cells.get(`${c + dc},${r + dr}`) || []) for (const a of own) {
        const dx = a.x - b.x, dy = a.y - b.y, d = Math.hypot(dx, dy);
        if (a === b || d > REACH) continue;
        const by = (REACH - d) / REACH * 9 / (d || 1), f = push2.get(a);
        f[0] += (dx || 0.5) * by; f[1] += (dy || (a.id < b.id ? 0.5 : -0.5)) * by;
      }
    }
    for (const { a, b } of graph.links) {
      const dx = b.x - a.x, dy = b.y - a.y, d = Math.hypot(dx, dy) || 1, by = 0.07 * (d - LENGTH) / d, p = push2.get(a), q = push2.get(b);
      p[0] += (dx * by) / ties.get(a.id); p[1] += (dy * by) / ties.get(a.id); q[0] -= (dx * by) / ties.get(b.id); q[1] -= (dy * by) / ties.get(b.id);
    }
    for (const [n, [fx, fy]] of push2) if (!n.pinned) { const far = Math.hypot(fx, fy) || 1, by = (graph.heat * Math.min(far, 24)) / far; n.x += fx * by; n.y += fy * by; }
    graph.heat = graph.heat < 0.02 ? 0 : graph.heat * 0.985;
  };
  const frame = () => {
    if (!graph.heat) return;
    for (let k = 0, until = performance.now() + 14; k < 3 && performance.now() < until && graph.heat; k++) step();
    graph.redraw();
    if (graph.heat) requestAnimationFrame(frame); else graph.settled();
  };
  requestAnimationFrame(frame);
}
