"""Agreements between agencies, the duties in their clauses, the signatures under them and the access they open.

Nouns: agreement, party, text version, clause, deed, attestation, grant, mandate, office key, signature request.
Verbs: draft, review, offer, accept, sign, register, end; request, decide, close.
"""
