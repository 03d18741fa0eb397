"""``kg view``"""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import graph_option

# What a legend calls the kinds of nodes.
NAMES = {
    "agency": "部门",
    "government": "政府",
    "party": "党委",
    "group": "群组",
    "enterprise": "企业",
    "other": "其他",
    "measure": "任务",
    "document": "文件",
    "stub": "缺失的文件",
}
KINDS = {
    "workload": "单位与任务",
    "agencies": "单位协作",
    "lineage": "文件脉络",
}


@click.command("view")
@click.argument("kind", type=click.Choice(list(KINDS)))
@graph_option
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="Page to write.")
def command(kind: str, folder: Path, out: Path) -> None:
    """Draw one network of a build as a page that opens offline: workload, agencies or lineage.

    \b
    Example:
      kg view workload -g out/demo -o out/workload.html
    """
    from exports.files import write_file
    from exports.pyvis_page import render_network
    from kg.build import load_corpus
    from kg.layout import layout
    from kg.projections import project

    net = project(load_corpus(folder), kind)
    for _, held in net.nodes(data=True):
        name = "stub" if held.get("stub") else held.get("agency_kind") or held.get("kind", "")
        held["category"] = NAMES.get(name, name)
    weight = "weight" if kind == "agencies" else None
    write_file(out, render_network(net, title=KINDS[kind], positions=layout(net, weight=weight), group="category"))
    click.echo(f"{net.number_of_nodes()} 个节点，{net.number_of_edges()} 条边；打开 {out}")
