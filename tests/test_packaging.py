"""The wheel holds every data file of the packages, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("kg", "ontology", "extract", "exports")
PASSING = {"__pycache__"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> set[str]:
    """Names of the files in a freshly built wheel."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    run = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    (path,) = out.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def test_every_file_of_the_packages_is_shipped(wheel):
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and not PASSING & set(path.parts) and not path.name.startswith(".")
    }
    assert ours - wheel == set()


@pytest.mark.parametrize("suffix", [".py", ".ttl", ".toml", ".rq", ".html"])
def test_each_kind_of_data_is_there(wheel, suffix):
    """A suffix that vanishes from the tree would empty the comparison above without failing it."""
    assert [name for name in wheel if name.endswith(suffix)]


def test_nothing_else_is_shipped(wheel):
    tops = {name.split("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_licence_and_command_are_declared(wheel):
    assert [name for name in wheel if name.endswith(".dist-info/licenses/LICENSE")]
    assert [name for name in wheel if name.endswith(".dist-info/entry_points.txt")]
