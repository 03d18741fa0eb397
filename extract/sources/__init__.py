"""How a file becomes text and offsets: one reader for each format."""
