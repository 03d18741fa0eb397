// Labels as on a map: always the same size on screen, the most important first, none over another, best over no node.
const FONT = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Segoe UI",system-ui,sans-serif';
const MOST = 260; // labels at a time

const widths = new Map();
/** The width of a text in units of its size: Chinese letters are square, others about half as wide. */
function textWidth(text) {
  let w = widths.get(text);
  if (w === undefined) { w = 0; for (const letter of text) w += letter < "\u2000" ? 0.56 : 1; widths.set(text, w); }
  return w;
}

/** Boxes [left, top, right, bottom] on screen, kept in cells so that looking for a hit costs little. */
class Boxes {
  constructor() { this.cells = new Map(); }
  keys([left, top, right, bottom]) {
    const keys = [];
    for (let c = Math.floor(left / 64); c <= Math.floor(right / 64); c++) for (let r = Math.floor(top / 24); r <= Math.floor(bottom / 24); r++) keys.push(c * 100003 + r);
    return keys;
  }
  add(box) { for (const key of this.keys(box)) { const list = this.cells.get(key); if (list) list.push(box); else this.cells.set(key, [box]); } }
  hit(box, but) { return this.keys(box).some((key) => (this.cells.get(key) || []).some((b) => b !== but && box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1])); }
}

/**
 * Places for labels at a zoom: [node, x, y, size], x the middle and y the top in the network's px. Nodes are {x, y, size, label},
 * the most important first; each label stands below its node, or beside or above it where that is free, and over no other node
 * as long as there is a choice. sure: nodes that have their label in any case; taken: boxes that are somebody else's; sides: left and
 * right of the sight in the network's px.
 */
function placeLabels(nodes, scale, { sure = new Set(), taken = [], discs = nodes, sides = [-Infinity, Infinity], sizeOf = () => 12 } = {}) {
  const held = new Boxes(), nodesHeld = new Boxes(), greater = new Boxes(), own = new Map(), placed = [];
  taken.forEach((box) => held.add(box));
  if (discs.length <= 400) for (const n of discs) { const r = n.size * scale, box = [n.x * scale - r, n.y * scale - r, n.x * scale + r, n.y * scale + r]; own.set(n, box); nodesHeld.add(box); }
  for (const n of nodes) {
    const size = sizeOf(n), w = textWidth(n.label) * size, px = n.x * scale, py = n.y * scale, r = n.size * scale;
    const below = [px, py + r + 3], right = [px + r + 5 + w / 2, py - size / 2 - 1], left = [px - r - 5 - w / 2, right[1]], above = [px, py - r - size - 6];
    const spots = (n.hidden ? [below, left, above] : [below, right, left, above]).filter(([x]) => x - w / 2 > sides[0] * scale && x + w / 2 < sides[1] * scale); // at the right stands +n
    const box = ([x, y]) => [x - w / 2 - 4, y - 2, x + w / 2 + 4, y + size + 4];
    const spot = spots.find((at) => !held.hit(box(at)) && !nodesHeld.hit(box(at), own.get(n))) || spots.slice(0, own.size ? 3 : 1).find((at) => !held.hit(box(at)) && !greater.hit(box(at))) || (sure.has(n) ? below : null);
    if (own.has(n)) greater.add(own.get(n)); // a lesser label never stands on it
    if (!spot) continue;
    held.add(box(spot));
    placed.push([n, spot[0] / scale, spot[1] / scale, size]);
    if (placed.length > MOST) break;
  }
  return placed;
}

/** Write placed labels on a canvas in the network's px; chosen ones bold. */
function drawPlaced(ctx, placed, scale, bold) {
  ctx.textAlign = "center"; ctx.textBaseline = "top"; ctx.lineJoin = "round";
  for (const [n, x, y, size] of placed) {
    ctx.font = `${bold(n) ? "600 " : ""}${size / scale}px ${FONT}`;
    ctx.lineWidth = 3.5 / scale; ctx.strokeStyle = "rgba(255,255,255,.92)"; ctx.strokeText(n.label, x, y);
    ctx.fillStyle = "#1d2a36"; ctx.fillText(n.label, x, y);
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
