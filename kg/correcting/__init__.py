"""Corrections by people, applied on every build."""
