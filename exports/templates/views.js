// The six tabs. Each view takes the address (a Map of parameters) and returns its nodes; `later` runs once they stand.
const sum = (list) => list.reduce((a, b) => a + b, 0);
const group = (list, key) => { const m = new Map(); for (const x of list) push(m, key(x), x); return m; };

function overview() {
  const inferred = X.parts.filter((p) => p.inferred).length, dues = [...V.targets.map((g) => g.due), ...V.measures.map((m) => m.due)].filter(Boolean);
  const alerts = sum(V.docs.map((d) => d.warnings.length)) + V.open.length + V.stubs.length;
  const tiles = [
    ["documents", V.docs.length, `${V.stubs.length} ${t("missingOf")}`, { view: "lineage" }],
    ["measures", V.measures.length, `${V.measures.filter((m) => m.due).length} ${t("withDue")}`, { view: "measures" }],
    ["agencies", V.agencies.length, `${V.agencies.filter((a) => a.led).length} ${t("leading")}`, { view: "agencies", show: "ranking" }],
    ["parts", V.parts.length, `${inferred} ${t("inferred")}`, { view: "agencies", net: "assignment" }],
    ["targets", V.targets.length, `${V.targets.filter((g) => g.due).length} ${t("withDue")}`, { view: "targets" }],
    ["warnings", alerts, `${dues.filter(isPast).length} ${t("past")}`, { view: "overview", to: "warnings" }],
  ];
  return { node: h("div", { class: "page overview" },
    h("div", { class: "tiles" }, tiles.map(([key, n, note, to]) => h("a", { class: "tile", href: link(to) }, h("span", { class: "tile-name" }, t(key)), h("b", {}, n.toLocaleString("zh-CN")), h("span", { class: "tile-note" }, note)))),
    h("div", { class: "grid" },
      h("section", { class: "card wide" }, h("h2", {}, t("load"), h("small", {}, t("loadNote"))), loadChart(), h("p", { class: "legend" }, ROLES.map((k) => h("span", {}, h("i", { class: `swatch r-${k}` }), t(k))))),
      h("section", { class: "card" }, h("h2", {}, t("dueChart"), h("small", {}, t("dueNote"))), dueChart()),
      h("section", { class: "card wide" }, h("h2", {}, t("docsBy")), docTable()),
      h("section", { class: "card", id: "warnings" }, h("h2", {}, t("warnings")), alertList()))),
    later: (at) => at.get("to") && document.getElementById(at.get("to"))?.scrollIntoView() };
}

const byLed = () => [...V.agencies].sort((a, b) => b.led - a.led || b.total - a.total || a.i - b.i);

function bar(a, top) {
  return h("span", { class: "bar", "aria-hidden": "true" }, [a.led, a.joined, a.responsible, a.blanket].map((n, k) => n > 0 && h("i", { class: `r-${ROLES[k]}`, style: { width: `${(100 * n) / top}%` } })));
}

function loadChart() {
  const list = byLed().slice(0, 11), top = Math.max(1, ...list.map((a) => a.total));
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
  return h("div", { class: "years", role: "list" }, [...years].sort().map(([y, [m, g]]) => h("div", { role: "listitem", class: "year" + (isPast(y) ? " past" : "") }, h("b", {}, String(m + g)),
    h("span", { class: "stack", style: { height: `${(210 * (m + g)) / top}px` } }, m > 0 && h("i", { class: "of-m", style: { flex: m } }), g > 0 && h("i", { class: "of-g", style: { flex: g } })),
    h("span", { class: "year-name" }, y), h("span", { class: "year-links" }, g > 0 && h("a", { href: link({ view: "targets", due: y }) }, `${t("targets")} ${g}`), m > 0 && h("a", { href: link({ view: "measures", due: y }) }, `${t("measures")} ${m}`)))));
}

let docFilter = { level: "", region: "", year: "" };
function docTable() {
  const holder = h("div");
  const draw = () => {
    const rows = V.docs.filter((d) => (!docFilter.level || (d.level || "-") === docFilter.level) && (!docFilter.region || (d.regionName || "-") === docFilter.region) && (!docFilter.year || String(d.year || "-") === docFilter.year));
    const chips = (key, get, name) => {
      const found = [...group(V.docs, get)].sort((a, b) => b[1].length - a[1].length || String(a[0]).localeCompare(String(b[0]), "zh-CN")).slice(0, 8);
      return h("div", { class: "chips", role: "group", "aria-label": t(key) }, h("span", { class: "muted" }, t(key)), found.map(([v, list]) => h("button", { type: "button", class: "chip", "aria-pressed": String(docFilter[key] === v),
        onclick: () => { docFilter[key] = docFilter[key] === v ? "" : v; draw(); } }, name(v), h("span", { class: "count" }, String(list.length)))));
    };
    const list = table([
      { key: "title", head: t("document"), get: (d) => d.title, cell: (d) => [docLink(d.i), d.number && h("span", { class: "sub" }, d.number)] },
      { key: "region", head: t("region"), get: (d) => d.regionName, cell: (d) => regionShort(d.regionName), width: "84px" },
      { key: "year", head: t("year"), get: (d) => d.year, num: true, width: "62px" },
      { key: "m", head: t("measures"), get: (d) => (X.docMeasures.get(d.i) || []).length, cell: (d) => h("a", { href: link({ view: "measures", doc: d.id }) }, String((X.docMeasures.get(d.i) || []).length)), num: true, width: "70px" },
      { key: "g", head: t("targets"), get: (d) => (X.docTargets.get(d.i) || []).length, cell: (d) => h("a", { href: link({ view: "targets", doc: d.id }) }, String((X.docTargets.get(d.i) || []).length)), num: true, width: "64px" },
    ], rows, { name: t("documents") });
    holder.replaceChildren(chips("level", (d) => d.level || "-", (v) => (v === "-" ? t("noLevel") : t(v))), chips("region", (d) => d.regionName || "-", (v) => (v === "-" ? "—" : regionShort(v))),
      chips("year", (d) => String(d.year || "-"), (v) => (v === "-" ? t("yearUnknown") : v)), list);
  };
  draw();
  return holder;
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

// ---- tables -------------------------------------------------------------------------------------------------------
function filterBar(at, view, fields, count, list) {
  const change = (key) => (value) => go({ ...Object.fromEntries(at), view, [key]: value, open: "" });
  const active = [...at.keys()].some((k) => ["doc", "agency", "role", "due", "q", "kind"].includes(k));
  const input = h("input", { type: "search", value: at.get("q") || "", placeholder: t("filter"), "aria-label": t("filter"), onchange: (e) => change("q")(e.target.value) });
  return h("div", { class: "filters" },
    fields.includes("doc") && select(t("document"), [["", t("anyDoc")], ...V.docs.map((d) => [d.id, docName(d)])], at.get("doc"), change("doc")),
    select(t("agency"), [["", t("anyAgency")], ...byLed().filter((a) => a.total).map((a) => [a.id, a.short])], at.get("agency"), change("agency")),
    select(t("roles"), [["", t("anyRole")], ...ROLES.map((k) => [k, t(k)])], at.get("role"), change("role")),
    fields.includes("kind") && select(t("kind"), [["", t("anyKind")], ...["target", "funding", "coverage"].map((k) => [k, t("t_" + k)])], at.get("kind"), change("kind")),
    select(t("due"), [["", t("anyYear")], ...[...new Set([...V.targets, ...V.measures].map((x) => x.due && x.due.slice(0, 4)).filter(Boolean))].sort().map((y) => [y, y])], at.get("due"), change("due")),
    h("label", { class: "field grow" }, h("span", {}, t("filter")), input),
    h("span", { class: "tally", role: "status" }, `${count} ${t("rows")}`),
    active && h("a", { class: "plain", href: link({ view }) }, t("clear")),
    h("button", { type: "button", class: "plain", onclick: () => list().download() }, t("csv")));
}

function matchParts(parts, at) {
  const agency = at.get("agency") ? X.agencyId.get(at.get("agency")) : undefined, role = at.get("role");
  if (agency === undefined && !role) return true;
  return parts.some((p) => (agency === undefined || p.a === agency) && (!role || p.key === role));
}
const names = (parts, keys, limit = 99) => { const all = parts.filter((p) => keys.includes(p.key)); return all.slice(0, limit).map((p) => (p.a >= 0 ? V.agencies[p.a].short : p.surface)).join("、") + (all.length > limit ? ` +${all.length - limit}` : ""); };
const has = (q, ...texts) => !q || texts.some((s) => s && s.toLowerCase().includes(q.toLowerCase()));

function measures(at) {
  const doc = at.get("doc") ? X.docId.get(at.get("doc")) : undefined, q = at.get("q");
  const rows = V.measures.filter((m) => { const ps = X.byMeasure.get(m.i) || []; return (doc === undefined || m.doc === doc) && (!at.get("due") || (m.due || "").startsWith(at.get("due"))) && matchParts(ps, at) && has(q, m.title, m.section, names(ps, ROLES)); });
  const open = X.measureId.get(at.get("measure"));
  const own = (m) => X.byMeasure.get(m.i) || [];
  const list = table([
    { key: "no", head: t("no"), get: (m) => m.label, cls: "label", width: "62px" },
    { key: "title", head: t("measure"), get: (m) => m.title, cell: (m) => [h("a", { href: link({ ...Object.fromEntries(at), view: "measures", measure: measureKey(m) }) }, m.title), h("span", { class: "sub" }, doc === undefined ? `${docName(V.docs[m.doc])}` : m.section)] },
    { key: "lead", head: t("lead"), get: (m) => names(own(m), ["lead"]), cell: (m) => names(own(m), ["lead"], 2), cls: "lead-cell", width: "17%" },
    { key: "others", head: t("others"), get: (m) => names(own(m), ["participant", "responsible"]), cell: (m) => names(own(m), ["participant", "responsible"], 3), width: "24%" },
    { key: "due", head: t("due"), get: (m) => m.due, cell: (m) => dueTag(m.due), width: "92px" },
    { key: "targets", head: t("targets"), get: (m) => (X.targetsOf.get(m.i) || []).length, num: true, width: "60px" },
  ], rows, { name: t("measures"), chosen: (m) => m.i === open, onrow: (m) => go({ ...Object.fromEntries(at), view: "measures", measure: measureKey(m) }) });
  return { node: h("div", { class: "split" }, h("div", { class: "page tabular" }, filterBar(at, "measures", ["doc"], rows.length, () => list), list), aside(open !== undefined ? measurePanel(open) : null, h("p", { class: "lede" }, t("chooseRow")))) };
}

function targets(at) {
  const doc = at.get("doc") ? X.docId.get(at.get("doc")) : undefined, q = at.get("q"), open = at.has("open") && at.get("open") !== "" ? Number(at.get("open")) : undefined;
  const own = (g) => (g.measure >= 0 && X.byMeasure.get(g.measure)) || [];
  const rows = V.targets.filter((g) => (doc === undefined || g.doc === doc) && (!at.get("kind") || g.kind === at.get("kind")) && (!at.get("due") || (g.due || "").startsWith(at.get("due"))) && matchParts(own(g), at) && has(q, g.indicator, g.text, g.section));
  const who = (g, n) => names(own(g), ["lead"], n) || names(own(g), ["responsible"], n);
  const list = table([
    { key: "indicator", head: t("indicator"), get: (g) => g.indicator, cell: (g) => [h("a", { href: link({ ...Object.fromEntries(at), view: "targets", open: g.i }) }, g.indicator || g.text), doc === undefined && h("span", { class: "sub" }, docName(V.docs[g.doc]))].filter(Boolean) },
    { key: "value", head: t("value"), get: (g) => amount(g), cls: "amount", width: "130px" },
    { key: "due", head: t("due"), get: (g) => g.due, cell: (g) => dueTag(g.due), width: "92px" },
    { key: "who", head: t("responsibles"), get: (g) => who(g, 99), cell: (g) => who(g, 2), width: "20%" },
    { key: "clause", head: t("clause"), get: (g) => (g.measure >= 0 ? V.measures[g.measure].title : g.section), width: "25%" },
    { key: "kind", head: t("kind"), get: (g) => t("t_" + g.kind), width: "80px" },
  ], rows, { name: t("targets"), chosen: (g) => g.i === open, onrow: (g) => go({ ...Object.fromEntries(at), view: "targets", open: g.i }) });
  return { node: h("div", { class: "split" }, h("div", { class: "page tabular" }, filterBar(at, "targets", ["doc", "kind"], rows.length, () => list), list), aside(open !== undefined && V.targets[open] ? targetPanel(open) : null, h("p", { class: "lede" }, t("chooseRow")))) };
}

function ranking(at) {
  const rows = byLed().filter((a) => within(a.region, mapState.region) && !mapState.off.has(colourOf(a)));
  const list = table([
    { key: "name", head: t("agency"), get: (a) => a.name, cell: (a) => [h("a", { href: link({ ...Object.fromEntries(at), show: "ranking", agency: a.id }) }, a.name), h("span", { class: "sub" }, [kindName(a.kind), a.fnName].filter(Boolean).join(" · "))] },
    { key: "lead", head: t("lead"), get: (a) => a.led, num: true, width: "58px" }, { key: "participant", head: t("participant"), get: (a) => a.joined, num: true, width: "58px" },
    { key: "responsible", head: t("responsible"), get: (a) => a.responsible, num: true, width: "58px" }, { key: "blanket", head: t("blanket"), get: (a) => a.blanket, num: true, width: "76px" },
    { key: "total", head: t("total"), get: (a) => a.total, num: true, width: "58px" },
    { key: "partners", head: t("partners"), get: (a) => a.partners, num: true, width: "76px" },
  ], rows, { name: t("ranking"), sort: ["lead", -1], chosen: (a) => a.i === X.agencyId.get(at.get("agency")), onrow: (a) => go({ ...Object.fromEntries(at), show: "ranking", agency: a.id }) });
  return h("div", { class: "ranking" }, h("div", { class: "ranking-bar" }, h("span", { class: "tally" }, `${rows.length} ${t("rows")}`), h("button", { type: "button", class: "plain", onclick: () => list.download() }, t("csv"))), list);
}

// ---- documents ----------------------------------------------------------------------------------------------------
const MARKS = [...ROLES, "target", "citation", "field", "rule"];
const hiddenMarks = new Set();

function docMarks(i) {
  const marks = [], add = (kind, span, make) => { if (span[0] >= 0 && span[1] > span[0]) marks.push({ kind, s: span[0], e: span[1], make }); };
  const d = V.docs[i];
  for (const p of X.docParts.get(i) || []) {
    add(p.key, p.span, (open) => fold([badge(p.key), " ", p.a >= 0 ? agencyLink(p.a) : p.surface, " ", p.inferred && inferredBadge(), p.m >= 0 && h("span", { class: "sub" }, measureLink(V.measures[p.m]))], () => partEvidence(p), open));
  }
  const rules = group((X.docParts.get(i) || []).filter((p) => p.rule[0] >= 0), (p) => p.rule.join("-"));
  for (const list of rules.values()) add("rule", list[0].rule, () => h("div", {}, h("p", {}, inferredBadge(), " ", t(list[0].basis)), h("p", { class: "muted small" }, `${list.length} ${t("parts")}`), shortList(list, (p) => partRow(p), 10)));
  for (const g of X.docTargets.get(i) || []) add("target", g.span, (open) => targetRow(g, open));
  for (const c of X.docCites.get(i) || []) add("citation", c.span, () => citeRow(c));
  for (const f of d.fields) add("field", [f[1], f[2]], () => h("p", {}, h("span", { class: "badge" }, t("field")), " ", f[0], h("span", { class: "rule-id" }, f[3])));
  return marks;
}

function reading(i, range, show) {
  const d = V.docs[i], text = d.text, marks = docMarks(i).filter((m) => !hiddenMarks.has(m.kind));
  if (text === null) return h("p", { class: "empty" }, t("noText"));
  const starts = new Map((X.docMeasures.get(i) || []).map((m) => [m.span[0], m]));
  const cuts = new Set([0, text.length]), sections = new Set(d.sections.map((s) => s[2])), titles = d.fields.filter((f) => f[0].endsWith("title"));
  for (const m of marks) { cuts.add(m.s); cuts.add(m.e); }
  if (range) { cuts.add(range[0]); cuts.add(range[1]); }
  for (let k = 0; k < text.length; k++) if (text[k] === "\n") { cuts.add(k); cuts.add(k + 1); }
  const order = [...cuts].sort((a, b) => a - b), byStart = [...marks].sort((a, b) => a.s - b.s);
  const article = h("article", { class: "reading", lang: "zh-CN" });
  let p = h("p"), next = 0, active = [];
  const close = () => { if (p.childNodes.length) article.append(p); p = h("p"); };
  for (let k = 0; k + 1 < order.length; k++) {
    const s = order[k], e = order[k + 1], piece = text.slice(s, e);
    if (piece === "\n") { close(); continue; }
    while (next < byStart.length && byStart[next].s <= s) active.push(byStart[next++]);
    active = active.filter((m) => m.e > s);
    if (sections.has(s)) p.classList.add("section");
    if (titles.some((f) => f[1] <= s && f[2] >= e)) p.classList.add("is-title");
    for (const at of starts.keys()) if (at >= s && at < e && !p.id) { p.id = "m-" + starts.get(at).id; p.classList.add("clause"); }
    const here = range && s >= range[0] && e <= range[1];
    if (!active.length && !here) { p.append(piece); continue; }
    const own = [...active], best = own.reduce((a, b) => (!a || b.e - b.s < a.e - a.s ? b : a), null);
    const open = () => { show(own); article.querySelectorAll(".open").forEach((n) => n.classList.remove("open")); node.classList.add("open"); };
    const node = h("mark", { class: [best && "m-" + best.kind, here && "here", own.some((m) => m.kind === "blanket") && "inferred"].filter(Boolean).join(" "), tabindex: best ? "0" : null, role: best ? "button" : null,
      onclick: best && open, onkeydown: best && ((ev) => (ev.key === "Enter" || ev.key === " ") && (ev.preventDefault(), open())) }, piece);
    if (here && own.length) article.first ||= own;
    p.append(node);
  }
  close();
  return article;
}

function texts(at) {
  const i = at.has("doc") ? X.docId.get(at.get("doc")) : V.docs.length ? 0 : undefined;
  if (i === undefined) return { node: h("div", { class: "page" }, h("p", { class: "empty" }, t("nothing"))) };
  const range = at.get("at") ? at.get("at").split("-").map(Number) : null, d = V.docs[i];
  const side = aside([h("p", { class: "muted" }, t("chooseMark")), docPanel(i)]);
  const show = (marks) => { if (marks.length) { side.querySelector(".aside-body").replaceChildren(...[markPanel(marks)].flat(4).filter(Boolean)); side.scrollTop = 0; } };
  const body = h("div", { class: "text-body", tabindex: "-1" });
  const draw = () => body.replaceChildren(h("h1", { class: "doc-title" }, d.title), d.number ? h("p", { class: "doc-number" }, d.number) : "", reading(i, range, show));
  const counts = group(docMarks(i), (m) => m.kind);
  const legend = h("div", { class: "marks", role: "group", "aria-label": t("marks") }, MARKS.filter((k) => counts.has(k)).map((k) => h("button", { type: "button", class: "chip", "aria-pressed": String(!hiddenMarks.has(k)),
    onclick: (e) => { if (hiddenMarks.has(k)) hiddenMarks.delete(k); else hiddenMarks.add(k); e.currentTarget.setAttribute("aria-pressed", String(!hiddenMarks.has(k))); draw(); } },
    h("i", { class: `swatch m-${k}` }), t(k), h("span", { class: "count" }, String(counts.get(k).length)))));
  draw();
  const list = h("nav", { class: "rail docs", "aria-label": t("documents") }, h("h3", {}, t("documents"), h("span", { class: "count" }, String(V.docs.length))),
    V.docs.slice(Math.max(0, Math.min(i - 100, V.docs.length - 300))).slice(0, 300).map((x) => h("a", { href: link({ doc: x.id }), "aria-current": x.i === i ? "page" : null }, x.title, h("span", { class: "sub" }, [x.number, regionShort(x.regionName), x.year].filter(Boolean).join(" · ")))));
  return { node: h("div", { class: "split three" }, list, h("div", { class: "text-pane" }, legend, body), side),
    later: () => {
      list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
      const here = body.querySelector(".here");
      if (here) { here.scrollIntoView({ block: "center" }); const article = body.querySelector("article"); if (article.first) show(article.first); }
    } };
}

function aside(content, empty) {
  return h("aside", { class: "panel", "aria-live": "polite", tabindex: "0", "aria-label": t("facts") }, h("div", { class: "aside-body" }, content || empty || h("p", { class: "muted" }, t("chooseMark"))));
}
