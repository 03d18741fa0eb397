// Addresses, tabs, search, language: the frame around the views.
const VIEWS = { overview, agencies, lineage, measures, targets, text: texts, questions };

const readAddress = () => new Map([...new URLSearchParams(location.hash.slice(1))].filter(([, v]) => v !== ""));
/** Go to an address; quietly (a slider on its way) without a step in the history. */
function go(parameters, quiet) {
  const to = link(parameters);
  if (location.hash === to) show();
  else if (quiet) { history.replaceState(null, "", to); show(); } else location.hash = to;
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
  if (!node.querySelector("h1")) node.prepend(h("h1", { class: "hidden-title" }, `${t(name)} · ${V.title}`));
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
  document.documentElement.dataset.shown = location.hash; // what is on the screen, for whoever waits for it
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

async function open() {
  V = await readData();
  X = indexData(V);
  try { language = localStorage.getItem("policy-kg-language") === "en" ? 1 : 0; } catch { language = 0; }
  frame();
  startSearch();
  document.getElementById("language").addEventListener("click", () => {
    language = 1 - language;
    try { localStorage.setItem("policy-kg-language", language ? "en" : "zh"); } catch { /* private windows keep no storage */ }
    agencyMap = null; lineageMap = null; standing = null;
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
