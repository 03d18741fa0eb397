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


def by_libreoffice(form: str, *paths: Path, into: Path | None = None) -> list[Path]:
    """Files of one folder as LibreOffice reads them, written in another format beside them or into a folder."""
    office, folder = program("soffice", "libreoffice", variable="SOFFICE"), into or paths[0].parent
    profile = f"-env:UserInstallation=file://{folder}/profile"  # two may run at a time
    call = [office, profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, paths)]
    told = subprocess.run(call, check=True, capture_output=True, timeout=300, text=True)
    written = [folder / f"{path.stem}.{form}" for path in paths]
    assert all(path.exists() for path in written), told.stderr
    return written
