"""One module a command; each holds ``command``, a thin click command over the library."""
