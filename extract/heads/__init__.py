"""The header of a document: title, number, issuers, dates, recipients, and where its own text begins and ends."""
