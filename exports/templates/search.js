// The search box: names, short names, numbers and pinyin initials.
/** Whether letters stand in a name in this order, the first at its beginning: 江门工信局 in 江门市工业和信息化局. */
function abridges(letters, name, same) {
  let at = 0;
  for (let i = 0; i < name.length && at < letters.length; i++) { if (same(letters[at], name[i])) at++; else if (i === 0) return false; }
  return at === letters.length;
}

/**
 * How well a name answers: 0 equal, 1 begins with it, 2 holds it, 3 its initials begin with it, 4 hold it, 9 not at all. In short
 * also 5, it is an abridgement of the name, 6 of its initials.
 */
function likeness(q, names, short = false) {
  const letters = /^[a-z0-9]{2,}$/.test(q);
  let best = 9;
  for (const name of names) {
    if (!name) continue;
    const at = name.toLowerCase().indexOf(q);
    if (at >= 0) best = Math.min(best, name.length === q.length ? 0 : at === 0 ? 1 : 2);
    else if (letters) { const spelt = spells(name, q); if (spelt >= 0) best = Math.min(best, spelt === 0 ? 3 : 4); }
  }
  if (short && best === 9 && q.length > 2)
    for (const name of names) if (name && abridges(q, name, (a, b) => a === b)) best = 5; else if (name && best > 6 && letters && abridges(q, [...name].map(initial), (a, b) => b.includes(a))) best = 6;
  return best;
}

/** What the search box finds: agencies before documents before missing documents before measures. */
function find(text) {
  const q = text.trim().toLowerCase();
  if (!q) return [];
  const take = (list, n) => list.filter(([s]) => s < 9).sort((a, b) => a[0] - b[0] || b[1] - a[1]).slice(0, n);
  const at = readAddress(), here = viewOf(at) === "agencies" ? Object.fromEntries(at) : {};
  return [
    ...take(V.agencies.map((a) => [likeness(q, [a.name, regionShort(a.name), a.short, ...a.aliases], true), a.total, a]), 7).map(([, , a]) => ["agency", a.name, a.short === a.name ? kindName(a.kind) : a.short, { ...here, view: "agencies", show: "", task: "", path: "", agency: a.id }]),
    ...take(V.docs.map((d) => [likeness(q, [d.title, d.number]), d.year || 0, d]), 4).map(([, , d]) => ["document", d.title, d.number || regionShort(d.regionName), { doc: d.id }]),
    ...take(V.stubs.map((s) => [likeness(q, [s.title, s.number]), s.citedBy.length, s]), 3).map(([, , s]) => ["missing", s.title || s.number, s.number || "", { stub: s.id }]),
    ...take(V.measures.map((m) => [likeness(q, [m.title]), 0, m]), 5).map(([, , m]) => ["measure", m.title, docName(V.docs[m.doc]), { measure: measureKey(m) }]),
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
