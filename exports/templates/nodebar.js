// What can be done with the chosen node: expand, hide, pin, centre, and the path to another one.
function nodeBar(map) {
  const s = map.s, n = s.chosen && map.graph.byId.get(s.chosen), out = [];
  const button = (label, act, pressed) => h("button", { type: "button", class: "plain slim", "aria-pressed": pressed === undefined ? null : String(pressed), onclick: act }, label);
  if (n && !n.bundleKey) {
    const key = keyOf(n.id);
    out.push(h("b", { class: "nodebar-name" }, nodeName(n.id)));
    if (s.steps && n.hidden) out.push(button(`${t("expand")} +${n.hidden}`, () => map.go({ more: [...new Set([...listOf(map.at, "more"), key])].join("|") })));
    if (s.steps && s.centre !== n.id) out.push(button(t("recentre"), () => map.go({ centre: key, more: "" })));
    if (!s.steps) out.push(button(t("onlyNear"), () => map.go({ steps: 1, centre: key, more: "" })));
    out.push(button(t("hide"), () => map.go({ hide: [...new Set([...listOf(map.at, "hide"), key])].join("|"), agency: "", task: "", path: "", ...(s.centre === n.id ? { steps: "", centre: "", more: "" } : {}) })));
    out.push(button(n.pinned ? t("unpin") : t("pin"), () => map.go({ pin: map.pinned((pins) => { if (!pins.delete(n.id)) pins.set(n.id, [n.x, n.y]); }) }), n.pinned || false));
    out.push(pathField(map));
  }
  if (s.hide.size) out.push(button(`${t("hiddenNodes")} ${s.hide.size} · ${t("restore")}`, () => map.go({ hide: "" })));
  if (s.pins.size > 1) out.push(button(`${t("pinnedNodes")} ${s.pins.size} · ${t("unpin")}`, () => map.go({ pin: "" })));
  return out;
}

/** A field that takes a name, a part of it or its initials, and shows the path there. */
function pathField(map) {
  const { s, scene } = map, list = h("datalist", { id: "path-names" });
  const input = h("input", { type: "search", list: "path-names", placeholder: t("pathTo"), "aria-label": t("pathTo"), autocomplete: "off" });
  input.value = s.path ? nodeName(s.path) : "";
  input.addEventListener("focus", () => { if (!list.childElementCount) list.append(...[...scene.nodes.values()].filter((n) => n.agency !== undefined && n.id !== s.chosen).sort((a, b) => b.rank - a.rank).slice(0, 800).map((n) => h("option", { value: nodeName(n.id) }))); });
  input.addEventListener("change", () => {
    const q = input.value.trim().toLowerCase();
    const [best] = q ? [...scene.nodes.values()].map((n) => [likeness(q, n.agency !== undefined ? [V.agencies[n.agency].name, n.label] : [nodeName(n.id)], n.agency !== undefined), n]).filter(([k, n]) => k < 9 && n.id !== s.chosen).sort((a, b) => a[0] - b[0] || b[1].rank - a[1].rank) : [];
    map.go({ path: best ? keyOf(best[1].id) : "" });
  });
  return h("span", { class: "path-field" }, input, list);
}

/** The steps of a path in words, each with the measures that make it and their sentences. */
function pathPanel(s) {
  const scene = agencyScene({ ...s, least: s.net === "cooperation" ? 1 : s.least }), route = shortestPath(scene, s.chosen, s.path);
  const name = (id) => (id[0] === "a" ? agencyLink(Number(id.slice(1))) : measureLink(V.measures[id.slice(1)]));
  const title = [h("p", { class: "eyebrow" }, t("pathTitle")), h("h2", {}, nodeName(s.chosen), " → ", nodeName(s.path))];
  if (!route) return [...title, h("p", { class: "muted" }, t("noPath"))];
  const between = (a, b) => {
    if (a[0] === "m" || b[0] === "m") { const [i, m] = a[0] === "a" ? [a, b] : [b, a]; return (X.byMeasure.get(Number(m.slice(1))) || []).filter((p) => p.a === Number(i.slice(1))).map((p) => fold([badge(p.key), " ", V.measures[p.m].title, " ", p.inferred && inferredBadge()], () => partEvidence(p))); }
    const [i, j] = [Number(a.slice(1)), Number(b.slice(1))], mine = (k) => (X.byAgency.get(k) || []).filter((p) => p.key !== "blanket" && p.m >= 0 && inYears(p.doc, s.years) && (s.of === undefined || p.doc === s.of));
    const theirs = group(mine(j), (p) => p.m), shared = [...group(mine(i), (p) => p.m)].filter(([m]) => theirs.has(m));
    return shortList(shared, ([m, list]) => fold([h("span", { class: "label" }, V.measures[m].label), " ", V.measures[m].title], () => [...list, ...theirs.get(m)].map((p) => h("div", {}, h("p", { class: "small" }, badge(p.key), " ", V.agencies[p.a].name), partEvidence(p)))), 5);
  };
  return [...title, h("p", { class: "muted small" }, `${route.length - 1} ${t("step")}`), h("ol", { class: "route" }, route.map((id, k) => h("li", {}, h("p", {}, h("b", {}, name(id))), k + 1 < route.length && h("div", { class: "hop" }, between(id, route[k + 1])))))];
}
