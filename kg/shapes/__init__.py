"""SHACL over the graph: shapes compiled to SPARQL, and the reference they are held against."""
