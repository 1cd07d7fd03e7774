"""Pure: an indicator definition becomes a plan; partial sums become values with coverage and disclosure."""
