"""Migrations of the masterplan app."""
