// The overview: how much of everything there is; every figure leads to its rows.
const byLed = () => [...V.agencies].sort((a, b) => b.led - a.led || b.total - a.total || a.i - b.i);
const dues = () => [...V.measures.filter((m) => m.due).map((m) => ({ due: m.due, measure: m.i, title: m.title, doc: m.doc, to: { measure: measureKey(m) } })), ...V.targets.filter((g) => g.due).map((g) => ({ due: g.due, measure: g.measure, title: `${g.indicator || g.text} ${amount(g)}`, doc: g.doc, to: { view: "targets", open: g.i } }))];

function overview(at) {
  const inferred = X.parts.filter((p) => p.inferred).length, past = dues().filter((d) => isPast(d.due)).length;
  const alerts = sum(V.docs.map((d) => d.warnings.length)) + V.open.length + V.stubs.length;
  const tiles = [
    ["documents", V.docs.length, { view: "overview", to: "docs" }, `${V.stubs.length} ${t("missingOf")}`, { view: "lineage" }],
    ["measures", V.measures.length, { view: "measures" }, `${V.measures.filter((m) => m.due).length} ${t("withDue")}`, { view: "measures", due: "any" }],
    ["agencies", V.agencies.length, { view: "agencies", show: "ranking" }, `${V.agencies.filter((a) => a.led).length} ${t("leading")}`, { view: "agencies" }],
    ["parts", V.parts.length, { view: "agencies", net: "assignment" }, `${inferred} ${t("inferred")}`, { view: "measures", basis: "inferred" }],
    ["targets", V.targets.length, { view: "targets" }, `${V.targets.filter((g) => g.due).length} ${t("withDue")}`, { view: "targets", due: "any" }],
    ["warnings", alerts, { view: "overview", to: "warnings" }, `${past} ${t("past")}`, { view: "targets", show: "timeline" }],
  ];
  return { node: h("div", { class: "page overview" },
    h("div", { class: "tiles" }, tiles.map(([key, n, to, note, more]) => h("div", { class: "tile" }, h("a", { class: "tile-main", href: link(to) }, h("span", { class: "tile-name" }, t(key)), h("b", {}, n.toLocaleString("zh-CN"))), h("a", { class: "tile-note", href: link(more) }, note)))),
    h("div", { class: "grid" },
      h("section", { class: "card wide" }, h("h2", {}, t("load"), h("small", {}, t("loadNote"))), loadChart(), h("p", { class: "legend" }, ROLES.map((k) => h("span", {}, h("i", { class: `swatch r-${k}` }), t(k))))),
      h("section", { class: "card" }, h("h2", {}, t("dueChart"), h("small", {}, t("dueNote"))), dueChart(), dueList()),
      findingsCard(at),
      h("section", { class: "card wide", id: "docs" }, h("h2", {}, t("docsBy")), docTable(at)),
      h("section", { class: "card", id: "warnings" }, h("h2", {}, t("warnings")), alertList()))),
    later: () => at.get("to") && document.getElementById(at.get("to"))?.scrollIntoView() };
}

function bar(a, top) {
  return h("span", { class: "bar", "aria-hidden": "true" }, [a.led, a.joined, a.responsible, a.blanket].map((n, k) => n > 0 && h("i", { class: `r-${ROLES[k]}`, style: { width: `${(100 * n) / top}%` } })));
}

function loadChart() {
  const list = byLed().slice(0, 16), top = Math.max(1, ...list.map((a) => a.total));
  return h("div", { class: "bars" }, list.map((a) => h("a", { class: "bar-row", href: link({ agency: a.id }), title: a.name }, h("span", { class: "bar-name" }, a.short), bar(a, top),
    h("span", { class: "bar-sum" }, h("b", {}, String(a.led)), ` / ${a.total}`))));
}

function dueChart() {
  const years = new Map();
  for (const [list, k] of [[V.measures, 0], [V.targets, 1]]) for (const x of list) if (x.due) {
    const y = x.due.slice(0, 4);
    if (!years.has(y)) years.set(y, [0, 0]);
    years.get(y)[k]++;
  }
  if (!years.size) return h("p", { class: "empty" }, t("noDue"));
  const top = Math.max(...[...years.values()].map(sum));
  return h("div", { class: "years", role: "list" }, [...years].sort().map(([y, [m, g]]) => h("div", { role: "listitem", class: "year" + (isPast(y) ? " past" : "") }, h("a", { class: "year-sum", href: link({ view: "targets", show: "timeline", due: y }) }, String(m + g)),
    h("span", { class: "stack", style: { height: `${(150 * (m + g)) / top}px` } }, m > 0 && h("i", { class: "of-m", style: { flex: m } }), g > 0 && h("i", { class: "of-g", style: { flex: g } })),
    h("span", { class: "year-name" }, y), h("span", { class: "year-links" }, g > 0 && h("a", { href: link({ view: "targets", due: y }) }, `${t("targets")} ${g}`), m > 0 && h("a", { href: link({ view: "measures", due: y }) }, `${t("measures")} ${m}`)))));
}

/** What falls due next, from today on. */
function dueList() {
  const ahead = dues().filter((d) => !isPast(d.due)).sort((a, b) => (dueEnd(a.due) < dueEnd(b.due) ? -1 : dueEnd(a.due) > dueEnd(b.due) ? 1 : 0));
  if (!ahead.length) return null;
  return [heading(t("ahead"), ahead.length), shortList(ahead, (d) => h("p", { class: "ahead" }, dueTag(d.due), " ", h("a", { href: link(d.to) }, d.title), h("span", { class: "sub" }, [names(X.byMeasure.get(d.measure) || [], ["lead"], 2), docName(V.docs[d.doc])].filter(Boolean).join(" · "))), 4)];
}

function docTable(at) {
  const here = (key) => at.get(key) || "", value = { level: (d) => d.level || "-", region: (d) => d.region || "-", year: (d) => String(d.year || "-") };
  const say = { level: (v) => (v === "-" ? t("noLevel") : t(v)), region: (v) => regionShort(V.docs.find((d) => value.region(d) === v).regionName) || "—", year: (v) => (v === "-" ? t("yearUnknown") : v) };
  const rows = V.docs.filter((d) => Object.keys(value).every((k) => !here(k) || value[k](d) === here(k)));
  const chips = Object.keys(value).map((key) => {
    const found = [...group(V.docs, value[key])].sort((a, b) => (key === "year" ? (a[0] < b[0] ? 1 : -1) : b[1].length - a[1].length || String(a[0]).localeCompare(String(b[0]), "zh-CN"))), keep = Object.fromEntries(Object.keys(value).map((k) => [k, here(k)]));
    return h("div", { class: "chips", role: "group", "aria-label": t(key) }, h("span", { class: "muted" }, t(key)), found.slice(0, 14).map(([v, list]) => h("a", { class: "chip", "aria-current": here(key) === v ? "true" : null, href: link({ view: "overview", ...keep, [key]: here(key) === v ? "" : v, to: "docs" }) }, say[key](v), h("span", { class: "count" }, String(list.length)))));
  });
  const count = (key, index, to, head = to) => ({ key, head: t(head), get: (d) => (index.get(d.i) || []).length, cell: (d) => h("a", { href: link({ view: to, doc: d.id }) }, String((index.get(d.i) || []).length)), num: true, width: "88px" });
  const list = table([
    { key: "title", head: t("document"), get: (d) => d.title, cell: (d) => [docLink(d.i), d.number && h("span", { class: "sub" }, d.number)] },
    { key: "region", head: t("region"), get: (d) => d.regionName, cell: (d) => regionShort(d.regionName), width: "84px" },
    { key: "year", head: t("year"), get: (d) => d.year, num: true, width: "58px" },
    { key: "state", head: t("status"), get: (d) => statusOn(d, today())[0], cell: (d) => { const [state, why] = statusOn(d, today()); return h("a", { href: link({ view: "lineage", doc: d.id }), title: why, style: { color: STATE_COLOURS[state] } }, stateName(state)); }, width: "64px" },
    count("m", X.docMeasures, "measures"), count("g", X.docTargets, "targets"), V.findings && count("f", X.findings.byDoc, "text", "findings"),
  ].filter(Boolean), rows, { name: t("documents") });
  return [...chips, h("p", { class: "ranking-bar flat" }, h("span", { class: "tally", role: "status" }, `${rows.length} ${t("rows")}`), h("button", { type: "button", class: "plain", onclick: () => list.download() }, t("csv"))), list];
}

function alertList() {
  const stubs = [...V.stubs].sort((a, b) => b.citedBy.length - a.citedBy.length || a.i - b.i);
  const own = V.docs.flatMap((d) => d.warnings.map((w) => [d, w]));
  if (!stubs.length && !own.length && !V.open.length) return h("p", { class: "empty" }, t("allClear"));
  return [
    own.length > 0 && shortList(own, ([d, w]) => h("p", { class: "warning" }, w[1], h("span", { class: "sub" }, h("a", { href: link({ doc: d.id, at: w[2] >= 0 ? `${w[2]}-${w[3]}` : null }) }, d.title))), 6),
    V.open.length > 0 && [heading(t("unresolved"), V.open.length), shortList(V.open, ([d, , mention, reason]) => h("p", { class: "warning" }, h("b", {}, mention), " ", reason, d >= 0 && h("span", { class: "sub" }, docLink(d))), 4)],
    stubs.length > 0 && [heading(t("missing"), stubs.length), shortList(stubs, (s) => h("p", { class: "warning stub" }, h("a", { href: link({ stub: s.id }) }, s.title ? `《${s.title}》` : s.number), h("span", { class: "sub" }, [s.title && s.number, `${s.citedBy.length} ${t("citedTimes")}`].filter(Boolean).join(" · "))), 6)],
  ];
}
