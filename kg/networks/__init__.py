"""The corpus as networks: projections, their layout, and what lies around one node."""
