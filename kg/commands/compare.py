"""``kg compare``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import graph_option
from ontology.errors import UsageError

if TYPE_CHECKING:
    from kg.comparing.compare import Comparison
    from kg.page_links import Links

FORMATS = ("table", "csv", "md", "html", "xlsx", "ttl")
WIDTH = 120  # of a table that goes to a file or a pipe


@click.command("compare")
@click.argument("parent")
@click.argument("children", metavar="CHILD...", nargs=-1, required=True)
@graph_option
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: by the ending of -o, else table]")
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
@click.option(
    "--threshold", type=click.FloatRange(0, 1), help="Likeness from which a measure counts as taken up. [default: 0.31]"
)
def command(
    parent: str, children: tuple[str, ...], folder: Path, form: str | None, out: Path | None, threshold: float | None
) -> None:
    """Say of each measure of PARENT how each CHILD takes it up: 落实, 细化, 部分, 缺失, and what a child adds: 新增.

    PARENT and CHILD are documents of the build, by 文号, title or part of it, file name or IRI. Targets stand side by
    side, in base units; what adds up is added up and set against the parent.

    \b
    table  for the terminal       csv   措施对照, one row for each pair
    md     all tables             html  a page that opens offline
    xlsx   all tables             ttl   pk:Alignment with class, score and reason

    \b
    Examples:
      kg compare 临政发〔2023〕8号 云河政发〔2023〕12号 清江政办发〔2023〕31号 -g out/demo
      kg compare 临政发〔2023〕8号 云河政发〔2023〕12号 -g out/demo -o out/对照.xlsx
    """
    from exports.files import write_file
    from kg.building.builds import load_corpus
    from kg.comparing.align import THRESHOLD
    from kg.comparing.compare import compare
    from kg.find_documents import find_document
    from kg.page_links import links_from

    chosen = form or _by_ending(out)
    if chosen == "xlsx" and out is None:
        raise UsageError("xlsx is no text; name a file with -o")
    corpus = load_corpus(folder)
    above, below = find_document(corpus, parent), [find_document(corpus, child) for child in children]
    names = [record.document.iri for record in (above, *below)]
    if len(set(names)) < len(names):
        raise UsageError("a document is named twice; name each document once")
    found = compare(above, below, threshold=THRESHOLD if threshold is None else threshold)
    content = _render(found, chosen, corpus.base, links_from(out, folder) if out else None)
    if out is None:
        click.echo(content, nl=False)
    else:
        write_file(out, content)
        click.echo(f"写出 {out}")


def _by_ending(out: Path | None) -> str:
    ending = out.suffix.lstrip(".").lower() if out else ""
    return "html" if ending == "htm" else ending if ending in FORMATS else "table"


def _render(comparison: Comparison, form: str, base: str, links: Links | None) -> str | bytes:
    if form == "html":
        from exports.comparison import render_comparison
        from kg.comparing.view import comparison_view

        return render_comparison(comparison_view(comparison))
    if form == "ttl":
        from exports.turtle import render
        from kg.comparing.triples import compare_quads

        return render(compare_quads(comparison), base=base)
    if form in ("xlsx", "md"):
        from kg.comparing.tables import comparison_sheets

        if form == "md":
            from exports.markdown import render_markdown

            return render_markdown(comparison_sheets(comparison))
        from exports.workbook import render_workbook

        return render_workbook(comparison_sheets(comparison, links, base), title="落实对照")
    if form == "csv":
        from exports.tables import render_table
        from kg.comparing.tables import comparison_tables

        return render_table(*comparison_tables(comparison)["措施对照"])
    return _text(comparison)


def _text(comparison: Comparison) -> str:
    """The comparison for a terminal: counts, a line for each measure and child, what is added, the figures."""
    import io
    import shutil

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kg.comparing.tables import comparison_tables

    page = io.StringIO()
    width = shutil.get_terminal_size((WIDTH, 24)).columns
    console = Console(file=page, width=max(width, 60), highlight=False)
    shown = {
        "概览": ("下级文件", "落实", "细化", "部分", "缺失", "新增", "提示"),
        "措施对照": ("上级编号", "上级措施", "下级文件", "结果", "相似度", "下级措施", "理由"),
        "新增措施": ("下级文件", "编号", "措施", "理由"),
    }
    for name, (head, rows) in comparison_tables(comparison).items():
        if name == "指标对照" or not rows:
            continue
        kept = [place for place, title in enumerate(head) if title in shown.get(name, head)]
        table = Table(title=name, title_justify="left", box=None, pad_edge=False)
        for place in kept:
            table.add_column(Text(head[place]), overflow="fold")
        for row in rows:
            table.add_row(*(Text("" if row[place] is None else str(row[place])) for place in kept))
        console.print(table)
        console.print()
    return page.getvalue()
