"""``kg export``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import graph_option
from ontology.errors import UsageError

if TYPE_CHECKING:
    from kg.corpus import Corpus
    from kg.duties.columns import Per, Wish
    from kg.duties.tables import Names
    from kg.page_links import Links

RDF = ("turtle", "nquads", "jsonld")
NETWORKS = ("graphml", "gexf", "node-link")
OFFICE = ("xlsx", "docx", "md")
TABLES = ("任务分工表", "督查台账", "部门负荷表", "指标对比表", "政策依据表")


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice([*RDF, *NETWORKS, "csv", *OFFICE]))
@graph_option
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="File to write; a folder for csv.")
@click.option(
    "--network",
    type=click.Choice(["workload", "agencies", "lineage"]),
    default="workload",
    show_default=True,
    help="Which network graphml, gexf and node-link write.",
)
@click.option(
    "--table",
    type=click.Choice(TABLES),
    help="Which table xlsx, md and csv write; docx: 任务分工表. [default: 任务分工表]",
)
@click.option("--document", "documents", multiple=True, help="Only this document, by 文号 or title; repeatable.")
@click.option("--agency", "agencies", multiple=True, help="Only the sheet of this agency; repeatable.")
@click.option(
    "--per",
    type=click.Choice(["document", "agency", "both"]),
    help="Sheets of xlsx. [default: both; document for 督查台账]",
)
@click.option(
    "--names",
    type=click.Choice(["printed", "full"]),
    default="printed",
    show_default=True,
    help="Agencies as printed (市工信局) or by full name.",
)
@click.option(
    "--sources",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder of the documents as they came: xlsx links to them.",
)
@click.option("--wording", is_flag=True, help="Write the wording of each clause under its heading.")
def command(
    form: str,
    folder: Path,
    out: Path,
    network: str,
    table: str | None,
    documents: tuple[str, ...],
    agencies: tuple[str, ...],
    per: Per | None,
    names: Names,
    sources: Path | None,
    wording: bool,
) -> None:
    """Write a build as turtle, nquads or jsonld (the graph), graphml, gexf or node-link (a network), csv (tables),
    or xlsx, docx, md (the tables an office works with).

    \b
    Examples:
      kg export jsonld -g out/demo -o out/graph.jsonld
      kg export graphml --network agencies -g out/demo -o out/agencies.graphml
      kg export csv -g out/demo -o out/tables
      kg export xlsx -g out/demo -o out/任务分工表.xlsx
      kg export xlsx --table 督查台账 -g out/demo -o out/督查台账.xlsx
      kg export docx --document 云政办发〔2023〕31号 -g out/demo -o out/任务分工表.docx

    csv without --table writes a folder of raw tables; with it, one file.
    """
    from exports.files import write_file
    from exports.tables import render_tables
    from kg.building.builds import load_corpus
    from kg.duties.columns import Wish
    from kg.page_links import links_from
    from kg.tables import table_rows

    _check_options(form, table, documents=documents, agencies=agencies, per=per, sources=sources)
    corpus = load_corpus(folder)
    if form in OFFICE or table:
        chosen = table or TABLES[0]
        wish = Wish(documents, agencies, names, per or ("document" if chosen == "督查台账" else "both"), wording)
        write_file(out, _office(corpus, form, chosen, wish, links_from(out, folder, corpus.records, sources)))
    elif form == "csv":
        for name, content in render_tables(table_rows(corpus)).items():
            write_file(out / f"{name}.csv", content)
    elif form in RDF:
        write_file(out, _rdf(corpus, form))
    else:
        write_file(out, _network(corpus, form, network))
    click.echo(f"写出 {out}")


def _check_options(form: str, table: str | None, **given: object) -> None:
    """Raise ``UsageError`` for an option that the format or table has no use for."""
    if table and form not in (*OFFICE, "csv"):
        raise UsageError(f"--table: {form} writes no tables; use xlsx, docx, md or csv")
    if form == "docx" and table not in (None, TABLES[0]):
        raise UsageError(f"--table {table}: docx writes 任务分工表 only; use xlsx, md or csv")
    if given["per"] and form != "xlsx":
        raise UsageError(f"--per: {form} has no sheets; use xlsx")
    if given["sources"] and form != "xlsx":
        raise UsageError(f"--sources: {form} has no links; use xlsx")
    duty = (form in OFFICE or table) and table in (None, *TABLES[:2])
    for name in ("documents", "agencies", "per", "sources"):
        if given[name] and not duty:
            option = {"documents": "--document", "agencies": "--agency", "per": "--per", "sources": "--sources"}[name]
            raise UsageError(f"{option}: only for 任务分工表 and 督查台账; leave it out")
    if given["agencies"] and form == "docx":
        raise UsageError("--agency: docx writes whole documents; use xlsx, md or csv")


def _office(corpus: Corpus, form: str, table: str, wish: Wish, links: Links) -> str | bytes:
    """One of the tables of an office, linked to the build where the format has links."""
    from dataclasses import replace

    from exports.markdown import flat_table, render_markdown
    from exports.tables import render_table
    from exports.word import render_word
    from exports.workbook import render_workbook
    from kg.duties.sheets import document_sheets, duty_book, duty_sheet
    from kg.office_tables import citation_sheet, indicator_sheets, workload_sheet

    wish = replace(wish, links=links)
    if form == "docx":
        return render_word(document_sheets(corpus, wish))
    if table in ("任务分工表", "督查台账"):
        ledger = table == "督查台账"
        if form == "xlsx":
            sheets = duty_book(corpus, wish, ledger=ledger)
            extra = [] if ledger or wish.agencies else [workload_sheet(corpus, links)]
            return render_workbook([*sheets, *extra], title=table)
        sheets = [duty_sheet(corpus, wish, ledger=ledger)]
    elif table == "部门负荷表":
        sheets = [workload_sheet(corpus, links)]
    else:
        sheets = indicator_sheets(corpus, links) if table == "指标对比表" else [citation_sheet(corpus, links)]
    if form == "xlsx":
        return render_workbook(sheets, title=table)
    return render_markdown(sheets) if form == "md" else render_table(*flat_table(sheets[0]))


def _rdf(corpus: Corpus, form: str) -> str | bytes:
    from exports import jsonld, nquads, turtle
    from kg.graph.triples import corpus_quads

    quads = corpus_quads(corpus)
    if form == "nquads":
        return nquads.render(quads)
    return turtle.render(quads, base=corpus.base) if form == "turtle" else jsonld.render(quads, base=corpus.base)


def _network(corpus: Corpus, form: str, name: str) -> str:
    from exports.networks import render_gexf, render_graphml, render_node_link
    from kg.networks.layout import layout
    from kg.pages.projections import project

    net = project(corpus, name)
    if form == "gexf":
        return render_gexf(net, layout(net, weight="weight" if name == "agencies" else None))
    return render_graphml(net) if form == "graphml" else render_node_link(net)
