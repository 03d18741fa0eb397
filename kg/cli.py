"""The command line: one light group; what a command needs is imported when it runs."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from ontology.errors import PolicyError

# Name → (module of kg.commands, what it does). Commands are loaded when called, so that --help stays light.
COMMANDS = {
    "build": "documents → a folder with graph, store, workbench, tables and report",
    "extract": "what was read from one document, with its evidence",
    "query": "named questions, or any SPARQL, over a build",
    "workload": "who leads, joins and answers for how much",
    "lineage": "what descends from what, and which parents are missing",
    "compare": "what of a parent document its children take up, refine, leave out and add",
    "agencies": "which names are one body, which reforms were seen, what is open",
    "view": "one network page, offline",
    "export": "the graph, the networks and the tables of a build, in the formats of other programs",
    "progress": "returned 督查台账 → reports in the build, and how its measures stand",
    "check": "what is wrong with the documents, with the words that show it and the remedy",
    "status": "which documents were in force on a day, and why",
    "validate": "the graph against its SHACL shapes",
    "diff": "what changed between two builds, in words",
    "score": "records against annotations, with gains and losses",
}


class LazyGroup(click.Group):
    """A group whose commands live in modules of their own, imported one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kg.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Turn the error tree into one line on stderr and its exit code, in this one place."""
        try:
            return super().invoke(ctx)
        except PolicyError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="policy-kg", prog_name="kg")
def cli() -> None:
    """Read Chinese government policy documents into a knowledge graph that proves every fact with its sentence.

    \b
    Exit codes: 0 done; 1 done, but some data does not conform or could not be read; 2 wrong call; 3 wrong rule file.
    """


def main() -> None:
    """Entry point; text goes out as UTF-8 also where the console's own encoding is another (Windows)."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli()
