"""Page objects of the exchange: everything a template says, as ready text."""
