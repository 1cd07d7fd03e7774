"""Requests of persons."""

from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.errors import SubjectRequestNotFound
from kotacerdas.apps.exchange.types import Person, SubjectRequest, SubjectRequestState, SubjectRight
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode


def get_subject_request(request_id: int) -> SubjectRequest:
    """One request by number; raise :class:`SubjectRequestNotFound`."""
    row = models.SubjectRequest.objects.filter(pk=request_id).first()
    if row is None:
        raise SubjectRequestNotFound(code=request_id)
    return subject_request_of(row)


def get_subject_request_by_code(code: str) -> SubjectRequest:
    """One request by its receipt; raise :class:`SubjectRequestNotFound`."""
    row = models.SubjectRequest.objects.filter(code=code.strip().upper()).first()
    if row is None:
        raise SubjectRequestNotFound(code=code)
    return subject_request_of(row)


def list_subject_requests(actor: Actor, limit: int = 100) -> tuple[SubjectRequest, ...]:
    """Requests the actor answers: open ones by their end, then the newest closed ones."""
    rows = models.SubjectRequest.objects.all()
    still = [subject_request_of(row) for row in rows.filter(closed_at=None).order_by("due_at", "pk")]
    closed = [subject_request_of(row) for row in rows.exclude(closed_at=None).order_by("-closed_at")[:limit]]
    return tuple(each for each in (*still, *closed) if rules.may_answer(actor, each))[:limit]


def subject_request_of(row: models.SubjectRequest) -> SubjectRequest:
    """The request a row says."""
    return SubjectRequest(
        id=row.pk,
        code=row.code,
        right=SubjectRight(row.right),
        state=SubjectRequestState(row.state),
        person=Person(row.person_name, row.nik, row.family_card, row.born_on),
        area_code=AreaCode(row.area_code),
        wish=row.wish,
        received_at=row.received_at,
        due_at=row.due_at,
        opened_by=row.opened_by,
        note=row.note,
        closed_at=row.closed_at,
    )
