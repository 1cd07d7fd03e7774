"""Say that something was done which no app measures; let the other party confirm it."""

from datetime import date, datetime
from io import BytesIO

from django.conf import settings
from django.db import transaction

from kotacerdas.apps.agreements import models, queries, rules
from kotacerdas.apps.agreements.operations.days import local_day
from kotacerdas.apps.agreements.types import Attestation
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor
from kotacerdas.lake import files


@transaction.atomic
def attest(
    *,
    clause_id: int,
    item: str,
    done_on: date,
    note: str,
    proof: bytes = b"",
    proof_link: str = "",
    by: Actor,
    at: datetime,
) -> Attestation:
    """A bound party says that a due item was done, with a file or a link that shows it; it counts once confirmed.

    Raises ``ClauseNotFound``, ``NotYourAgency``, ``MeasuredAlready``, ``DueItemNotFound`` or ``ProofMissing``.
    """
    clause = queries.get_clause(clause_id)
    agreement = queries.get_agreement(clause.agreement_id)
    party = rules.check_member(by, agreement.agency_codes)
    due = queries.list_duties(agreement.id, local_day(at))
    rules.check_can_attest(clause, item, due, has_proof=bool(proof or proof_link.strip()))
    kept = files.keep(settings.LAKE_FOLDER, BytesIO(proof)).sha256 if proof else ""
    row = models.Attestation.objects.create(
        clause_id=clause_id,
        item=item,
        done_on=done_on,
        note=note.strip(),
        proof_sha256=kept,
        proof_link=proof_link.strip(),
        stated_by=by.username,
        stated_for=party,
        stated_at=at,
    )
    facts = {"clause": clause.clause.key, "item": item, "party": party, "done_on": done_on.isoformat()}
    audit.record(action="agreements.attested", target=f"agreement/{agreement.id}", by=by, at=at, facts=facts)
    return queries.get_attestation(row.pk)


@transaction.atomic
def confirm_attestation(*, attestation_id: int, by: Actor, at: datetime) -> Attestation:
    """Another party confirms it; from now on it counts, marked as resting on people's word.

    Raises ``AttestationNotFound``, ``NotYourAgency``, ``OwnAttestation`` or ``ConfirmedAlready``.
    """
    word = queries.get_attestation(attestation_id)
    clause = queries.get_clause(word.clause_id)
    agreement = queries.get_agreement(clause.agreement_id)
    party = rules.check_member(by, agreement.agency_codes)
    rules.check_can_confirm(word, party)
    models.Attestation.objects.filter(pk=attestation_id).update(
        confirmed_by=by.username, confirmed_for=party, confirmed_at=at
    )
    facts = {"attestation": attestation_id, "item": word.item, "party": party}
    audit.record(
        action="agreements.attestation_confirmed", target=f"agreement/{agreement.id}", by=by, at=at, facts=facts
    )
    return queries.get_attestation(attestation_id)
