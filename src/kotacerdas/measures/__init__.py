"""Pure: an indicator definition becomes a plan; partial sums become values with coverage and disclosure.

The way of a number: ``definition`` (what is measured) → ``fusion`` (one SELECT per dataset, run by the lake) →
``totals`` (partial sums rolled up the area tree) → ``values`` (ratio, states, coverage, and ``disclosure`` on top).
``evenness`` compares the villages afterwards. Nothing here opens a file of data or a database.
"""
