// The lineage tab: documents in lanes by level and year, or as a tree from parent to child, with their status on a day.
const LEVEL_COLOURS = { national: "#8f2d20", province: "#b07d2b", city: "#2b6a99", county: "#3d8361", none: "#7a8590" };
const STATE_COLOURS = { 有效: "#22634a", 失效: "#8a5a12", 废止: "#a2431f", 未施行: "#215681", 不明: "#5c6b79" };
const RELATION_COLOURS = { implements: "#b23a24", based_on: "#2b6a99", repeals: "#6b7280" };
const DESCENT = ["implements", "based_on"];
const mostCited = () => [...X.citedBy].map(([key, list]) => [key, new Set(list.map((c) => c.doc)).size]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
const rowOf = (key) => (key[0] === "d" ? V.docs : V.stubs)[key.slice(1)];
const lineageLink = (key, at) => { const keep = Object.fromEntries([...at].filter(([k]) => ["on", "show", "rel", "years"].includes(k))); return key[0] === "d" ? { ...keep, view: "lineage", doc: rowOf(key).id } : { ...keep, view: "lineage", stub: rowOf(key).id }; };

function lineageState(at) {
  const doc = at.get("doc") ? X.docId.get(at.get("doc")) : undefined, stub = at.get("stub") ? X.stubId.get(at.get("stub")) : undefined;
  return { centre: doc !== undefined ? "d" + doc : stub !== undefined ? "s" + stub : null, doc, stub, on: /^\d{4}-\d\d-\d\d$/.test(at.get("on") || "") ? at.get("on") : today(), off: new Set(listOf(at, "rel")), years: yearsOf(at), tree: at.get("show") === "tree" };
}

let lineageMap = null;
function lineage(at) {
  const s = lineageState(at);
  const side = aside(s.doc !== undefined ? docPanel(s.doc, s.on) : s.stub !== undefined ? stubPanel(s.stub) : null, [h("p", { class: "lede" }, t(s.tree ? "treeNote" : "lineageNote")), h("p", { class: "lede" }, h("span", { class: "badge missing" }, t("missing")), " ", t("missingNote")), heading(t("mostCited")),
    shortList(mostCited(), ([key, n]) => h("p", { class: "pair" }, h("a", { href: link(lineageLink(key, at)) }, rowOf(key).title || rowOf(key).number), h("span", { class: "muted" }, `${n} ${t("citedTimes")}`)), 8)]);
  if (lineageMap && lineageMap.root.isConnected && lineageMap.tree === s.tree) {
    lineageMap.root.querySelector(".panel").replaceWith(side);
    lineageMap.show(s, at);
    return { node: lineageMap.root };
  }
  lineageMap = new LineageMap(side, s.tree);
  return { node: lineageMap.root, later: () => lineageMap.show(s, at) };
}

class LineageMap {
  constructor(side, tree) {
    this.tree = tree;
    this.rail = h("div", { class: "rail docs" });
    this.tools = h("div", { class: "tools" });
    this.body = tree ? h("div", { class: "tree-body" }) : h("div", { class: "canvas", id: "canvas" });
    this.root = h("div", { class: "split three" }, this.rail, h("div", { class: "stage" }, this.tools, this.body), side);
    this.links = X.citations.filter((c) => c.kind && !(c.kind === "d" && c.to === c.doc));
  }

  go(changes, quiet) { go({ ...Object.fromEntries(this.at), view: "lineage", ...changes }, quiet); }

  show(s, at) {
    const before = this.s, first = !before;
    this.s = s; this.at = at;
    const key = JSON.stringify([s.on, [...s.off], s.years, language]);
    if (!this.tree && !this.graph) this.graph = new Graph(this.body, { under: lanesUnder, over: lanesOver, ontip: (n, e) => tip(n && nodeTip(n), e), onselect: (id) => { this.fromClick = true; this.go(id === null ? { doc: "", stub: "" } : { doc: "", stub: "", ...lineageLink(id, this.at) }); } });
    if (key !== this.drawn) { this.drawn = key; if (!this.tree) { this.graph.set(...this.scene()); this.body.dataset.nodes = this.graph.list.length; } }
    if (this.tree) this.body.replaceChildren(documentTree(s, at));
    else this.aim(s, before, first);
    this.frame(key);
  }

  aim(s, before, first) {
    this.graph.pick(s.centre);
    if (first) {
      this.graph.fit();
      const own = V.networks.lineage.docs, mid = (k) => own.reduce((n, p) => n + p[k], 0) / own.length;
      if (!s.centre && own.length && this.graph.scale < 0.5) Object.assign(this.graph, { scale: 0.68, x: mid(0), y: Math.min(mid(1), 420) });
    }
    if (s.centre && !this.fromClick && (first || before.centre !== s.centre)) this.graph.focus(s.centre, 0.8);
    this.fromClick = false;
  }

  scene() {
    const { on, off, years } = this.s, L = V.networks.lineage, seen = (row) => !years || (row.year !== null && row.year >= years[0] && row.year <= years[1]);
    const nodes = [...V.docs.map((d, i) => [d, "d" + i, L.docs[i], false]), ...V.stubs.map((x, i) => [x, "s" + i, L.stubs[i], true])].filter(([row]) => seen(row)).map(([d, id, [x, y], missing]) => {
      const state = missing ? null : statusOn(d, on)[0];
      return { id, x, y, size: 36, card: true, stub: missing, pale: state === "失效" || state === "废止" || state === "未施行", badge: missing ? [t("missingShort"), "#a2431f"] : [stateName(state), STATE_COLOURS[state]], colour: LEVEL_COLOURS[d.level || "none"],
        head: d.number || (missing ? d.issuer || t("missing") : [regionShort(d.regionName), d.type].filter(Boolean).join(" · ")), body: d.title || "", label: docName(d), full: `${d.title || ""} ${d.number || ""}`, rank: 0 };
    });
    const there = new Set(nodes.map((n) => n.id));
    const edges = this.links.filter((c) => !off.has(c.relation) && there.has("d" + c.doc) && there.has(c.kind + c.to)).map((c) => ({ from: "d" + c.doc, to: c.kind + c.to, width: c.relation === "implements" ? 1.8 : 1.1, colour: RELATION_COLOURS[c.relation] || "#7f92a5", dashed: c.kind === "s", share: 0.5, arrow: true, curved: true }));
    return [nodes, edges];
  }

  frame(key) {
    const { s, at } = this, here = Object.fromEntries(at);
    const tally = [...group(V.docs, (d) => statusOn(d, s.on)[0])].map(([state, list]) => h("span", { class: "state", style: { color: STATE_COLOURS[state] } }, `${stateName(state)} ${list.length}`));
    const states = h("span", { class: "states", role: "status" }, tally);
    if (this.framed === key && this.tools.childElementCount) { this.tools.querySelector(".states").replaceWith(states); return; }
    this.framed = key;
    this.tools.replaceChildren(segments(t("lineage"), [["", t("lanes")], ["tree", t("tree")]], this.tree ? "tree" : "", (show) => ({ ...here, view: "lineage", show })), h("span", { class: "inline" }, `${t("statusOn")} `, dayField(s.on, t("statusOn"), (on) => this.go({ on }))), states, this.tree ? h("span") : toolbar(() => this.graph, t("lineage")));
    const stubs = [...V.stubs].sort((a, b) => b.citedBy.length - a.citedBy.length || a.i - b.i), found = group(this.links, (c) => c.relation);
    const entry = (row, key, sub) => h("a", { href: link(lineageLink(key, at)) }, row.title || row.number, h("span", { class: "sub" }, sub));
    this.rail.replaceChildren(...[
      h("fieldset", {}, h("legend", {}, t("relations")), [...found].map(([k, list]) => toggle(t(k), RELATION_COLOURS[k] || "#7f92a5", list.length, !s.off.has(k), (on) => this.go({ rel: withKey(s.off, k, !on) })))),
      !this.tree && yearSlider(s.years, (v) => this.go({ years: v }, true)),
      stubs.length > 0 && h("h3", {}, t("missing"), h("span", { class: "count" }, String(stubs.length))), stubs.length > 0 && shortList(stubs, (x) => entry(x, "s" + x.i, [x.title && x.number, `${x.citedBy.length} ${t("citedTimes")}`].filter(Boolean).join(" · ")), 30),
      h("h3", {}, t("docsIn"), h("span", { class: "count" }, String(V.docs.length))), shortList(V.docs, (d) => entry(d, "d" + d.i, [d.number, d.year].filter(Boolean).join(" · ")), 60)].filter(Boolean));
  }
}

const stateName = (state) => (language ? { 有效: "in force", 失效: "expired", 废止: "repealed", 未施行: "not yet in force", 不明: "unknown" }[state] : state);

function lanesUnder(ctx, g) {
  const L = V.networks.lineage, right = L.years.length ? L.years[L.years.length - 1][2] : 0, { scale } = g;
  L.lanes.forEach(([level, top, bottom], i) => {
    ctx.fillStyle = i % 2 ? "#fafbfc" : "#f1f4f7"; ctx.fillRect(-120, top, right + 140, bottom - top);
    ctx.fillStyle = LEVEL_COLOURS[level || "none"]; ctx.fillRect(-120, top, 5, bottom - top);
  });
  L.years.forEach(([, from], i) => {
    if (i) { ctx.strokeStyle = "#d8dfe6"; ctx.lineWidth = 1 / scale; ctx.beginPath(); ctx.moveTo(from, 0); ctx.lineTo(from, L.lanes[L.lanes.length - 1][2]); ctx.stroke(); }
  });
}

/** Names of lanes and years stay in sight at the edges, as in a table with frozen heads. */
function lanesOver(ctx, g) {
  const L = V.networks.lineage, { scale } = g, [left, top] = g.view();
  const say = (text, x, y, colour) => {
    ctx.font = `600 ${13 / scale}px ${FONT}`; ctx.textAlign = "left"; ctx.textBaseline = "middle";
    const w = ctx.measureText(text).width;
    ctx.fillStyle = "rgba(255,255,255,.9)"; ctx.beginPath(); ctx.roundRect(x - 7 / scale, y - 11 / scale, w + 14 / scale, 22 / scale, 4 / scale); ctx.fill();
    ctx.fillStyle = colour; ctx.fillText(text, x, y);
  };
  for (const [level, from, to] of L.lanes) say(level ? t(level) : t("noLevel"), Math.max(-106, left + 12 / scale), Math.min(Math.max((from + to) / 2, Math.min(top + 48 / scale, to - 12 / scale)), to), LEVEL_COLOURS[level || "none"]);
  for (const [year, from, to] of L.years) { const text = year ? String(year) : t("yearUnknown"); ctx.font = `600 ${13 / scale}px ${FONT}`; say(text, (from + to) / 2 - ctx.measureText(text).width / 2, Math.max(-16, top + 16 / scale), "#4c5a67"); }
}

/** Documents under the ones they carry out, national first; what is missing stands as a parent all the same. */
function documentTree(s, at) {
  const below = new Map(), above = new Map(), order = ["national", "province", "city", "county"];
  for (const c of X.citations) if (c.kind && DESCENT.includes(c.relation) && !s.off.has(c.relation) && !(c.kind === "d" && c.to === c.doc)) { const key = c.kind + c.to; if (!(below.get(key) || []).some((k) => k.id === "d" + c.doc)) push(below, key, { id: "d" + c.doc, cite: c }); push(above, "d" + c.doc, key); }
  const depth = (key) => { const i = order.indexOf(rowOf(key).level); return i < 0 ? 9 : i; };
  const sorted = (list) => list.sort((a, b) => depth(a.id) - depth(b.id) || (rowOf(a.id).year || 9999) - (rowOf(b.id).year || 9999) || (a.id < b.id ? -1 : 1));
  const met = new Set();
  const item = ({ id, cite }, trail) => {
    met.add(id);
    const row = rowOf(id), ring = trail.includes(id), kids = ring ? [] : sorted([...(below.get(id) || [])]), state = id[0] === "d" ? statusOn(row, s.on) : null;
    return h("li", {}, h("p", { class: "leaf" + (id === s.centre ? " chosen" : "") }, h("i", { class: "level", style: { background: LEVEL_COLOURS[row.level || "none"] } }), h("span", { class: "sub-inline" }, row.level ? t(row.level) : t("noLevel")), " ",
      h("a", { href: link(lineageLink(id, at)) }, row.title || row.number), " ", h("span", { class: "muted small" }, [row.title && row.number, row.year].filter(Boolean).join(" · ")), " ",
      id[0] === "s" ? h("span", { class: "badge missing" }, t("missing")) : h("span", { class: "badge", title: state[1], style: { color: STATE_COLOURS[state[0]] } }, stateName(state[0])), " ", cite && h("span", { class: `badge rel-${cite.relation}` }, t(cite.relation)), ring && [" ", h("span", { class: "badge ring", title: [...trail.slice(trail.indexOf(id)), id].reverse().map((key) => rowOf(key).number || rowOf(key).title).join(" → ") }, t("ring"))]),
    kids.length > 0 && h("ul", {}, kids.map((k) => item(k, [...trail, id]))));
  };
  const all = [...V.docs.map((d) => "d" + d.i), ...V.stubs.map((x) => "s" + x.i)], list = (keys) => sorted(keys.map((id) => ({ id }))).map((r) => item(r, []));
  const tied = list(all.filter((key) => !above.has(key) && below.has(key)));
  tied.push(...list(all.filter((key) => below.has(key) && !met.has(key)))); // documents that cite each other in a ring
  const single = list(all.filter((key) => key[0] === "d" && !met.has(key)));
  return h("div", {}, h("ul", { class: "tree" }, tied), single.length > 0 && [h("h3", {}, t("unlinked"), h("span", { class: "count" }, String(single.length))), h("ul", { class: "tree" }, single)]);
}
