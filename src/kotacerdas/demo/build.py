"""Hand the whole demo in through the doors of the apps, step by step; every step may be repeated."""

import io
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from kotacerdas.apps.accounts import operations as accounts
from kotacerdas.apps.agencies import operations as agencies
from kotacerdas.apps.areas import operations as areas
from kotacerdas.apps.areas import queries as area_queries
from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.apps.exchange import queries as exchange_queries
from kotacerdas.apps.exchange.types import Submission, SubmissionState
from kotacerdas.apps.indicators import operations as indicators
from kotacerdas.apps.masterplan import operations as masterplan
from kotacerdas.apps.masterplan import queries as masterplan_queries
from kotacerdas.apps.movement import operations as movement
from kotacerdas.demo import agreements
from kotacerdas.demo.calendar import REGENCY, Delivery, deliveries
from kotacerdas.demo.files import write
from kotacerdas.demo.officers import Officers, create_officers
from kotacerdas.demo.places import Places, Village
from kotacerdas.demo.population import YEARS
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language


_PLAN_FILE = "plans/tabanan.yaml"
_TELL_EVERY_SECONDS = 3.0
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Progress:
    """One line on the way: which of how many steps, what it is, what came of it; ``seconds`` once it is done."""

    number: int
    steps: int
    title: str
    detail: str
    seconds: float | None


@dataclass(frozen=True, slots=True)
class Built:
    """What one run of the demo added; all zero when everything was there."""

    areas: int
    submissions: int
    rows: int
    returned_rows: int
    values: int


def find_missing() -> tuple[Delivery, ...]:
    """What has still to be handed in, oldest first; the areas must be loaded."""
    there = {_key(submission) for submission in exchange_queries.list_submissions(limit=_ALL)}
    return tuple(delivery for delivery in deliveries(load_places()) if delivery.key not in there)


def is_complete() -> bool:
    """Whether areas, every delivery, the agreements and the plan are there."""
    is_handed_in = area_queries.is_loaded() and not find_missing()
    is_agreed = is_handed_in and not agreements.find_missing(timezone.localdate())
    return is_agreed and masterplan_queries.find_plan(REGENCY) is not None


def load_places() -> Places:
    """The regency's villages and districts as the areas app has them."""
    villages = area_queries.list_units(REGENCY, AreaLevel.VILLAGE)
    districts = area_queries.list_units(REGENCY, AreaLevel.DISTRICT)
    return Places.of([Village(area.code, area.name) for area in villages], {area.code: area.name for area in districts})


def build(*, at: datetime, tell: Callable[[Progress], None]) -> Built:
    """Build what is missing of the demo and tell each step; safe to repeat after a stop at any moment."""
    steps = _Steps(4 + len(YEARS) + 4, tell)
    loaded = steps.run(gettext("Areas of Indonesia"), lambda: areas.load_areas(by=SYSTEM, at=at))
    steps.run(gettext("Agencies and village governments"), lambda: agencies.load_agencies(by=SYSTEM, at=at))
    steps.run(gettext("Demo accounts"), lambda: _create_people(at))
    steps.run(gettext("Data contracts"), lambda: exchange.register_datasets(by=SYSTEM, at=at))
    exchange.resume(by=SYSTEM, at=at)
    missing, officers = find_missing(), Officers()
    _approve_left(officers)
    handed_in: list[Submission] = []
    for year in YEARS:
        title = gettext("Deliveries of %(year)s") % {"year": year}
        of_year = [delivery for delivery in missing if delivery.at.year == year]
        handed_in += steps.hand_in(title, of_year, officers)
    values = steps.run(gettext("Indicators"), lambda: indicators.refresh(by=SYSTEM, at=at))
    steps.run(gettext("Agreements and their signatures"), lambda: agreements.create_agreements(at=at))
    steps.run(gettext("Cohorts of the movement"), lambda: movement.load_cohorts(by=SYSTEM, at=at))
    steps.run(gettext("Masterplan"), lambda: _load_plan(at))
    return Built(
        areas=loaded,
        submissions=len(handed_in),
        rows=sum(submission.rows_kept for submission in handed_in),
        returned_rows=sum(submission.rows_failed for submission in handed_in),
        values=values,
    )


class _Steps:
    """Counts the steps and tells each when it is done, and long ones while they run."""

    def __init__(self, count: int, tell: Callable[[Progress], None]) -> None:
        self._count, self._tell, self._number = count, tell, 0

    def run(self, title: str, step: Callable[[], int]) -> int:
        self._number += 1
        began = time.monotonic()
        count = step()
        detail = gettext("%(count)s new") % {"count": _thousands(count)} if count else gettext("nothing new")
        self._tell(Progress(self._number, self._count, title, detail, time.monotonic() - began))
        return count

    def hand_in(self, title: str, missing: Iterable[Delivery], officers: Officers) -> list[Submission]:
        self._number += 1
        began = told = time.monotonic()
        done: list[Submission] = []
        for delivery in missing:
            done.append(_submit(delivery, officers))
            if time.monotonic() - told > _TELL_EVERY_SECONDS:
                told = time.monotonic()
                self._tell(Progress(self._number, self._count, title, _summary(done), None))
        self._tell(Progress(self._number, self._count, title, _summary(done), time.monotonic() - began))
        return done


def _submit(delivery: Delivery, officers: Officers) -> Submission:
    """Hand one file in; the data steward lets it pass where its contract asks for a look."""
    submission = exchange.submit(
        dataset_name=delivery.dataset_name,
        file=io.BytesIO(write(delivery.table(), delivery.style)),
        file_name=delivery.file_name,
        period=delivery.period,
        area_code=delivery.area_code,
        by=officers.of(delivery.agency_code),
        at=delivery.at,
    )
    if submission.state is SubmissionState.CHECKED:
        return exchange.approve(submission_id=submission.id, by=officers.steward, at=delivery.at)
    return submission


def _approve_left(officers: Officers) -> None:
    """Let the demo's own files pass that a stop left between their check and the steward; a person's file waits on."""
    own = {(delivery.key, delivery.at) for delivery in deliveries(load_places())}
    for submission in exchange_queries.list_waiting(officers.steward):
        if (_key(submission), submission.received_at) in own:
            exchange.approve(submission_id=submission.id, by=officers.steward, at=submission.received_at)


def _summary(done: list[Submission]) -> str:
    if not done:
        return gettext("nothing new")
    facts = {
        "files": _thousands(len(done)),
        "rows": _thousands(sum(submission.rows_kept for submission in done)),
        "returned": _thousands(sum(submission.rows_failed for submission in done)),
    }
    if any(submission.state is not SubmissionState.RELEASED for submission in done):
        return gettext("%(files)s files, %(rows)s rows, %(returned)s rows returned") % facts
    return gettext("%(files)s files, %(rows)s rows") % facts


def _create_people(at: datetime) -> int:
    return accounts.create_demo_accounts(by=SYSTEM, at=at) + create_officers(regency=REGENCY, at=at)


def _load_plan(at: datetime) -> int:
    """Load the example plan; one that is there stays, for a planner may have changed it."""
    changed = masterplan.load_pillar_sets(by=SYSTEM, at=at)
    if masterplan_queries.find_plan(REGENCY) is not None:
        return changed
    masterplan.load_plan(file=Path(settings.DEFINITIONS_FOLDER) / _PLAN_FILE, by=SYSTEM, at=at)
    return changed + 1


def _key(submission: Submission) -> tuple[str, str, str, str]:
    return (submission.dataset_name, str(submission.period), submission.area_code, submission.file_name)


def _thousands(count: int) -> str:
    return formats.number(count, lang=active_language())
