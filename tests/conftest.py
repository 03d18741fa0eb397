"""One Chromium and one page for all tests that open pages: starting them takes longer than most tests."""

from __future__ import annotations

from collections.abc import Iterator

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
    window.page.evaluate("localStorage.clear()")
    window.blameless()
