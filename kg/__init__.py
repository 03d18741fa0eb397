"""The graph, and the way in."""
