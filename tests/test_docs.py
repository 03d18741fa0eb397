"""What the documentation says is so: commands, options, record fields, links, example commands."""

from __future__ import annotations

import dataclasses
import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kg.cli import COMMANDS, cli
from ontology import model

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")])
REFERENCE = README + "".join(path.read_text("utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))
FENCE = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#\s]+)")


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None, f"kg {name} does not exist"
    return found


def console_lines(text: str) -> list[str]:
    return [line[2:] for block in FENCE.findall(text) for line in block.splitlines() if line.startswith("$ ")]


@pytest.mark.parametrize("name", COMMANDS)
class TestCommands:
    def test_help_shows_an_example(self, name):
        result = CliRunner().invoke(cli, [name, "--help"])
        assert result.exit_code == 0
        assert f"kg {name} " in result.output.partition("Usage:")[2].partition("\n")[2]

    def test_command_and_options_are_documented(self, name):
        assert f"`kg {name}" in README
        options = {max(p.opts, key=len) for p in command(name).params if isinstance(p, click.Option) and not p.hidden}
        assert {option for option in options if option not in REFERENCE} == set()


def test_every_documented_command_exists():
    assert set(re.findall(r"`kg ([a-z]+)", REFERENCE)) <= set(COMMANDS)


def test_example_commands_parse():
    """Each `$ kg …` line of the documentation is understood by the parser (nothing is run)."""
    lines = [line.partition("  #")[0] for path in PAGES for line in console_lines(path.read_text("utf-8"))]
    calls = [shlex.split(line.partition(" | ")[0])[1:] for line in lines if re.match(r"(\.venv/bin/)?kg ", line)]
    assert len(calls) >= 7
    for name, *arguments in calls:
        command(name).make_context(name, arguments).close()


def test_make_targets_of_the_documentation_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = {name for path in PAGES for name in re.findall(r"(?:^\$ |`)make ([a-z]+)", path.read_text("utf-8"), re.M)}
    assert named
    assert named <= targets


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path):
    broken = [link for link in LINK.findall(path.read_text("utf-8")) if not (path.parent / link).exists()]
    assert broken == []


def test_every_field_of_the_record_is_documented():
    page = (ROOT / "docs" / "record.md").read_text("utf-8")
    records = [cls for cls in vars(model).values() if dataclasses.is_dataclass(cls)]
    fields = {field.name for cls in records for field in dataclasses.fields(cls)} - {"text"}
    assert {name for name in fields if f"`{name}`" not in page} == set()
    for words in (model.Relation, model.Role, model.Basis, model.AgencyKind, model.TargetKind, model.Comparator):
        assert {word for word in words.__args__ if word not in page} == set()
