"""From a file to a record: one document at a time, pure but for the readers."""
