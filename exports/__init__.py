"""From a graph to what people open: Turtle, tables, networks, pages."""
