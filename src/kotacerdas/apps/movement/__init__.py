"""The nation's movement: cohorts, memberships and both ways of counting them.

Nouns: cohort, membership, counting rule. Verbs: load, enrol.
"""
