// Addresses, tabs, search, language: the frame around the views.
const VIEWS = { overview, agencies, lineage, measures, targets, text: texts };

const readAddress = () => new Map([...new URLSearchParams(location.hash.slice(1))].filter(([, v]) => v !== ""));
function go(parameters) {
  const to = link(parameters);
  if (location.hash === to) show(); else location.hash = to;
}

/** The tab an address belongs to: named, or told by what it points at. */
function viewOf(at) {
  if (VIEWS[at.get("view")]) return at.get("view");
  if (at.has("agency")) return "agencies";
  if (at.has("stub")) return "lineage";
  if (at.has("measure")) return "measures";
  if (at.has("doc")) return "text";
  return "overview";
}

let standing = null;
function show() {
  const at = readAddress(), name = viewOf(at), main = document.getElementById("main");
  tip(null);
  const { node, later } = VIEWS[name](at);
  if (!node.isConnected) {
    if (name !== "agencies") agencyMap = null;
    if (name !== "lineage") lineageMap = null;
    const scroller = standing === name ? main.querySelector(".scroller") : null, top = scroller ? scroller.scrollTop : 0;
    main.replaceChildren(node);
    if (later) later(at);
    if (top) { const now = main.querySelector(".scroller"); if (now) { now.scrollTop = top; } }
  }
  standing = name;
  main.dataset.view = name;
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const on = tab.dataset.view === name;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
  }
}

function frame() {
  document.documentElement.lang = language ? "en" : "zh-CN";
  const tabs = document.getElementById("tabs");
  tabs.replaceChildren(...Object.keys(VIEWS).map((name) => h("a", { role: "tab", href: link({ view: name }), "data-view": name, id: "tab-" + name, "aria-controls": "main" }, t(name))));
  tabs.setAttribute("aria-label", V.title);
  document.getElementById("skip").textContent = t("skip");
  const search = document.getElementById("search");
  search.placeholder = t("search");
  search.setAttribute("aria-label", t("search"));
  const other = document.getElementById("language");
  other.textContent = t("language"); other.title = t("languageTip"); other.lang = language ? "zh-CN" : "en";
  document.getElementById("print").textContent = t("print");
}

function tip(content, event) {
  const box = document.getElementById("tip");
  box.hidden = !content;
  if (!content) return;
  box.replaceChildren(...content);
  const x = event ? event.clientX : 0, y = event ? event.clientY : 0;
  box.style.left = Math.min(x + 14, innerWidth - box.offsetWidth - 8) + "px";
  box.style.top = (y + box.offsetHeight + 24 > innerHeight ? y - box.offsetHeight - 10 : y + 16) + "px";
}

/** What the search box finds: the name starts with it, then contains it; agencies before documents before measures. */
function find(text) {
  const q = text.trim().toLowerCase();
  if (!q) return [];
  const score = (...names) => Math.min(...names.filter(Boolean).map((n) => { const i = n.toLowerCase().indexOf(q); return i < 0 ? 9 : n.length === q.length ? 0 : i === 0 ? 1 : 2; }));
  const take = (list, n) => list.filter(([s]) => s < 9).sort((a, b) => a[0] - b[0] || b[1] - a[1]).slice(0, n);
  return [
    ...take(V.agencies.map((a) => [score(a.name, a.short, ...a.aliases), a.total, a]), 7).map(([, , a]) => ["agency", a.name, a.short === a.name ? kindName(a.kind) : a.short, { agency: a.id, net: readAddress().get("net") }]),
    ...take(V.docs.map((d) => [score(d.title, d.number), d.year || 0, d]), 4).map(([, , d]) => ["document", d.title, d.number || regionShort(d.regionName), { doc: d.id }]),
    ...take(V.stubs.map((s) => [score(s.title, s.number), s.citedBy.length, s]), 3).map(([, , s]) => ["missing", s.title || s.number, s.number || "", { stub: s.id }]),
    ...take(V.measures.map((m) => [score(m.title), 0, m]), 5).map(([, , m]) => ["measure", m.title, docName(V.docs[m.doc]), { measure: measureKey(m) }]),
  ];
}

function startSearch() {
  const input = document.getElementById("search"), list = document.getElementById("found");
  let results = [], at = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); at = -1; };
  const mark = () => [...list.children].forEach((li, i) => { li.setAttribute("aria-selected", String(i === at)); if (i === at) { input.setAttribute("aria-activedescendant", li.id); li.scrollIntoView({ block: "nearest" }); } });
  const choose = (i) => { const found = results[i]; if (!found) return; input.value = found[1]; close(); go(found[3]); };
  input.addEventListener("input", () => {
    results = find(input.value);
    at = results.length ? 0 : -1;
    list.replaceChildren(...(results.length ? results.map(([kind, name, sub], i) => h("li", { role: "option", id: "found-" + i, onmousedown: (e) => { e.preventDefault(); choose(i); } }, h("span", { class: `found-kind k-${kind}` }, t(kind === "missing" ? "missingShort" : kind)), h("span", { class: "found-name" }, name), h("span", { class: "found-sub" }, sub)))
      : [h("li", { class: "muted" }, t("nothing"))]));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  });
  input.addEventListener("keydown", (e) => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") { e.preventDefault(); at = (at + (e.key === "ArrowDown" ? 1 : results.length - 1)) % Math.max(1, results.length); mark(); }
    else if (e.key === "Enter") { e.preventDefault(); choose(Math.max(0, at)); }
    else if (e.key === "Escape") close();
  });
  input.addEventListener("blur", close);
  document.addEventListener("keydown", (e) => {
    if (e.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { e.preventDefault(); input.focus(); input.select(); }
  });
}

async function open() {
  V = await readData();
  X = indexData(V);
  try { language = localStorage.getItem("policy-kg-language") === "en" ? 1 : 0; } catch { language = 0; }
  frame();
  startSearch();
  document.getElementById("language").addEventListener("click", () => {
    language = 1 - language;
    try { localStorage.setItem("policy-kg-language", language ? "en" : "zh"); } catch { /* private windows keep no storage */ }
    legendCache = null; agencyMap = null; lineageMap = null; standing = null;
    document.getElementById("main").replaceChildren();
    frame(); show();
  });
  document.getElementById("print").addEventListener("click", () => print());
  document.getElementById("skip").addEventListener("click", (e) => { e.preventDefault(); document.getElementById("main").focus(); });
  document.getElementById("tabs").addEventListener("keydown", (e) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    if (!step) return;
    const tabs = [...document.querySelectorAll("[role=tab]")], next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.focus(); go({ view: next.dataset.view });
  });
  addEventListener("beforeprint", () => document.querySelectorAll(".scroller").forEach((s) => s.growAll && s.growAll()));
  addEventListener("hashchange", show);
  show();
  document.documentElement.dataset.ready = "true";
}
open().catch((error) => {
  document.getElementById("main").replaceChildren(h("p", { class: "loading" }, `本页无法打开 · Cannot open: ${error.message}`));
  throw error;
});
