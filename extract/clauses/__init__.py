"""The clause tree, which of its clauses are measures, and who carries them by when."""
