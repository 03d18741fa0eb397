"""One Chromium and one page for all tests that open pages: starting them takes longer than most tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chromium import FLAGS, SCREEN, Opened
from tests.programs import program


@pytest.fixture(scope="session")
def browser() -> Iterator:
    playwright = pytest.importorskip("playwright.sync_api")
    path = program("chromium", "chromium-browser", "google-chrome", variable="CHROMIUM")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def window(browser) -> Iterator[Opened]:
    page = browser.new_page(viewport=SCREEN)
    yield Opened(page)
    page.close()


@pytest.fixture
def opened(window, files, request) -> Iterator[Opened]:
    """The page that the test's module calls ``files["workbench"]``, or the one that the test names as its parameter."""
    window.file = files[getattr(request, "param", "workbench")]
    window.forget()
    yield window
    window.page.emulate_media(media="screen")
    window.page.set_viewport_size(SCREEN)
    if window.page.url.startswith("file:"):
        window.page.evaluate("localStorage.clear()")
    window.blameless()


@pytest.fixture(scope="session")
def axe(browser):
    """``axe(file, address)`` gives the serious faults of access in a page: the rule and the first element.

    Its window lets scripts in that the page itself would refuse, so nothing else may be tested in it.
    """
    rules = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page(viewport=SCREEN, bypass_csp=True)

    def serious(file: Path, address: str = "") -> list[tuple[str, str]]:
        page.goto("about:blank")
        page.goto(f"{file.as_uri()}#{address}")
        Opened(page).settle()
        told = rules.run(page).response["violations"]
        faults = [fault for fault in told if fault["impact"] in ("serious", "critical")]
        return [(fault["id"], fault["nodes"][0]["html"]) for fault in faults]

    yield serious
    page.close()
