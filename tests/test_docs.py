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


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    """An ``out`` folder with the builds that the documentation speaks of, before and after no change."""
    out = tmp_path_factory.mktemp("out")
    build = ["build", "examples/documents", "--regions", "examples/regions.toml", "--quiet", "-o", str(out / "demo")]
    assert CliRunner().invoke(cli, in_repository(build)).exit_code == 0
    for name in ("before", "after"):
        (out / name).symlink_to("demo", target_is_directory=True)
    return out


def in_repository(arguments: list[str]) -> list[str]:
    return [str(ROOT / text) if text.startswith("examples/") else text for text in arguments]


def example_calls() -> list[list[str]]:
    """The `$ kg …` lines of all pages, without duplicates, as arguments."""
    lines = [line.partition("  #")[0] for path in PAGES for line in console_lines(path.read_text("utf-8"))]
    calls = [shlex.split(line)[1:] for line in dict.fromkeys(lines) if re.match(r"(\.venv/bin/)?kg ", line)]
    return [call for call in calls if "我的文件夹" not in call and call[0] != "build"]


@pytest.mark.parametrize("call", example_calls(), ids=" ".join)
def test_example_commands_run(call, demo, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    arguments = [str(demo / text.removeprefix("out/")) if text.startswith("out/") else text for text in call]
    result = CliRunner().invoke(cli, in_repository(arguments))
    assert result.exit_code == 0, result.output
    if "-o" in arguments:
        assert Path(arguments[arguments.index("-o") + 1]).stat().st_size > 100
    else:
        assert len(result.output.splitlines()) > 3


def test_the_walk_is_among_the_examples():
    assert {call[0] for call in example_calls()} >= {"workload", "query", "lineage", "view", "extract", "score"}


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
