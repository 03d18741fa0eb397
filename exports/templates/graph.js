// A network on a canvas: vis-network draws and listens, positions come with the page. Labels are placed like those of
// a map: always the same size on screen, the most important first, none over another.
const FONT = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Segoe UI",system-ui,sans-serif';
const SERIF = '"Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,serif';
const FADED = 0.13;

function alpha(hex, share) {
  const n = parseInt(hex.slice(1), 16);
  return `rgba(${n >> 16},${(n >> 8) & 255},${n & 255},${share})`;
}

class Graph {
  /** Nodes: {id, x, y, size, colour, square, label, rank, tip, card}; edges: {from, to, width, colour, dashed, arrow}. */
  constructor(host, { onselect, ontip, under, over }) {
    this.host = host; this.under = under; this.onselect = onselect; this.picked = null; this.near = null; this.hover = null;
    this.nodes = new vis.DataSet(); this.edges = new vis.DataSet(); this.list = []; this.widths = new Map();
    this.net = new vis.Network(host, { nodes: this.nodes, edges: this.edges }, {
      autoResize: true, physics: { enabled: false }, layout: { improvedLayout: false, randomSeed: 1 },
      interaction: { hover: true, multiselect: false, selectConnectedEdges: false, hoverConnectedEdges: false, dragNodes: true, zoomSpeed: 0.7 },
      nodes: { borderWidth: 1.5, shape: "dot", font: { size: 0 } },
      edges: { smooth: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false },
    });
    this.net.on("click", (e) => onselect(e.nodes[0] ?? null));
    this.net.on("hoverNode", (e) => { this.hover = e.node; ontip(this.byId.get(e.node), e.event); this.net.redraw(); });
    this.net.on("blurNode", () => { this.hover = null; ontip(null); this.net.redraw(); });
    this.net.on("dragStart", () => ontip(null));
    this.net.on("zoom", () => ontip(null));
    this.net.on("beforeDrawing", (ctx) => this.under && this.under(ctx, this));
    this.net.on("afterDrawing", (ctx) => { this.drawLabels(ctx); if (over) over(ctx, this); });
    const canvas = host.querySelector("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", t("networkLabel"));
  }

  set(nodes, edges) {
    this.byId = new Map(nodes.map((n) => [n.id, n]));
    this.list = [...nodes].sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
    this.links = edges.map((e, i) => ({ ...e, id: i }));
    this.touching = new Map();
    for (const e of this.links) { push(this.touching, e.from, e); push(this.touching, e.to, e); }
    this.near = this.picked !== null && this.byId.has(this.picked) ? this.around(this.picked, 1) : null;
    this.net.setOptions({ interaction: { hideEdgesOnDrag: edges.length > 1500, hideEdgesOnZoom: edges.length > 3000 } });
    this.nodes = new vis.DataSet(nodes.map((n) => this.nodeStyle(n)));
    this.edges = new vis.DataSet(this.links.map((e) => this.edgeStyle(e)));
    this.net.setData({ nodes: this.nodes, edges: this.edges });
  }

  /** Ids within ``steps`` of a node. */
  around(id, steps) {
    let edge = [id];
    const seen = new Set(edge);
    for (let k = 0; k < steps; k++) {
      const next = [];
      for (const at of edge) for (const e of this.touching.get(at) || []) {
        const other = e.from === at ? e.to : e.from;
        if (!seen.has(other)) { seen.add(other); next.push(other); }
      }
      edge = next;
    }
    return seen;
  }

  pick(id) {
    this.picked = id !== null && this.byId.has(id) ? id : null;
    this.near = this.picked === null ? null : this.around(this.picked, 1);
    this.nodes.update(this.list.map((n) => this.nodeStyle(n)));
    this.edges.update(this.links.map((e) => this.edgeStyle(e)));
  }

  lit(id) { return !this.near || this.near.has(id); }

  nodeStyle(n) {
    const on = this.lit(n.id), chosen = n.id === this.picked;
    if (n.card) return { id: n.id, x: n.x, y: n.y, shape: "custom", ctxRenderer: (o) => this.card(n, o) };
    const fill = alpha(n.colour, on ? (n.soft ? 0.25 : 1) : FADED);
    const border = chosen ? "#14202c" : on ? (n.soft ? n.colour : "#ffffff") : alpha(n.colour, FADED);
    const colours = { background: fill, border, highlight: { background: fill, border: "#14202c" }, hover: { background: fill, border: "#14202c" } };
    return { id: n.id, x: n.x, y: n.y, size: n.size, shape: n.square ? "square" : "dot", color: colours, borderWidth: chosen ? 4 : 1.5, borderWidthSelected: 4 };
  }

  edgeStyle(e) {
    const on = !this.near || e.from === this.picked || e.to === this.picked;
    const strong = this.near && on;
    const colour = alpha(e.colour, on ? (strong ? 0.95 : e.share ?? 0.5) : 0.05);
    return { id: e.id, from: e.from, to: e.to, width: strong ? e.width + 0.6 : e.width, dashes: e.dashed ? [5, 4] : false,
      color: { color: colour, highlight: colour, hover: colour, inherit: false },
      smooth: e.curved ? { enabled: true, type: "cubicBezier", forceDirection: "vertical", roundness: 0.45 } : false,
      arrows: e.arrow ? { to: { enabled: true, scaleFactor: 0.55 } } : undefined };
  }

  measureText(ctx, label) {
    let w = this.widths.get(label);
    if (w === undefined) { w = ctx.measureText(label).width; this.widths.set(label, w); }
    return w;
  }

  /** Labels that fit at this zoom: [node, x, y, size]; screen boxes never overlap. */
  place(ctx, scale, view) {
    const cells = new Map(), placed = [];
    const free = (box) => {
      const keys = [];
      for (let c = Math.floor(box[0] / 64); c <= Math.floor(box[2] / 64); c++)
        for (let r = Math.floor(box[1] / 24); r <= Math.floor(box[3] / 24); r++) keys.push(c * 100003 + r);
      for (const key of keys) for (const b of cells.get(key) || []) if (box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]) return false;
      for (const key of keys) push(cells, key, box);
      return true;
    };
    const first = [this.picked, this.hover].filter((id) => id !== null && this.byId.has(id)).map((id) => this.byId.get(id));
    const near = this.near ? this.list.filter((n) => this.near.has(n.id)) : this.list;
    for (const n of new Set([...first, ...near])) {
      if (n.card || !n.label || (n.minor && scale < 0.75 && !this.near && n.id !== this.hover)) continue;
      const at = this.position(n);
      if (view && (at.x < view[0] || at.x > view[2] || at.y < view[1] || at.y > view[3])) continue;
      const size = (n.id === this.picked ? 14 : n.big ? 13 : 12);
      ctx.font = `${size}px ${FONT}`;
      const w = this.measureText(ctx, n.label) * (size / 12 > 1 ? 1.1 : 1), x = at.x * scale, y = at.y * scale + n.size * scale + 3;
      if (free([x - w / 2 - 5, y - 2, x + w / 2 + 5, y + size + 6]) || first.includes(n)) placed.push([n, at.x, y / scale, size]);
      if (placed.length > 260) break;
    }
    return placed;
  }

  position(n) {
    const body = this.net.body.nodes[n.id];
    return body ? { x: body.x, y: body.y } : n;
  }

  drawLabels(ctx) {
    const scale = this.net.getScale(), c = this.net.getViewPosition();
    const w = this.host.clientWidth / 2 / scale, hgt = this.host.clientHeight / 2 / scale;
    ctx.textAlign = "center"; ctx.textBaseline = "top"; ctx.lineJoin = "round";
    for (const [n, x, y, size] of this.place(ctx, scale, [c.x - w, c.y - hgt, c.x + w, c.y + hgt])) {
      ctx.font = `${n.id === this.picked || n.big ? "600 " : ""}${size / scale}px ${FONT}`;
      ctx.lineWidth = 3.5 / scale; ctx.strokeStyle = "rgba(255,255,255,.92)"; ctx.strokeText(n.label, x, y);
      ctx.fillStyle = "#1d2a36"; ctx.fillText(n.label, x, y);
    }
  }

  /** A document as a card: number above, title in two lines; a missing one is dashed. */
  card(n, { ctx, x, y, state }) {
    const w = 244, hgt = 84, on = this.lit(n.id);
    return {
      nodeDimensions: { width: w, height: hgt },
      drawNode: () => {
        ctx.save();
        ctx.globalAlpha = on ? 1 : 0.22;
        ctx.beginPath(); ctx.roundRect(x - w / 2, y - hgt / 2, w, hgt, 5);
        ctx.fillStyle = n.stub ? "#fdf8f4" : "#ffffff"; ctx.fill();
        ctx.lineWidth = n.id === this.picked ? 3 : state.hover ? 2 : 1.2;
        ctx.setLineDash(n.stub ? [6, 4] : []);
        ctx.strokeStyle = n.id === this.picked ? "#14202c" : n.stub ? "#b4532f" : "#8fa1b3"; ctx.stroke();
        ctx.setLineDash([]);
        ctx.fillStyle = n.colour; ctx.fillRect(x - w / 2, y - hgt / 2 + 6, 4, hgt - 12);
        ctx.textAlign = "left"; ctx.textBaseline = "alphabetic";
        ctx.font = `600 13px ${FONT}`; ctx.fillStyle = n.stub ? "#a2431f" : "#1f5f8b";
        ctx.fillText(n.head, x - w / 2 + 14, y - hgt / 2 + 21, n.stub ? w - 84 : w - 28);
        if (n.stub) { ctx.textAlign = "right"; ctx.font = `11px ${FONT}`; ctx.fillText(t("missingShort"), x + w / 2 - 10, y - hgt / 2 + 21); ctx.textAlign = "left"; }
        ctx.font = `14.5px ${SERIF}`; ctx.fillStyle = "#1d2a36";
        wrap(n.body, 15, 2).forEach((line, i) => ctx.fillText(line, x - w / 2 + 14, y - hgt / 2 + 44 + i * 21));
        ctx.restore();
      },
    };
  }

  fit() { this.net.fit({ minZoomLevel: 0.05, maxZoomLevel: 1.3, animation: false }); }
  zoom(by) { this.net.moveTo({ scale: this.net.getScale() * by, animation: false }); }
  /** Show the picked node and what it touches. */
  focusNear() {
    if (!this.near) return;
    this.net.fit({ nodes: [...this.near], minZoomLevel: 0.05, maxZoomLevel: 1, animation: false });
    if (this.near.size > 1) this.zoom(0.9);
  }
  focus(id, scale) { if (this.byId.has(id)) this.net.focus(id, { scale: scale || Math.max(this.net.getScale(), 0.8), animation: false }); }

  png(name) {
    const from = this.host.querySelector("canvas"), to = document.createElement("canvas");
    to.width = from.width; to.height = from.height;
    const ctx = to.getContext("2d");
    ctx.fillStyle = "#ffffff"; ctx.fillRect(0, 0, to.width, to.height); ctx.drawImage(from, 0, 0);
    to.toBlob((blob) => save(name + ".png", blob));
  }

  /** The visible network as SVG, labels as text. */
  svg() {
    const esc = (s) => String(s).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
    const at = new Map(this.list.map((n) => [n.id, this.position(n)])), out = [];
    const xs = [...at.values()].map((p) => p.x), ys = [...at.values()].map((p) => p.y);
    const box = [Math.min(...xs) - 150, Math.min(...ys) - 80, Math.max(...xs) + 150, Math.max(...ys) + 80];
    for (const e of this.links) {
      const a = at.get(e.from), b = at.get(e.to), on = !this.near || e.from === this.picked || e.to === this.picked;
      out.push(`<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${e.colour}" stroke-opacity="${on ? e.share ?? 0.5 : 0.05}" stroke-width="${e.width}"${e.dashed ? ' stroke-dasharray="5 4"' : ""}/>`);
    }
    for (const n of this.list) {
      const p = at.get(n.id), o = this.lit(n.id) ? 1 : FADED;
      if (n.card) {
        out.push(`<g opacity="${o}"><rect x="${p.x - 122}" y="${p.y - 42}" width="244" height="84" rx="5" fill="#fff" stroke="${n.stub ? "#b4532f" : "#8fa1b3"}"${n.stub ? ' stroke-dasharray="6 4"' : ""}/>`,
          `<text x="${p.x - 108}" y="${p.y - 21}" font-size="13" font-weight="600" fill="${n.stub ? "#a2431f" : "#1f5f8b"}">${esc(n.head)}</text>`,
          ...wrap(n.body, 15, 2).map((line, i) => `<text x="${p.x - 108}" y="${p.y + 2 + i * 21}" font-size="14.5">${esc(line)}</text>`), "</g>");
      } else if (n.square) out.push(`<rect x="${p.x - n.size}" y="${p.y - n.size}" width="${2 * n.size}" height="${2 * n.size}" fill="${n.colour}" opacity="${o}"/>`);
      else out.push(`<circle cx="${p.x}" cy="${p.y}" r="${n.size}" fill="${n.colour}" stroke="#fff" opacity="${o}"/>`);
    }
    const scale = Math.max(this.net.getScale(), 0.6), ctx = document.createElement("canvas").getContext("2d");
    for (const [n, x, y, size] of this.place(ctx, scale, null))
      out.push(`<text x="${x}" y="${y + size / scale}" font-size="${size / scale}" text-anchor="middle" fill="#1d2a36" stroke="#fff" stroke-width="${3 / scale}" paint-order="stroke">${esc(n.label)}</text>`);
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box[0]} ${box[1]} ${box[2] - box[0]} ${box[3] - box[1]}" font-family='${FONT}'><rect x="${box[0]}" y="${box[1]}" width="100%" height="100%" fill="#fff"/>${out.join("\n")}</svg>\n`;
  }
}

/** A text in at most ``lines`` lines of ``width`` full-width characters. */
function wrap(text, width, lines) {
  const result = [];
  let line = "", used = 0;
  for (const letter of text) {
    const w = letter.charCodeAt(0) < 0x2000 ? 0.55 : 1;
    if (used + w > width) { result.push(line); line = ""; used = 0; if (result.length === lines) break; }
    line += letter; used += w;
  }
  if (result.length < lines) { if (line) result.push(line); } else result[lines - 1] = result[lines - 1].slice(0, -1) + "…";
  return result;
}

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
