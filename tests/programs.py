"""Programs that tests need and Python does not bring: Chromium, LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def program(*names: str, variable: str) -> str:
    """The path of the first of ``names`` on the path, or what the environment variable names.

    Without one the test is skipped; where ``TESTS_SKIP_NOTHING`` is set, as in ``.ci/run``, it fails.
    """
    found = os.environ.get(variable) or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        told = f"{names[0]} is not on PATH: run .ci/programs, or set {variable} to where it is"
        pytest.fail(told) if os.environ.get("TESTS_SKIP_NOTHING") else pytest.skip(told)
    return found


def by_libreoffice(path: Path, form: str) -> Path:
    """A file as LibreOffice reads it, written in another format beside it."""
    office = program("soffice", "libreoffice", variable="SOFFICE")
    profile = f"-env:UserInstallation=file://{path.parent}/profile"  # two may run at a time
    call = [office, profile, "--headless", "--convert-to", form, "--outdir", str(path.parent), str(path)]
    told = subprocess.run(call, check=True, capture_output=True, timeout=180, text=True)
    written = path.with_suffix(f".{form}")
    assert written.exists(), told.stderr
    return written
