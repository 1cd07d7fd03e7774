"""Kotacerdas: the smart-city platform whose every number walks back to the row it came from."""
