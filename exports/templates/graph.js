// A network on a canvas: 5,000 nodes draw in one pass, and the page needs no library for it.
const SERIF = '"Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,serif';
const CARD = [244, 84]; // px of a document's card

function alpha(hex, share) {
  const n = parseInt(hex.slice(1), 16);
  return `rgba(${n >> 16},${(n >> 8) & 255},${n & 255},${share})`;
}

class Graph {
  /** Nodes: {id, x, y, size, colour, square, label, rank, card, pinned, hidden}; edges: {from, to, width, colour, share, dashed, arrow, curved}. */
  constructor(host, { onselect, ontip, ondrag, under, over, titles }) {
    Object.assign(this, { host, onselect, ontip, ondrag, under, over, titles: titles || (() => []) });
    this.picked = this.near = this.route = this.hover = null;
    this.heat = 0; this.scale = 1; this.x = this.y = 0; // the point of the network in the middle of the canvas
    this.list = []; this.links = []; this.strokes = []; this.byId = new Map(); this.touching = new Map();
    this.canvas = h("canvas", { role: "img", tabindex: "0", "aria-label": t("networkLabel") });
    this.canvas.network = this; // for scripts: onScreen tells where to point
    host.replaceChildren(this.canvas);
    new ResizeObserver(() => this.resize()).observe(host);
    this.resize();
    gestures(this);
  }

  resize() {
    this.wide = this.host.clientWidth; this.high = this.host.clientHeight; this.dots = devicePixelRatio || 1;
    this.canvas.width = Math.round(this.wide * this.dots); this.canvas.height = Math.round(this.high * this.dots);
    if (!this.seen && this.wide && this.list.length) this.fit();
    this.draw();
  }

  set(nodes, edges) {
    this.halt();
    this.byId = new Map(nodes.map((n) => [n.id, n]));
    this.list = [...nodes].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
    this.links = edges.map((e) => ({ ...e, a: this.byId.get(e.from), b: this.byId.get(e.to) }));
    this.touching = new Map();
    for (const e of this.links) { push(this.touching, e.from, e); push(this.touching, e.to, e); }
    this.strokes = [...group(this.links, (e) => `${e.colour} ${(e.share ?? 0.5).toFixed(2)} ${e.width.toFixed(1)} ${e.dashed ? 1 : 0}`).values()];
    this.pick(this.picked, this.route);
  }

  /** Where on the screen the node with a label stands: [x, y]. */
  onScreen(label) {
    const n = this.list.find((one) => one.label === label), box = this.canvas.getBoundingClientRect();
    return [box.left + this.wide / 2 + (n.x - this.x) * this.scale, box.top + this.high / 2 + (n.y - this.y) * this.scale];
  }

  /** Ids within ``steps`` of a node. */
  around(id, steps) {
    let edge = [id];
    const seen = new Set(edge);
    for (let k = 0; k < steps && edge.length; k++) {
      const next = [];
      for (const at of edge) for (const e of this.touching.get(at) || []) {
        const other = e.from === at ? e.to : e.from;
        if (!seen.has(other)) { seen.add(other); next.push(other); }
      }
      edge = next;
    }
    return seen;
  }

  /** Bring out a node with what it touches, or a route of nodes; everything else pales. */
  pick(id, route = null) {
    this.picked = id !== null && this.byId.has(id) ? id : null;
    this.route = route && route.every((at) => this.byId.has(at)) ? route : null;
    this.near = this.route ? new Set(this.route) : this.picked === null ? null : this.around(this.picked, 1);
    this.redraw();
  }

  lit(id) { return !this.near || this.near.has(id); }
  litEdge(e) {
    if (!this.route) return e.from === this.picked || e.to === this.picked;
    const i = this.route.indexOf(e.from), j = this.route.indexOf(e.to);
    return i >= 0 && j >= 0 && Math.abs(i - j) === 1;
  }

  /** Draw with the next frame, however often it is asked for. */
  redraw() { this.due ||= requestAnimationFrame(() => this.draw()); }

  draw() {
    if (this.due) { cancelAnimationFrame(this.due); this.due = 0; }
    const ctx = this.canvas.getContext("2d"), k = this.scale * this.dots;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = "#ffffff"; ctx.fillRect(0, 0, this.canvas.width, this.canvas.height);
    ctx.setTransform(k, 0, 0, k, this.canvas.width / 2 - this.x * k, this.canvas.height / 2 - this.y * k);
    ctx.lineCap = "butt";
    if (this.under) this.under(ctx, this);
    if (!(this.busy && this.links.length > 4000)) this.drawEdges(ctx);
    const [left, top, right, bottom] = this.view();
    for (let i = this.list.length - 1; i >= 0; i--) { const n = this.list[i], r = n.card ? 130 : n.size; if (n.x + r > left && n.x - r < right && n.y + r > top && n.y - r < bottom) this.fillNode(ctx, n); }
    if (this.near) this.drawChosen(ctx);
    for (const n of this.list) if (n.pinned || n.hidden) this.mark(ctx, n);
    this.drawLabels(ctx);
    if (this.over) this.over(ctx, this);
  }

  /** The corners of what is in sight: left, top, right, bottom. */
  view() { const w = this.wide / 2 / this.scale, v = this.high / 2 / this.scale; return [this.x - w, this.y - v, this.x + w, this.y + v]; }

  drawEdges(ctx) {
    for (const list of this.strokes) {
      const e = list[0];
      ctx.strokeStyle = alpha(e.colour, e.share ?? 0.5); ctx.lineWidth = e.width; ctx.setLineDash(e.dashed ? [5, 4] : []);
      ctx.beginPath();
      for (const one of list) this.trace(ctx, one);
      ctx.stroke(); ctx.setLineDash([]);
      if (e.arrow) { ctx.fillStyle = alpha(e.colour, Math.min(1, (e.share ?? 0.5) + 0.2)); for (const one of list) this.arrow(ctx, one); }
    }
  }

  trace(ctx, { a, b, curved }) {
    ctx.moveTo(a.x, a.y);
    if (curved) ctx.bezierCurveTo(a.x, a.y + (b.y - a.y) * 0.45, b.x, b.y - (b.y - a.y) * 0.45, b.x, b.y); else ctx.lineTo(b.x, b.y);
  }

  /** An arrow head where a line meets a card: above, below or beside it. */
  arrow(ctx, { a, b }) {
    const steep = Math.abs(b.y - a.y) > 60, dx = steep ? 0 : Math.sign(b.x - a.x), dy = steep ? Math.sign(b.y - a.y) : 0, x = b.x - (dx * CARD[0]) / 2, y = b.y - (dy * CARD[1]) / 2;
    ctx.beginPath(); ctx.moveTo(x, y); ctx.lineTo(x - dx * 11 - dy * 4.5, y - dy * 11 - dx * 4.5); ctx.lineTo(x - dx * 11 + dy * 4.5, y - dy * 11 + dx * 4.5); ctx.fill();
  }

  fillNode(ctx, n) {
    const { x, y, size: r } = n, chosen = n.id === this.picked, over = n.id === this.hover;
    if (n.card) { this.card(ctx, n, over); return; }
    ctx.beginPath();
    if (n.square) ctx.rect(x - r, y - r, 2 * r, 2 * r); else ctx.arc(x, y, r, 0, 7);
    ctx.fillStyle = n.soft ? alpha(n.colour, 0.25) : n.colour; ctx.fill();
    ctx.strokeStyle = chosen || over ? "#14202c" : n.soft ? n.colour : "#ffffff"; ctx.lineWidth = chosen ? 4 : over ? 2.5 : 1.5; ctx.stroke();
  }

  /** The chosen node and its ties over the paled rest. */
  drawChosen(ctx) {
    const [left, top, right, bottom] = this.view(), edges = this.route ? this.route.flatMap((id) => this.touching.get(id) || []) : this.touching.get(this.picked) || [];
    ctx.fillStyle = `rgba(255,255,255,${this.plain ? 0.55 : 0.84})`; ctx.fillRect(left, top, right - left, bottom - top);
    for (const e of new Set(edges)) if (this.litEdge(e)) {
      ctx.strokeStyle = alpha(e.colour, 0.95); ctx.lineWidth = e.width + (this.route ? 2 : 0.6); ctx.setLineDash(e.dashed ? [5, 4] : []);
      ctx.beginPath(); this.trace(ctx, e); ctx.stroke(); ctx.setLineDash([]);
      if (e.arrow) { ctx.fillStyle = e.colour; this.arrow(ctx, e); }
    }
    for (const id of this.near) this.fillNode(ctx, this.byId.get(id));
  }

  /** A pinned node has a square in it; one with neighbours out of sight says how many. */
  mark(ctx, n) {
    if (n.pinned) { ctx.fillStyle = "#ffffff"; ctx.fillRect(n.x - 3, n.y - 3, 6, 6); ctx.strokeStyle = "#14202c"; ctx.lineWidth = 1; ctx.strokeRect(n.x - 3, n.y - 3, 6, 6); }
    if (!n.hidden || this.scale < 0.45) return;
    ctx.font = `600 ${10.5 / this.scale}px ${FONT}`; ctx.textAlign = "left"; ctx.textBaseline = "middle";
    ctx.fillStyle = "#5c6b79"; ctx.fillText("+" + n.hidden, n.x + n.size * 0.75 + 2 / this.scale, n.y - n.size * 0.75 - 2 / this.scale);
  }

  /** Labels that fit at a zoom: [node, x, y, size]. */
  place(scale, view) {
    const seen = (n) => !view || (n.x >= view[0] && n.x <= view[2] && n.y >= view[1] && n.y <= view[3]), nodes = this.list.filter((n) => !n.card && seen(n));
    const first = [this.picked, this.hover, ...(this.route || [])].filter((id) => id !== null && this.byId.has(id)).map((id) => this.byId.get(id)).filter((n) => !n.card && seen(n));
    const named = nodes.filter((n) => n.label && (!this.near || this.near.has(n.id)) && !(n.minor && scale < 0.75 && !this.near && n.id !== this.hover));
    const taken = this.titles(this).map(([text, x, y]) => [x * scale - 10.5 * text.length, y * scale - 36, x * scale + 10.5 * text.length, y * scale - 8]);
    return placeLabels([...new Set([...first, ...named])], scale, { sure: new Set(first), taken, sides: view ? [view[0], view[2]] : undefined, discs: this.near ? nodes.filter((n) => this.near.has(n.id)) : nodes, sizeOf: (n) => (n.id === this.picked ? 14 : n.big ? 13 : 12) });
  }

  drawLabels(ctx) {
    const scale = this.scale;
    ctx.textAlign = "center"; ctx.textBaseline = "bottom";
    for (const [text, x, y] of this.titles(this)) { ctx.font = `600 ${20 / scale}px ${SERIF}`; ctx.fillStyle = this.near ? "rgba(84,99,115,.3)" : "rgba(84,99,115,.8)"; ctx.fillText(text, x, y - 8 / scale); }
    drawPlaced(ctx, this.place(scale, this.view()), scale, (n) => n.id === this.picked || n.big);
  }

  /** A document as a card: number above, title in two lines; a missing one is dashed. */
  card(ctx, n, over) {
    const [w, v] = CARD, x = n.x - w / 2, y = n.y - v / 2, chosen = n.id === this.picked;
    ctx.save();
    ctx.globalAlpha = n.pale ? 0.5 : 1;
    ctx.beginPath(); ctx.roundRect(x, y, w, v, 5);
    ctx.fillStyle = n.stub ? "#fdf8f4" : "#ffffff"; ctx.fill();
    ctx.lineWidth = chosen ? 3 : over ? 2 : 1.2; ctx.setLineDash(n.stub ? [6, 4] : []);
    ctx.strokeStyle = chosen ? "#14202c" : n.stub ? "#b4532f" : "#8fa1b3"; ctx.stroke();
    ctx.fillStyle = n.colour; ctx.fillRect(x, y + 6, 4, v - 12);
    if (this.scale > 0.16) {
      ctx.textAlign = "left"; ctx.textBaseline = "alphabetic";
      ctx.font = `600 13px ${FONT}`; ctx.fillStyle = n.stub ? "#a2431f" : "#1f5f8b"; ctx.fillText(n.head, x + 14, y + 21, n.badge ? w - 84 : w - 28);
      if (n.badge) { ctx.textAlign = "right"; ctx.font = `11px ${FONT}`; ctx.fillStyle = n.badge[1]; ctx.fillText(n.badge[0], x + w - 10, y + 21); ctx.textAlign = "left"; }
      ctx.font = `14.5px ${SERIF}`; ctx.fillStyle = "#1d2a36";
      wrap(n.body, 15, 2).forEach((line, i) => ctx.fillText(line, x + 14, y + 44 + i * 21));
    }
    ctx.restore();
  }

  /** The node under a point of the network. */
  nodeAt(x, y) {
    const slack = 3 / this.scale;
    for (const n of this.list) if (n.card ? Math.abs(x - n.x) <= CARD[0] / 2 && Math.abs(y - n.y) <= CARD[1] / 2 : Math.hypot(x - n.x, y - n.y) <= n.size + slack) return n;
    return null;
  }

  /** Show all of some nodes, leaving a margin for labels. */
  fit(nodes = this.list, largest = 1.3) {
    if (!nodes.length || !this.wide) return;
    this.seen = true;
    const pad = (n, k) => (n.card ? CARD[k] / 2 : n.size), box = (k, of) => [Math.min(...nodes.map((n) => of(n) - pad(n, k))), Math.max(...nodes.map((n) => of(n) + pad(n, k)))];
    const [left, right] = box(0, (n) => n.x), [top, bottom] = box(1, (n) => n.y);
    this.scale = Math.max(0.03, Math.min(largest, (this.wide - 110) / (right - left || 1), (this.high - 90) / (bottom - top || 1)));
    this.x = (left + right) / 2; this.y = (top + bottom) / 2;
    this.redraw();
  }

  zoom(by, px = this.wide / 2, py = this.high / 2) {
    const dx = px - this.wide / 2, dy = py - this.high / 2, scale = Math.max(0.03, Math.min(6, this.scale * by));
    this.x += dx / this.scale - dx / scale; this.y += dy / this.scale - dy / scale; this.scale = scale;
    this.redraw();
  }

  /** Show the picked node and what it touches. */
  focusNear() { if (this.near) this.fit([...this.near].map((id) => this.byId.get(id)), 1); }
  focus(id, scale) { const n = this.byId.get(id); if (n) { this.scale = Math.max(this.scale, scale); this.x = n.x; this.y = n.y; this.redraw(); } }

  keepInSight(n) { const [left, top, right, bottom] = this.view(); if (n.x < left || n.x > right || n.y < top || n.y > bottom) this.focus(n.id, this.scale); }

  relax(done) { if (this.heat) this.halt(); else relax(this, done); }
  halt() { if (this.heat) { this.heat = 0; this.settled(); } }
}
