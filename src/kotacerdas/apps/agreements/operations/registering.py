"""Register what all have signed; bring it into force, with its clauses and the access they open."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from kotacerdas.apps.agreements import models, queries, rules
from kotacerdas.apps.agreements.errors import RegisterNumberMissing, RegisterNumberTaken
from kotacerdas.apps.agreements.operations.closing import close_rows, list_tree, set_lapses
from kotacerdas.apps.agreements.operations.days import local_day
from kotacerdas.apps.agreements.operations.rows import lock
from kotacerdas.apps.agreements.types import (
    Agreement,
    AgreementKind,
    AgreementState,
    Clause,
    CloseReason,
    DutyKind,
    GrantState,
)
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor


@transaction.atomic
def register_agreement(*, agreement_id: int, register_number: str, by: Actor, at: datetime) -> Agreement:
    """Enter a wholly signed agreement in the register: its clauses bind, and access opens, from its first day on.

    When that day has come it is in force at once; otherwise the daily work says so later, and dates decide meanwhile.
    Raises ``NotTheReviewer``, ``WrongAgreementState``, ``RegisterNumberMissing`` or ``RegisterNumberTaken``.
    """
    row = lock(agreement_id)
    agreement = queries.get_agreement(agreement_id)
    rules.check_can_register(by, agreement)
    rules.check_agreement_transition(agreement, AgreementState.REGISTERED)
    rules.check_can_be_signed(agreement)
    number = register_number.strip()
    other = models.Agreement.objects.filter(register_number=number).exclude(pk=agreement_id).first()
    if not number:
        raise RegisterNumberMissing
    if other is not None:
        raise RegisterNumberTaken(number=number, agreement=other.number)
    row.register_number = number
    row.state = AgreementState.REGISTERED.value
    row.save(update_fields=["register_number", "state"])
    opened = _lay_down(row, agreement, by=by, at=at)
    facts: dict[str, object] = {"register_number": number, "opened_grants": opened}
    if agreement.since <= local_day(at):
        facts |= _begin(row, by=by, at=at)
    audit.record(action="agreements.registered", target=f"agreement/{agreement_id}", by=by, at=at, facts=facts)
    return queries.get_agreement(agreement_id)


@transaction.atomic
def begin_agreement(*, agreement_id: int, by: Actor, at: datetime) -> Agreement:
    """Note that the first day of a registered agreement has come.

    Raises ``WrongAgreementState``, or ``AgreementNotInForce`` when the day has not come.
    """
    row = lock(agreement_id)
    agreement = queries.get_agreement(agreement_id)
    rules.check_agreement_transition(agreement, AgreementState.IN_FORCE)
    rules.check_in_force(agreement, local_day(at))
    facts = _begin(row, by=by, at=at)
    audit.record(action="agreements.began", target=f"agreement/{agreement_id}", by=by, at=at, facts=facts)
    return queries.get_agreement(agreement_id)


def _lay_down(row: models.Agreement, agreement: Agreement, *, by: Actor, at: datetime) -> list[int]:
    """Write the clauses and their grants; return the numbers of the grants.

    An amendment writes into what it amends: a clause with a known key takes the place of the old one from its first day.
    """
    text = queries.get_version(row.pk, row.version).text
    is_amendment = agreement.kind is AgreementKind.AMENDMENT and row.parent_id is not None
    home_id = row.parent_id if is_amendment and row.parent_id is not None else row.pk
    if is_amendment:
        keys = [clause.key for clause in text.clauses]
        _end_clauses(home_id, keys, agreement.since)
    made = _write_clauses(home_id, row, text.clauses)
    if is_amendment and agreement.until is not None:
        models.Agreement.objects.filter(pk=home_id).update(until=agreement.until)
    if row.renews_id is not None:
        models.Agreement.objects.filter(
            Q(until__isnull=True) | Q(until__gt=agreement.since), pk=row.renews_id, since__lt=agreement.since
        ).update(until=agreement.since)
        set_lapses(row.renews_id)
    set_lapses(home_id)
    set_lapses(row.pk)
    return _open_grants(made, by=by, at=at)


def _end_clauses(agreement_id: int, keys: list[str], on: date) -> None:
    models.Clause.objects.filter(agreement_id=agreement_id, key__in=keys, until=None).update(until=on)


def _write_clauses(home_id: int, row: models.Agreement, clauses: Iterable[Clause]) -> list[models.Clause]:
    known = dict(models.Clause.objects.filter(agreement_id=home_id).values_list("key", "position"))
    following = max(known.values(), default=0)
    made = []
    for clause in clauses:
        if clause.key not in known:
            following += 1
        made.append(
            models.Clause(
                agreement_id=home_id,
                key=clause.key,
                position=known.get(clause.key, following),
                kind=clause.duty.kind.value if clause.duty else DutyKind.FREE.value,
                debtor_code=clause.duty.debtor_code if clause.duty else "",
                body=rules.clause_body(clause),
                since=row.since,
                text_agreement=row,
            )
        )
    return models.Clause.objects.bulk_create(made)


def _open_grants(clauses: list[models.Clause], *, by: Actor, at: datetime) -> list[int]:
    """A grant for each clause that opens a dataset: signed by its owner, it needs no further decision."""
    grants = []
    for clause in clauses:
        duty = rules.read_clause(clause.body).duty
        if duty is None or duty.kind is not DutyKind.OPEN_DATASET:
            continue
        grants.append(
            models.Grant(
                dataset_name=duty.dataset_name,
                owner_code=duty.debtor_code,
                grantee_code=duty.creditor_code,
                purpose=duty.purpose,
                columns=list(duty.columns),
                area_code=duty.area_code,
                row_filter=duty.row_filter,
                since=clause.since,
                until=duty.until,
                rate_per_day=duty.rate_per_day,
                agreement_id=clause.agreement_id,
                clause=clause,
                state=GrantState.OPEN.value,
                requested_by=by.username,
                requested_at=at,
                decided_by=by.username,
                decided_at=at,
            )
        )
    return [grant.pk for grant in models.Grant.objects.bulk_create(grants)]


def _begin(row: models.Agreement, *, by: Actor, at: datetime) -> dict[str, object]:
    """Say that the first day has come, for what it amends and renews as well; return what that closed."""
    row.state = AgreementState.IN_FORCE.value
    row.save(update_fields=["state"])
    facts: dict[str, object] = {}
    if row.kind == AgreementKind.AMENDMENT and row.parent_id is not None:
        models.Agreement.objects.filter(pk=row.parent_id).update(state=AgreementState.AMENDED.value)
        replaced = models.Grant.objects.filter(clause__agreement_id=row.parent_id, clause__until__lte=row.since)
        facts["closed_grants"] = close_rows(replaced, reason=CloseReason.CLAUSE_ENDED, by=by, at=at)
    if row.renews_id is not None:
        facts |= _renew(row, row.renews_id, by=by, at=at)
    return facts


def _renew(row: models.Agreement, old_id: int, *, by: Actor, at: datetime) -> dict[str, object]:
    """End what is renewed; agreements under it go on under the new one."""
    moved = [each.pk for each in list_tree(old_id)[1:] if each.parent_id == old_id]
    models.Agreement.objects.filter(pk__in=moved).exclude(kind=AgreementKind.AMENDMENT.value).update(parent_id=row.pk)
    models.Agreement.objects.filter(pk=old_id).update(
        state=AgreementState.RENEWED.value, ended_on=row.since, end_reason=row.number
    )
    closed = close_rows(
        models.Grant.objects.filter(agreement_id=old_id), reason=CloseReason.AGREEMENT_ENDED, by=by, at=at
    )
    set_lapses(row.pk)
    return {"renewed": old_id, "closed_grants": closed, "moved": moved}
