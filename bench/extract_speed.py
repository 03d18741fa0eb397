"""How fast extraction is against jieba.cut alone over the same texts on one core: bench/extract_speed.py [FOLDER].

Both run in turn in one process, so that the machine's mood strikes both; the medians are compared. A machine's own
speed thereby drops out of the ratio. Without a FOLDER the texts are those of the examples.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import jieba  # noqa: E402  (the repository is not installed as a package)

from extract.cleaning.clean import clean  # noqa: E402
from extract.pipeline import read_records  # noqa: E402
from extract.sources.readers import SourceText, read, reader_for  # noqa: E402
from ontology.regions import additional_regions, read_regions  # noqa: E402

ROUNDS = 7
EXAMPLES = ROOT / "examples"
EXAMPLE_DOCUMENTS = sorted((EXAMPLES / "documents").iterdir())


def main(folder: Path) -> None:
    """Print both throughputs and their ratio."""
    jieba.setLogLevel(logging.WARNING)
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and reader_for(path))
    sources = [read(path) for path in paths]
    texts = [clean(source).text for source in sources]
    with additional_regions(read_regions(EXAMPLES / "regions.toml")):
        ratio = compare(sources, texts)
    sys.stdout.write(f"extraction is {ratio:.1f} times as fast as jieba.cut\n")


def compare(sources: list[SourceText], texts: list[str]) -> float:
    """The ratio of the median times; what is loaded on first use is loaded before the clock starts.

    Extraction remembers what it told from names and cues, so the first reading of all texts is timed by itself.
    """

    def extract() -> None:
        for source in sources:
            read_records(source)

    def cut() -> None:
        for text in texts:
            for _ in jieba.cut(text):
                pass

    for path in EXAMPLE_DOCUMENTS:
        read_records(read(path))
    first = _seconds(extract)
    cut()
    times: dict[Callable[[], None], list[float]] = {extract: [], cut: []}
    for _ in range(ROUNDS):
        for work, taken in times.items():
            taken.append(_seconds(work))
    ours, theirs = (statistics.median(taken) for taken in times.values())
    characters = sum(map(len, texts))
    for name, seconds in (("extraction", ours), ("jieba.cut", theirs)):
        per_document = seconds / len(texts) * 1000
        sys.stdout.write(
            f"{name:10} {characters / seconds / 1e6:6.2f} M characters/s  {per_document:6.2f} ms a document "
            f"({len(texts)} documents, {characters} characters)\n"
        )
    sys.stdout.write(f"{'read first':10} {'':24} {first / len(texts) * 1000:6.2f} ms a document (no name met before)\n")
    return theirs / ours


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES / "documents")
