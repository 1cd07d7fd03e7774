"""Page objects of agreements."""
