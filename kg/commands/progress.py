"""``kg progress``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.commands.options import graph_option
from ontology.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.duties.progress import Report


@click.command("progress")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@graph_option
@click.option("--date", help="Day of rows without one, 2025-06-30, or today.")
@click.option("--by", help="Who reports, for rows that do not say.")
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File of reports to add to. [default: OUT.progress.jsonl beside the build]",
)
def command(files: tuple[Path, ...], folder: Path, date: str | None, by: str | None, to: Path | None) -> None:
    """Read returned 督查台账 FILES (.xlsx) into the build, and show how its measures stand.

    \b
    Example:
      kg progress 督查台账.xlsx --date 2025-06-30 -g out/demo

    Reports are kept beside the build, dated and attributed, and taken up again by every later build; what the
    documents say is never changed. Rows that cannot be used are listed; exit code 1 when there are any.
    """
    from kg.building.builds import load_corpus, rewrite_build
    from kg.building.ledger import read_ledger
    from kg.duties.progress import add_reports, match_reports, progress_path

    day = _day(date)
    corpus = load_corpus(folder)
    found, problems = [], []
    for file in files:
        reports, rejected = read_ledger(file, corpus, date=day, by=by)
        found += reports
        problems += [(file, problem) for problem in rejected]
    held, added = add_reports(to or progress_path(folder), found)
    if added or to:
        rewrite_build(folder, held)
    for file, problem in problems:
        click.echo(f"未读 {file.name} {problem.row}: {problem.reason}")
    matched, lost = match_reports(corpus, held)
    if files:
        click.echo(f"读入 {added} 条，已有 {len(found) - added} 条，未用 {len(problems)} 条")
    for report in lost:
        click.echo(f"对不上 {report.date} {report.task}: 图谱中已没有这项任务（{report.measure}）")
    _show(matched)
    if problems:
        raise SystemExit(1)


def _day(date: str | None) -> str | None:
    """``--date`` as ISO; the clock is asked only when told to."""
    if date is None:
        return None
    if date == "today":
        import datetime

        return datetime.date.today().isoformat()
    from kg.building.ledger import parse_day

    day = parse_day(date)
    if day is None:
        raise UsageError(f"--date {date}: no day; write 2025-06-30 or today")
    return day


def _show(reports: Sequence[Report]) -> None:
    """The latest status of each measure, the worst first."""
    from rich.console import Console
    from rich.table import Table

    from kg.duties.progress import STATUS_NAMES, latest

    current = list(latest(reports).values())
    if not current:
        click.echo("还没有进展；导出台账：kg export xlsx --table 督查台账")
        return
    order = [*STATUS_NAMES, None]
    table = Table(box=None, pad_edge=False)
    for name in ("状态", "任务", "进展", "问题", "填报单位", "日期"):
        table.add_column(name, overflow="fold")
    for report in sorted(current, key=lambda item: (order.index(item.status), item.measure)):
        status = STATUS_NAMES[report.status] if report.status else "—"
        table.add_row(status, report.task, report.progress, report.problem, report.by, report.date)
    Console().print(table)
    counts = [(name, sum(report.status == status for report in current)) for status, name in STATUS_NAMES.items()]
    click.echo("、".join(f"{name}{count}项" for name, count in counts if count))
