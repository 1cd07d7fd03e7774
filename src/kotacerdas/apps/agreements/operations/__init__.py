"""Write agreements, duties, signatures and the access they open."""

from kotacerdas.apps.agreements.operations.deeds import note_deed
from kotacerdas.apps.agreements.operations.grants import close_grant, decide_grant, request_grant


__all__ = ["close_grant", "decide_grant", "note_deed", "request_grant"]
