"""From a folder to a graph, and again when the folder changed."""
