// The check-up as it was last saved: what is wrong, the words that show it, what to do.
const SEVERITIES = ["error", "warning", "note"];
const severityBadge = (severity) => h("span", { class: `badge s-${severity}` }, t("s_" + severity));

function indexFindings(view) {
  const { rules, found } = view.findings || { rules: [], found: [] };
  const list = found.map(([s, r, doc, message, remedy, places], i) => ({ i, severity: SEVERITIES[s], rule: rules[r], doc, message, remedy, places }));
  return { list, byDoc: group(list, (f) => f.doc) };
}

/** A finding that opens to its words, those it is at odds with, and the remedy. */
function findingRow(f, open = false, named = false) {
  const [place] = f.places, sub = [f.rule[1 + language], named && f.doc >= 0 && docName(V.docs[f.doc])].filter(Boolean).join(" · ");
  return fold([severityBadge(f.severity), " ", f.message, h("span", { class: "sub" }, sub)],
    () => [...f.places.filter(([doc]) => doc >= 0).map(([doc, ...span], k) => evidence(doc, span, "finding", { by: k === 0 && f.rule[0] })), h("p", { class: "remedy" }, h("b", {}, t("remedy")), " ", f.remedy)],
    open, place && place[0] >= 0 ? { doc: V.docs[place[0]].id, at: `${place[1]}-${place[2]}` } : null, f.message);
}

const findingsBlock = (list) => list.length > 0 && [heading(t("findings"), list.length), shortList(list, (f) => findingRow(f), 8)];
const docFindings = (i) => X.findings.byDoc.get(i) || [];
/** What was found within a measure. */
const measureFindings = (m) => docFindings(m.doc).filter(({ places: [place] }) => place && place[0] === m.doc && place[1] >= m.span[0] && place[2] <= m.span[1]);

/** All findings, by severity and rule; nothing where no check-up was saved. */
function findingsCard(at) {
  if (!V.findings) return null;
  const value = { severity: (f) => f.severity, check: (f) => f.rule[0] }, say = { severity: (f) => t("s_" + f.severity), check: (f) => f.rule[1 + language] };
  const here = (key) => at.get(key) || "", chosen = X.findings.list.filter((f) => Object.keys(value).every((k) => !here(k) || value[k](f) === here(k)));
  const keep = Object.fromEntries(Object.keys(value).map((k) => [k, here(k)]));
  const chips = Object.keys(value).map((key) => h("div", { class: "chips", role: "group", "aria-label": t(key) }, h("span", { class: "muted" }, t(key)),
    [...group(X.findings.list, value[key])].map(([v, list]) => h("a", { class: "chip", "aria-current": here(key) === v ? "true" : null, href: link({ view: "overview", ...keep, [key]: here(key) === v ? "" : v, to: "findings" }) }, say[key](list[0]), h("span", { class: "count" }, String(list.length))))));
  return h("section", { class: "card full", id: "findings" }, h("h2", {}, t("findings"), h("small", {}, t("findingsNote"))),
    X.findings.list.length ? [...chips, h("p", { class: "tally", role: "status" }, `${chosen.length} ${t("rows")}`), shortList(chosen, (f) => findingRow(f, false, true), 12)] : h("p", { class: "empty" }, t("noFindings")));
}
