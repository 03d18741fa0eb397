"""Precision, recall and F1 of alignment by threshold, on the annotated pairs in alignment.json.

python -m tests.gold.alignment_figures
"""

from __future__ import annotations

import click

from tests.kg.test_align import CORPUS, INVENTED, REAL, Counts, evaluate


@click.command()
def main() -> None:
    """Print a line for each threshold: invented pairs, real pairs where the corpus is there, and both."""
    for step in range(25, 46):
        counts = [evaluate(INVENTED, step / 100)]
        if CORPUS.is_dir():
            counts.append(evaluate(REAL, step / 100))
            counts.append(counts[0] + counts[1])
        click.echo(f"{step / 100:.2f}  " + "   ".join(map(_line, counts)))


def _line(counts: Counts) -> str:
    return f"P {counts.precision:.3f} R {counts.recall:.3f} F1 {counts.f1:.3f}"


if __name__ == "__main__":
    main()
