// The embedded view model, and the indexes that the views need.
async function readData() {
  const holder = document.getElementById("data");
  let text = holder.textContent;
  if (holder.dataset.encoding === "gzip") {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  }
  holder.remove();
  return JSON.parse(text);
}

const ROLES = ["lead", "participant", "responsible", "blanket"];
let V, X; // the view model and its indexes, set once when the page opens

const sum = (list) => list.reduce((a, b) => a + b, 0);
const group = (list, key) => { const m = new Map(); for (const x of list) push(m, key(x), x); return m; };
function push(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value); else map.set(key, [value]);
}

function indexData(view) {
  const x = { parts: [], citations: [], byMeasure: new Map(), byAgency: new Map(), targetsOf: new Map(), docMeasures: new Map(),
    docTargets: new Map(), docParts: new Map(), docCites: new Map(), citedBy: new Map(), agencyId: new Map(), docId: new Map(), stubId: new Map(), measureId: new Map() };
  view.parts.forEach((p, i) => {
    const part = { i, m: p[0], a: p[1], role: p[2], basis: p[3], span: [p[4], p[5]], rule: [p[6], p[7]], surface: p[8], by: p[9], doc: p[10],
      key: p[3] === "default_clause" ? "blanket" : p[2], inferred: p[3] !== "stated" };
    x.parts.push(part);
    push(x.byMeasure, part.m, part); push(x.byAgency, part.a, part); push(x.docParts, part.doc, part);
  });
  view.citations.forEach((c, i) => {
    const cite = { i, doc: c[0], kind: c[1], to: c[2], relation: c[3], span: [c[4], c[5]], text: c[6], m: c[7] };
    x.citations.push(cite);
    push(x.docCites, cite.doc, cite);
    if (cite.kind && !(cite.kind === "d" && cite.to === cite.doc)) push(x.citedBy, cite.kind + cite.to, cite);
  });
  view.measures.forEach((m, i) => { m.i = i; push(x.docMeasures, m.doc, m); x.measureId.set(`${view.docs[m.doc].id}.${m.id}`, i); });
  view.targets.forEach((g, i) => { g.i = i; push(x.targetsOf, g.measure, g); push(x.docTargets, g.doc, g); });
  for (const m of view.measures) m.by = m.due || (x.targetsOf.get(m.i) || []).map((g) => g.due).filter(Boolean).sort()[0] || null; // else the first of its targets'
  view.agencies.forEach((a, i) => { a.i = i; a.total = a.led + a.joined + a.responsible + a.blanket; x.agencyId.set(a.name, i); });
  view.agencies.forEach((a, i) => x.agencyId.set(a.id, i));
  view.docs.forEach((d, i) => { d.i = i; x.docId.set(d.id, i); if (d.number && !x.docId.has(d.number)) x.docId.set(d.number, i); });
  view.stubs.forEach((s, i) => { s.i = i; x.stubId.set(s.id, i); });
  x.regions = new Set(view.regions.map(([code]) => code).filter((code) => view.agencies.some((a) => within(a.region, code)) || view.docs.some((d) => within(d.region, code))));
  x.uptake = new Map(); // of a parent's measure: [comparison, row] of each child; of a child's: what it takes up
  x.takes = new Map();
  view.comparisons.forEach((c) => c.ups.forEach((up) => { push(x.uptake, up[0], [c, up]); up[4].forEach((m) => push(x.takes, m, [c, up])); }));
  x.findings = indexFindings(view);
  x.seriesOf = new Map();
  view.series.forEach((list, k) => list.forEach((g) => x.seriesOf.set(g, k)));
  return x;
}

const STOP = /[。！？；\n]/;
/** The sentence around a span: [before, mention, after], shortened where it runs long. */
function sentence(doc, [start, end], reach = 110) {
  const text = V.docs[doc].text;
  if (text === null || start < 0) return null;
  let from = start, to = end;
  while (from > 0 && start - from < reach && !STOP.test(text[from - 1])) from--;
  while (to < text.length && to - end < reach && !STOP.test(text[to])) to++;
  const open = from > 0 && !STOP.test(text[from - 1]), cut = to < text.length && !STOP.test(text[to]);
  if (!cut && to < text.length && text[to] !== "\n") to++;
  return [(open ? "…" : "") + text.slice(from, start).trimStart(), text.slice(start, end), text.slice(end, to).trimEnd() + (cut ? "…" : "")];
}

const measureKey = (m) => `${V.docs[m.doc].id}.${m.id}`;
const docName = (d) => d.number || d.title;
const regionShort = (name) => (name ? name.replace(/^.+?(?:省|自治区)(?=.)/, "").replace(/^.+?[市州盟](?=.+[县区市旗]$)/, "") : "");
const dueEnd = (due) => (due.length === 4 ? `${due}-12-31` : due.length === 7 ? `${due}-31` : due);
const isPast = (due) => dueEnd(due) < today();
function amount(g) {
  const sign = (language ? CMP_EN : CMP)[g.cmp] || "";
  return `${sign}${g.value}${g.upper === null ? "" : "–" + g.upper}${g.unit ? (/^[%‰％]/.test(g.unit) ? "" : " ") + g.unit : ""}`;
}
const today = () => new Date().toISOString().slice(0, 10);
/** [state, reason, since] of a document on a day, from the days on which its status changes. */
const statusOn = (d, day) => { let found = d.states[0]; for (const state of d.states) if (state[0] <= day) found = state; return [found[1], found[2], found[0]]; };
const kindName = (kind) => t("k_" + kind);
const link = (parameters) => "#" + Object.entries(parameters).filter(([, v]) => v !== undefined && v !== null && v !== "")
  .map(([k, v]) => `${k}=${encodeURIComponent(v)}`).join("&");
