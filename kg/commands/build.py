"""``kg build``"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.commands.options import read_regions_file, regions_option


@click.command("build")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder to write; replaced whole.")
@click.option("--workers", type=click.IntRange(1), help="Processes that read documents. [default: by their number]")
@regions_option
@click.option(
    "--corrections",
    "corrections_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Corrections by hand, see docs/corrections.md. [default: corrections.toml in a folder of PATHS]",
)
@click.option(
    "--progress",
    "progress_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Reports of progress, see docs/tables.md. [default: OUT.progress.jsonl beside OUT]",
)
@click.option("--base", help="IRI prefix of the data.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no table.")
def command(
    paths: tuple[Path, ...],
    out: Path,
    workers: int | None,
    regions_file: Path | None,
    corrections_file: Path | None,
    progress_file: Path | None,
    base: str | None,
    quiet: bool,
) -> None:
    """Build the graph of the documents under PATHS: files and folders of text, web pages, Word, WPS, PDF and OFD.

    \b
    Example:
      kg build examples/documents --regions examples/regions.toml -o out/demo

    OUT then holds graph.ttl, graph.nq, store/, records.jsonl, texts/, tables/, workbench.html and report.json.
    Exit code 1 when some documents could not be read; the others are built.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from kg.building.builds import build
    from kg.correcting.corrections import find_correction_files, load_corrections
    from kg.duties.progress import load_reports
    from ontology import iri

    corrections = load_corrections([corrections_file] if corrections_file else find_correction_files(paths))
    console = Console(stderr=True)
    with Progress(
        TextColumn("读取"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[name]}"),
        console=console, disable=quiet or not console.is_terminal, transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("read", total=None, name="")
        built = build(
            paths,
            out,
            workers=workers,
            regions=read_regions_file(regions_file),
            base=base or iri.DEFAULT_BASE,
            corrections=corrections,
            reports=load_reports(progress_file) if progress_file else None,
            started=lambda count: bar.update(task, total=count),
            progress=lambda name: bar.update(task, advance=1, name=name),
        )
    if not quiet:
        _show(built.report, out)
    if any("unsupported" not in item["reason"] for item in built.report["skipped"]):
        raise SystemExit(1)


def _show(report: dict[str, Any], out: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("文件", "发文字号", "条款", "责任", "指标", "引用", "待定", "提示"):
        table.add_column(name, justify="left" if name in ("文件", "发文字号") else "right", overflow="fold")
    for row in report["documents"]:
        counts = [row[key] for key in ("measures", "responsibilities", "targets", "citations")]
        cells = [*counts, len(row["unresolved"]), len(row["warnings"])]
        table.add_row(row["title"] or row["name"], row["number"] or "—", *map(str, cells))
    console = Console()
    console.print(table)
    for item in report["skipped"]:
        console.print(f"未读 {item['name']}: {item['reason']}", markup=False, highlight=False)
    for item in report["corrections"]:
        if item["problem"]:
            console.print(f"校正未用 {item['id']}: {item['problem']} ({item['entry']})", markup=False, highlight=False)
    totals = report["totals"]
    console.print(
        f"{totals['documents']} 份文件，{totals['measures']} 条任务，{totals['responsibilities']} 项责任，"
        f"{totals['targets']} 项指标，{totals['agencies']} 个单位；缺失上位文件 {totals['missing_parents']} 份",
        highlight=False,
    )
    page = out / "workbench.html"
    console.print(f"打开 {page}（{page.stat().st_size / 1_000_000:.1f} MB）", markup=False, highlight=False)
