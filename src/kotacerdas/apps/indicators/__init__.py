"""Values of indicators over released datasets, with coverage, age and the way back to the rows.

Nouns: indicator, value, trace, evenness. Verbs: refresh, rebuild.
"""
