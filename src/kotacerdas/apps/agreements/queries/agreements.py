"""Read agreements and their clauses."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet

from kotacerdas.apps.agreements import models, rules
from kotacerdas.apps.agreements.errors import AgreementNotFound, ClauseNotFound
from kotacerdas.apps.agreements.types import (
    Agreement,
    AgreementKind,
    AgreementState,
    ClauseInForce,
    Party,
    SigningOrder,
)
from kotacerdas.kernel.actors import Actor, Role


def get_agreement(agreement_id: int) -> Agreement:
    """One agreement with its parties; raise :class:`AgreementNotFound`."""
    row = _with_parties().filter(pk=agreement_id).first()
    if row is None:
        raise AgreementNotFound(number=agreement_id)
    return read_agreement(row)


def list_agreements(
    *,
    agency_code: str | None = None,
    states: Iterable[AgreementState] | None = None,
    kind: AgreementKind | None = None,
    text: str = "",
    viewer: Actor | None = None,
    offset: int = 0,
    limit: int = 100,
) -> tuple[Agreement, ...]:
    """Agreements, newest first, optionally of one agency, in given states, of one kind, or with words in number or title.

    With a ``viewer`` only what that person may see, see :func:`rules.check_can_see`.
    """
    rows = _filtered(agency_code, states, kind, text, viewer).order_by("-since", "-id")
    return tuple(read_agreement(row) for row in rows[offset : offset + limit])


def count_agreements(
    *,
    agency_code: str | None = None,
    states: Iterable[AgreementState] | None = None,
    kind: AgreementKind | None = None,
    text: str = "",
    viewer: Actor | None = None,
) -> int:
    """How many :func:`list_agreements` would give without its limit."""
    return _filtered(agency_code, states, kind, text, viewer).count()


def list_warnings(on: date, *, agency_code: str | None = None) -> tuple[tuple[Agreement, int], ...]:
    """Agreements that lapse within 90 days, each with 30, 60 or 90, the soonest first."""
    rows = _filtered(agency_code, rules.BINDING, None, "", None).filter(
        lapses_on__gt=on, lapses_on__lte=on + timedelta(days=max(rules.WARNING_DAYS))
    )
    found = [read_agreement(row) for row in rows.order_by("lapses_on", "id")]
    return tuple((each, days) for each in found if (days := rules.warning_of(each, on)) is not None)


def list_beginning(on: date) -> tuple[Agreement, ...]:
    """Registered agreements whose first day has come and whose last has not, oldest first."""
    rows = _with_parties().filter(
        Q(lapses_on__isnull=True) | Q(lapses_on__gt=on), state=AgreementState.REGISTERED.value, since__lte=on
    )
    return tuple(read_agreement(row) for row in rows.order_by("since", "id"))


def find_lapsed(on: date) -> Agreement | None:
    """The next agreement whose last day is over though its state does not say so; none when all is written down."""
    rows = _with_parties().filter(state__in=[state.value for state in rules.BINDING], lapses_on__lte=on)
    row = rows.order_by("lapses_on", "id").first()
    return None if row is None else read_agreement(row)


def list_children(agreement_id: int) -> tuple[Agreement, ...]:
    """Agreements directly under one, oldest first."""
    rows = _with_parties().filter(parent_id=agreement_id).order_by("since", "id")
    return tuple(read_agreement(row) for row in rows)


def list_clauses(agreement_id: int) -> tuple[ClauseInForce, ...]:
    """The clauses of a registered agreement, those that ended included, in order."""
    rows = models.Clause.objects.filter(agreement_id=agreement_id).order_by("position", "id")
    return tuple(read_clause(row) for row in rows)


def get_clause(clause_id: int) -> ClauseInForce:
    """One clause of a registered agreement; raise :class:`ClauseNotFound`."""
    row = models.Clause.objects.filter(pk=clause_id).first()
    if row is None:
        raise ClauseNotFound(number=clause_id)
    return read_clause(row)


def _filtered(
    agency_code: str | None,
    states: Iterable[AgreementState] | None,
    kind: AgreementKind | None,
    text: str,
    viewer: Actor | None,
) -> QuerySet[models.Agreement]:
    rows = _with_parties()
    if agency_code is not None:
        rows = rows.filter(pk__in=models.Party.objects.filter(agency_code=agency_code).values("agreement_id"))
    if states is not None:
        rows = rows.filter(state__in=[state.value for state in states])
    if kind is not None:
        rows = rows.filter(kind=kind.value)
    if viewer is not None and not viewer.has(Role.ADMINISTRATOR):
        rows = rows.filter(_visible_to(viewer))
    if text:
        words = (("number", text), ("register_number", text), ("title__id", text), ("title__en", text))
        match = Q()
        for column, word in words:
            match |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(match)
    return rows


def _visible_to(viewer: Actor) -> Q:
    seen = Q(state__in=[state.value for state in rules.PUBLIC])
    area, _, short = (viewer.agency_code or "").partition("/")
    if not area:
        return seen
    own = Q(agency_code__in=[viewer.agency_code, f"{area}/{rules.SECRETARIAT}"])
    if short == rules.SECRETARIAT:
        own |= Q(agency_code__startswith=area)
    return seen | Q(pk__in=models.Party.objects.filter(own).values("agreement_id"))


def _with_parties() -> QuerySet[models.Agreement]:
    ordered = Prefetch("parties", queryset=models.Party.objects.order_by("position"))
    return models.Agreement.objects.prefetch_related(ordered)


def read_agreement(row: models.Agreement) -> Agreement:
    """The agreement a row with its parties holds."""
    return Agreement(
        id=row.pk,
        number=row.number,
        kind=AgreementKind(row.kind),
        state=AgreementState(row.state),
        title=dict(row.title),
        subject=row.subject,
        place=row.place,
        parent_id=row.parent_id,
        renews_id=row.renews_id,
        template_name=row.template_name,
        signing_order=SigningOrder(row.signing_order),
        since=row.since,
        until=row.until,
        lapses_on=row.lapses_on,
        register_number=row.register_number,
        drafter_code=row.drafter_code,
        created_at=row.created_at,
        version=row.version,
        approved_version=row.approved_version,
        approved_by=row.approved_by,
        review_note=row.review_note,
        document_sha256=row.document_sha256,
        signed_sha256=row.signed_sha256,
        verification_code=row.verification_code,
        ended_on=row.ended_on,
        end_reason=row.end_reason,
        parties=tuple(
            Party(party.agency_code, party.office_code, party.position, party.accepted_version)
            for party in row.parties.all()
        ),
    )


def read_clause(row: models.Clause) -> ClauseInForce:
    """The clause a row holds."""
    return ClauseInForce(
        row.pk, row.agreement_id, row.position, row.text_agreement_id, rules.read_clause(row.body), row.since, row.until
    )
