// Targets in time, and one indicator across documents.
/** A day as a share of its year, from the end of what is named: a year ends in December. */
const moment = (due) => { const [y, m, d] = dueEnd(due).split("-").map(Number); return y + (m - 1 + d / 31) / 12; };

/** The timeline: documents as lanes, deadlines as points; a point opens its target or measure. */
function timeline(at) {
  const open = at.get("open") ? Number(at.get("open")) : undefined, here = Object.fromEntries(at), points = [...targetRows(at).filter((g) => g.due).map((g) => ({ due: g.due, doc: g.doc, kind: "g", title: `${g.indicator || g.text} ${amount(g)}`, to: { ...here, view: "targets", measure: "", open: g.i }, on: open === g.i })),
    ...(at.get("kind") ? [] : measureRows(at).filter((m) => m.due).map((m) => ({ due: m.due, doc: m.doc, kind: "m", title: m.title, to: { ...here, view: "targets", open: "", measure: measureKey(m) }, on: at.get("measure") === measureKey(m) })))];
  const task = X.measureId.get(at.get("measure")), side = aside(open !== undefined && V.targets[open] ? targetPanel(open) : task !== undefined ? measurePanel(task) : null, [h("p", { class: "lede" }, t("timelineNote")), h("p", { class: "legend" }, h("span", {}, h("i", { class: "swatch of-g" }), t("target")), h("span", {}, h("i", { class: "swatch of-m" }), t("measure")))]);
  const years = [...new Set(points.map((p) => Number(p.due.slice(0, 4))))].sort(), first = years[0], last = years[years.length - 1] + 1, share = (x) => `${(100 * (x - first)) / (last - first)}%`;
  const now = moment(today()), lanes = [...group(points, (p) => p.doc)].sort((a, b) => (V.docs[a[0]].year || 0) - (V.docs[b[0]].year || 0) || a[0] - b[0]);
  const lane = ([doc, list]) => h("div", { class: "lane", role: "listitem" }, h("a", { class: "lane-name", href: link({ view: "targets", show: "timeline", doc: V.docs[doc].id }), title: V.docs[doc].title }, docName(V.docs[doc]), V.docs[doc].number && h("span", { class: "sub" }, V.docs[doc].title)),
    h("div", { class: "lane-track" }, [...group(list, (p) => dueEnd(p.due))].map(([day, same]) => h("div", { class: "stack-of", style: { left: share(moment(day)) } }, same.slice(0, 24).map((p) => h("a", { class: `point of-${p.kind}${isPast(p.due) ? " past" : ""}${p.on ? " on" : ""}`, href: link(p.to), title: `${p.due}  ${p.title}`, "aria-label": `${p.due} ${p.title}` })), same.length > 24 && h("span", { class: "small muted" }, `+${same.length - 24}`))),
      now >= first && now <= last && h("i", { class: "now", style: { left: share(now) } })));
  const ticks = years.length ? Array.from({ length: last - first + 1 }, (_, i) => first + i).filter((y) => last - first <= 14 || y % Math.ceil((last - first) / 14) === 0) : [];
  const body = points.length ? h("div", { class: "timeline scroller", tabindex: "0", role: "region", "aria-label": t("timeline") }, h("div", { class: "lane head" }, h("span", { class: "lane-name" }), h("div", { class: "lane-track" }, ticks.map((y) => h("span", { class: "tick", style: { left: share(y) } }, y < last ? String(y) : "")), now >= first && now <= last && h("span", { class: "now-name", style: { left: share(now) } }, t("todayWord")))), h("div", { role: "list" }, lanes.map(lane))) : h("p", { class: "empty" }, t("noDue"));
  const download = () => csv(t("timeline") + ".csv", [t("due"), t("kind"), t("name"), t("document")], [...points].sort((a, b) => (dueEnd(a.due) < dueEnd(b.due) ? -1 : 1)).map((p) => [p.due, t(p.kind === "g" ? "target" : "measure"), p.title, docName(V.docs[p.doc])]));
  return { node: h("div", { class: "split" }, h("div", { class: "page tabular" }, filterBar(at, "targets", ["kind"], points.length, () => ({ download })), body), side) };
}

/** One indicator in several documents, level by level. */
function series(at) {
  const open = at.get("open") ? Number(at.get("open")) : undefined, q = at.get("q"), here = Object.fromEntries(at), depth = (g) => ["national", "province", "city", "county"].indexOf(V.docs[g.doc].level);
  const shown = V.series.map((list) => list.map((g) => V.targets[g])).filter((list) => has(q, ...list.map((g) => g.indicator)) && (!at.get("doc") || list.some((g) => V.docs[g.doc].id === at.get("doc"))));
  const flat = shown.flatMap((list) => [...list].sort((a, b) => depth(a) - depth(b) || a.doc - b.doc));
  const rows = shown.map((list) => h("section", { class: "series" }, h("h3", {}, list[0].indicator, h("span", { class: "count" }, `${new Set(list.map((g) => g.doc)).size} ${t("documents")}`)),
    h("table", {}, h("tbody", {}, [...list].sort((a, b) => depth(a) - depth(b) || a.doc - b.doc).map((g) => h("tr", { class: g.i === open ? "chosen" : null }, h("td", { class: "series-level" }, V.docs[g.doc].level ? t(V.docs[g.doc].level) : t("noLevel")), h("td", {}, h("a", { href: link({ ...here, view: "targets", show: "series", open: g.i }) }, docName(V.docs[g.doc])), h("span", { class: "sub" }, regionShort(V.docs[g.doc].regionName))), h("td", {}, g.indicator), h("td", { class: "amount" }, amount(g)), h("td", {}, dueTag(g.due))))))));
  const download = () => csv(t("series") + ".csv", [t("indicator"), t("level"), t("region"), t("document"), t("value"), t("due")], flat.map((g) => [g.indicator, V.docs[g.doc].level ? t(V.docs[g.doc].level) : "", V.docs[g.doc].regionName, docName(V.docs[g.doc]), amount(g), g.due]));
  const input = h("input", { type: "search", value: q || "", placeholder: t("filter"), "aria-label": t("filter"), onchange: (e) => go({ ...here, view: "targets", show: "series", q: e.target.value, open: "" }) });
  return { node: h("div", { class: "split" }, h("div", { class: "page tabular" },
    h("div", { class: "filters" }, inner(at, "targets"), select(t("document"), [["", t("anyDoc")], ...V.docs.map((d) => [d.id, docName(d)])], at.get("doc"), (v) => go({ ...here, view: "targets", show: "series", doc: v })), h("label", { class: "field grow" }, input), h("span", { class: "tally", role: "status" }, `${shown.length} ${t("indicators")}`), h("button", { type: "button", class: "plain", onclick: download }, t("csv"))),
    h("div", { class: "scroller padded", tabindex: "0", role: "region", "aria-label": t("series") }, rows.length ? rows : h("p", { class: "empty" }, t("nothing")))), aside(open !== undefined && V.targets[open] ? targetPanel(open) : null, [h("p", { class: "lede" }, t("seriesNote"))])) };
}
