"""Who is who and what descends from what: bodies, documents, indicators, versions, validity."""
