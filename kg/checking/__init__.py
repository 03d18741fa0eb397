"""The check-up: rules with severity, evidence and remedy, and what they find."""
