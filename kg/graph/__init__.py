"""The corpus as RDF: statements, files, store, queries."""
