// A network of pyvis as a page: labels as on a map, a legend that filters, facts of what is clicked, pictures. Text only ever
// enters through text nodes; the state is the address.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const INSIDE = new Set(["box", "ellipse", "circle", "database", "text"]); // shapes that hold their label
const SMALL = 1.8; // px on screen below which a node has no label until it is chosen
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) if (name === "onclick") node.addEventListener("click", value); else if (value !== null) node.setAttribute(name, value);
  node.append(...children.filter((c) => c !== null && c !== undefined));
  return node;
}

const links = data.edges.map((e, i) => ({ ...e, id: i, tint: e.colour || "#788ca0" }));
const nodes = new Map(data.nodes.map((n) => [n.id, n]));
const ranked = [...data.nodes].sort((a, b) => b.size - a.size || a.id - b.id);
const touching = new Map(data.nodes.map((n) => [n.id, []]));
for (const e of links) { touching.get(e.from).push(e); if (e.to !== e.from) touching.get(e.to).push(e); }
const off = new Set(), hidden = new Set();
let picked = null, near = null;

const look = (n) => ({ id: n.id, hidden: off.has(n.group_name) || hidden.has(n.id), opacity: near && !near.has(n.id) ? 0.13 : 1 });
const gone = (id) => off.has(nodes.get(id).group_name) || hidden.has(id);
const paint = (e) => ({ id: e.id, hidden: gone(e.from) || gone(e.to), color: { color: e.tint, highlight: e.tint, hover: e.tint, opacity: near ? (e.from === picked || e.to === picked ? 0.9 : 0.05) : e.colour ? 0.7 : 0.45 } });
const shown = new vis.DataSet(data.nodes.map((n) => ({ ...n, label: INSIDE.has(n.shape) ? n.label : undefined, borderWidth: 1.5, color: { background: n.color, border: "#fff", highlight: { background: n.color, border: "#14202c" }, hover: { background: n.color, border: "#14202c" } }, font: { size: 14, color: INSIDE.has(n.shape) && n.shape !== "text" ? "#fff" : "#1d2a36" } })));
const drawn = new vis.DataSet(links.map((e) => ({ ...e, ...paint(e), smooth: false })));
const net = new vis.Network(byId("mynetwork"), { nodes: shown, edges: drawn }, {
  physics: { enabled: false, solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -90, springLength: 110, avoidOverlap: 0.5 } }, layout: { improvedLayout: false },
  interaction: { hover: true, tooltipDelay: 120, hideEdgesOnDrag: links.length > 1500, keyboard: { enabled: true, bindToWindow: false } }, edges: { arrowStrikethrough: false, arrows: { to: { scaleFactor: 0.6 } } } });

/** What stands on the canvas, as picture.js and labels.js ask for it. */
function scene() {
  const at = net.getPositions(), list = ranked.filter((n) => !gone(n.id)).map((n) => ({ id: n.id, x: at[n.id].x, y: at[n.id].y, size: n.size, label: INSIDE.has(n.shape) ? "" : n.label.length > 20 ? n.label.slice(0, 19) + "…" : n.label, colour: n.color, square: n.shape === "square" || n.shape === "box" }));
  const own = new Map(list.map((n) => [n.id, n]));
  return { list, links: links.filter((e) => own.has(e.from) && own.has(e.to)).map((e) => ({ ...e, a: own.get(e.from), b: own.get(e.to), colour: e.tint, dashed: e.dashes })), near, lit: (id) => !near || near.has(id), litEdge: (e) => e.from === picked || e.to === picked, scale: net.getScale(),
    canvas: byId("mynetwork").querySelector("canvas"), place: (scale) => labels(list, scale) };
}
function labels(list, scale, sides) {
  const named = list.filter((n) => n.label && (near ? near.has(n.id) : n.size * scale >= SMALL || list.length <= 60)), chosen = list.find((n) => n.id === picked);
  return placeLabels(chosen ? [chosen, ...named.filter((n) => n !== chosen)] : named, scale, { sure: new Set(chosen ? [chosen] : []), discs: near ? named : list, sides, sizeOf: (n) => (n.id === picked ? 14 : 12.5) });
}
net.on("afterDrawing", (ctx) => {
  const { list, scale } = scene(), { x } = net.getViewPosition(), half = byId("mynetwork").clientWidth / 2 / scale;
  drawPlaced(ctx, labels(list.filter((n) => Math.abs(n.x - x) < half), scale, [x - half, x + half]), scale, (n) => n.id === picked);
});

const facts = (pairs) => (pairs.length ? el("dl", {}, ...pairs.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])) : null);
function panel() {
  const box = byId("facts"), n = nodes.get(picked);
  box.hidden = !n;
  if (!n) return;
  const other = (e) => nodes.get(e.from === picked ? e.to : e.from), ties = touching.get(picked).filter((e) => !gone(other(e).id));
  box.replaceChildren(el("div", { class: "tools" }, el("button", { type: "button", onclick: () => { hidden.add(picked); go({ node: "" }); } }, "隐藏"), el("button", { type: "button", onclick: () => go({ node: "" }) }, "关闭")), el("h2", {}, n.name), n.group_name ? el("p", {}, n.group_name) : "", facts(n.facts) || "", el("h3", {}, `相连 ${ties.length}`),
    ...ties.map((e) => el("div", { class: "tie" }, el("button", { type: "button", onclick: () => go({ node: other(e).label }) }, other(e).name), ...e.facts.map(([name, value]) => el("p", {}, `${name}：${value}`)))));
}

/** Go to a state; only the address is changed, which show() then follows. */
function go(changes) {
  const at = new URLSearchParams(location.hash.slice(1));
  for (const [name, value] of Object.entries({ off: [...off].sort().join("|"), ...changes })) if (value) at.set(name, value); else at.delete(name);
  const to = at.size ? "#" + at : "";
  if (location.hash === to) show(); else if (to) location.hash = to; else { history.pushState(null, "", location.pathname + location.search); show(); }
}
function show() {
  const at = new URLSearchParams(location.hash.slice(1)), node = at.get("node") && data.nodes.find((n) => n.label === at.get("node"));
  off.clear(); (at.get("off") || "").split("|").filter(Boolean).forEach((name) => off.add(name));
  picked = node && !gone(node.id) ? node.id : null;
  near = picked === null ? null : new Set([picked, ...touching.get(picked).flatMap((e) => [e.from, e.to])]);
  shown.update(data.nodes.map(look)); drawn.update(links.map(paint));
  net.selectNodes(picked === null ? [] : [picked], false);
  panel(); frame();
  document.documentElement.dataset.shown = location.hash;
}

const button = (text, act, more) => el("button", { type: "button", onclick: act, ...more }, text);
let moving = 0;
function rest() { clearTimeout(moving); moving = 0; net.setOptions({ physics: { enabled: false } }); net.fit({ animation: false }); frame(); }
function frame() {
  const title = document.title, count = (name) => data.nodes.filter((n) => n.group_name === name).length;
  byId("tools").replaceChildren(hidden.size ? button(`恢复 ${hidden.size}`, () => { hidden.clear(); show(); }) : "",
    button("自动排开", () => { if (moving) { rest(); return; } net.setOptions({ physics: { enabled: true } }); moving = setTimeout(rest, 5000); frame(); }, { "aria-pressed": String(moving > 0), class: moving ? "on" : null }),
    button("适合窗口", () => net.fit({ animation: false })), button("PNG", () => savePng(scene(), title)), button("SVG", () => save(title + ".svg", new Blob([renderSvg(scene())], { type: "image/svg+xml" }))));
  byId("legend").hidden = !data.legend.length;
  byId("legend").replaceChildren(...data.legend.map(([name, colour]) => { const dot = el("i"); dot.style.background = colour; return el("button", { type: "button", "aria-pressed": String(!off.has(name)), onclick: () => { if (!off.delete(name)) off.add(name); go({}); } }, dot, name, el("small", {}, String(count(name)))); }));
  byId("mynetwork").dataset.nodes = data.nodes.filter((n) => !gone(n.id)).length;
}

for (const n of ranked) byId("names").append(el("option", { value: n.label }));
net.on("click", ({ nodes: [id] }) => go({ node: id === undefined ? "" : nodes.get(id).label }));
net.on("stabilized", () => { if (moving) rest(); });
byId("search").addEventListener("change", (e) => {
  const q = e.target.value.trim().toLowerCase(), found = q && (data.nodes.find((n) => n.label.toLowerCase() === q) || ranked.find((n) => (n.label + "\n" + n.title).toLowerCase().includes(q)));
  if (found) { go({ node: found.label }); net.focus(found.id, { scale: Math.max(0.8, net.getScale()), animation: false }); }
});
addEventListener("hashchange", show);
net.fit({ animation: false });
show();
document.documentElement.dataset.ready = "true";
