"""ontology at the bottom; extract and exports on it, strangers to each other; kg on top."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "ontology": {"ontology"},
    "extract": {"extract", "ontology"},
    "exports": {"exports", "ontology"},
    "kg": {"kg", "extract", "exports", "ontology"},
}


def imported(source: str) -> set[str]:
    """Top-level packages that a module imports anywhere, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def test_imports_inside_functions_are_seen():
    assert imported("def f():\n    from exports.files import write\n    import kg.build") == {"exports", "kg"}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_package_imports_only_what_it_stands_on(package):
    modules = sorted((ROOT / package).rglob("*.py"))
    assert modules
    wrong = {
        str(path.relative_to(ROOT)): above
        for path in modules
        if (above := imported(path.read_text("utf-8")) & MAY_IMPORT.keys() - MAY_IMPORT[package])
    }
    assert wrong == {}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_generic_names_are_ours(package):
    """Four such plain names could be shadowed by another distribution."""
    module = importlib.import_module(package)
    assert module.__file__ is not None
    assert Path(module.__file__).parent == ROOT / package


def test_import_linter_contract_holds():
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "3 kept, 0 broken" in run.stdout
