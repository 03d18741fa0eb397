(() => {
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const names = document.getElementById("names");
for (const node of data.nodes) { const option = document.createElement("option"); option.value = node.label; names.append(option); }
const edges = data.edges.map((e, i) => ({ ...e, id: i, color: { color: e.colour || "rgba(120,140,160,.45)", highlight: "#1f5f8b", opacity: e.colour ? 0.7 : 1 }, smooth: false }));
const nodes = data.nodes.map((n) => ({ ...n, borderWidth: 1.5, color: { background: n.color, border: "#fff", highlight: { background: n.color, border: "#14202c" }, hover: { background: n.color, border: "#14202c" } },
  font: { size: 14, color: "#1d2a36", strokeWidth: 3, strokeColor: "#fff" } }));
const net = new vis.Network(document.getElementById("mynetwork"), { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) }, {
  physics: { enabled: false }, layout: { improvedLayout: false }, interaction: { hover: true, tooltipDelay: 120, hideEdgesOnDrag: edges.length > 1500, keyboard: { enabled: true, bindToWindow: false } },
  nodes: { scaling: { label: { drawThreshold: 7 } } }, edges: { arrowStrikethrough: false } });
net.fit({ animation: false });
document.getElementById("search").addEventListener("change", (e) => {
  const q = e.target.value.trim().toLowerCase();
  const found = q && (data.nodes.find((n) => n.label.toLowerCase() === q) || data.nodes.find((n) => (n.label + "\n" + n.title).toLowerCase().includes(q)));
  if (found) { net.selectNodes([found.id]); net.focus(found.id, { scale: 1, animation: false }); }
});
document.documentElement.dataset.ready = "true";
})();
