// The visible network as a picture file.
const FADED = 0.13; // what is left of the colours of nodes that are not chosen, in SVG

/** Hand a file to the reader. */
function save(name, blob) {
  const a = document.createElement("a");
  a.href = URL.createObjectURL(blob); a.download = name;
  document.body.append(a); a.click(); a.remove();
  setTimeout(() => URL.revokeObjectURL(a.href), 10000);
}

function savePng(graph, name) {
  const from = graph.canvas, to = document.createElement("canvas");
  to.width = from.width; to.height = from.height;
  const ctx = to.getContext("2d");
  ctx.fillStyle = "#ffffff"; ctx.fillRect(0, 0, to.width, to.height); ctx.drawImage(from, 0, 0);
  to.toBlob((blob) => save(name + ".png", blob));
}

/** The visible network as SVG, labels as text. */
function renderSvg(graph) {
  const esc = (s) => String(s).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
  const out = [], xs = graph.list.map((n) => n.x), ys = graph.list.map((n) => n.y);
  const box = [Math.min(...xs) - 150, Math.min(...ys) - 80, Math.max(...xs) + 150, Math.max(...ys) + 80];
  for (const e of graph.links) {
    const { a, b } = e, on = !graph.near || graph.litEdge(e);
    out.push(`<line x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" stroke="${e.colour}" stroke-opacity="${on ? e.share ?? 0.5 : 0.05}" stroke-width="${e.width}"${e.dashed ? ' stroke-dasharray="5 4"' : ""}/>`);
  }
  for (const n of graph.list) {
    const p = n, o = graph.lit(n.id) ? 1 : FADED;
    if (n.card) {
      out.push(`<g opacity="${o}"><rect x="${p.x - 122}" y="${p.y - 42}" width="244" height="84" rx="5" fill="#fff" stroke="${n.stub ? "#b4532f" : "#8fa1b3"}"${n.stub ? ' stroke-dasharray="6 4"' : ""}/>`,
        `<text x="${p.x - 108}" y="${p.y - 21}" font-size="13" font-weight="600" fill="${n.stub ? "#a2431f" : "#1f5f8b"}">${esc(n.head)}</text>`,
        ...wrap(n.body, 15, 2).map((line, i) => `<text x="${p.x - 108}" y="${p.y + 2 + i * 21}" font-size="14.5">${esc(line)}</text>`), "</g>");
    } else if (n.square) out.push(`<rect x="${p.x - n.size}" y="${p.y - n.size}" width="${2 * n.size}" height="${2 * n.size}" fill="${n.colour}" opacity="${o}"/>`);
    else out.push(`<circle cx="${p.x}" cy="${p.y}" r="${n.size}" fill="${n.colour}" stroke="#fff" opacity="${o}"/>`);
  }
  const scale = Math.max(graph.scale, 0.6);
  for (const [n, x, y, size] of graph.place(scale, null))
    out.push(`<text x="${x}" y="${y + size / scale}" font-size="${size / scale}" text-anchor="middle" fill="#1d2a36" stroke="#fff" stroke-width="${3 / scale}" paint-order="stroke">${esc(n.label)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box[0]} ${box[1]} ${box[2] - box[0]} ${box[3] - box[1]}" font-family='${FONT}'><rect x="${box[0]}" y="${box[1]}" width="100%" height="100%" fill="#fff"/>${out.join("\n")}</svg>\n`;
}
