// The comparison matrix: measures of a parent down, documents that carry it out across, what became of each in the cell.
const UPTAKE = ["implemented", "refined", "partial", "missing", "added"];

function matrix(at) {
  const here = Object.fromEntries(at), parents = [...group(V.comparisons, (c) => c.parent)], of = at.get("parent") ? X.docId.get(at.get("parent")) : undefined;
  const [parent, list] = parents.find(([p]) => p === of) || [...parents].sort((a, b) => b[1].length - a[1].length)[0] || [];
  const nav = inner(at, "measures");
  if (parent === undefined) return { node: h("div", { class: "split" }, h("div", { class: "page tabular" }, h("div", { class: "filters" }, nav), h("p", { class: "empty" }, t("noComparison"))), aside(null, [h("p", { class: "lede" }, t("matrixNote"))])) };
  const chosen = (at.get("cell") || "").split("|"), to = (c, key) => ({ view: "measures", show: "matrix", parent: V.docs[parent].id, kind: at.get("kind"), cell: `${V.docs[c.child].id}|${key}` });
  const ups = new Map(list.map((c) => [c, new Map(c.ups.map((up) => [up[0], up]))])), kind = at.get("kind");
  const rows = (X.docMeasures.get(parent) || []).filter((m) => !kind || list.some((c) => UPTAKE[ups.get(c).get(m.i)[1]] === kind));
  const cell = (c, m) => { const up = ups.get(c).get(m.i), name = UPTAKE[up[1]], on = chosen[0] === V.docs[c.child].id && chosen[1] === m.id; return h("td", {}, h("a", { class: `take k-${name}${on ? " on" : ""}`, href: link(to(c, m.id)), title: up[5] }, t("u_" + name), up[4].length > 0 && h("span", { class: "take-sub" }, up[4].map((i) => V.measures[i].label || V.measures[i].title.slice(0, 6)).join(" ")))); };
  const heads = [h("th", { scope: "col" }, h("span", { class: "th-pad" }, docName(V.docs[parent]))), ...list.map((c) => h("th", { scope: "col", style: { width: `${Math.max(128, Math.min(230, 480 / list.length))}px` } }, h("span", { class: "th-pad", title: V.docs[c.child].title }, regionShort(V.docs[c.child].regionName), h("span", { class: "sub" }, docName(V.docs[c.child])))))];
  const total = h("tr", { class: "totals" }, h("th", { scope: "row" }, t("total")), list.map((c) => h("td", {}, UPTAKE.map((name, k) => [name, k === 4 ? c.adds.length : c.ups.filter((up) => up[1] === k).length]).filter(([, n]) => n).map(([name, n]) => h("span", { class: `tag k-${name}` }, `${t("u_" + name)} ${n}`)))));
  const added = h("tr", {}, h("th", { scope: "row" }, t("addedRow")), list.map((c) => h("td", {}, c.adds.length ? h("a", { class: `take k-added${chosen[0] === V.docs[c.child].id && chosen[1] === "+" ? " on" : ""}`, href: link(to(c, "+")) }, `${t("u_added")} ${c.adds.length}`) : "—")));
  const grid = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": t("matrix") }, h("table", { class: "matrix" }, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, total, rows.map((m) => h("tr", {}, h("th", { scope: "row" }, h("span", { class: "label" }, m.label), " ", h("a", { href: link({ measure: measureKey(m) }) }, m.title)), list.map((c) => cell(c, m)))), added)));
  const download = () => csv(t("matrix") + ".csv", [t("no"), t("measure"), ...list.flatMap((c) => [docName(V.docs[c.child]), t("why")])], rows.map((m) => [m.label, m.title, ...list.flatMap((c) => { const up = ups.get(c).get(m.i); return [t("u_" + UPTAKE[up[1]]), up[5]]; })]));
  const bar = h("div", { class: "filters" }, nav, select(t("parentDoc"), parents.map(([p, l]) => [V.docs[p].id, `${docName(V.docs[p])}（${l.length}）`]), V.docs[parent].id, (v) => go({ view: "measures", show: "matrix", parent: v })),
    select(t("uptake"), [["", t("anyKind")], ...UPTAKE.slice(0, 4).map((k) => [k, t("u_" + k)])], kind, (v) => go({ ...here, view: "measures", show: "matrix", kind: v })),
    h("span", { class: "tally", role: "status" }, `${rows.length} ${t("rows")}`), h("button", { type: "button", class: "plain", onclick: download }, t("csv")));
  return { node: h("div", { class: "split" }, h("div", { class: "page tabular" }, bar, grid), aside(cellPanel(list, chosen), [h("p", { class: "lede" }, t("matrixNote")), V.uncompared > 0 && h("p", { class: "warning" }, `${V.uncompared} ${t("uncompared")}`), h("dl", { class: "kinds" }, UPTAKE.map((k) => [h("dt", {}, h("span", { class: `tag k-${k}` }, t("u_" + k))), h("dd", {}, t(k + "Means"))])), list.filter((c) => c.remark).map((c) => h("p", { class: "warning" }, docName(V.docs[c.child]), "：", c.remark))])) };
}

/** Both measures of a cell side by side, why it is so, and their targets; or what the child adds. */
function cellPanel(list, [child, key]) {
  const c = list.find((x) => V.docs[x.child].id === child);
  if (!c) return null;
  const head = h("p", { class: "eyebrow" }, docLink(c.parent, docName(V.docs[c.parent])), " → ", docLink(c.child, docName(V.docs[c.child])));
  if (key === "+") return [head, h("h2", {}, `${t("u_added")} ${c.adds.length}`), shortList(c.adds, ([m, , , why]) => fold([h("span", { class: "label" }, V.measures[m].label), " ", V.measures[m].title], () => [h("p", { class: "small muted" }, why), measureText(V.measures[m])], false, { measure: measureKey(V.measures[m]) }, V.measures[m].title), 20)];
  const up = c.ups.find((u) => V.measures[u[0]].id === key);
  if (!up) return null;
  const [m, k, score, nearest, takers, why, rows] = up;
  return [head, h("h2", {}, h("span", { class: "label" }, V.measures[m].label), " ", V.measures[m].title), h("p", {}, h("span", { class: `tag k-${UPTAKE[k]}` }, t("u_" + UPTAKE[k])), " ", h("span", { class: "muted small" }, `${t("alike")} ${score.toFixed(2)}`)), h("p", { class: "reason" }, why),
    rows.length > 0 && [heading(t("targets"), rows.length), h("table", { class: "versus" }, h("thead", {}, h("tr", {}, [t("parentDoc"), t("childDoc"), t("verdict")].map((x) => h("th", { scope: "col" }, h("span", { class: "th-pad" }, x))))), h("tbody", {}, rows.map(([p, q, verdict, note]) => h("tr", {}, [p, q].map((g) => h("td", {}, g >= 0 ? [h("a", { href: link({ view: "targets", open: g }) }, V.targets[g].indicator), " ", h("span", { class: "amount" }, amount(V.targets[g])), " ", dueTag(V.targets[g].due)] : "—")), h("td", {}, h("span", { class: "badge", title: note }, t("v_" + verdict)), note && h("span", { class: "sub" }, note)))))) ],
    heading(t("parentDoc")), measureText(V.measures[m]),
    takers.length ? [heading(t("childDoc"), takers.length), takers.map((i) => h("div", {}, h("p", { class: "group" }, h("span", { class: "label" }, V.measures[i].label), " ", measureLink(V.measures[i])), measureText(V.measures[i])))] : nearest >= 0 && [heading(t("nearest")), h("p", { class: "group" }, measureLink(V.measures[nearest])), measureText(V.measures[nearest])]];
}
