"""``kg view``"""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import graph_option

KINDS = ("workload", "agencies", "lineage", "agency", "document", "targets", "compare")


@click.command("view")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("names", nargs=-1)
@graph_option
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Page to write.")
def command(kind: str, names: tuple[str, ...], folder: Path, out: Path) -> None:
    """Draw one network of a build as a page that opens offline.

    \b
    workload         agencies and measures      agency NAME         one agency, its measures, with whom
    agencies         who works with whom        document NUMBER     one document, its measures and kin
    lineage          what implements what       compare PARENT …    measures of a parent and of its children
    targets          targets and equal ones

    \b
    Examples:
      kg view workload -g out/demo -o out/workload.html
      kg view agency 云河市工业和信息化局 -g out/demo -o out/agency.html
    """
    from exports.files import write_file
    from exports.pyvis_page import render_network
    from kg.building.builds import load_corpus
    from kg.pages import views

    net = views.view_network(load_corpus(folder), kind, names)
    title = views.KINDS[kind] + (f"：{'、'.join(names)}" if names else "")
    write_file(out, render_network(net, title=title, group="category", colours=views.COLOURS))
    size, alone = out.stat().st_size / 1_000_000, net.graph["alone"]
    left = f"（另有 {alone} 个没有连线，未画）" if alone else ""
    click.echo(f"{net.number_of_nodes()} 个节点{left}，{net.number_of_edges()} 条边，{size:.1f} MB；打开 {out}")
