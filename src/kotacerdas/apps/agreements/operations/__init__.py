"""Write agreements, duties, signatures and the access they open."""

from kotacerdas.apps.agreements.operations.attesting import (
    attest,
    confirm_attestation,
)
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
from kotacerdas.apps.agreements.operations.keys import (
    add_office_key,
    end_mandate,
    give_mandate,
    revoke_office_key,
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
from kotacerdas.apps.agreements.operations.signatures import (
    begin_signing,
    decline_signature,
    retry_signature,
    sign_agreement,
    sign_by_scan,
)


__all__ = [
    "accept_text",
    "add_office_key",
    "attest",
    "begin_agreement",
    "begin_signing",
    "close_grant",
    "close_lapsed_grants",
    "confirm_attestation",
    "decide_grant",
    "decline_signature",
    "draft_agreement",
    "end_lapsed",
    "end_mandate",
    "give_mandate",
    "note_deed",
    "offer_text",
    "register_agreement",
    "request_grant",
    "retry_signature",
    "review_agreement",
    "revoke_office_key",
    "sign_agreement",
    "sign_by_scan",
    "submit_for_review",
    "terminate_agreement",
    "withdraw_agreement",
]
