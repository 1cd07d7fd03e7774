"""Begin an agreement, offer texts for it, give it up."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import models, queries, rules
from kotacerdas.apps.agreements.errors import NumberTaken, OfficeOfAnother
from kotacerdas.apps.agreements.operations.days import local_day
from kotacerdas.apps.agreements.operations.rows import lock, void_signatures
from kotacerdas.apps.agreements.types import (
    Agreement,
    AgreementKind,
    AgreementState,
    SigningOrder,
    Text,
)
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor


@transaction.atomic
def draft_agreement(
    *,
    number: str,
    kind: AgreementKind,
    title: Mapping[str, str],
    subject: str,
    place: str,
    parties: Sequence[tuple[str, str]],
    since: date,
    until: date | None,
    text: Text,
    parent_id: int | None = None,
    renews_id: int | None = None,
    template_name: str = "",
    signing_order: SigningOrder = SigningOrder.PARALLEL,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Begin an agreement with its first text; the drafting party thereby accepts it.

    ``parties`` are pairs of agency and signing office in the order of signing; the actor must belong to one.
    Raises ``LoginNeeded``, ``NotYourAgency``, ``NumberTaken``, ``OfficeOfAnother`` or what
    :func:`rules.check_parties`, :func:`rules.check_dates`, :func:`rules.check_place` and :func:`rules.check_text` refuse.
    """
    codes = tuple(agency for agency, _ in parties)
    drafter = rules.check_member(by, codes)
    rules.check_dates(since, until)
    today = local_day(at)
    _check_tree(kind, codes, text, parent_id=parent_id, on=max(since, today))
    if renews_id is not None:
        rules.check_in_force(queries.get_agreement(renews_id), today)
    _check_offices(parties)
    if models.Agreement.objects.filter(number=number.strip()).exists():
        raise NumberTaken(number=number.strip())
    row = models.Agreement.objects.create(
        number=number.strip(),
        kind=kind.value,
        title=dict(title),
        subject=subject.strip(),
        place=place.strip(),
        parent_id=parent_id,
        renews_id=renews_id,
        template_name=template_name,
        signing_order=signing_order.value,
        since=since,
        until=until,
        drafter_code=drafter,
        created_at=at,
        version=1,
        verification_code=secrets.token_hex(8).upper(),
    )
    _add_parties(row, parties, drafter)
    _add_version(row.pk, 1, text, note="", agency_code=drafter, by=by, at=at)
    facts = {"number": row.number, "kind": kind.value, "parties": list(codes)}
    audit.record(action="agreements.drafted", target=f"agreement/{row.pk}", by=by, at=at, facts=facts)
    return queries.get_agreement(row.pk)


@transaction.atomic
def offer_text(
    *, agreement_id: int, text: Text, answers_version: int, note: str = "", by: Actor, at: datetime
) -> Agreement:
    """Offer another text in place of the newest, which must be ``answers_version``; the offering party accepts its own.

    Whatever was approved or accepted before holds no more: a changed text needs the legal review anew.
    Raises ``AgreementNotFound``, ``NotYourAgency``, ``NotTheDrafter``, ``WrongAgreementState``, ``TextMovedOn``,
    ``NothingChanged`` or what :func:`rules.check_text` refuses.
    """
    row = lock(agreement_id)
    agreement = queries.get_agreement(agreement_id)
    party = rules.check_can_offer(by, agreement)
    rules.check_offering(agreement)
    rules.check_is_newest(agreement, answers_version)
    parent = queries.get_agreement(agreement.parent_id) if agreement.parent_id is not None else None
    rules.check_text(text, (*agreement.agency_codes, *(parent.agency_codes if parent else ())))
    newest = queries.get_version(agreement_id, agreement.version)
    number = agreement.version + 1
    sha256 = rules.hash_text(rules.text_body(text))
    rules.check_is_different(newest, sha256)
    _add_version(agreement_id, number, text, note=note, agency_code=party, by=by, at=at)
    row.version = number
    row.state = rules.state_after_offer(agreement.state).value
    row.save(update_fields=["version", "state"])
    row.parties.filter(agency_code=party).update(accepted_version=number)
    facts = {"version": number, "party": party, "sha256": sha256, "note": note}
    audit.record(action="agreements.text_offered", target=f"agreement/{agreement_id}", by=by, at=at, facts=facts)
    return queries.get_agreement(agreement_id)


@transaction.atomic
def withdraw_agreement(*, agreement_id: int, reason: str, by: Actor, at: datetime) -> Agreement:
    """Give up an agreement before it is registered; signatures asked for are void.

    Raises ``AgreementNotFound``, ``NotYourAgency``, ``WrongAgreementState`` or ``ReasonMissing``.
    """
    row = lock(agreement_id)
    agreement = queries.get_agreement(agreement_id)
    party = rules.check_can_offer(by, agreement)
    rules.check_agreement_transition(agreement, AgreementState.WITHDRAWN)
    rules.check_reason(reason)
    void_signatures(agreement_id)
    row.state = AgreementState.WITHDRAWN.value
    row.end_reason = reason.strip()
    row.save(update_fields=["state", "end_reason"])
    facts = {"party": party, "reason": reason.strip()}
    audit.record(action="agreements.withdrawn", target=f"agreement/{agreement_id}", by=by, at=at, facts=facts)
    return queries.get_agreement(agreement_id)


def _add_version(
    agreement_id: int, number: int, text: Text, *, note: str, agency_code: str, by: Actor, at: datetime
) -> None:
    body = rules.text_body(text)
    models.TextVersion.objects.create(
        agreement_id=agreement_id,
        number=number,
        body=body,
        note=note.strip(),
        author=by.username,
        author_name=by.name,
        agency_code=agency_code,
        at=at,
        sha256=rules.hash_text(body),
    )


def _add_parties(row: models.Agreement, parties: Sequence[tuple[str, str]], drafter: str) -> None:
    models.Party.objects.bulk_create(
        models.Party(
            agreement=row,
            agency_code=agency,
            office_code=office,
            position=position,
            accepted_version=1 if agency == drafter else None,
        )
        for position, (agency, office) in enumerate(parties, start=1)
    )


def _check_tree(kind: AgreementKind, codes: tuple[str, ...], text: Text, *, parent_id: int | None, on: date) -> None:
    rules.check_parties(codes)
    parent = queries.get_agreement(parent_id) if parent_id is not None else None
    if parent is not None:
        rules.check_in_force(parent, on)
    rules.check_place(kind, parent, codes)
    rules.check_text(text, (*codes, *(parent.agency_codes if parent else ())))


def _check_offices(parties: Sequence[tuple[str, str]]) -> None:
    for agency, office in parties:
        agencies.get_agency(agency)
        if agencies.get_office(office).agency_code != agency:
            raise OfficeOfAnother(office=office, agency=agency)
