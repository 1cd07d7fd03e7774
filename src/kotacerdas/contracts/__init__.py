"""Pure: a data contract becomes a plan for one checking pass, and failures become sentences."""
