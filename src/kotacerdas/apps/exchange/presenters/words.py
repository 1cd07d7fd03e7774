"""Words for the states and kinds of the exchange, and formats in the active language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.types import (
    Change,
    ClockState,
    Origin,
    Standing,
    SubjectRequestState,
    SubjectRight,
    SubmissionState,
)
from kotacerdas.contracts.contract import Privacy
from kotacerdas.contracts.listing import Openness, Theme
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.kernel.periods import Frequency, Period
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import KeyValue


STATES: Mapping[SubmissionState, StrPromise] = {
    SubmissionState.RECEIVED: _("Being checked"),
    SubmissionState.CHECKED: _("Waits for the data steward"),
    SubmissionState.APPROVED: _("Waits for the data supervisor"),
    SubmissionState.RELEASED: _("Released"),
    SubmissionState.PARTLY_RELEASED: _("Released in part"),
    SubmissionState.RETURNED: _("Returned"),
}
RIGHTS: Mapping[SubjectRight, StrPromise] = {
    SubjectRight.ACCESS: _("To see what is kept about me"),
    SubjectRight.CORRECTION: _("To have something corrected"),
    SubjectRight.ERASURE: _("To have my data erased"),
}
REQUEST_STATES: Mapping[SubjectRequestState, StrPromise] = {
    SubjectRequestState.RECEIVED: _("Received"),
    SubjectRequestState.IDENTITY_CHECKED: _("Identity checked"),
    SubjectRequestState.BEING_ANSWERED: _("Being answered"),
    SubjectRequestState.DECIDED: _("Decided"),
    SubjectRequestState.CARRIED_OUT: _("Carried out"),
    SubjectRequestState.ANSWERED: _("Answered"),
    SubjectRequestState.REFUSED: _("Refused"),
}
CLOCKS: Mapping[ClockState, StrPromise] = {
    ClockState.IN_TIME: _("in time"),
    ClockState.SOON: _("less than 24 hours left"),
    ClockState.OVERDUE: _("overdue"),
    ClockState.STOPPED: _("closed"),
}
PRIVACY: Mapping[Privacy, StrPromise] = {
    Privacy.PUBLIC: _("Public"),
    Privacy.INTERNAL: _("Internal"),
    Privacy.PERSONAL: _("Personal"),
    Privacy.SPECIFIC: _("Specific personal"),
}
FREQUENCIES: Mapping[Frequency, StrPromise] = {
    Frequency.YEAR: _("Every year"),
    Frequency.QUARTER: _("Every quarter"),
    Frequency.MONTH: _("Every month"),
}
LEVELS: Mapping[AreaLevel, StrPromise] = {
    AreaLevel.NATION: _("Nation"),
    AreaLevel.PROVINCE: _("Province"),
    AreaLevel.REGENCY: _("Regency"),
    AreaLevel.DISTRICT: _("District"),
    AreaLevel.VILLAGE: _("Village"),
}
TYPES: Mapping[str, StrPromise] = {
    "string": _("Text"),
    "integer": _("Whole number"),
    "number": _("Number"),
    "boolean": _("Yes or no"),
    "date": _("Date"),
    "datetime": _("Date and time"),
    "time": _("Time of day"),
    "year": _("Year"),
    "yearmonth": _("Month of a year"),
    "duration": _("Span of time"),
    "list": _("List"),
    "object": _("JSON object"),
    "array": _("JSON array"),
    "geopoint": _("Point on the map"),
    "geojson": _("Shape on the map"),
    "any": _("Anything"),
}
OPENNESS: Mapping[Openness, StrPromise] = {
    Openness.OPEN: _("Open"),
    Openness.LIMITED: _("Limited"),
    Openness.CLOSED: _("Closed"),
}
THEMES: Mapping[Theme, StrPromise] = {
    Theme.GOVERNANCE: _("Governance"),
    Theme.INFRASTRUCTURE: _("Infrastructure"),
    Theme.ECONOMY: _("Economy"),
    Theme.LIVING: _("Living"),
    Theme.PEOPLE: _("People"),
    Theme.ENVIRONMENT: _("Environment"),
}
STANDINGS: Mapping[Standing, StrPromise] = {
    Standing.LATE: _("With late deliveries"),
    Standing.CURRENT: _("Up to date"),
    Standing.EMPTY: _("Without a release yet"),
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def number(value: int) -> str:
    """``1.234``."""
    return formats.number(value, 0, active_language())


def day(value: date) -> str:
    """``1 Okt 2026``."""
    return formats.date_text(value, active_language())


def local_day(value: datetime) -> str:
    """The day of a moment, here."""
    return day(timezone.localtime(value).date())


def long_day(value: date) -> str:
    """``1 Oktober 2026``."""
    return formats.long_date(value, active_language())


def day_of_year(month: int, number: int) -> str:
    """``1 Oktober``."""
    text = formats.long_date(date(2000, month, number), active_language())
    return text.rsplit(" ", 1)[0]


def refusal(error: KotacerdasError) -> str:
    """An error's sentence, agencies and areas by name."""
    facts = dict(error.facts)
    if "producer" in facts:
        agency = agencies.find_agency(str(facts["producer"]))
        facts["producer"] = agency.name if agency else facts["producer"]
    return gettext(error.sentence) % facts


def moment(value: datetime) -> str:
    """``1 Okt 2026 09.14 WITA``."""
    return formats.moment(value, timezone.get_current_timezone(), active_language())


def period(value: Period) -> str:
    """``triwulan III 2026``."""
    return formats.period_text(value, active_language())


def size(value: int) -> str:
    """``1,2 MB``."""
    return formats.file_size(value, active_language())


def title(labels: Mapping[str, str]) -> str:
    """The text in the active language."""
    return formats.in_language(labels, active_language())


def area_titles(codes: Iterable[str]) -> dict[str, str]:
    """Titles of areas by code, in one query."""
    return {area.code: area.title for area in areas.list_areas(set(codes))}


def bare_name(name: str) -> str:
    """A regency's or city's name as the place of a letter: ``Tabanan``."""
    return name.removeprefix("Kabupaten ").removeprefix("Kota ")


def percent(part: int, whole: int) -> str:
    """``12,5 %``; a dash of nothing."""
    return formats.share(part / whole if whole else None, 1, active_language())


def change_facts(change: Change) -> tuple[KeyValue, ...]:
    """How many rows were added, changed and removed."""
    return (
        KeyValue(gettext("Rows added"), number(change.added)),
        KeyValue(gettext("Rows changed"), number(change.changed)),
        KeyValue(gettext("Rows removed"), number(change.removed)),
    )


def agency_names(codes: Iterable[str]) -> dict[str, str]:
    """Short names of agencies by code, in one query."""
    return {agency.code: agency.short_name or agency.name for agency in agencies.list_agencies(codes=set(codes))}


def column_titles(dataset_name: str, columns: Iterable[str]) -> list[str]:
    """What people call these columns of a dataset."""
    titles = {field.name: title(field.title) for field in queries.get_contract(dataset_name).fields}
    return [titles.get(name, name) for name in columns]


def roman_month(month: int) -> str:
    """A month as Indonesian letter numbers write it."""
    return _ROMAN[month - 1]


def compact_lines(lines: Sequence[int]) -> str:
    """Line numbers with runs joined: ``3, 7–9, 15``."""
    runs: list[list[int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def origin_fact(origin: Origin) -> KeyValue:
    """Where a submission was pulled from."""
    said = gettext("release %(release)s of the node %(peer)s") % {"release": origin.release, "peer": origin.peer}
    return KeyValue(gettext("Pulled from"), said, note=f"{origin.node} · {origin.sha256[:16]}")
