"""Page objects of the indicators app: every number as ready text, with its unit, period, coverage and age."""
