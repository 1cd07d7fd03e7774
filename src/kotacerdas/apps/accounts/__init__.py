"""People who log in, and the roles they hold for an agency and an area subtree.

Nouns: account, role, assignment. Verbs: create, grant, revoke.
"""
