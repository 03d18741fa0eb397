"""Draws the README's pictures from the invented examples: ``make pictures`` (needs Chromium, playwright and Pillow).

Each picture is an address of the workbench, so it shows what a reader will see there. Colours are reduced to a palette,
which keeps a picture under 150 kB.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "img"
AGENCY = "云河市工业和信息化局"
PICTURES = {
    "overview": "view=overview",
    "agency": f"agency={AGENCY}&steps=1",
    "lineage": "view=lineage&doc=云河政发〔2023〕12号&on=2024-06-30",
    "uptake": "view=measures&show=matrix&parent=临政发〔2023〕8号&cell=云河政发-2023-12|m2",
    "targets": "view=targets&show=timeline",
    "question": f"view=questions&ask=leads-due&agency={AGENCY}&year=2025",
}
LIMIT = 150_000  # bytes


def main() -> None:
    """Build the examples and write one PNG for each picture."""
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        kg = [
            sys.executable,
            "-m",
            "kg",
            "build",
            "examples/documents",
            "--regions",
            "examples/regions.toml",
            "--quiet",
        ]
        subprocess.run([*kg, "-o", f"{folder}/demo"], cwd=ROOT, check=True)
        program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        chromium = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport={"width": 1366, "height": 768})
        page.clock.set_fixed_time("2025-09-01T09:00:00")  # what is past due shall not change with the day of drawing
        for name, address in PICTURES.items():
            draw(page, f"file://{folder}/demo/workbench.html#{address}", OUT / f"{name}.png")
        view = [
            sys.executable,
            "-m",
            "kg",
            "view",
            "agency",
            AGENCY,
            "-g",
            f"{folder}/demo",
            "-o",
            f"{folder}/net.html",
        ]
        subprocess.run(view, cwd=ROOT, check=True, capture_output=True)
        draw(page, f"file://{folder}/net.html#node=市工业和信息化局", OUT / "network.png")
        chromium.close()


def draw(page: Page, address: str, out: Path) -> None:
    """Write what the page shows at ``address``; raises ``SystemExit`` when the picture is too large for a README."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.screenshot(path=out)
    reduce_colours(out)
    if out.stat().st_size > LIMIT:
        raise SystemExit(f"{out.name}: {out.stat().st_size} bytes, more than {LIMIT}; show less of the page")


def reduce_colours(out: Path) -> None:
    """The picture with a palette of 200 colours, chosen so that small marks keep theirs: a third of its size."""
    with Image.open(out) as picture:
        picture.convert("RGB").quantize(200, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            out, optimize=True
        )


if __name__ == "__main__":
    main()
