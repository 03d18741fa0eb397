// The agencies tab: network, ranking, hubs. One canvas is kept between addresses; only what changed is drawn anew.
let agencyMap = null;

function agencies(at) {
  const s = sceneState(at), here = Object.fromEntries(at);
  const side = aside(s.path && s.chosen ? pathPanel(s) : s.task !== undefined ? measurePanel(s.task) : s.agency !== undefined ? agencyPanel(s.agency) : null, agenciesIntro(here));
  if (s.mode !== "network") {
    const rail = h("div", { class: "rail controls" }, rankingRail(s, at)), tools = h("div", { class: "tools" }, modes(s, here));
    return { node: h("div", { class: "split three" }, rail, h("div", { class: "stage" }, tools, s.mode === "hubs" ? hubs(s, at) : ranking(s, at)), side) };
  }
  if (agencyMap && agencyMap.root.isConnected) {
    agencyMap.root.querySelector(".panel").replaceWith(side);
    agencyMap.show(s, at);
    return { node: agencyMap.root };
  }
  const map = new AgencyMap(side);
  agencyMap = map;
  return { node: map.root, later: () => { map.start(); map.show(s, at); } };
}

const modes = (s, here) => segments(t("agencies"), ["network", "ranking", "hubs"].map((key) => [key, t(key)]), s.mode, (key) => ({ ...here, view: "agencies", show: key === "network" ? "" : key }));

function agenciesIntro(here) {
  const top = byLed().slice(0, 8);
  return [h("p", { class: "lede" }, t("choose")), heading(t("hubsLed")), h("div", { class: "bars narrow" }, top.map((a) => h("a", { class: "bar-row", href: link({ ...here, view: "agencies", agency: a.id }), title: a.name }, h("span", { class: "bar-name" }, a.short), bar(a, top[0].total || 1), h("span", { class: "bar-sum" }, h("b", {}, String(a.led))))))];
}

class AgencyMap {
  constructor(side) {
    this.rail = h("div", { class: "rail controls" });
    this.tools = h("div", { class: "tools" });
    this.bar = h("div", { class: "nodebar", hidden: true });
    this.canvas = h("div", { class: "canvas", id: "canvas" });
    this.note = h("p", { class: "notice", hidden: true });
    this.root = h("div", { class: "split three" }, this.rail, h("div", { class: "stage" }, this.tools, this.bar, this.canvas, this.note), side);
    this.opened = new Set(); // groups opened on the canvas of a network that is too large to draw
    this.drawn = this.railed = null;
  }

  start() {
    this.graph = new Graph(this.canvas, { titles: regionNames, ontip: (n, e) => tip(n && nodeTip(n), e), onselect: (id) => this.clicked(id), ondrag: (n) => n.pinned && this.go({ pin: this.pinned((pins) => pins.set(n.id, [n.x, n.y])) }, true) });
  }

  go(changes, quiet) { go({ ...Object.fromEntries(this.at), view: "agencies", ...changes }, quiet); }

  clicked(id) {
    const n = id === null ? null : this.graph.byId.get(id);
    if (n && n.bundleKey) { if (!this.opened.delete(n.bundleKey)) this.opened.add(n.bundleKey); this.draw(false); return; }
    this.fromClick = true;
    const more = n && this.s.steps && n.hidden && n.hidden < 400 ? [...new Set([...listOf(this.at, "more"), keyOf(id)])].join("|") : this.at.get("more");
    this.go({ path: "", more, agency: n && n.agency !== undefined ? V.agencies[n.agency].id : "", task: n && n.measure !== undefined ? measureKey(V.measures[n.measure]) : "" });
  }

  /** Bring the canvas to a state: draw what differs, then pick. */
  show(s, at) {
    const before = this.s;
    this.s = s; this.at = at;
    const base = JSON.stringify([s.net, s.of, s.region, s.by, [...s.off], [...s.offRoles], s.least, s.years, [...s.hide], language]);
    if (base !== this.base) { this.scene = agencyScene(s); this.base = base; }
    if (s.chosen && !this.scene.nodes.has(s.chosen) && s.least > 1 && !at.has("least")) { s.least = 1; const all = agencyScene(s); if (all.nodes.has(s.chosen)) this.scene = all; this.base = null; }
    if (s.chosen && !s.steps && this.scene.nodes.size > LIMIT && this.scene.nodes.has(s.chosen) && !s.path) { s.steps = 1; s.centre = s.chosen; }
    s.route = s.path && s.chosen ? shortestPath(this.scene, s.chosen, s.path) : null;
    if (s.route && this.scene.nodes.size > LIMIT) { s.steps = 1; s.centre = s.chosen; s.more = s.route; }
    const key = JSON.stringify([base, s.least, s.steps, s.centre, s.more, [...s.pins], [...this.opened]]);
    if (key !== this.drawn) {
      const moved = !before || before.net !== s.net || before.steps !== s.steps || before.centre !== s.centre || before.of !== s.of || before.region !== s.region;
      this.drawn = key;
      this.draw(moved);
    }
    this.graph.plain = s.steps > 0;
    this.graph.pick(s.chosen, s.route);
    if (s.chosen && !this.fromClick && (!before || before.chosen !== s.chosen || before.path !== s.path) && !(s.steps && !s.route)) this.graph.focusNear();
    this.fromClick = false;
    this.frame();
    this.say();
  }

  draw(fit) {
    const found = drawable(this.scene, this.s, this.opened);
    this.grouped = found.grouped;
    this.graph.set(found.nodes, found.edges);
    if (fit) this.graph.fit();
    this.canvas.dataset.nodes = found.nodes.length;
    this.say();
  }

  say() {
    const s = this.s, absent = s.chosen && !this.grouped && !this.graph.byId.has(s.chosen), none = !this.graph.list.length;
    this.note.hidden = !this.grouped && !none && !absent && !(s.path && !s.route);
    this.note.replaceChildren(s.path && !s.route && s.chosen ? t("noPath") : absent ? t("absent") : none ? t("nothing") : t("grouped"),
      this.grouped && this.opened.size ? h("button", { type: "button", class: "plain", onclick: () => { this.opened.clear(); this.draw(true); } }, t("collapse")) : "");
  }

  pinned(change) {
    const pins = new Map(this.s.pins);
    change(pins);
    return [...pins].map(([id, [x, y]]) => `${keyOf(id)}@${Math.round(x)},${Math.round(y)}`).join("|");
  }

  frame() {
    const s = this.s, here = Object.fromEntries(this.at);
    const steps = h("span", { class: "seg", role: "group", "aria-label": t("steps") }, [1, 2, 3, 0].map((k) => h("button", { type: "button", class: "step", disabled: !s.chosen && !s.centre && k > 0, "aria-label": k ? `${k} ${t("step")}` : null, "aria-pressed": String(s.steps === k),
      onclick: () => this.go(k ? { steps: k, centre: keyOf(s.centre || s.chosen), more: "" } : { steps: "", centre: "", more: "" }) }, k ? (language ? String(k) : `${k} ${t("step")}`) : t("everything"))));
    const relax = h("button", { type: "button", class: "plain slim", title: t("relaxTip"), "aria-pressed": "false", onclick: () => { this.graph.relax(() => relax.setAttribute("aria-pressed", "false")); relax.setAttribute("aria-pressed", String(this.graph.heat > 0)); } }, t("relax"));
    this.tools.replaceChildren(modes(s, here), toolbar(() => this.graph, t(s.net), [h("span", { class: "muted small wide-only" }, t("steps")), steps, relax]));
    this.bar.replaceChildren(...nodeBar(this));
    this.bar.hidden = !this.bar.childElementCount;
    const railed = JSON.stringify([s.net, s.of, s.region, s.by, [...s.off], [...s.offRoles], language]);
    if (railed !== this.railed) this.rail.replaceChildren(...this.filters(here));
    this.railed = railed;
    const least = this.rail.querySelector(".least");
    if (least && least.value !== String(s.least)) { least.value = s.least; least.parentNode.querySelector("output").textContent = s.least; }
  }

  filters(here) {
    const s = this.s, to = (k) => (v) => this.go({ [k]: v });
    const most = V.networks.cooperation.edges.reduce((m, e) => Math.max(m, e[2]), 1);
    return [
      h("div", { class: "pair-choice", role: "group", "aria-label": t("network") }, ["cooperation", "assignment"].map((k) => h("a", { href: link({ ...here, view: "agencies", net: k === "cooperation" ? "" : k, task: "", steps: "", centre: "", more: "", pin: "" }), "aria-current": s.net === k ? "true" : null }, t(k)))),
      h("p", { class: "muted small" }, t(s.net + "Note")),
      select(t("region"), regionChoices(), s.region, to("region")),
      select(t("document"), [["", t("anyDoc")], ...V.docs.map((d) => [d.id, docName(d)])], this.at.get("of"), to("of")),
      yearSlider(s.years, (v) => this.go({ years: v }, true)),
      s.net === "cooperation" && h("label", { class: "field" }, h("span", {}, `${t("atLeast")} `, h("output", {}, String(s.least))), h("input", { type: "range", class: "least", "aria-label": t("atLeast"), min: 1, max: Math.max(2, Math.min(15, most)), value: s.least,
        oninput: (e) => { e.target.parentNode.querySelector("output").textContent = e.target.value; this.go({ least: e.target.value }, true); } })),
      s.net === "assignment" && h("fieldset", {}, h("legend", {}, t("roles")), ROLES.map((k) => toggle(t(k), ROLE_COLOURS[k], X.parts.filter((p) => p.key === k).length, !s.offRoles.has(k), (on) => this.go({ roles: withKey(s.offRoles, k, !on) }), k === "blanket"))),
      h("fieldset", {}, h("legend", {}, select(t("colourBy"), [["kind", t("agencyKind")], ["function", t("function")], ["region", t("region")]], s.by, (v) => this.go({ by: v === "kind" ? "" : v, off: "" }))),
        [...legendOf(s.by)].slice(0, 24).map(([key, e]) => toggle(e.name, e.colour, e.n, !s.off.has(key), (on) => this.go({ off: withKey(s.off, key, !on) })))),
    ].filter(Boolean);
  }
}

const regionChoices = () => [["", t("anyRegion")], ...V.regions.filter(([code]) => X.regions.has(code))];

function nodeTip(n) {
  if (n.agency !== undefined) { const a = V.agencies[n.agency]; return [h("b", {}, a.name), h("br"), `${t("lead")} ${a.led} · ${t("participant")} ${a.joined} · ${t("responsible")} ${a.responsible}` + (a.blanket ? ` · ${t("blanket")} ${a.blanket}` : "")]; }
  if (n.measure !== undefined) { const m = V.measures[n.measure]; return [h("b", {}, `${m.label} ${m.title}`), h("br"), docName(V.docs[m.doc])]; }
  return [n.full || n.label];
}
