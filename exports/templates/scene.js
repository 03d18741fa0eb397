// What the agencies' network shows: its state is the address, its nodes and edges come from the tables.
const KIND_COLOURS = { agency: "#2b6a99", government: "#6a4c93", group: "#b07d2b", enterprise: "#3d8361", party: "#b23a3a", other: "#6b7280" };
const ROLE_COLOURS = { lead: "#b23a24", participant: "#2b6a99", responsible: "#2f7d5b", blanket: "#7a7267" };
const SERIES = ["#2b6a99", "#b23a24", "#2f7d5b", "#b07d2b", "#6a4c93", "#1f8a8c", "#a64d79", "#5b7a1f", "#8a5a3c", "#4a5fb0"];
const LIMIT = 5000; // nodes drawn one by one; more are drawn in groups

/** Whether a GB/T 2260 code lies in a region: the same pairs of digits up to its zeros; the whole country is itself. */
function within(code, region) {
  const head = region.replace(/(00)+$/, "");
  return !region || (head.length < 2 ? code === region : (code || "").startsWith(head));
}

// Nodes are a12 and m5 on the canvas, a:<agency> and m:<document>.<measure> in addresses, which outlive a rebuild.
const keyOf = (id) => (id[0] === "a" ? "a:" + V.agencies[id.slice(1)].id : "m:" + measureKey(V.measures[id.slice(1)]));
function idOf(key) {
  const i = key.startsWith("a:") ? X.agencyId.get(key.slice(2)) : key.startsWith("m:") ? X.measureId.get(key.slice(2)) : undefined;
  return i === undefined ? null : key[0] + i;
}
const nodeName = (id) => (id[0] === "a" ? V.agencies[id.slice(1)].name : V.measures[id.slice(1)].title);
const listOf = (at, key) => (at.get(key) || "").split("|").filter(Boolean);
const idsOf = (at, key) => listOf(at, key).map(idOf).filter((id) => id !== null);

/** The state of the network that an address describes. */
function sceneState(at) {
  const agency = at.get("agency") ? X.agencyId.get(at.get("agency")) : undefined, task = at.get("task") ? X.measureId.get(at.get("task")) : undefined;
  const chosen = task !== undefined ? "m" + task : agency !== undefined ? "a" + agency : null;
  const steps = Math.min(3, Number(at.get("steps")) || 0), centre = steps ? (at.get("centre") && idOf(at.get("centre"))) || chosen : null;
  return {
    net: at.get("net") === "assignment" ? "assignment" : "cooperation", mode: ["ranking", "hubs"].includes(at.get("show")) ? at.get("show") : "network",
    agency, task, chosen, centre, steps: centre ? steps : 0, of: at.get("of") ? X.docId.get(at.get("of")) : undefined, region: at.get("region") || "", topic: at.get("topic") || "",
    by: ["function", "region"].includes(at.get("by")) ? at.get("by") : "kind", off: new Set(listOf(at, "off")), offRoles: new Set(listOf(at, "roles")),
    least: at.has("least") ? Number(at.get("least")) || 1 : defaultLeast(), years: yearsOf(at), more: idsOf(at, "more"), hide: new Set(idsOf(at, "hide")),
    pins: new Map(listOf(at, "pin").map((p) => p.split("@")).map(([key, xy]) => [idOf(key), (xy || "").split(",").map(Number)]).filter(([id, p]) => id && p.length === 2 && p.every(Number.isFinite))),
    path: at.get("path") ? idOf(at.get("path")) : null,
  };
}

/** [from, to] of the time slider, or null when it covers everything. */
function yearsOf(at) {
  const found = /^(\d{4})-(\d{4})$/.exec(at.get("years") || "");
  return found ? [Number(found[1]), Number(found[2])] : null;
}
const inYears = (doc, years) => !years || (V.docs[doc].year !== null && V.docs[doc].year >= years[0] && V.docs[doc].year <= years[1]);

const colourKey = (a, by) => (by === "kind" ? a.kind : by === "function" ? a.fnName || "—" : a.regionName || "—");
const legends = new Map();
function legendOf(by) {
  const cached = by + language;
  if (!legends.has(cached)) {
    const found = [...group(V.agencies.filter((a) => a.total), (a) => colourKey(a, by))].sort((a, b) => b[1].length - a[1].length || String(a[0]).localeCompare(String(b[0]), "zh-CN"));
    legends.set(cached, new Map(found.map(([key, list], k) => [key, { name: by === "kind" ? kindName(key) : key === "—" ? t("unsorted") : key, n: list.length, colour: by === "kind" ? KIND_COLOURS[key] : key === "—" || k >= SERIES.length ? "#8a949e" : SERIES[k] }])));
  }
  return legends.get(cached);
}

/** Measures of each agency by role under a filter of documents; each counts once, the strongest role first. */
function workload(keep) {
  const best = new Map(), rows = V.agencies.map(() => [0, 0, 0, 0]);
  for (const p of X.parts) if (p.a >= 0 && p.m >= 0 && keep(p)) { const key = p.a * 1e7 + p.m, rank = ROLES.indexOf(p.key); if (!best.has(key) || best.get(key) > rank) best.set(key, rank); }
  for (const [key, rank] of best) rows[Math.floor(key / 1e7)][rank]++;
  return rows;
}

/** Edges of the agencies that stand together in measures: of the whole from the page, of a part counted anew. */
function cooperationEdges(s) {
  if (!s.years && s.of === undefined) return V.networks.cooperation.edges;
  const shared = new Map();
  for (const [m, list] of X.byMeasure) {
    if (m < 0 || !inYears(V.measures[m].doc, s.years) || (s.of !== undefined && V.measures[m].doc !== s.of)) continue;
    const leads = new Map();
    for (const p of list) if (p.a >= 0 && p.key !== "blanket") leads.set(p.a, leads.get(p.a) || p.role === "lead");
    const ids = [...leads.keys()].sort((a, b) => a - b);
    ids.forEach((a, i) => ids.slice(i + 1).forEach((b) => { const key = a + "," + b, e = shared.get(key) || [a, b, 0, 0, 0]; e[2]++; e[3] += leads.get(a) && !leads.get(b); e[4] += leads.get(b) && !leads.get(a); shared.set(key, e); }));
  }
  return [...shared.values()];
}

/** Everything under the present filters: nodes and edges before grouping. */
function agencyScene(s) {
  const nodes = new Map(), edges = [], loads = s.years || s.of !== undefined ? workload((p) => inYears(p.doc, s.years) && (s.of === undefined || p.doc === s.of)) : null;
  const allowed = (i) => !s.off.has(colourKey(V.agencies[i], s.by)) && within(V.agencies[i].region, s.region) && !s.hide.has("a" + i);
  const legend = legendOf(s.by);
  const addAgency = (i, at) => {
    if (nodes.has("a" + i)) return;
    const a = V.agencies[i], [led, total] = loads ? [loads[i][0], sum(loads[i])] : [a.led, a.total];
    nodes.set("a" + i, { id: "a" + i, x: at ? at[0] : null, y: at ? at[1] : null, size: 9 + 3.8 * Math.sqrt(led) + Math.sqrt(total), colour: legend.get(colourKey(a, s.by))?.colour || "#8a949e", label: a.short, rank: 1000 + led * 20 + total, bundle: s.by === "region" ? a.regionName || "—" : a.fnName || a.regionName || kindName(a.kind), agency: i });
  };
  if (s.net === "cooperation") {
    const at = V.networks.cooperation.at;
    for (const [i, j, w, first, second] of cooperationEdges(s)) {
      if (w < s.least || !allowed(i) || !allowed(j)) continue;
      addAgency(i, at[i]); addAgency(j, at[j]);
      edges.push({ from: "a" + i, to: "a" + j, width: 0.6 + 1.1 * Math.log2(w), colour: first + second ? "#6f8aa3" : "#9aa9b8", share: Math.min(0.75, 0.22 + 0.09 * w), weight: w });
    }
  } else {
    const { agencies, measures } = V.networks.assignment;
    for (const p of X.parts) {
      if (p.a < 0 || p.m < 0 || s.offRoles.has(p.key) || !allowed(p.a) || s.hide.has("m" + p.m) || (s.of !== undefined && p.doc !== s.of) || !inYears(p.doc, s.years)) continue;
      addAgency(p.a, agencies[p.a]);
      const m = V.measures[p.m], at = measures[p.m];
      if (!nodes.has("m" + p.m)) nodes.set("m" + p.m, { id: "m" + p.m, x: at ? at[0] : null, y: at ? at[1] : null, size: 6, square: true, minor: true, colour: (m.status && STATUS_COLOURS[m.status.colour]) || "#55616d", label: m.title.length > 16 ? m.title.slice(0, 15) + "…" : m.title, rank: 1, bundle: docName(V.docs[m.doc]), measure: p.m });
      edges.push({ from: "a" + p.a, to: "m" + p.m, width: p.key === "lead" ? 2 : 1, colour: ROLE_COLOURS[p.key], share: p.key === "blanket" ? 0.3 : 0.6, dashed: p.inferred, weight: 1 });
    }
  }
  return { nodes, edges };
}

/** For each node its neighbours as [id, weight], strongest first. */
function neighbours(scene) {
  const touching = new Map();
  for (const e of scene.edges) { push(touching, e.from, [e.to, e.weight]); push(touching, e.to, [e.from, e.weight]); }
  for (const list of touching.values()) list.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return touching;
}

/** A shortest path between two nodes, of equally short ones that of the strongest ties; null when there is none. */
function shortestPath(scene, from, to) {
  const touching = neighbours(scene), best = new Map([[from, [0, 0, null]]]);
  let edge = [from];
  for (let k = 1; edge.length && !best.has(to); k++) {
    const next = new Set();
    for (const at of edge) for (const [id, w] of touching.get(at) || []) {
      const strength = best.get(at)[1] + w, known = best.get(id);
      if (!known || (known[0] === k && strength > known[1])) { best.set(id, [k, strength, at]); next.add(id); }
    }
    edge = [...next];
  }
  if (!best.has(to) || from === to) return null;
  const path = [];
  for (let at = to; at !== null; at = best.get(at)[2]) path.unshift(at);
  return path;
}

/** The fewest shared measures at which the network stays readable, unless hardly anything would be left of it. */
function defaultLeast() {
  if (X.least) return X.least;
  const weights = V.networks.cooperation.edges.map((e) => e[2]), count = (least) => weights.filter((w) => w >= least).length, room = Math.max(500, 2.2 * V.agencies.length);
  let least = 1;
  while (least < 12 && count(least) > room && count(least + 1) > room / 8) least++;
  return (X.least = least);
}
