// The text tab: clean text, its mentions highlighted, and the facts of each mention.
const MARKS = [...ROLES, "target", "citation", "field", "rule", "finding"];
const hiddenMarks = new Set();

function docMarks(i) {
  const marks = [], add = (kind, span, make) => { if (span[0] >= 0 && span[1] > span[0]) marks.push({ kind, s: span[0], e: span[1], make }); };
  const d = V.docs[i];
  for (const p of X.docParts.get(i) || []) {
    add(p.key, p.span, (open) => partFold(p, open, p.m >= 0 ? V.measures[p.m].title : null));
  }
  const rules = group((X.docParts.get(i) || []).filter((p) => p.rule[0] >= 0), (p) => p.rule.join("-"));
  for (const list of rules.values()) add("rule", list[0].rule, () => h("div", {}, h("p", {}, inferredBadge(), " ", t(list[0].basis)), h("p", { class: "muted small" }, `${list.length} ${t("parts")}`), shortList(list, (p) => partRow(p), 10)));
  for (const g of X.docTargets.get(i) || []) add("target", g.span, (open) => targetRow(g, open));
  for (const c of X.docCites.get(i) || []) add("citation", c.span, () => citeRow(c));
  for (const f of d.fields) add("field", [f[1], f[2]], () => h("p", {}, h("span", { class: "badge" }, t("field")), " ", f[0], h("span", { class: "rule-id" }, f[3])));
  for (const f of X.findings.list) for (const [doc, ...span] of f.places.slice(0, 1)) if (doc === i) add("finding", span, (open) => findingRow(f, open));
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
    const node = h("mark", { class: [best && "m-" + best.kind, here && "here", own.some((m) => m.kind === "blanket") && "inferred", own.some((m) => m.kind === "finding") && "found"].filter(Boolean).join(" "), tabindex: best ? "0" : null, role: best ? "button" : null,
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

/** The panel at the right of every tab. */
function aside(content, empty) {
  return h("aside", { class: "panel", "aria-live": "polite", tabindex: "0", "aria-label": t("facts") }, h("div", { class: "aside-body" }, content || empty || h("p", { class: "muted" }, t("chooseMark"))));
}
