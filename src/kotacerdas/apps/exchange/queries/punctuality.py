"""How producers keep their days: files returned, letters answered, deliveries in time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.queries.datasets import list_datasets
from kotacerdas.apps.exchange.queries.deliveries import list_late
from kotacerdas.apps.exchange.queries.submissions import submission_of, submission_rows
from kotacerdas.apps.exchange.types import Dataset, LetterState, Punctuality, Submission, SubmissionState
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


Place = tuple[str, str, str]


@dataclass
class _Count:
    handed_in: int = 0
    returned_whole: int = 0
    returned_in_part: int = 0
    letters: dict[LetterState, int] = field(default_factory=lambda: dict.fromkeys(LetterState, 0))
    in_time: int = 0
    too_late: int = 0
    owed: int = 0


def list_punctuality(*, year: int, on: date, agency_code: str | None = None) -> tuple[Punctuality, ...]:
    """For each agency that handed in or owes something in a year: its returns, answers and deliveries.

    A letter is answered by the next file for the same dataset, period and area. What is owed is as of ``on``.
    """
    datasets = {each.name: each for each in list_datasets()}
    counts: dict[str, _Count] = {}
    answered: dict[int, datetime] = {}
    rows = list(_rows(year, agency_code, datasets))
    last: dict[Place, tuple[int, date | None]] = {}
    for number, agency, place, _, answer_by, received_at in rows:
        if place in last and last[place][1] is not None:
            answered[last[place][0]] = received_at
        last[place] = (number, answer_by)
        counts.setdefault(agency, _Count())
    delivered: set[Place] = set()
    for number, agency, place, state, answer_by, received_at in rows:
        count = counts[agency]
        _see(count, state, answer_by, answered.get(number), on)
        if state in _IN_FORCE and place not in delivered:
            delivered.add(place)
            _see_delivery(count, datasets[place[0]], Period.parse(place[1]), received_at)
    for due in list_late(on=on):
        if agency_code in (None, due.agency_code):
            counts.setdefault(due.agency_code, _Count()).owed += 1
    return tuple(_punctuality(agency, count) for agency, count in sorted(counts.items()))


def list_overdue_letters(*, on: date, agency_code: str | None = None) -> tuple[Submission, ...]:
    """Submissions whose letter's day has passed and that no newer file has answered, longest overdue first."""
    rows = submission_rows().filter(answer_by__lt=on).order_by("answer_by", "pk")
    newest: dict[Place, int] = {}
    places = models.Submission.objects.order_by("pk").values_list("pk", "dataset__name", "period", "area_code")
    for number, *place in places:
        newest[tuple(place)] = number  # type: ignore[index] # three texts
    datasets = {each.name: each for each in list_datasets()}
    found = (submission_of(row) for row in rows)
    return tuple(
        each
        for each in found
        if newest.get((each.dataset_name, str(each.period), str(each.area_code))) == each.id
        and agency_code in (None, _agency(each.agency_code, datasets[each.dataset_name], each.area_code))
    )


_IN_FORCE = (SubmissionState.RELEASED.value, SubmissionState.PARTLY_RELEASED.value)


def _rows(
    year: int, agency_code: str | None, datasets: dict[str, Dataset]
) -> Iterable[tuple[int, str, Place, str, date | None, datetime]]:
    start, end = (datetime(each, 1, 1, tzinfo=timezone.get_default_timezone()) for each in (year, year + 1))
    found = models.Submission.objects.filter(received_at__gte=start, received_at__lt=end).order_by("pk")
    columns = ("pk", "dataset__name", "period", "area_code", "agency_code", "state", "answer_by", "received_at")
    for number, name, period, area, agency, state, answer_by, received_at in found.values_list(*columns):
        owner = _agency(agency, datasets[name], AreaCode(area))
        if agency_code in (None, owner):
            yield number, owner, (name, period, area), state, answer_by, received_at


def _agency(agency_code: str | None, dataset: Dataset, area: AreaCode) -> str:
    """Who a file counts for: whoever owes it, also where the steward handed it in on their behalf."""
    owing = rules.owing_agency(dataset, area)
    return owing if agency_code in (None, "", rules.steward_agency(dataset.home_code)) else str(agency_code)


def _see(count: _Count, state: str, answer_by: date | None, answered_at: datetime | None, on: date) -> None:
    count.handed_in += 1
    count.returned_whole += state == SubmissionState.RETURNED.value
    count.returned_in_part += state == SubmissionState.PARTLY_RELEASED.value
    if answer_by is not None:
        day = timezone.localtime(answered_at).date() if answered_at else None
        count.letters[rules.letter_state(answer_by, answered_on=day, on=on)] += 1


def _see_delivery(count: _Count, dataset: Dataset, period: Period, received_at: datetime) -> None:
    if dataset.is_occasional:
        return
    is_in_time = timezone.localtime(received_at).date() <= rules.due_on(dataset.schedule, period)
    count.in_time += is_in_time
    count.too_late += not is_in_time


def _punctuality(agency: str, count: _Count) -> Punctuality:
    return Punctuality(
        agency_code=agency,
        handed_in=count.handed_in,
        returned_whole=count.returned_whole,
        returned_in_part=count.returned_in_part,
        answered_in_time=count.letters[LetterState.ANSWERED],
        answered_late=count.letters[LetterState.ANSWERED_LATE],
        waiting=count.letters[LetterState.WAITING],
        overdue=count.letters[LetterState.OVERDUE],
        delivered_in_time=count.in_time,
        delivered_late=count.too_late,
        owed=count.owed,
    )
