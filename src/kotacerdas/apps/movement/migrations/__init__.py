"""Migrations of the movement app."""
