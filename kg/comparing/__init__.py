"""What a document took up of its parent: alignment of measures, targets side by side, as table, page and triples."""
