"""``kg export``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import graph_option

if TYPE_CHECKING:
    from kg.corpus import Corpus

RDF = ("turtle", "nquads", "jsonld")
NETWORKS = ("graphml", "gexf", "node-link")


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice([*RDF, *NETWORKS, "csv"]))
@graph_option
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="File to write; a folder for csv.")
@click.option(
    "--network",
    type=click.Choice(["workload", "agencies", "lineage"]),
    default="workload",
    show_default=True,
    help="Which network graphml, gexf and node-link write.",
)
def command(form: str, folder: Path, out: Path, network: str) -> None:
    """Write a build as turtle, nquads or jsonld (the graph), graphml, gexf or node-link (a network), csv (tables).

    \b
    Examples:
      kg export jsonld -g out/demo -o out/graph.jsonld
      kg export graphml --network agencies -g out/demo -o out/agencies.graphml
      kg export csv -g out/demo -o out/tables
    """
    from exports.files import write_file
    from exports.tables import render_tables
    from kg.build import load_corpus
    from kg.tables import table_rows

    corpus = load_corpus(folder)
    if form == "csv":
        for name, content in render_tables(table_rows(corpus)).items():
            write_file(out / f"{name}.csv", content)
    elif form in RDF:
        write_file(out, _rdf(corpus, form))
    else:
        write_file(out, _network(corpus, form, network))
    click.echo(f"写出 {out}")


def _rdf(corpus: Corpus, form: str) -> str | bytes:
    from exports import jsonld, nquads, turtle
    from kg.triples import corpus_quads

    quads = corpus_quads(corpus)
    if form == "nquads":
        return nquads.render(quads)
    return turtle.render(quads, base=corpus.base) if form == "turtle" else jsonld.render(quads, base=corpus.base)


def _network(corpus: Corpus, form: str, name: str) -> str:
    from exports.networks import render_gexf, render_graphml, render_node_link
    from kg.layout import layout
    from kg.projections import project

    net = project(corpus, name)
    if form == "gexf":
        return render_gexf(net, layout(net, weight="weight" if name == "agencies" else None))
    return render_graphml(net) if form == "graphml" else render_node_link(net)
