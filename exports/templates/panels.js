// The right-hand panel: facts of one agency, measure, target or document, each with its sentence.
function partRow(p, open) {
  const m = V.measures[p.m];
  const line = m ? [h("span", { class: "label" }, m.label), " ", m.title, " ", p.inferred && inferredBadge(), " ", measureDue(m)] : p.surface;
  return fold(line, () => [partEvidence(p), m && h("p", { class: "small onward" }, h("a", { href: link({ measure: measureKey(m) }) }, t("measure")), " · ", docLink(p.doc, docName(V.docs[p.doc])))], open);
}

function agencyPanel(i) {
  const a = V.agencies[i], parts = X.byAgency.get(i) || [];
  const many = new Set(parts.map((p) => p.doc)).size > 1;
  const partners = new Map();
  for (const [x, y, w] of V.networks.cooperation.edges) { if (x === i) partners.set(y, w); else if (y === i) partners.set(x, w); }
  const best = [...partners].sort((p, q) => q[1] - p[1] || p[0] - q[0]);
  const goals = [...new Set(parts.filter((p) => p.key !== "blanket").map((p) => p.m))].flatMap((m) => (m >= 0 && X.targetsOf.get(m)) || []);
  const others = a.aliases.filter((n) => n !== a.name);
  let first = true;
  return [
    h("p", { class: "eyebrow" }, [kindName(a.kind), a.fnName, a.regionName].filter(Boolean).join(" · ")),
    h("h2", {}, a.name),
    others.length > 0 && h("p", { class: "muted small" }, `${t("aliases")} ${others.slice(0, 6).join("、")}`),
    h("div", { class: "four" }, ROLES.map((key, k) => {
      const n = [a.led, a.joined, a.responsible, a.blanket][k];
      return h("a", { class: `stat r-${key}`, href: link({ view: "measures", agency: a.id, role: key }) }, h("b", {}, String(n)), h("span", {}, t(key)));
    })),
    h("p", { class: "muted small" }, standingBadges(a), " ", standingWords(a)),
    ROLES.map((key) => {
      const mine = parts.filter((p) => p.key === key);
      if (!mine.length) return null;
      let doc = -1;
      return [heading([badge(key)], mine.length), shortList(mine, (p) => {
        const title = many && p.doc !== doc ? h("p", { class: "group" }, docLink(p.doc, docName(V.docs[p.doc]))) : null;
        doc = p.doc;
        const row = partRow(p, first);
        first = false;
        return title ? h("div", {}, title, row) : row;
      })];
    }),
    goals.length > 0 && [heading(t("targetsOf"), goals.length), shortList(goals, targetRow, 5)],
    best.length > 0 && [heading(t("partners"), best.length), shortList(best, ([j, w]) => h("p", { class: "pair" }, agencyLink(j), h("span", { class: "muted" }, `${w} ${t("shared")}`)), 6)],
    a.parent >= 0 && [heading(t("parent")), h("p", {}, agencyLink(a.parent))],
    a.members.length > 0 && [heading(t("members"), a.members.length), shortList(a.members, (j) => h("p", {}, agencyLink(j)))],
  ];
}

const targetRow = (g, open) => fold([h("b", {}, g.indicator || g.text), " ", h("span", { class: "amount" }, amount(g)), " ", dueTag(g.due)],
  () => evidence(g.doc, g.span, "target", { by: g.rule }), open === true);

function measurePanel(i) {
  const m = V.measures[i], parts = X.byMeasure.get(i) || [], goals = X.targetsOf.get(i) || [];
  const cites = (X.docCites.get(m.doc) || []).filter((c) => c.m === i);
  let first = true;
  return [
    h("p", { class: "eyebrow" }, docLink(m.doc, docName(V.docs[m.doc])), m.section && ` · ${m.section}`),
    h("h2", {}, h("span", { class: "label" }, m.label), " ", m.title),
    m.by && h("p", {}, `${t("due")} `, measureDue(m)),
    m.status && progressBlock(m.status),
    findingsBlock(measureFindings(m)),
    heading(t("parts"), parts.length),
    parts.length ? parts.map((p) => {
      const open = first; first = false;
      return partFold(p, open);
    }) : h("p", { class: "muted" }, t("noAgency")),
    goals.length > 0 && [heading(t("targets"), goals.length), goals.map((g) => targetRow(g))],
    cites.length > 0 && [heading(t("parents"), cites.length), cites.map((c) => citeRow(c))],
    takesBlock(i),
    heading(t("text")), measureText(m),
  ];
}

/** What was last reported about a measure: kept apart from what documents say. */
const progressBlock = (s) => h("div", { class: "report" }, h("p", {}, s.colour && h("span", { class: `light p-${s.colour}` }, t("p_" + s.colour)), " ", h("span", { class: "muted small" }, [s.quarter, s.date, s.by].filter(Boolean).join(" · "))),
  h("dl", {}, [[t("progress"), s.progress], [t("problem"), s.problem], [t("nextStep"), s.next]].filter(([, v]) => v).map(([k, v]) => [h("dt", {}, k), h("dd", {}, v)])));

/** How children take a measure up, and what it takes up of its parents; each leads to its cell of the matrix. */
function takesBlock(i) {
  const cell = (c, m) => link({ view: "measures", show: "matrix", parent: V.docs[c.parent].id, cell: `${V.docs[c.child].id}|${V.measures[m].id}` });
  const down = X.uptake.get(i) || [], up = X.takes.get(i) || [], row = (c, u, doc) => h("p", { class: "pair" }, h("a", { href: cell(c, u[0]), title: u[5] }, docName(V.docs[doc])), h("span", { class: `tag k-${UPTAKE[u[1]]}` }, t("u_" + UPTAKE[u[1]])));
  return [down.length > 0 && [heading(t("takenUp"), down.length), down.map(([c, u]) => row(c, u, c.child))], up.length > 0 && [heading(t("takesUp"), up.length), up.map(([c, u]) => h("div", {}, row(c, u, c.parent), h("p", { class: "sub" }, V.measures[u[0]].title)))]];
}

function measureText(m) {
  const text = V.docs[m.doc].text;
  if (text === null) return h("p", { class: "muted small" }, t("noText"));
  return h("div", { class: "evidence" }, h("blockquote", { class: "quote" }, text.slice(m.span[0], Math.min(m.span[1], m.span[0] + 700)) + (m.span[1] - m.span[0] > 700 ? "…" : "")),
    h("p", { class: "whence" }, h("a", { href: link({ doc: V.docs[m.doc].id, at: m.span.join("-") }) }, t("source"))));
}

function citeRow(c, back) {
  const name = back ? docName(V.docs[c.doc]) : c.kind === "d" ? docName(V.docs[c.to]) : c.kind === "s" ? V.stubs[c.to].number || V.stubs[c.to].title : c.text;
  const to = back ? { doc: V.docs[c.doc].id, view: "lineage" } : c.kind === "d" ? { doc: V.docs[c.to].id, view: "lineage" } : c.kind === "s" ? { stub: V.stubs[c.to].id } : null;
  return fold([h("span", { class: `badge rel-${c.relation}` }, t(c.relation)), " ", name, " ",
    !back && c.kind === "s" && h("span", { class: "badge missing" }, t("missingShort"))], () => evidence(c.doc, c.span, "citation"), false, to, name);
}

function targetPanel(i) {
  const g = V.targets[i], parts = (X.byMeasure.get(g.measure) || []).filter((p) => g.measure >= 0);
  return [
    h("p", { class: "eyebrow" }, docLink(g.doc, docName(V.docs[g.doc])), ` · ${t("t_" + g.kind)}`),
    h("h2", {}, g.indicator || g.text), h("p", { class: "big-amount" }, amount(g)),
    h("dl", {}, [[t("due"), dueTag(g.due)], [t("baseline"), g.baseline], [t("clause"), g.measure >= 0 ? measureLink(V.measures[g.measure]) : g.section]]
      .filter(([, v]) => v).map(([k, v]) => [h("dt", {}, k), h("dd", {}, v)])),
    evidence(g.doc, g.span, "target", { by: g.rule }),
    X.seriesOf.has(i) && [heading(t("inSeries")), V.series[X.seriesOf.get(i)].filter((k) => k !== i).map((k) => h("p", { class: "pair" }, h("a", { href: link({ view: "targets", show: "series", open: k }) }, docName(V.docs[V.targets[k].doc])), h("span", {}, h("span", { class: "amount" }, amount(V.targets[k])), " ", dueTag(V.targets[k].due))))],
    parts.length > 0 && [heading(t("responsibles"), parts.length), parts.map((p) => partFold(p))],
  ];
}

function docFacts(d) {
  const values = [[t("number"), d.number, "number"], [t("type"), d.type, "type"], [t("issuer"), d.issuers.map(([a, name]) => h("div", {}, a >= 0 ? agencyLink(a, name) : name)), "issuers"],
    [t("region"), d.regionName, "region"], [t("signed"), d.signed, "date_signed"], [t("published"), d.published, "date_published"], [t("from"), d.from, "effective_from"],
    [t("until"), d.until, "effective_until"], [t("status"), d.status, "status"], [t("indexNumber"), d.indexNumber, "index_number"], [t("recipients"), d.recipients.join("、"), "recipients"], [t("file"), d.file]];
  const at = new Map(d.fields.map((f) => [f[0], f]));
  return h("dl", {}, values.filter(([, v]) => v && v.length).map(([k, v, field]) => {
    const f = at.get(field);
    return [h("dt", {}, k), h("dd", {}, v, f && h("a", { class: "to", href: link({ doc: d.id, at: `${f[1]}-${f[2]}` }), title: t("source"), "aria-label": t("source") }, "¶"))];
  }));
}

function docPanel(i, on = today()) {
  const d = V.docs[i], [state, reason] = statusOn(d, on), cites = (X.docCites.get(i) || []).filter((c) => !(c.kind === "d" && c.to === i)), back = X.citedBy.get("d" + i) || [];
  return [
    h("p", { class: "eyebrow" }, [d.level ? t(d.level) : t("noLevel"), d.regionName, d.year].filter(Boolean).join(" · ")),
    h("h2", { class: "serif" }, d.title),
    h("p", { class: "small" }, h("span", { class: "badge", style: { color: STATE_COLOURS[state] } }, stateName(state)), h("span", { class: "muted" }, ` ${on} · ${reason}`)),
    h("p", { class: "links" }, h("a", { href: link({ doc: d.id }) }, t("source")), h("a", { href: link({ view: "measures", doc: d.id }) }, `${t("measures")} ${(X.docMeasures.get(i) || []).length}`),
      h("a", { href: link({ view: "targets", doc: d.id }) }, `${t("targets")} ${(X.docTargets.get(i) || []).length}`), h("a", { href: link({ view: "agencies", net: "assignment", of: d.id }) }, t("assignment"))),
    docFacts(d),
    findingsBlock(docFindings(i)),
    cites.length > 0 && [heading(t("parents"), cites.length), shortList(cites, (c) => citeRow(c), 14)],
    back.length > 0 && [heading(t("children"), back.length), shortList(back, (c) => citeRow(c, true), 14)],
    d.warnings.length > 0 && [heading(t("warnings"), d.warnings.length), d.warnings.map((w) => h("p", { class: "warning" }, w[1], w[2] >= 0 && quote(i, [w[2], w[3]], "rule")))],
  ];
}

function stubPanel(i) {
  const s = V.stubs[i], back = X.citedBy.get("s" + i) || [];
  return [
    h("p", { class: "eyebrow" }, h("span", { class: "badge missing" }, t("missing"))),
    h("h2", { class: "serif" }, s.title ? `《${s.title}》` : s.number),
    h("p", { class: "muted small" }, t("missingNote")),
    h("dl", {}, [[t("number"), s.number], [t("issuer"), s.issuer], [t("level"), s.level && t(s.level)], [t("year"), s.year]].filter(([, v]) => v).map(([k, v]) => [h("dt", {}, k), h("dd", {}, String(v))])),
    heading(t("children"), back.length), back.map((c) => fold([h("span", { class: `badge rel-${c.relation}` }, t(c.relation)), " ", docName(V.docs[c.doc])], () => evidence(c.doc, c.span, "citation"), true, { doc: V.docs[c.doc].id }, docName(V.docs[c.doc]))),
  ];
}

function markPanel(marks) {
  return [h("h2", { class: "small-title" }, t("facts")), shortList(marks, (m, k) => m.make(k === 0), 12)];
}
