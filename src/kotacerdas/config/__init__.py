"""Settings, environment, root addresses and the server entry."""
