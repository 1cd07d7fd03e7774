"""The legal review, and the parties' yes."""

from datetime import datetime

from django.db import transaction

from kotacerdas.apps.agreements import queries, rules
from kotacerdas.apps.agreements.operations.rows import lock
from kotacerdas.apps.agreements.types import Agreement, AgreementState
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor


@transaction.atomic
def submit_for_review(*, agreement_id: int, by: Actor, at: datetime) -> Agreement:
    """Hand the newest text to the legal bureau. Raises ``NotYourAgency``, ``NotTheDrafter`` or ``WrongAgreementState``."""
    row = lock(agreement_id)
    agreement = queries.get_agreement(agreement_id)
    party = rules.check_can_offer(by, agreement)
    rules.check_agreement_transition(agreement, AgreementState.LEGAL_REVIEW)
    row.state = AgreementState.LEGAL_REVIEW.value
    row.save(update_fields=["state"])
    facts = {"version": agreement.version, "party": party}
    audit.record(action="agreements.review_asked", target=f"agreement/{agreement_id}", by=by, at=at, facts=facts)
    return queries.get_agreement(agreement_id)


@transaction.atomic
def review_agreement(
    *, agreement_id: int, version: int, is_approved: bool, note: str = "", by: Actor, at: datetime
) -> Agreement:
    """The legal bureau approves this version, or sends it back with a note.

    Raises ``NotTheReviewer``, ``OwnText``, ``TextMovedOn``, ``WrongAgreementState``, or ``ReasonMissing`` when it is sent
    back without a word.
    """
    row = lock(agreement_id)
    agreement = queries.get_agreement(agreement_id)
    rules.check_can_review(by, agreement, queries.get_version(agreement_id, version))
    rules.check_is_newest(agreement, version)
    rules.check_agreement_transition(agreement, AgreementState.REVISION)
    if not is_approved:
        rules.check_reason(note)
    wanted = rules.state_after_review(agreement, is_approved=is_approved)
    row.state = wanted.value
    row.review_note = note.strip()
    if is_approved:
        row.approved_version = version
        row.approved_by = by.username
    row.save(update_fields=["state", "review_note", "approved_version", "approved_by"])
    audit.record(
        action="agreements.approved" if is_approved else "agreements.sent_back",
        target=f"agreement/{agreement_id}",
        by=by,
        at=at,
        facts={"version": version, "note": note.strip()},
    )
    return queries.get_agreement(agreement_id)


@transaction.atomic
def accept_text(*, agreement_id: int, version: int, by: Actor, at: datetime) -> Agreement:
    """A party says yes to the newest text, which must be ``version``.

    When all have, the agreement is agreed if the legal review approved this very text, else it goes there first.
    Raises ``NotYourAgency``, ``WrongAgreementState`` or ``TextMovedOn``.
    """
    row = lock(agreement_id)
    agreement = queries.get_agreement(agreement_id)
    party = rules.check_can_offer(by, agreement)
    rules.check_agreement_transition(agreement, AgreementState.AGREED)
    rules.check_negotiating(agreement)
    rules.check_is_newest(agreement, version)
    row.parties.filter(agency_code=party).update(accepted_version=version)
    accepted = queries.get_agreement(agreement_id)
    row.state = rules.state_after_acceptance(accepted).value
    row.save(update_fields=["state"])
    facts = {"version": version, "party": party}
    audit.record(action="agreements.text_accepted", target=f"agreement/{agreement_id}", by=by, at=at, facts=facts)
    return queries.get_agreement(agreement_id)
