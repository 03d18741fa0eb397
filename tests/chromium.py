"""A page in a real Chromium: opened as a file, used as a planner uses it, read only when it has come to rest."""

from __future__ import annotations

from pathlib import Path

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SCREEN = {"width": 1366, "height": 768}
# At rest: two frames painted in a row with the address on the screen; pages without addresses have no such mark.
SETTLED = """new Promise((done) => {
  let frames = 0;
  const look = () => {
    frames = (document.documentElement.dataset.shown ?? location.hash) === location.hash ? frames + 1 : 0;
    return frames > 2 ? done() : requestAnimationFrame(look);
  };
  look();
})"""

FRAMES = "n => new Promise((done) => { const next = () => (n-- ? requestAnimationFrame(next) : done()); next(); })"


class Opened:
    """A page, what it asked for and what it complained about.

    Actions go to ``page``; what is read goes through the methods here, which wait until the page is at rest: a click
    only asks for a change, and whoever looks at once sees the state before it now and then.
    """

    def __init__(self, page, file: Path | None = None) -> None:
        self.page, self.file = page, file
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: said.type in ("error", "warning") and self.complaints.append(said.text))

    def go(self, address: str = "") -> None:
        self.page.goto("about:blank")
        self.page.goto(f"{self.file.as_uri()}#{address}")
        self.page.wait_for_selector("html[data-ready]", state="attached")
        self.settle()

    def settle(self) -> None:
        """Wait until the page shows what its address says and has painted it."""
        self.page.evaluate(SETTLED)

    def text(self, selector: str) -> str:
        self.settle()
        return self.page.inner_text(selector)

    def texts(self, selector: str) -> list[str]:
        self.settle()
        return self.page.locator(selector).all_inner_texts()

    def count(self, selector: str) -> int:
        self.settle()
        return self.page.locator(selector).count()

    def visible(self, selector: str) -> bool:
        self.settle()
        return self.page.is_visible(selector)

    def attribute(self, selector: str, name: str) -> str | None:
        self.settle()
        return self.page.get_attribute(selector, name)

    def tell(self, expression: str):
        """What a JavaScript expression is in the page."""
        self.settle()
        return self.page.evaluate(expression)

    def address(self) -> str:
        self.settle()
        return self.page.url

    def frames(self, count: int) -> None:
        """Let the page paint so many frames."""
        self.page.evaluate(FRAMES, count)

    def picture(self, canvas: str = "#canvas canvas") -> bytes:
        """The canvas as it is painted."""
        self.settle()
        return self.page.locator(canvas).screenshot()

    def shown(self, canvas: str = "#canvas") -> int:
        """How many nodes stand on the canvas."""
        return int(self.attribute(canvas, "data-nodes"))

    def place(self, node: str) -> tuple[float, float]:
        """Where on the screen a node of the canvas stands, by its label."""
        self.settle()
        ask = "label => document.querySelector('#canvas canvas').network.onScreen(label)"
        return tuple(self.page.evaluate(ask, node))

    def blameless(self) -> None:
        """No error, no warning, and nothing asked of a network."""
        assert self.complaints == []
        assert [url for url in self.asked if not url.startswith(("file:", "data:", "blob:", "about:"))] == []

    def forget(self) -> None:
        self.complaints.clear()
        self.asked.clear()
