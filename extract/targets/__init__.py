"""Quantified commitments: numbers and units, what is a commitment, what it counts and when it is due."""
