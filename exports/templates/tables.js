// The tables of measures and targets: filters are the address, and every row opens the panel at its side.
const names = (parts, keys, limit = 99) => { const all = parts.filter((p) => keys.includes(p.key)); return all.slice(0, limit).map((p) => (p.a >= 0 ? V.agencies[p.a].short : p.surface)).join("、") + (all.length > limit ? ` +${all.length - limit}` : ""); };
const has = (q, ...texts) => !q || texts.some((s) => s && s.toLowerCase().includes(q.toLowerCase()));
const FILTERS = ["doc", "agency", "role", "due", "q", "kind", "region", "topic", "basis", "years", "colour"];
const dueMatches = (due, wanted) => !wanted || (wanted === "any" ? Boolean(due) : (due || "").startsWith(wanted));

function filterBar(at, view, fields, count, list) {
  const change = (key) => (value) => go({ ...Object.fromEntries(at), view, [key]: value, open: "" });
  const active = FILTERS.some((k) => at.has(k));
  const input = h("input", { type: "search", value: at.get("q") || "", placeholder: t("filter"), "aria-label": t("filter"), onchange: (e) => change("q")(e.target.value) });
  const ids = (index, rows, key) => { const i = index.get(at.get(key)); return i === undefined ? at.get(key) : rows[i].id; }; // an address may say the name
  const years = [...new Set([...V.targets, ...V.measures].map((x) => x.due && x.due.slice(0, 4)).filter(Boolean))].sort();
  const keep = { view, show: at.get("show") };
  return [h("div", { class: "filters" }, inner(at, view), h("label", { class: "field grow" }, input), h("span", { class: "tally", role: "status" }, `${count} ${t("rows")}`), active && h("a", { class: "plain", href: link(keep) }, t("clear")), h("button", { type: "button", class: "plain", onclick: () => list().download() }, t("csv"))),
    h("div", { class: "filters" },
      select(t("document"), [["", t("anyDoc")], ...V.docs.map((d) => [d.id, docName(d)])], ids(X.docId, V.docs, "doc"), change("doc")),
      select(t("agency"), [["", t("anyAgency")], ...byLed().filter((a) => a.total).map((a) => [a.id, a.short])], ids(X.agencyId, V.agencies, "agency"), change("agency")),
      select(t("roles"), [["", t("anyRole")], ...ROLES.map((k) => [k, t(k)])], at.get("role"), change("role")),
      select(t("region"), regionChoices(), at.get("region"), change("region")),
      select(t("topic"), topicChoices(), at.get("topic"), change("topic")),
      fields.includes("kind") && select(t("kind"), [["", t("anyKind")], ...["target", "funding", "coverage"].map((k) => [k, t("t_" + k)])], at.get("kind"), change("kind")),
      fields.includes("colour") && V.measures.some((m) => m.status) && select(t("progress"), [["", t("anyProgress")], ...["red", "yellow", "green"].map((k) => [k, t("p_" + k)])], at.get("colour"), change("colour")),
      select(t("due"), [["", t("anyYear")], ["any", t("withDue")], ...years.map((y) => [y, y])], at.get("due"), change("due")))];
}

/** Whether the parts of a measure hold what the address asks of agency, role, topic and basis. */
function matchParts(parts, at) {
  const agency = at.get("agency") ? X.agencyId.get(at.get("agency")) : undefined, role = at.get("role"), topic = at.get("topic"), basis = at.get("basis");
  if (agency === undefined && !role && !topic && !basis) return true;
  return parts.some((p) => (agency === undefined || p.a === agency) && (!role || p.key === role) && (!topic || (p.a >= 0 && V.agencies[p.a].fnName === topic)) && (!basis || p.inferred === (basis === "inferred")));
}

const keepsDoc = (at) => { const doc = at.get("doc") ? X.docId.get(at.get("doc")) : undefined, region = at.get("region") || "", years = yearsOf(at); return (i) => (doc === undefined || i === doc) && within(V.docs[i].region, region) && inYears(i, years); };
function measureRows(at) {
  const keeps = keepsDoc(at), q = at.get("q"), colour = at.get("colour");
  return V.measures.filter((m) => { const ps = X.byMeasure.get(m.i) || []; return keeps(m.doc) && dueMatches(m.due, at.get("due")) && (!colour || (m.status && m.status.colour === colour)) && matchParts(ps, at) && has(q, m.title, m.section, names(ps, ROLES)); });
}
function targetRows(at) {
  const keeps = keepsDoc(at), q = at.get("q");
  return V.targets.filter((g) => keeps(g.doc) && (!at.get("kind") || g.kind === at.get("kind")) && dueMatches(g.due, at.get("due")) && matchParts((g.measure >= 0 && X.byMeasure.get(g.measure)) || [], at) && has(q, g.indicator, g.text, g.section));
}

const progressTag = (m) => m.status && m.status.colour && h("span", { class: `light p-${m.status.colour}`, title: [t("p_" + m.status.colour), m.status.date, m.status.by].filter(Boolean).join(" · ") }, t("p_" + m.status.colour));

function measures(at) {
  if (at.get("show") === "matrix") return matrix(at);
  const rows = measureRows(at), here = Object.fromEntries(at), open = X.measureId.get(at.get("measure")), own = (m) => X.byMeasure.get(m.i) || [];
  const list = table([
    { key: "no", head: t("no"), get: (m) => m.label, cls: "label", width: "62px" },
    { key: "title", head: t("measure"), get: (m) => m.title, cell: (m) => [h("a", { href: link({ ...here, view: "measures", measure: measureKey(m) }) }, m.title), " ", progressTag(m), h("span", { class: "sub" }, at.has("doc") ? m.section : docName(V.docs[m.doc]))] },
    { key: "lead", head: t("lead"), get: (m) => names(own(m), ["lead"]), cell: (m) => names(own(m), ["lead"], 2), cls: "lead-cell", width: "17%" },
    { key: "others", head: t("others"), get: (m) => names(own(m), ["participant", "responsible"]), cell: (m) => names(own(m), ["participant", "responsible"], 3), width: "24%" },
    { key: "due", head: t("due"), get: (m) => m.by, cell: measureDue, width: "92px" },
    { key: "targets", head: t("targets"), get: (m) => (X.targetsOf.get(m.i) || []).length, num: true, width: "60px" },
  ], rows, { name: t("measures"), chosen: (m) => m.i === open, onrow: (m) => go({ ...here, view: "measures", measure: measureKey(m) }) });
  return { node: h("div", { class: "split" }, h("div", { class: "page tabular" }, filterBar(at, "measures", ["colour"], rows.length, () => list), list), aside(open !== undefined ? measurePanel(open) : null, [h("p", { class: "lede" }, t("chooseRow"))])) };
}

/** The choices inside a tab. */
const INNER = { measures: [["", "table"], ["matrix", "matrix"]], targets: [["", "table"], ["timeline", "timeline"], ["series", "series"]] };
const inner = (at, view) => segments(t(view), INNER[view].map(([key, word]) => [key, t(word)]), at.get("show") || "", (show) => ({ ...Object.fromEntries([...at].filter(([k]) => FILTERS.includes(k))), view, show }));

function targets(at) {
  if (at.get("show") === "timeline") return timeline(at);
  if (at.get("show") === "series") return series(at);
  const open = at.get("open") ? Number(at.get("open")) : undefined, here = Object.fromEntries(at), rows = targetRows(at), own = (g) => (g.measure >= 0 && X.byMeasure.get(g.measure)) || [];
  const who = (g, n) => names(own(g), ["lead"], n) || names(own(g), ["responsible"], n);
  const list = table([
    { key: "indicator", head: t("indicator"), get: (g) => g.indicator, cell: (g) => [h("a", { href: link({ ...here, view: "targets", open: g.i }) }, g.indicator || g.text), !at.has("doc") && h("span", { class: "sub" }, docName(V.docs[g.doc]))].filter(Boolean) },
    { key: "value", head: t("value"), get: (g) => amount(g), cls: "amount", width: "130px" },
    { key: "due", head: t("due"), get: (g) => g.due, cell: (g) => dueTag(g.due), width: "92px" },
    { key: "who", head: t("responsibles"), get: (g) => who(g, 99), cell: (g) => who(g, 2), width: "20%" },
    { key: "clause", head: t("clause"), get: (g) => (g.measure >= 0 ? V.measures[g.measure].title : g.section), width: "25%" },
    { key: "kind", head: t("kind"), get: (g) => t("t_" + g.kind), width: "80px" },
  ], rows, { name: t("targets"), chosen: (g) => g.i === open, onrow: (g) => go({ ...here, view: "targets", open: g.i }) });
  return { node: h("div", { class: "split" }, h("div", { class: "page tabular" }, filterBar(at, "targets", ["kind"], rows.length, () => list), list), aside(open !== undefined && V.targets[open] ? targetPanel(open) : null, [h("p", { class: "lede" }, t("chooseRow"))])) };
}
