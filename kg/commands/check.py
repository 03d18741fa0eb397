"""``kg check``"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import graph_option

if TYPE_CHECKING:
    from exports.findings import Finding, RuleInfo

FORMS = ("table", "json", "csv", "xlsx", "sarif", "ttl")
SEVERITIES = ("error", "warning", "note")


@click.command("check")
@graph_option
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="table", show_default=True, help="How findings are written."
)
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write to.")
@click.option(
    "--rules", "folder_of_rules", type=click.Path(path_type=Path), help="Folder with .toml rules of your own."
)
@click.option(
    "--severity",
    "least",
    type=click.Choice(SEVERITIES),
    default="note",
    show_default=True,
    help="Show findings that are this grave or graver.",
)
@click.option(
    "--fail-on",
    type=click.Choice((*SEVERITIES, "never")),
    default="error",
    show_default=True,
    help="Exit with 1 when something this grave or graver is found.",
)
@click.option("--shapes/--no-shapes", default=True, show_default=True, help="Check against the SHACL shapes as well.")
@click.option(
    "--save",
    is_flag=True,
    help="Put all findings into the graph, for queries such as kg query 体检, and into the workbench.",
)
def command(
    folder: Path,
    form: str,
    out: Path | None,
    folder_of_rules: Path | None,
    least: str,
    fail_on: str,
    shapes: bool,
    save: bool,
) -> None:
    """Look through the documents of a build for what is wrong: tasks without anyone, past deadlines, dead citations.

    \b
    table  for the terminal, by document
    json, csv, xlsx   for programs and spreadsheets
    sarif  for code editors and review platforms; it points into texts/ of the build
    ttl    a SHACL validation report

    \b
    Examples:
      kg check -g out/demo
      kg check -g out/demo --format xlsx -o check.xlsx
      kg check -g out/demo --save

    Exit code 1 when there are errors (see --fail-on), 3 for a wrong rule file.
    """
    from exports.files import write_file
    from kg.checking.check import check_build, rule_infos, rules_with

    if form == "xlsx" and out is None:
        raise click.UsageError("a workbook needs a file; add -o FILE.xlsx")
    rules = rules_with(folder_of_rules)
    found = check_build(folder, rules, shapes=shapes)
    if save:
        from kg.checking.check import base_of
        from kg.checking.report import save_findings
        from kg.pages.findings import show_findings

        infos = rule_infos(rules, found)
        save_findings(folder, found, infos, base=base_of(folder))
        show_findings(folder, found, infos)
    shown = [finding for finding in found if SEVERITIES.index(finding.severity) <= SEVERITIES.index(least)]
    content = _render(form, shown, rule_infos(rules, shown), folder, out)
    if out is None:
        click.echo(content, nl=False)
    else:
        write_file(out, content)
    limit = SEVERITIES.index(fail_on) if fail_on in SEVERITIES else -1
    if any(SEVERITIES.index(finding.severity) <= limit for finding in found):
        raise SystemExit(1)


def _render(form: str, found: list[Finding], rules: list[RuleInfo], folder: Path, out: Path | None) -> str | bytes:
    import sys
    from functools import cache

    from exports import findings

    def table() -> str:
        from kg.checking.show import render_findings

        return render_findings(found, rules, colour=out is None and sys.stdout.isatty())

    def as_sarif() -> str:
        from importlib.metadata import version

        from exports import sarif

        return sarif.render(
            found, rules, version=version("policy-kg"), text=lambda name: (folder / name).read_text("utf-8")
        )

    def as_turtle() -> bytes:
        from kg.checking.check import base_of
        from kg.checking.report import render_report

        return render_report(found, rules, base=base_of(folder))

    def as_xlsx() -> bytes:
        from kg.checking.check import base_of
        from kg.page_links import links_from

        links, base = links_from(out or folder, folder), base_of(folder)
        text = cache(lambda name: (folder / name).read_text("utf-8"))

        def link(finding: findings.Finding) -> str | None:
            place = finding.place
            return links.words(place.document, text(place.text_file), (place.start, place.end), base) if place else None

        return findings.render_xlsx(found, rules, link)

    forms: Mapping[str, Callable[[], str | bytes]] = {
        "table": table,
        "json": lambda: findings.render_json(found),
        "csv": lambda: findings.render_csv(found, rules),
        "xlsx": as_xlsx,
        "sarif": as_sarif,
        "ttl": as_turtle,
    }
    return forms[form]()
