"""Write agreements, duties, signatures and the access they open."""

from kotacerdas.apps.agreements.operations.deeds import (
    note_deed,
)
from kotacerdas.apps.agreements.operations.drafting import (
    draft_agreement,
    offer_text,
    withdraw_agreement,
)
from kotacerdas.apps.agreements.operations.ending import (
    close_lapsed_grants,
    end_lapsed,
    terminate_agreement,
)
from kotacerdas.apps.agreements.operations.grants import (
    close_grant,
    decide_grant,
    request_grant,
)
from kotacerdas.apps.agreements.operations.registering import (
    begin_agreement,
    register_agreement,
)
from kotacerdas.apps.agreements.operations.reviewing import (
    accept_text,
    review_agreement,
    submit_for_review,
)


__all__ = [
    "accept_text",
    "begin_agreement",
    "close_grant",
    "close_lapsed_grants",
    "decide_grant",
    "draft_agreement",
    "end_lapsed",
    "note_deed",
    "offer_text",
    "register_agreement",
    "request_grant",
    "review_agreement",
    "submit_for_review",
    "terminate_agreement",
    "withdraw_agreement",
]
