"""pyproject.toml, the lock and the lower bounds say the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
ONLY_LOWER = {"pyparsing"}  # what old releases need and do not say; the file gives the reason


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / "requirements" / name).read_text("utf-8").splitlines()
    found = [re.fullmatch(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.]+)", line) for line in lines if not line.startswith("#")]
    assert all(found), "names and versions only: no addresses, hashes or options"
    return {canonicalize_name(match[1]): match[2] for match in found if match}


def declared(*groups: list[str]) -> dict[str, Requirement]:
    requirements = [Requirement(line) for group in groups for line in group]
    return {canonicalize_name(requirement.name): requirement for requirement in requirements}


def test_the_lock_holds_everything_that_is_declared():
    lock = pins("lock.txt")
    wanted = declared(PROJECT["dependencies"], *EXTRAS.values())
    assert {name: lock.get(name) for name in wanted if not wanted[name].specifier.contains(lock.get(name, "0"))} == {}


def test_lower_bounds_are_those_that_are_tested():
    wanted = declared(PROJECT["dependencies"], EXTRAS["test"])
    bounds = {name: str(requirement.specifier).removeprefix(">=") for name, requirement in wanted.items()}
    assert {name: pin for name, pin in pins("lowest.txt").items() if name not in ONLY_LOWER} == bounds


@pytest.mark.parametrize("line", [*PROJECT["dependencies"], *(line for group in EXTRAS.values() for line in group)])
def test_every_dependency_has_a_lower_bound_and_no_upper_one(line):
    """An upper bound would bar a mended release; the lock is what keeps versions still."""
    assert re.fullmatch(r"[A-Za-z0-9._\[\],-]+>=[0-9.]+", line)
