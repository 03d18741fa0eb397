// Controls that tabs share: the bar of a network, check boxes of a legend, the time slider, tabs inside a tab.
function toolbar(graph, name, extra) {
  const button = (text, label, act) => h("button", { type: "button", title: label, "aria-label": label, onclick: act }, text);
  return h("div", { class: "toolbar", role: "toolbar", "aria-label": t("network") }, extra, h("span", { class: "seg" }, button("+", t("zoomIn"), () => graph().zoom(1.35)), button("−", t("zoomOut"), () => graph().zoom(1 / 1.35)), button(t("fit"), t("fit"), () => graph().fit())),
    h("span", { class: "seg" }, button("PNG", "PNG", () => savePng(graph(), name)), button("SVG", "SVG", () => save(name + ".svg", new Blob([renderSvg(graph())], { type: "image/svg+xml" })))));
}

const toggle = (name, colour, n, on, change, dashed) => h("label", { class: "toggle" }, h("input", { type: "checkbox", checked: on, onchange: (e) => change(e.target.checked) }), colour && h("i", { class: "dot" + (dashed ? " dashed" : ""), style: { "--c": colour } }), h("span", {}, name), h("span", { class: "count" }, String(n)));

/** A day as it was typed, as 2024-03-01; null when it is none. */
function readDay(text) {
  const found = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text.trim()), day = found && [found[1], found[2].padStart(2, "0"), found[3].padStart(2, "0")].join("-");
  return day && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day) ? day : null;
}

/** A field for a day, written the same way in every browser, with the browser's calendar behind its button. */
function dayField(value, label, change) {
  const calendar = h("input", { type: "date", value, tabindex: "-1", "aria-hidden": "true", "aria-label": label, onchange: (e) => e.target.value && change(e.target.value) });
  const field = h("input", { type: "text", value, inputmode: "numeric", maxlength: "11", "aria-label": label, placeholder: "2025-06-30", onchange: () => { const day = readDay(field.value); field.setAttribute("aria-invalid", String(!day)); if (day) change(day); } });
  return h("span", { class: "day" }, field, h("button", { type: "button", title: t("pickDay"), "aria-label": t("pickDay"), onclick: () => calendar.showPicker() }, "▾"), calendar);
}

/** Choices of which one is current, as links: [key, word] under an address. */
const segments = (label, choices, current, to) => h("span", { class: "seg", role: "group", "aria-label": label }, choices.map(([key, word]) => h("a", { href: link(to(key)), "aria-current": current === key ? "true" : null }, word)));

/** A set of keys in an address with one of them put in or taken out. */
const withKey = (set, key, there) => { const next = new Set(set); if (there) next.add(key); else next.delete(key); return [...next].sort().join("|"); };

/** The time slider: two ends over the years of the documents; null while it covers all of them. */
function yearSlider(years, change) {
  const all = [...new Set(V.docs.map((d) => d.year).filter(Boolean))].sort();
  if (all.length < 2) return null;
  const low = all[0], high = all[all.length - 1];
  let [from, to] = years || [low, high];
  const says = h("output", {}), say = () => { says.textContent = from === to ? String(from) : `${from}–${to}`; };
  const end = (label, value, set) => h("input", { type: "range", "aria-label": label, min: low, max: high, step: 1, value, oninput: (e) => { set(Number(e.target.value)); say(); change(from <= low && to >= high ? "" : `${from}-${to}`); } });
  const first = end(t("yearsFrom"), from, (v) => { from = v; if (to < v) { to = v; second.value = v; } }), second = end(t("yearsTo"), to, (v) => { to = v; if (from > v) { from = v; first.value = v; } });
  say();
  return h("fieldset", { class: "slider" }, h("legend", {}, `${t("years")} `, says), first, second);
}
