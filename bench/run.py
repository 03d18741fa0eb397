"""How long the stages of a build take on this machine: python bench/run.py [DOCUMENTS …], Markdown on stdout.

Each size is built in a process of its own from an empty output folder, then once more unchanged. Times are of single
runs; repeat before believing a difference below a third.
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.corpus import write_corpus  # noqa: E402  (the repository is not installed as a package)

SIZES = (12, 120, 1200)
KG = Path(sys.executable).with_name("kg")
QUERY = "SELECT (COUNT(*) AS ?n) WHERE { ?measure <https://w3id.org/policy-kg/ontology#leadAgency> ?agency }"


def main(sizes: list[int]) -> None:
    """Print one row for each size."""
    say(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}")
    say("")
    say("| documents | input MB | build s | again s | documents/s | peak MB | graph MB | query s |")
    say("|---:|---:|---:|---:|---:|---:|---:|---:|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as work:
            say(row(Path(work), size))


def row(work: Path, count: int) -> str:
    """One line of the table."""
    size = write_corpus(work / "documents", count)
    build = ["build", str(work / "documents"), "--regions", str(ROOT / "examples" / "regions.toml")]
    first = timed([*build, "-o", str(work / "out"), "--quiet"])
    again = timed([*build, "-o", str(work / "out"), "--quiet"])
    query = timed(["query", QUERY, "-g", str(work / "out")])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    graph = (work / "out" / "graph.ttl").stat().st_size
    figures = (
        f"{first:.1f}",
        f"{again:.1f}",
        f"{count / first:.0f}",
        f"{peak:.0f}",
        f"{graph / 1e6:.1f}",
        f"{query:.2f}",
    )
    return f"| {count} | {size / 1e6:.1f} | {' | '.join(figures)} |"


def timed(arguments: list[str]) -> float:
    """Seconds that ``kg`` takes as a user calls it; its output is thrown away, its failure is ours."""
    start = time.perf_counter()
    subprocess.run([KG, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def say(line: str) -> None:
    """Write one line at once, so that a long run can be watched."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
