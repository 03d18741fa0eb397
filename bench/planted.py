"""A planted corpus of 500 documents against its truth: python bench/planted.py [DOCUMENTS], exit 1 on a difference."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.building.builds import build  # noqa: E402  (the repository is not installed as a package)
from tests.planted import make_planted  # noqa: E402
from tests.planted_truth import (  # noqa: E402
    comparison_differences,
    fault_differences,
    resolution_differences,
    sum_differences,
)

SHOWN = 20


def main(count: int) -> int:
    """Build, compare, say what differs; 0 when nothing does."""
    planted = make_planted(count)
    with tempfile.TemporaryDirectory() as work:
        planted.write(Path(work) / "documents")
        start = time.perf_counter()
        built = build([Path(work) / "documents"], Path(work) / "out", regions=planted.regions)
        seconds = time.perf_counter() - start
        lines = resolution_differences(planted.truth, built.corpus)
        lines += comparison_differences(planted.truth, built.corpus)
        lines += sum_differences(planted.truth, built.corpus)
        lines += fault_differences(planted.truth, built.folder)
    truth = planted.truth
    facts = (
        truth.links,
        truth.stubs,
        truth.parts,
        truth.aims,
        truth.changes,
        truth.open_pairs,
        truth.taken,
        truth.faults,
        truth.sums,
    )
    told = (
        f"{count} documents, {sum(map(len, facts))} planted facts, built in {seconds:.1f} s, {len(lines)} differences"
    )
    sys.stdout.write("\n".join([told, *lines[:SHOWN]]) + "\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
