"""A person asks about their own data, and is answered."""

import secrets
from datetime import date, datetime

from django.db import transaction

from kotacerdas.apps.areas import queries as area_queries
from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.operations.recording import local_day, record_access
from kotacerdas.apps.exchange.queries.access import open_parts
from kotacerdas.apps.exchange.types import (
    Channel,
    Finding,
    Person,
    Reader,
    SubjectRequest,
    SubjectRequestState,
    SubjectRight,
    TablePart,
)
from kotacerdas.contracts.contract import Contract, FieldType
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.lake import persons
from kotacerdas.lake.selections import Part


_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that are mistaken for another on paper
_CODE = 12


@transaction.atomic
def open_subject_request(
    *,
    right: SubjectRight,
    name: str,
    nik: str = "",
    family_card: str = "",
    born_on: date | None = None,
    area_code: AreaCode,
    wish: str,
    by: Actor,
    at: datetime,
) -> SubjectRequest:
    """Take in what a person asks for, from themselves or at a counter; its 3×24 hours begin now."""
    area_queries.get_area(area_code)
    row = models.SubjectRequest.objects.create(
        code="".join(secrets.choice(_LETTERS) for _ in range(_CODE)),
        right=right.value,
        state=SubjectRequestState.RECEIVED.value,
        person_name=name.strip(),
        nik=nik,
        family_card=family_card,
        born_on=born_on,
        area_code=area_code,
        wish=wish.strip(),
        received_at=at,
        due_at=at + rules.ANSWER_WITHIN,
        opened_by=by.username,
    )
    facts = {"right": right.value, "area": area_code}
    audit.record(action="exchange.subject_request_opened", target=_target(row.pk), by=by, at=at, facts=facts)
    return queries.get_subject_request(row.pk)


@transaction.atomic
def move_subject_request(
    *, request_id: int, to: SubjectRequestState, note: str, by: Actor, at: datetime
) -> SubjectRequest:
    """Take a request one step on, with the words of who does it; a refusal names its legal reason.

    Closing it forgets the numbers of the person. Raises :class:`NotTheAnswerer`, :class:`WrongStep`, :class:`NoteNeeded`.
    """
    row = models.SubjectRequest.objects.select_for_update().filter(pk=request_id).first()
    request = queries.get_subject_request(request_id)
    rules.check_can_answer(by, request)
    rules.check_step(request, to)
    words = rules.check_note(note)
    if row is not None:
        row.state, row.note = to.value, words
        if to in rules.CLOSED_STATES:
            row.nik = row.family_card = ""
            row.born_on, row.closed_at = None, at
        row.save()
    facts = {"state": to.value, "note": words}
    audit.record(action="exchange.subject_request_moved", target=_target(request_id), by=by, at=at, facts=facts)
    return queries.get_subject_request(request_id)


def find_person(*, request_id: int, by: Actor, at: datetime) -> tuple[Finding, ...]:
    """Rows in force about the person of a request, in the datasets and areas whose personal columns ``by`` may open.

    Every release that was looked into is put on record under the number of the request before anything is shown.
    Raises :class:`NotTheAnswerer`, :class:`IdentityNotChecked`.
    """
    request = queries.get_subject_request(request_id)
    rules.check_can_answer(by, request)
    rules.check_can_search(request)
    reader = Reader(by, Channel.PAGE, local_day(at), rules.purpose_of(request), grant=rules.WITHOUT_GRANT)
    found: list[Finding] = []
    for name, (contract, _) in queries.list_contracts().items():
        if contract.protected:
            found += _find_in(name, contract, request, reader, by=by, at=at)
    return tuple(found)


def _find_in(
    name: str, contract: Contract, request: SubjectRequest, reader: Reader, *, by: Actor, at: datetime
) -> list[Finding]:
    if not queries.list_current_parts(name):
        return []
    found: list[Finding] = []
    for part in open_parts(name, period=None, area=request.area_code, newest=None, reader=reader):
        own = queries.get_contract(name, part.access.release.contract_version)
        if not part.access.mask.opened:
            continue
        rows = _look(part, own, request.person)
        record_access(access=part.access, rows=len(rows), by=by, at=at)
        for row in rows:
            key = tuple(row[each] for each in own.primary_key)
            found.append(Finding(part.access.release, key, row, contract.title))
    return found


def _look(part: TablePart, contract: Contract, person: Person) -> list[dict[str, str]]:
    opened = [contract.field(name) for name in part.access.mask.opened]
    return persons.find(
        Part(queries.release_path(part.access.release), keep=part.access.keep, except_areas=part.except_areas),
        columns=part.access.columns,
        texts=[field.name for field in opened if field.type is FieldType.STRING],
        dates=[field.name for field in opened if field.type is FieldType.DATE],
        numbers=[number for number in (person.nik, person.family_card) if number],
        name=person.name,
        born_on=person.born_on,
    )


def _target(number: int) -> str:
    return f"subject-request/{number}"
