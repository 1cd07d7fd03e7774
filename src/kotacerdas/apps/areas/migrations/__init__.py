"""Schema history of the areas app."""
