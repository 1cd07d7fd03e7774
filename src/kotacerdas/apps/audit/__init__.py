"""Who did what, when, to what.

Nouns: event. Verbs: record.
"""
