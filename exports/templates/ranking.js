// Agencies as tables: who carries how much, and who stands between the others.
/** Filters beside both tables: region, topic, document, years. */
function rankingRail(s, at) {
  const to = (k) => (v) => go({ ...Object.fromEntries(at), view: "agencies", [k]: v });
  return [h("p", { class: "muted small" }, t(s.mode + "Note")), select(t("region"), regionChoices(), s.region, to("region")), select(t("topic"), topicChoices(), s.topic, to("topic")),
    s.mode === "ranking" && select(t("document"), [["", t("anyDoc")], ...V.docs.map((d) => [d.id, docName(d)])], at.get("of"), to("of")),
    s.mode === "ranking" && yearSlider(s.years, (v) => { clearTimeout(rankingRail.soon); rankingRail.soon = setTimeout(() => to("years")(v), 250); })].filter(Boolean);
}
const topicChoices = () => [["", t("anyTopic")], ...[...new Set(V.agencies.map((a) => a.fnName).filter(Boolean))].sort((a, b) => a.localeCompare(b, "zh-CN")).map((f) => [f, f])];
const ofTopic = (a, s) => within(a.region, s.region) && (!s.topic || a.fnName === s.topic);

function agencyColumn(at, show) {
  return { key: "name", head: t("agency"), get: (a) => a.name, cell: (a) => [h("a", { href: link({ ...Object.fromEntries(at), show, agency: a.id, task: "" }) }, a.name), h("span", { class: "sub" }, [kindName(a.kind), a.fnName].filter(Boolean).join(" · "))] };
}

function boxed(name, rows, list, extra) {
  return h("div", { class: "ranking" }, h("div", { class: "ranking-bar" }, h("span", { class: "tally", role: "status" }, `${rows.length} ${t("rows")}`), extra, h("button", { type: "button", class: "plain", onclick: () => list.download() }, t("csv"))), list);
}

function ranking(s, at) {
  const loads = workload((p) => inYears(p.doc, s.years) && (s.of === undefined || p.doc === s.of)), part = s.years || s.of !== undefined;
  const rows = byLed().filter((a) => ofTopic(a, s) && (!part || sum(loads[a.i]))).sort((a, b) => loads[b.i][0] - loads[a.i][0] || sum(loads[b.i]) - sum(loads[a.i]));
  const to = (a, k) => link({ view: "measures", agency: a.id, role: k === undefined ? "" : ROLES[k], doc: at.get("of"), years: at.get("years") });
  const count = (key, k, width) => ({ key, head: t(key), get: (a) => loads[a.i][k], cell: (a) => (loads[a.i][k] ? h("a", { href: to(a, k) }, String(loads[a.i][k])) : "0"), num: true, width });
  const list = table([agencyColumn(at, "ranking"), count("lead", 0, "58px"), count("participant", 1, "58px"), count("responsible", 2, "102px"), count("blanket", 3, "84px"),
    { key: "total", head: t("total"), get: (a) => sum(loads[a.i]), cell: (a) => h("a", { href: to(a) }, String(sum(loads[a.i]))), num: true, width: "58px" },
    { key: "partners", head: t("partners"), get: (a) => a.partners, num: true, width: "92px" }],
  rows, { name: t("ranking"), sort: ["lead", -1], chosen: (a) => a.i === s.agency, onrow: (a) => go({ ...Object.fromEntries(at), show: "ranking", agency: a.id }) });
  return boxed(t("ranking"), rows, list);
}

/** What NetworkX found about an agency, as a word: a hub, a bridge, a bottleneck, or none of them. */
function standingOf(a) {
  const usual = X.usual || (X.usual = (() => { const list = V.agencies.filter((b) => b.partners).map((b) => b.weight).sort((p, q) => p - q); return { partners: sum(V.agencies.map((b) => b.partners)) / Math.max(1, list.length), heavy: list[Math.floor(list.length * 0.9)] || 1 }; })());
  const words = [];
  if (a.between >= 0.05 && a.partners >= 5) words.push("hub");
  else if (a.between >= 0.005 && a.partners <= usual.partners) words.push("bridge");
  if (a.weight >= usual.heavy && a.led >= 3) words.push("bottleneck");
  return words;
}

/** The standing in words; the Chinese sentence is written when the page is built. */
function standingWords(a) {
  if (!language) return a.note;
  if (!a.partners) return "Shares no measure with any other agency.";
  return `Shares measures with ${a.partners} agencies, ${a.weight} times in all; ${a.between < 0.001 ? "no shortest path between others runs through it." : `${(a.between * 100).toFixed(1)} % of the shortest paths between others run through it.`}`;
}
const standingBadges = (a) => standingOf(a).map((k) => h("span", { class: `badge standing-${k}`, title: t(k + "Means") }, t(k)));

function hubs(s, at) {
  const rows = V.agencies.filter((a) => a.partners && ofTopic(a, s)).sort((a, b) => Boolean(standingOf(b).length) - Boolean(standingOf(a).length) || b.between - a.between || b.weight - a.weight);
  const list = table([agencyColumn(at, "hubs"),
    { key: "standing", head: t("standing"), get: (a) => standingOf(a).map((k) => t(k)).join("、"), cell: (a) => standingBadges(a), width: "104px" },
    { key: "between", head: t("between"), get: (a) => a.between, cell: (a) => `${(a.between * 100).toFixed(1)}%`, num: true, width: "88px" },
    { key: "weight", head: t("weight"), get: (a) => a.weight, num: true, width: "76px" },
    { key: "partners", head: t("partners"), get: (a) => a.partners, num: true, width: "92px" },
    { key: "note", head: t("inWords"), get: standingWords, cell: (a) => h("span", { class: "small" }, standingWords(a)), width: "30%" }],
  rows, { name: t("hubs"), chosen: (a) => a.i === s.agency, onrow: (a) => go({ ...Object.fromEntries(at), show: "hubs", agency: a.id }) });
  return boxed(t("hubs"), rows, list);
}
