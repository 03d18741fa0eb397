// The two tabs with a network: agencies and lineage.
const KIND_COLOURS = { agency: "#2b6a99", government: "#6a4c93", group: "#b07d2b", enterprise: "#3d8361", party: "#b23a3a", other: "#6b7280" };
const ROLE_COLOURS = { lead: "#b23a24", participant: "#2b6a99", responsible: "#2f7d5b", blanket: "#7a7267" };
const LEVEL_COLOURS = { national: "#8f2d20", province: "#b07d2b", city: "#2b6a99", county: "#3d8361", none: "#7a8590" };
const SERIES = ["#2b6a99", "#b23a24", "#2f7d5b", "#b07d2b", "#6a4c93", "#1f8a8c", "#a64d79", "#5b7a1f", "#8a5a3c", "#4a5fb0"];
const LIMIT = 2000; // nodes drawn one by one; more are drawn in groups

const mapState = { colour: "agencyKind", off: new Set(), offRoles: new Set(), least: null, steps: 0, region: "", opened: new Set() };

/** Whether a GB/T 2260 code lies in a region: the same pairs of digits up to its zeros; the whole country is itself. */
function within(code, region) {
  const head = region.replace(/(00)+$/, "");
  return !region || (head.length < 2 ? code === region : (code || "").startsWith(head));
}

function colourOf(a) {
  if (mapState.colour === "agencyKind") return a.kind;
  if (mapState.colour === "function") return a.fnName || "—";
  return a.regionName || "—";
}
let legendCache = null;
function legendEntries() {
  if (legendCache && legendCache.by === mapState.colour && legendCache.language === language) return legendCache.entries;
  const found = [...group(V.agencies.filter((a) => a.total), colourOf)].sort((a, b) => b[1].length - a[1].length || String(a[0]).localeCompare(String(b[0]), "zh-CN"));
  const entries = new Map(found.map(([key, list], k) => [key, { name: mapState.colour === "agencyKind" ? kindName(key) : key, n: list.length, colour: mapState.colour === "agencyKind" ? KIND_COLOURS[key] : key === "—" || k >= SERIES.length ? "#8a949e" : SERIES[k] }]));
  legendCache = { by: mapState.colour, language, entries };
  return entries;
}
const colourFor = (a) => legendEntries().get(colourOf(a))?.colour || "#8a949e";

/** Everything that may be drawn under the present filters: nodes and edges before grouping. */
function agencyScene(net, docIndex) {
  const nodes = new Map(), edges = [];
  const allowed = (a) => !mapState.off.has(colourOf(a)) && within(a.region, mapState.region);
  const addAgency = (i, at) => {
    const a = V.agencies[i];
    if (nodes.has("a" + i)) return;
    nodes.set("a" + i, { id: "a" + i, x: at ? at[0] : null, y: at ? at[1] : null, size: 9 + 3.8 * Math.sqrt(a.led) + Math.sqrt(a.total), colour: colourFor(a), label: a.short, rank: 1000 + a.led * 20 + a.total, bundle: mapState.colour === "region" ? a.regionName || "—" : a.fnName || a.regionName || kindName(a.kind), agency: i });
  };
  if (net === "cooperation") {
    const at = V.networks.cooperation.at;
    for (const [i, j, w, first, second] of V.networks.cooperation.edges) {
      if (w < mapState.least || !allowed(V.agencies[i]) || !allowed(V.agencies[j])) continue;
      addAgency(i, at[i]); addAgency(j, at[j]);
      edges.push({ from: "a" + i, to: "a" + j, width: 0.6 + 1.1 * Math.log2(w), colour: first + second ? "#6f8aa3" : "#9aa9b8", share: Math.min(0.75, 0.22 + 0.09 * w), weight: w });
    }
  } else {
    const { agencies, measures } = V.networks.assignment;
    for (const p of X.parts) {
      if (p.a < 0 || p.m < 0 || mapState.offRoles.has(p.key) || !allowed(V.agencies[p.a]) || (docIndex !== undefined && p.doc !== docIndex)) continue;
      addAgency(p.a, agencies[p.a]);
      const m = V.measures[p.m], at = measures[p.m];
      if (!nodes.has("m" + p.m)) nodes.set("m" + p.m, { id: "m" + p.m, x: at ? at[0] : null, y: at ? at[1] : null, size: 6, square: true, minor: true, colour: "#55616d", label: m.title.length > 16 ? m.title.slice(0, 15) + "…" : m.title, rank: 1, bundle: docName(V.docs[m.doc]), measure: p.m });
      edges.push({ from: "a" + p.a, to: "m" + p.m, width: p.key === "lead" ? 2 : 1, colour: ROLE_COLOURS[p.key], share: p.key === "blanket" ? 0.3 : 0.6, dashed: p.inferred, weight: 1 });
    }
  }
  return { nodes, edges };
}

/** Too many nodes: one per group, opened groups as a disc of their members. */
function bundle(scene) {
  const groups = [...group([...scene.nodes.values()], (n) => (n.square ? "任" : "机") + n.bundle)].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const shown = groups.slice(0, 400), stand = new Map(), nodes = [];
  const spots = sunflower(shown.length, 130 + 6 * Math.sqrt(groups[0][1].length));
  shown.forEach(([key, list], k) => {
    const [x, y] = spots[k];
    if (mapState.opened.has(key) && list.length <= LIMIT) {
      const disc = sunflower(list.length, 22);
      [...list].sort((a, b) => b.rank - a.rank).forEach((n, i) => { stand.set(n.id, n.id); nodes.push({ ...n, x: x + disc[i][0], y: y + disc[i][1] }); });
    } else {
      const id = "g" + key;
      list.forEach((n) => stand.set(n.id, id));
      nodes.push({ id, x, y, size: 12 + 3 * Math.sqrt(list.length), colour: list[0].square ? "#55616d" : list[0].colour, square: list[0].square, soft: true, big: true, label: `${list[0].bundle}（${list.length}）`, rank: list.length, bundleKey: key });
    }
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

/** What stands on the canvas: the whole, in groups, or the neighbourhood of one node in rings. */
function drawable(scene, centre) {
  if (mapState.steps && centre && scene.nodes.has(centre)) {
    const touching = new Map();
    for (const e of scene.edges) { push(touching, e.from, [e.to, e.weight]); push(touching, e.to, [e.from, e.weight]); }
    const seen = new Set([centre]), levels = [];
    let edge = [centre];
    for (let k = 0; k < mapState.steps; k++) {
      const next = new Map();
      for (const at of edge) for (const [to, w] of touching.get(at) || []) if (!seen.has(to)) next.set(to, (next.get(to) || 0) + w);
      edge = [...next].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id).slice(0, LIMIT - seen.size);
      edge.forEach((id) => seen.add(id));
      levels.push(edge);
    }
    const places = rings(centre, levels);
    return { nodes: [...seen].map((id) => ({ ...scene.nodes.get(id), x: places.get(id)[0], y: places.get(id)[1] })), edges: scene.edges.filter((e) => seen.has(e.from) && seen.has(e.to)), grouped: false };
  }
  if (scene.nodes.size > LIMIT) return { ...bundle(scene), grouped: true };
  const list = [...scene.nodes.values()];
  if (list.some((n) => n.x === null)) { const disc = sunflower(list.length, 60); list.forEach((n, i) => { if (n.x === null) [n.x, n.y] = disc[i]; }); }
  return { nodes: list, edges: scene.edges, grouped: false };
}

function defaultLeast() {
  const edges = V.networks.cooperation.edges;
  let least = 1;
  while (least < 12 && edges.filter((e) => e[2] >= least).length > Math.max(500, 2.2 * V.agencies.length)) least++;
  return least;
}

/** Connected parts of what is drawn, each with the region that most of its agencies belong to. */
function parts(graph) {
  if (graph.partsOf === graph.links) return graph.parts;
  const seen = new Set();
  graph.parts = [];
  for (const n of graph.list) if (!seen.has(n.id)) {
    const ids = graph.around(n.id, 1e6), members = [...ids].map((id) => graph.byId.get(id)), counts = group(members.filter((m) => m.agency !== undefined), (m) => V.agencies[m.agency].regionName);
    ids.forEach((id) => seen.add(id));
    const [region, own] = [...counts].sort((a, b) => b[1].length - a[1].length)[0] || [null, []];
    if (region && own.length >= 5) graph.parts.push([region, members]);
  }
  graph.partsOf = graph.links;
  return graph.parts;
}

/** The name of its region above each part, in pale letters. */
function regionNames(ctx, graph) {
  if (mapState.steps) return;
  const scale = graph.net.getScale();
  for (const [region, list] of parts(graph)) {
    const x = list.reduce((s, n) => s + n.x, 0) / list.length, top = Math.min(...list.map((n) => n.y)) - 16 / scale;
    ctx.font = `600 ${20 / scale}px ${SERIF}`; ctx.textAlign = "center"; ctx.textBaseline = "bottom"; ctx.fillStyle = "rgba(84,99,115,.75)";
    ctx.fillText(regionShort(region), x, top);
  }
}

function toolbar(graph, name, extra) {
  const button = (text, label, act) => h("button", { type: "button", title: label, "aria-label": label, onclick: act }, text);
  return h("div", { class: "toolbar", role: "toolbar" }, extra, h("span", { class: "seg" }, button("+", t("zoomIn"), () => graph().zoom(1.35)), button("−", t("zoomOut"), () => graph().zoom(1 / 1.35)), button(t("fit"), t("fit"), () => graph().fit())),
    h("span", { class: "seg" }, button("PNG", "PNG", () => graph().png(name)), button("SVG", "SVG", () => save(name + ".svg", new Blob([graph().svg()], { type: "image/svg+xml" })))));
}

let agencyMap = null; // kept between addresses, so that choosing a node does not rebuild the canvas
function agencies(at) {
  mapState.least ??= defaultLeast();
  const net = at.get("net") === "assignment" ? "assignment" : "cooperation", mode = at.get("show") === "ranking" ? "ranking" : "network";
  const docIndex = at.get("of") ? X.docId.get(at.get("of")) : undefined;
  const chosen = at.get("agency") ? X.agencyId.get(at.get("agency")) : undefined, task = at.get("task") !== undefined ? X.measureId.get(at.get("task")) : undefined;
  const centre = task !== undefined ? "m" + task : chosen !== undefined ? "a" + chosen : null;
  const here = Object.fromEntries(at);
  const empty = [h("p", { class: "lede" }, t("choose")), heading(t("hubs")), h("div", { class: "bars narrow" }, byLed().slice(0, 8).map((a) => h("a", { class: "bar-row", href: link({ ...here, view: "agencies", agency: a.id }), title: a.name }, h("span", { class: "bar-name" }, a.short), bar(a, byLed()[0].total || 1), h("span", { class: "bar-sum" }, h("b", {}, String(a.led))))))];
  const side = aside(task !== undefined ? measurePanel(task) : chosen !== undefined ? agencyPanel(chosen) : null, empty);
  if (agencyMap && agencyMap.matches(net, mode, docIndex) && agencyMap.root.isConnected) {
    agencyMap.root.querySelector(".panel").replaceWith(side);
    agencyMap.update(centre, at);
    return { node: agencyMap.root };
  }
  const canvas = h("div", { class: "canvas", id: "canvas" }), rail = h("div", { class: "rail controls" }), note = h("p", { class: "notice", hidden: true });
  const tools = h("div", { class: "tools" });
  const stage = h("div", { class: "stage" }, tools, mode === "network" ? [canvas, note] : ranking(at));
  const root = h("div", { class: "split three" }, rail, stage, side);
  let graph = null, current = centre, address = at;

  const redraw = (fit) => {
    if (mode === "ranking") { stage.querySelector(".ranking").replaceWith(ranking(address)); return; }
    const found = drawable(agencyScene(net, docIndex), current);
    graph.set(found.nodes, found.edges);
    if (current) graph.pick(current);
    const absent = current && !found.grouped && !graph.byId.has(current);
    note.hidden = !found.grouped && found.nodes.length > 0 && !absent;
    note.replaceChildren(absent ? t("absent") : found.nodes.length ? t("grouped") : t("nothing"), found.grouped && mapState.opened.size ? h("button", { type: "button", class: "plain", onclick: () => { mapState.opened.clear(); redraw(true); } }, t("collapse")) : "");
    if (fit) graph.fit();
    canvas.dataset.nodes = found.nodes.length;
  };
  const steps = () => h("span", { class: "seg", role: "group", "aria-label": t("steps") }, [1, 2, 3, 0].map((k) => h("button", { type: "button", class: "step", disabled: !current && k > 0, "aria-pressed": String(mapState.steps === k),
    onclick: () => { mapState.steps = k; drawTools(); redraw(true); } }, k ? `${k} ${t("step")}` : t("everything"))));
  const drawTools = () => tools.replaceChildren(
    h("span", { class: "seg", role: "group" }, [["network", "network"], ["ranking", "ranking"]].map(([key, word]) => h("a", { href: link({ ...Object.fromEntries(address), view: "agencies", show: key === "network" ? "" : key }), "aria-current": mode === key ? "true" : null }, t(word)))),
    mode === "network" ? toolbar(() => graph, t(net), [h("span", { class: "muted small" }, t("steps")), steps()]) : "");
  const drawRail = () => rail.replaceChildren(...[
    mode === "network" && h("div", { class: "pair-choice", role: "group" }, ["cooperation", "assignment"].map((k) => h("a", { href: link({ ...Object.fromEntries(address), view: "agencies", net: k === "cooperation" ? "" : k, task: "" }), "aria-current": net === k ? "true" : null }, t(k)))),
    mode === "network" && h("p", { class: "muted small" }, t(net + "Note")),
    select(t("region"), [["", t("anyRegion")], ...V.regions.filter(([code]) => V.agencies.some((a) => within(a.region, code)))], mapState.region, (v) => { mapState.region = v; redraw(true); }),
    mode === "network" && net === "assignment" && select(t("document"), [["", t("anyDoc")], ...V.docs.map((d) => [d.id, docName(d)])], at.get("of"), (v) => go({ ...Object.fromEntries(address), view: "agencies", of: v, task: "" })),
    mode === "network" && net === "cooperation" && h("label", { class: "field" }, h("span", {}, `${t("atLeast")} `, h("output", {}, String(mapState.least))), h("input", { type: "range", "aria-label": t("atLeast"), min: 1, max: Math.max(2, Math.min(15, Math.max(1, ...V.networks.cooperation.edges.map((e) => e[2])))), value: mapState.least,
      oninput: (e) => { mapState.least = Number(e.target.value); e.target.parentNode.querySelector("output").textContent = e.target.value; redraw(false); } })),
    mode === "network" && net === "assignment" && h("fieldset", {}, h("legend", {}, t("roles")), ROLES.map((k) => toggle(t(k), ROLE_COLOURS[k], X.parts.filter((p) => p.key === k).length, !mapState.offRoles.has(k), (on) => { if (on) mapState.offRoles.delete(k); else mapState.offRoles.add(k); redraw(false); }, k === "blanket"))),
    h("fieldset", {}, h("legend", {}, select(t("colourBy"), ["agencyKind", "function", "region"].map((k) => [k, t(k)]), mapState.colour, (v) => { mapState.colour = v; mapState.off.clear(); drawRail(); redraw(false); })),
      [...legendEntries()].slice(0, 24).map(([key, e]) => toggle(e.name, e.colour, e.n, !mapState.off.has(key), (on) => { if (on) mapState.off.delete(key); else mapState.off.add(key); redraw(false); }))),
  ].filter(Boolean));
  const toggle = (name, colour, n, on, change, dashed) => h("label", { class: "toggle" }, h("input", { type: "checkbox", checked: on, onchange: (e) => change(e.target.checked) }), h("i", { class: "dot" + (dashed ? " dashed" : ""), style: { "--c": colour } }), h("span", {}, name), h("span", { class: "count" }, String(n)));

  agencyMap = { root, matches: (n, m, d) => n === net && m === mode && d === docIndex, graph: () => graph,
    update: (id, next) => {
      address = next;
      if (mode === "ranking") { redraw(); drawTools(); return; }
      const moved = id !== current;
      current = id;
      if (id === null && mapState.steps) mapState.steps = 0;
      let missing = id !== null && !graph.byId.has(id);
      if (missing && !agencyScene(net, docIndex).nodes.has(id)) { mapState.least = 1; missing = agencyScene(net, docIndex).nodes.has(id); if (missing) redraw(false); }
      if (missing && !graph.byId.has(id)) mapState.steps = 1;
      drawTools(); drawRail();
      if (mapState.steps) redraw(true); else { graph.pick(id); if (moved && id && !graph.fromClick) graph.focusNear(); note.hidden = !id || graph.byId.has(id); if (!note.hidden) note.replaceChildren(t("absent")); }
      graph.fromClick = false;
    } };
  drawTools(); drawRail();
  return { node: root, later: () => {
    if (mode === "ranking") return;
    graph = new Graph(canvas, { under: regionNames, ontip: (n, e) => tip(n && nodeTip(n), e), onselect: (id) => {
      const n = id === null ? null : graph.byId.get(id);
      if (n && n.bundleKey) { if (mapState.opened.has(n.bundleKey)) mapState.opened.delete(n.bundleKey); else mapState.opened.add(n.bundleKey); redraw(false); return; }
      graph.fromClick = true;
      go({ ...Object.fromEntries(address), view: "agencies", to: "", agency: n && n.agency !== undefined ? V.agencies[n.agency].id : "", task: n && n.measure !== undefined ? measureKey(V.measures[n.measure]) : "" });
    } });
    if (current && !agencyScene(net, docIndex).nodes.has(current)) { mapState.least = 1; drawRail(); }
    if (current && agencyScene(net, docIndex).nodes.size > LIMIT) { mapState.steps = 1; drawTools(); }
    redraw(true);
    if (current && !mapState.steps) graph.focusNear();
  } };
}

function nodeTip(n) {
  if (n.agency !== undefined) { const a = V.agencies[n.agency]; return [h("b", {}, a.name), h("br"), `${t("lead")} ${a.led} · ${t("participant")} ${a.joined} · ${t("responsible")} ${a.responsible}` + (a.blanket ? ` · ${t("blanket")} ${a.blanket}` : "")]; }
  if (n.measure !== undefined) { const m = V.measures[n.measure]; return [h("b", {}, `${m.label} ${m.title}`), h("br"), docName(V.docs[m.doc])]; }
  return [n.full || n.label];
}

// ---- lineage ------------------------------------------------------------------------------------------------------
const mostCited = () => [...X.citedBy].map(([key, list]) => [key, new Set(list.map((c) => c.doc)).size]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
let lineageMap = null;
const offRelations = new Set();
function lineage(at) {
  const doc = at.get("doc") ? X.docId.get(at.get("doc")) : undefined, stub = at.get("stub") ? X.stubId.get(at.get("stub")) : undefined;
  const centre = doc !== undefined ? "d" + doc : stub !== undefined ? "s" + stub : null;
  const side = aside(doc !== undefined ? docPanel(doc) : stub !== undefined ? stubPanel(stub) : null, [h("p", { class: "lede" }, t("lineageNote")), h("p", { class: "lede" }, h("span", { class: "badge missing" }, t("missing")), " ", t("missingNote")), heading(t("mostCited")), shortList(mostCited(), ([key, n]) => { const row = key[0] === "d" ? V.docs[key.slice(1)] : V.stubs[key.slice(1)]; return h("p", { class: "pair" }, h("a", { href: link(key[0] === "d" ? { view: "lineage", doc: row.id } : { stub: row.id }) }, row.title || row.number), h("span", { class: "muted" }, `${n} ${t("citedTimes")}`)); }, 8)]);
  if (lineageMap && lineageMap.root.isConnected) {
    lineageMap.root.querySelector(".panel").replaceWith(side);
    lineageMap.update(centre);
    return { node: lineageMap.root };
  }
  const canvas = h("div", { class: "canvas", id: "canvas" }), L = V.networks.lineage;
  let graph = null, current = centre;
  const links = X.citations.filter((c) => c.kind && !(c.kind === "d" && c.to === c.doc));
  const found = group(links, (c) => c.relation);
  const scene = () => {
    const nodes = [...V.docs.map((d, i) => [d, "d" + i, L.docs[i], false]), ...V.stubs.map((s, i) => [s, "s" + i, L.stubs[i], true])].map(([d, id, [x, y], missing]) => ({ id, x, y, size: 36, card: true, stub: missing, colour: LEVEL_COLOURS[d.level || "none"],
      head: d.number || (missing ? d.issuer || t("missing") : [regionShort(d.regionName), d.type].filter(Boolean).join(" · ")), body: d.title || "", label: docName(d), full: `${d.title || ""} ${d.number || ""}`, rank: 0 }));
    const edges = links.filter((c) => !offRelations.has(c.relation)).map((c) => ({ from: "d" + c.doc, to: c.kind + c.to, width: c.relation === "implements" ? 1.8 : 1.1, colour: { implements: "#b23a24", based_on: "#2b6a99", repeals: "#6b7280" }[c.relation] || "#7f92a5", dashed: c.kind === "s", share: 0.5, arrow: true, curved: true }));
    return [nodes, edges];
  };
  const under = (ctx, g) => {
    const right = L.years.length ? L.years[L.years.length - 1][2] : 0, scale = g.net.getScale();
    L.lanes.forEach(([level, top, bottom], i) => {
      ctx.fillStyle = i % 2 ? "#fafbfc" : "#f1f4f7"; ctx.fillRect(-120, top, right + 140, bottom - top);
      ctx.fillStyle = LEVEL_COLOURS[level || "none"]; ctx.fillRect(-120, top, 5, bottom - top);
    });
    L.years.forEach(([, from], i) => {
      if (i) { ctx.strokeStyle = "#d8dfe6"; ctx.lineWidth = 1 / scale; ctx.beginPath(); ctx.moveTo(from, 0); ctx.lineTo(from, L.lanes[L.lanes.length - 1][2]); ctx.stroke(); }
    });
  };
  // Names of lanes and years stay in sight at the edges, as in a table with frozen heads.
  const over = (ctx, g) => {
    const scale = g.net.getScale(), c = g.net.getViewPosition(), left = c.x - canvas.clientWidth / 2 / scale, top = c.y - canvas.clientHeight / 2 / scale;
    const say = (text, x, y, colour) => {
      ctx.font = `600 ${13 / scale}px ${FONT}`; ctx.textAlign = "left"; ctx.textBaseline = "middle";
      const w = ctx.measureText(text).width;
      ctx.fillStyle = "rgba(255,255,255,.9)"; ctx.beginPath(); ctx.roundRect(x - 7 / scale, y - 11 / scale, w + 14 / scale, 22 / scale, 4 / scale); ctx.fill();
      ctx.fillStyle = colour; ctx.fillText(text, x, y);
      return w;
    };
    for (const [level, from, to] of L.lanes) say(level ? t(level) : t("noLevel"), Math.max(-106, left + 12 / scale), Math.min(Math.max((from + to) / 2, Math.min(top + 48 / scale, to - 12 / scale)), to), LEVEL_COLOURS[level || "none"]);
    for (const [year, from, to] of L.years) { const text = year ? String(year) : t("yearUnknown"); ctx.font = `600 ${13 / scale}px ${FONT}`; say(text, (from + to) / 2 - ctx.measureText(text).width / 2, Math.max(-16, top + 16 / scale), "#4c5a67"); }
  };
  const stubs = [...V.stubs].sort((a, b) => b.citedBy.length - a.citedBy.length || a.i - b.i);
  const entry = (row, to, sub) => h("a", { href: link(to) }, row.title || row.number, h("span", { class: "sub" }, sub));
  const rail = h("div", { class: "rail docs" },
    h("fieldset", {}, h("legend", {}, t("relations")), [...found].map(([k, list]) => h("label", { class: "toggle" }, h("input", { type: "checkbox", checked: !offRelations.has(k), onchange: (e) => { if (e.target.checked) offRelations.delete(k); else offRelations.add(k); graph.set(...scene()); graph.pick(current); } }), h("span", {}, t(k)), h("span", { class: "count" }, String(list.length))))),
    stubs.length > 0 && [h("h3", {}, t("missing"), h("span", { class: "count" }, String(stubs.length))), shortList(stubs, (s) => entry(s, { stub: s.id }, [s.title && s.number, `${s.citedBy.length} ${t("citedTimes")}`].filter(Boolean).join(" · ")), 30)],
    h("h3", {}, t("docsIn"), h("span", { class: "count" }, String(V.docs.length))), shortList(V.docs, (d) => entry(d, { view: "lineage", doc: d.id }, [d.number, d.year].filter(Boolean).join(" · ")), 60));
  const tools = h("div", { class: "tools" }, h("span"), toolbar(() => graph, t("lineage")));
  const root = h("div", { class: "split three" }, rail, h("div", { class: "stage" }, tools, canvas), side);
  lineageMap = { root, update: (id) => { const moved = id !== current; current = id; graph.pick(id); if (moved && id && !graph.fromClick) graph.focus(id, 0.8); graph.fromClick = false; }, graph: () => graph };
  return { node: root, later: () => {
    graph = new Graph(canvas, { under, over, ontip: (n, e) => tip(n && nodeTip(n), e), onselect: (id) => {
      graph.fromClick = true;
      if (id === null) go({ view: "lineage" }); else if (id[0] === "d") go({ view: "lineage", doc: V.docs[Number(id.slice(1))].id }); else go({ stub: V.stubs[Number(id.slice(1))].id });
    } });
    graph.set(...scene());
    graph.fit();
    if (current) { graph.pick(current); graph.focus(current, 0.8); } else if (graph.net.getScale() < 0.5) { const own = L.docs, mid = (k) => own.reduce((s, p) => s + p[k], 0) / own.length; graph.net.moveTo({ scale: 0.68, position: own.length ? { x: mid(0), y: Math.min(mid(1), 420) } : undefined, animation: false }); }
  } };
}
