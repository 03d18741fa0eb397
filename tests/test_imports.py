"""``kg --help`` answers at once: what takes long to import is imported by the commands that need it."""

from __future__ import annotations

import subprocess
import sys

import pytest

SLOW = ("IPython", "jieba", "networkx", "pyshacl", "pyvis", "rdflib")  # 90 to 690 ms each
LIST_MODULES = """
import sys
from kg.cli import cli
try:
    cli(sys.argv[1:], standalone_mode=False)
finally:
    print("\\nmodules:", *sorted({name.split(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"]], ids=" ".join)
def test_help_loads_nothing_slow(arguments):
    run = subprocess.run(
        [sys.executable, "-c", LIST_MODULES, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    loaded = set(run.stdout.rpartition("modules:")[2].split())
    assert "click" in loaded
    assert loaded.isdisjoint(SLOW)
