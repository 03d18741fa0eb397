"""Names of bodies and the statements that say who is responsible."""
