"""Tables of the exchange app through time."""
