// Questions with blanks, answered from the page's own data; the SPARQL shown asks the graph (kg query) for the same rows.
/** Agencies whose name or printed names hold a text, as the query's CONTAINS does. */
const agenciesNamed = (text) => V.agencies.filter((a) => text && (a.name.includes(text) || a.aliases.some((n) => n.includes(text))));
const partsOf = (text, role) => agenciesNamed(text).flatMap((a) => [...group((X.byAgency.get(a.i) || []).filter((p) => p.role === role && p.m >= 0), (p) => `${p.m} ${p.basis}`).values()].map((list) => ({ a, p: list[0], m: V.measures[list[0].m] })));
const firstDue = (m) => [m.due, ...(X.targetsOf.get(m.i) || []).map((g) => g.due)].filter(Boolean).sort()[0];
const measureText1 = (m) => (V.docs[m.doc].text === null ? "" : V.docs[m.doc].text.slice(m.span[0], m.span[1]));

const C = {
  due: { key: "due", head: () => t("due"), get: (r) => r.due, cell: (r) => dueTag(r.due), width: "92px" },
  agency: { key: "agency", head: () => t("agency"), get: (r) => r.a.name, cell: (r) => agencyLink(r.a.i), width: "19%" },
  measure: { key: "measure", head: () => t("measure"), get: (r) => (r.m ? r.m.title : ""), cell: (r) => r.m && [h("span", { class: "label" }, r.m.label), " ", measureLink(r.m)] },
  doc: { key: "doc", head: () => t("document"), get: (r) => docName(V.docs[r.m ? r.m.doc : r.doc]), cell: (r) => docLink(r.m ? r.m.doc : r.doc, docName(V.docs[r.m ? r.m.doc : r.doc])), width: "24%" },
  basis: { key: "basis", head: () => t("basis"), get: (r) => (r.p.inferred ? t("inferred") : t("stated")), cell: (r) => (r.p.inferred ? inferredBadge() : h("span", { class: "badge" }, t("stated"))), width: "76px" },
};
const QUESTIONS = {
  "leads-due": { fields: ["agency", "year"], columns: [C.due, C.agency, C.measure, C.doc], rows: ({ agency, year }) => agenciesNamed(agency).flatMap((a) => [...new Set((X.byAgency.get(a.i) || []).filter((p) => p.role === "lead" && p.m >= 0).map((p) => p.m))].map((i) => ({ a, m: V.measures[i], due: firstDue(V.measures[i]) }))).filter((r) => r.due && year && r.due.slice(0, 4) <= year).sort((x, y) => (x.due < y.due ? -1 : x.due > y.due ? 1 : 0)) },
  leads: { fields: ["agency"], columns: [C.agency, C.measure, C.basis, C.doc], rows: ({ agency }) => partsOf(agency, "lead") },
  joins: { fields: ["agency"], columns: [C.agency, C.measure, C.basis, C.doc], rows: ({ agency }) => partsOf(agency, "participant") },
  "co-responsibility": { fields: ["agency"], columns: [C.agency, { key: "other", head: () => t("partners"), get: (r) => r.b.name, cell: (r) => agencyLink(r.b.i) }, { key: "n", head: () => t("shared"), get: (r) => r.n, num: true, width: "110px" }],
    rows: ({ agency }) => agenciesNamed(agency).flatMap((a) => [...group([...new Set((X.byAgency.get(a.i) || []).map((p) => p.m))].filter((m) => m >= 0).flatMap((m) => [...new Set(X.byMeasure.get(m).map((p) => p.a))].filter((b) => b >= 0 && b !== a.i)), (b) => b)].map(([b, list]) => ({ a, b: V.agencies[b], n: list.length }))).sort((x, y) => y.n - x.n) },
  due: { fields: ["year"], columns: [C.due, { key: "what", head: () => t("name"), get: (r) => r.what, cell: (r) => h("a", { href: link(r.to) }, r.what) }, { key: "who", head: () => t("responsibles"), get: (r) => r.who, width: "26%" }, C.doc],
    rows: ({ year }) => (year ? dues() : []).filter((d) => d.due.startsWith(year)).map((d) => ({ due: d.due, what: d.title, to: d.to, doc: d.doc, who: names(X.byMeasure.get(d.measure) || [], ["lead"]) || names(X.byMeasure.get(d.measure) || [], ["responsible"]) })).sort((x, y) => (x.due < y.due ? -1 : x.due > y.due ? 1 : 0)) },
  implements: { fields: ["number"], columns: [C.doc, { key: "title", head: () => t("document"), get: (r) => V.docs[r.doc].title, cell: (r) => docLink(r.doc) }, C.measure], rows: ({ number }) => X.citations.filter((c) => c.relation === "implements" && c.kind && number && rowOf(c.kind + c.to).number === number).map((c) => ({ doc: c.doc, m: V.measures[c.m] })) },
  unassigned: { fields: [], columns: [C.measure, C.doc], rows: () => V.measures.filter((m) => !(X.byMeasure.get(m.i) || []).some((p) => p.a >= 0)).map((m) => ({ m })) },
  search: { fields: ["text"], columns: [C.measure, C.doc, { key: "who", head: () => t("lead"), get: (r) => names(X.byMeasure.get(r.m.i) || [], ["lead"]), width: "24%" }], rows: ({ text }) => (text ? V.measures.filter((m) => measureText1(m).includes(text)).map((m) => ({ m })) : []) },
  stubs: { fields: [], columns: [{ key: "title", head: () => t("document"), get: (r) => r.s.title || r.s.number, cell: (r) => h("a", { href: link({ stub: r.s.id }) }, r.s.title || r.s.number) }, { key: "number", head: () => t("number"), get: (r) => r.s.number, width: "24%" }, { key: "n", head: () => t("citedTimes"), get: (r) => r.s.citedBy.length, num: true, width: "100px" }], rows: () => V.stubs.map((s) => ({ s })).sort((a, b) => b.s.citedBy.length - a.s.citedBy.length) },
};

/** A query with its parameters as literals, as kg query binds them. */
const boundQuery = (q, given) => q.params.reduce((text, [name]) => (given[name] ? text.replace(new RegExp(`VALUES\\s+\\?param_${name}\\s*\\{\\s*UNDEF\\s*\\}`), () => `VALUES ?param_${name} { "${given[name].replace(/[\\"]/g, "\\$&").replace(/[\n\r\t]/g, " ")}" }`) : text), q.text.replace(/^(#.*\n|\s*\n)+/, ""));

function questionField(name, value, change) {
  if (name === "year") { const years = [...new Set(dues().map((d) => d.due.slice(0, 4)))].sort(); return h("select", { "aria-label": t("year"), onchange: (e) => change(e.target.value) }, years.map((y) => h("option", { value: y, selected: y === value }, y))); }
  if (name === "number") { const all = [...new Set(X.citations.filter((c) => c.relation === "implements" && c.kind).map((c) => rowOf(c.kind + c.to).number).filter(Boolean))].sort(); return h("select", { "aria-label": t("number"), onchange: (e) => change(e.target.value) }, all.map((y) => h("option", { value: y, selected: y === value }, y))); }
  const list = name === "agency" ? h("datalist", { id: "blank-agencies" }, byLed().filter((a) => a.total).slice(0, 800).map((a) => h("option", { value: a.name }))) : null;
  return h("span", {}, h("input", { type: "search", value: value || "", list: list && "blank-agencies", "aria-label": t(name === "agency" ? "agency" : "words"), autocomplete: "off", onchange: (e) => change(e.target.value.trim()) }), list);
}

/** What stands in a blank that the reader has not filled: the busiest agency, the year with most deadlines. */
function usual(name) {
  if (name === "agency") return byLed()[0]?.name || "";
  if (name === "year") { const years = [...group(dues(), (d) => d.due.slice(0, 4))].sort((a, b) => b[1].length - a[1].length); return years.length ? years[0][0] : ""; }
  if (name === "number") return [...group(X.citations.filter((c) => c.relation === "implements" && c.kind), (c) => rowOf(c.kind + c.to).number)].filter(([n]) => n).sort((a, b) => b[1].length - a[1].length)[0]?.[0] || "";
  return V.measures.length ? "平台" : "";
}

function questions(at) {
  const name = QUESTIONS[at.get("ask")] ? at.get("ask") : "leads-due", q = QUESTIONS[name], source = V.questions.find((x) => x.name === name);
  const given = Object.fromEntries(q.fields.map((f) => [f, at.get(f) ?? usual(f)]));
  const change = (f) => (value) => go({ view: "questions", ask: name, ...given, [f]: value });
  const sentence = t("q_" + name).split(/\{(\w+)\}/).map((piece, k) => (k % 2 ? questionField(piece, given[piece], change(piece)) : piece));
  const rows = q.rows(given), sparql = boundQuery(source, given);
  const list = table(q.columns.map((c) => ({ ...c, head: c.head() })), rows, { name: source.title });
  const copy = h("button", { type: "button", class: "plain", onclick: async () => { try { await navigator.clipboard.writeText(sparql); copy.textContent = t("copied"); } catch { getSelection().selectAllChildren(code); } } }, t("copy"));
  const code = h("pre", { class: "sparql", tabindex: "0" }, sparql), params = q.fields.filter((f) => given[f]).map((f) => ` -p ${f}=${given[f]}`).join("");
  const rail = h("nav", { class: "rail docs", "aria-label": t("questions") }, h("h3", {}, t("templates")), Object.keys(QUESTIONS).map((key) => h("a", { href: link({ view: "questions", ask: key, ...(q.fields.includes("agency") && QUESTIONS[key].fields.includes("agency") ? { agency: given.agency } : {}) }), "aria-current": key === name ? "page" : null }, t("q_" + key).replace(/\{(\w+)\}/g, (_, f) => `〔${t("blank_" + f)}〕`))));
  return { node: h("div", { class: "split three wide-side" }, rail, h("div", { class: "page tabular" }, h("h1", { class: "sentence" }, sentence), h("p", { class: "ranking-bar flat" }, h("span", { class: "tally", role: "status" }, `${rows.length} ${t("rows")}`), h("button", { type: "button", class: "plain", onclick: () => list.download() }, t("csv"))), list),
    aside([h("h2", { class: "small-title" }, "SPARQL"), h("p", { class: "muted small" }, t("sparqlNote")), h("p", {}, h("code", {}, `kg query ${source.title}${params}`)), code, h("p", {}, copy)])) };
}
