"""What the offline page shows: its view model and the parts of it."""
