"""Schema history of the agencies app."""
