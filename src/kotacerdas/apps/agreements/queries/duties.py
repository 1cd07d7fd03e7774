"""How duties stand, computed from what happened."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from kotacerdas.apps.agreements import models, rules
from kotacerdas.apps.agreements.errors import AttestationNotFound
from kotacerdas.apps.agreements.queries.agreements import read_clause
from kotacerdas.apps.agreements.queries.grants import open_clause_ids
from kotacerdas.apps.agreements.types import Attestation, Deed, DeedKind, DueItem, Fulfilment
from kotacerdas.kernel.areas import AreaCode


def list_duties(agreement_id: int, on: date) -> tuple[DueItem, ...]:
    """Every item the clauses of an agreement asked for up to a day, with its state and reason, in order of the clauses."""
    return _due(models.Clause.objects.filter(agreement_id=agreement_id), on)


def list_owed(agency_code: str, on: date) -> tuple[DueItem, ...]:
    """What an agency owes under all its agreements in force on a day: its items, the soonest first."""
    rows = _in_force(on).filter(debtor_code=agency_code)
    return tuple(sorted(_due(rows, on), key=lambda item: (item.due_on or date.max, item.clause_id)))


def list_owed_to(agency_code: str, on: date) -> tuple[DueItem, ...]:
    """What an agency is owed under its agreements in force on a day: items of the other parties, the soonest first."""
    rows = _in_force(on).exclude(debtor_code=agency_code).filter(agreement__parties__agency_code=agency_code)
    due = (item for item in _due(rows, on) if item.duty.creditor_code in ("", agency_code))
    return tuple(sorted(due, key=lambda item: (item.due_on or date.max, item.clause_id)))


def summarise_fulfilment(agreement_id: int, on: date) -> Fulfilment:
    """How the duties of an agreement stand, as counts; what is asked at its renewal."""
    return rules.summarise(list_duties(agreement_id, on))


def list_attestations(agreement_id: int) -> tuple[Attestation, ...]:
    """What parties of an agreement said was done, newest first."""
    rows = models.Attestation.objects.filter(clause__agreement_id=agreement_id).order_by("-id")
    return tuple(_attestation(row) for row in rows)


def get_attestation(attestation_id: int) -> Attestation:
    """One attestation; raise :class:`AttestationNotFound`."""
    row = models.Attestation.objects.filter(pk=attestation_id).first()
    if row is None:
        raise AttestationNotFound(number=attestation_id)
    return _attestation(row)


def _in_force(on: date) -> QuerySet[models.Clause]:
    return models.Clause.objects.filter(
        Q(agreement__lapses_on__isnull=True) | Q(agreement__lapses_on__gt=on),
        Q(until__isnull=True) | Q(until__gt=on),
        agreement__state__in=[state.value for state in rules.BINDING],
        agreement__since__lte=on,
    )


def _due(rows: QuerySet[models.Clause], on: date) -> tuple[DueItem, ...]:
    """The items of these clauses, in four queries however many there are."""
    found = list(rows.select_related("agreement").order_by("agreement_id", "position", "id"))
    clauses = [read_clause(row) for row in found]
    numbers = [clause.id for clause in clauses]
    deeds = _deeds({row.debtor_code for row in found})
    words = [_attestation(row) for row in models.Attestation.objects.filter(clause_id__in=numbers).order_by("id")]
    is_open = open_clause_ids(numbers, on)
    return tuple(
        item
        for clause, row in zip(clauses, found, strict=True)
        for item in rules.list_due(
            clause,
            deeds=deeds,
            attestations=words,
            is_access_open=clause.id in is_open,
            until=row.agreement.ended_on or row.agreement.lapses_on,
            on=on,
        )
    )


def _deeds(agency_codes: Iterable[str]) -> list[Deed]:
    rows = models.Deed.objects.filter(agency_code__in=list(agency_codes)).order_by("at")
    return [
        Deed(
            id=row.pk,
            kind=DeedKind(row.kind),
            subject=row.subject,
            agency_code=row.agency_code,
            area_code=AreaCode(row.area_code),
            period=row.period,
            day=timezone.localtime(row.at).date(),
            reference=row.reference,
        )
        for row in rows
    ]


def _attestation(row: models.Attestation) -> Attestation:
    return Attestation(
        id=row.pk,
        clause_id=row.clause_id,
        item=row.item,
        done_on=row.done_on,
        note=row.note,
        proof_sha256=row.proof_sha256,
        proof_link=row.proof_link,
        stated_by=row.stated_by,
        stated_for=row.stated_for,
        stated_at=row.stated_at,
        confirmed_by=row.confirmed_by,
        confirmed_for=row.confirmed_for,
        confirmed_at=row.confirmed_at,
    )
