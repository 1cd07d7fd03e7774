"""One Django app per domain, all built alike, on storeys."""
