"""``kg query``"""

from __future__ import annotations

from pathlib import Path

import click

from kg.commands.options import graph_option, param_option, print_result, result_options


@click.command("query")
@click.argument("question", required=False)
@graph_option
@param_option
@result_options
def command(question: str | None, folder: Path, params: tuple[str, ...], form: str, out: Path | None) -> None:
    """Answer QUESTION over a build: the name of a named query, a .rq file, or SPARQL. Without it, list the names.

    \b
    Examples:
      kg query 牵头 -p agency=工业和信息化局 -g out/demo
      kg query 到期 -p year=2025 --format csv -g out/demo
      kg query 'SELECT ?d WHERE { ?d a pk:PolicyDocument }' -g out/demo
    """
    if question is None:
        _list()
        return
    text = Path(question).read_text("utf-8") if question.endswith(".rq") and Path(question).is_file() else question
    print_result(folder, text, params, form, out)


def _list() -> None:
    from kg.graph.query import named_queries

    for query in named_queries().values():
        click.echo(f"{query.name}（{'、'.join((query.title, *query.aliases))}）：{query.question}")
        for param in query.params:
            click.echo(f"    -p {param.name}=…  {param.meaning}{'（必填）' if param.required else ''}")
