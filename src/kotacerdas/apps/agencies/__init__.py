"""Agencies (OPD), the ministry and village governments, their offices and dated holders.

Nouns: agency, office, holder. Verbs: add, appoint.
"""
