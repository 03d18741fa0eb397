// Small pieces of page. Text only ever enters through text nodes, so no title can become markup.
function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [k, v] of Object.entries(value)) node.style.setProperty(k, v);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(4).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

const badge = (key, extra = "") => h("span", { class: `badge r-${key} ${extra}` }, t(key));
const inferredBadge = () => h("span", { class: "badge inferred" }, t("inferred"));
const agencyLink = (a, text) => h("a", { href: link({ agency: V.agencies[a].id }), title: V.agencies[a].name }, text || V.agencies[a].name);
const docLink = (d, text) => h("a", { href: link({ doc: V.docs[d].id }) }, text || V.docs[d].title);
const measureLink = (m) => h("a", { href: link({ measure: measureKey(m) }) }, m.title);
const dueTag = (due) => due && h("span", { class: "due" + (isPast(due) ? " past" : ""), title: isPast(due) ? t("past") : null }, due);
/** When a measure is due; what only its targets say is set apart. */
const measureDue = (m) => (m.due ? dueTag(m.due) : m.by && h("span", { class: "due borrowed", title: t("borrowed") }, m.by));

function quote(doc, span, kind) {
  const found = sentence(doc, span);
  if (!found) return h("p", { class: "muted small" }, V.docs[doc].text === null ? t("noText") : t("noRule"));
  return h("blockquote", { class: "quote" }, found[0], h("mark", { class: "m-" + kind }, found[1]), found[2]);
}

/** The proof of a fact: its sentence with the mention marked, where it stands, and what licenses an inference. */
function evidence(doc, span, kind, { rule, basis, by } = {}) {
  const inferred = basis && basis !== "stated";
  return h("div", { class: "evidence" + (inferred ? " is-inferred" : "") },
    quote(doc, span, kind),
    inferred && h("div", { class: "licence" }, h("p", {}, inferredBadge(), " ", t(basis)), quote(doc, rule, "rule")),
    h("p", { class: "whence" },
      h("a", { href: link({ doc: V.docs[doc].id, at: span.join("-") }) }, t("source")), " · ", docName(V.docs[doc]),
      span[0] >= 0 && ` · ${t("at")}${span[0] + 1}–${span[1]}${t("chars")}`, by && h("span", { class: "rule-id" }, by)));
}
const partEvidence = (p) => evidence(p.doc, p.span, p.key, { rule: p.rule, basis: p.basis, by: p.by });

/** A row that opens to show its proof; where it leads stands beside it, as a summary may hold no link. */
function fold(summary, body, open = false, to = null, name = "") {
  const fill = () => { if (details.childElementCount === 1) details.append(...[body()].flat()); };
  const details = h("details", { class: "fold" }, h("summary", { onclick: fill }, summary)); // Enter and space click, too
  if (open) { fill(); details.open = true; }
  return to ? h("div", { class: "folded" }, details, h("a", { class: "onto", href: link(to), title: name, "aria-label": `${t("open")}：${name}` }, "›")) : details;
}

/** A part as a row named after its agency. */
const partFold = (p, open = false, sub = null) => fold([badge(p.key), " ", p.a >= 0 ? V.agencies[p.a].name : p.surface, " ", p.inferred && inferredBadge(), sub && h("span", { class: "sub" }, sub)], () => partEvidence(p), open, p.a >= 0 ? { agency: V.agencies[p.a].id } : null, p.a >= 0 ? V.agencies[p.a].name : "");

/** A list that shows its first entries and the rest on demand. */
function shortList(items, make, limit = 8) {
  const list = h("div", { class: "list" }, items.slice(0, limit).map(make));
  if (items.length > limit) {
    const rest = h("button", { type: "button", class: "plain more", onclick: () => rest.replaceWith(...items.slice(limit).map((x, i) => make(x, i + limit))) },
      `${t("showAll")} ${items.length}`);
    list.append(rest);
  }
  return list;
}

const heading = (text, count) => h("h3", {}, text, count !== undefined && h("span", { class: "count" }, String(count)));

/** CSV with a byte-order mark; a cell that a spreadsheet would run as a formula is quoted with an apostrophe. */
function csv(name, head, rows) {
  const cell = (v) => {
    let s = v === null || v === undefined ? "" : String(v);
    if (/^[=+\-@\t\r]/.test(s)) s = "'" + s;
    return /[",\r\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s;
  };
  const lines = [head, ...rows].map((row) => row.map(cell).join(","));
  save(name, new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" }));
}

/** A sortable table that renders rows as they come into view. columns: {key, head, get, cell, num, width} */
function table(columns, rows, { name, onrow, chosen, sort } = {}) {
  let order = sort || null, shown = 0;
  const body = h("tbody");
  const more = h("button", { type: "button", class: "plain more" }, t("more"));
  const sorted = () => {
    if (!order) return rows;
    const get = columns.find((c) => c.key === order[0]).get;
    return [...rows].sort((a, b) => {
      const p = get(a), q = get(b);
      const none = (v) => v === null || v === undefined || v === "";
      if (none(p) || none(q)) return none(p) - none(q);
      return (typeof p === "number" ? p - q : String(p).localeCompare(String(q), "zh-CN")) * order[1];
    });
  };
  let list = sorted();
  const grow = (count) => {
    body.append(...list.slice(shown, shown + count).map((row) => {
      const tr = h("tr", { class: chosen && chosen(row) ? "chosen" : null }, columns.map((c) => h("td", { class: c.num ? "num" : c.cls }, c.cell ? c.cell(row) : c.get(row))));
      if (onrow) tr.addEventListener("click", (e) => { if (!e.target.closest("a,button")) onrow(row); });
      return tr;
    }));
    shown = Math.min(list.length, shown + count);
    more.hidden = shown >= list.length;
  };
  const heads = columns.map((c) => h("th", { scope: "col", class: c.num ? "num" : null, style: c.width ? { width: c.width } : null, "aria-sort": "none" },
    h("button", { type: "button", onclick: () => {
      order = order && order[0] === c.key ? [c.key, -order[1]] : [c.key, c.num ? -1 : 1];
      list = sorted(); shown = 0; body.replaceChildren(); grow(120); mark();
    } }, c.head)));
  const mark = () => columns.forEach((c, i) => heads[i].setAttribute("aria-sort", order && order[0] === c.key ? (order[1] > 0 ? "ascending" : "descending") : "none"));
  mark(); grow(120);
  more.addEventListener("click", () => grow(400));
  const scroller = h("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": name },
    rows.length ? h("table", {}, h("thead", {}, h("tr", {}, heads)), body) : h("p", { class: "empty" }, t("nothing")), more);
  scroller.addEventListener("scroll", () => { if (scroller.scrollTop + scroller.clientHeight > scroller.scrollHeight - 400 && !more.hidden) grow(120); });
  scroller.growAll = () => grow(5000);
  scroller.download = () => csv(name + ".csv", columns.map((c) => c.head), list.map((r) => columns.map((c) => c.get(r))));
  return scroller;
}

function select(label, options, value, onchange) {
  return h("label", { class: "field" }, h("span", {}, label),
    h("select", { onchange: (e) => onchange(e.target.value) }, options.map(([v, text]) => h("option", { value: v, selected: String(v) === String(value ?? "") }, text))));
}
