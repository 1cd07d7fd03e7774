"""How a dataset stands in the catalogue: priority, openness with its reason, licence, theme, contact, activity."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kotacerdas.contracts import bodies
from kotacerdas.kernel.areas import AreaCode


class Openness(StrEnum):
    """Who may read the public columns of a dataset: everybody, staff, or only those at work and holders of a grant."""

    OPEN = "open"
    LIMITED = "limited"
    CLOSED = "closed"


class Theme(StrEnum):
    """The six pillars of the movement, by which people look for data."""

    GOVERNANCE = "governance"
    INFRASTRUCTURE = "infrastructure"
    ECONOMY = "economy"
    LIVING = "living"
    PEOPLE = "people"
    ENVIRONMENT = "environment"


class Collection(StrEnum):
    """How the figures of an activity are collected, as form MS-Keg asks."""

    CENSUS = "census"
    SURVEY = "survey"
    ADMINISTRATIVE = "administrative"
    OTHER = "other"


class Instrument(StrEnum):
    """By what means they are collected, as form MS-Keg asks."""

    INTERVIEW = "interview"
    SELF_FILLED = "self_filled"
    OBSERVATION = "observation"
    SECONDARY = "secondary"
    OTHER = "other"


OPEN_BY_RULE = {
    "id": "Data pemerintah terbuka, kecuali ada alasan untuk membatasinya (Perpres 39/2019).",
    "en": "Government data is open unless there is a reason to limit it (Perpres 39/2019).",
}
LIMITED_BY_RULE = {
    "id": "Memuat kolom tentang orang (UU 27/2022), maka barisnya untuk petugas dan pemegang hak akses.",
    "en": "It has columns about persons (UU 27/2022), so its rows are for staff and holders of a grant.",
}


@dataclass(frozen=True, slots=True)
class Licence:
    """Under which terms a dataset may be used; ``path`` is the address of the terms."""

    name: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about a dataset: a desk, not a person."""

    title: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """The statistical activity a dataset comes from, in the words of form MS-Keg (Peraturan BPS 5/2020).

    Texts are Indonesian, as the form is; an empty one is still to be filled in.
    """

    code: str = ""
    title: str = ""
    background: str = ""
    goal: str = ""
    collection: Collection | None = None
    instrument: Instrument | None = None
    unit: str = ""
    sample: str = ""
    quality: str = ""


UNKNOWN = Activity()


@dataclass(frozen=True, slots=True)
class Listing:
    """What the catalogue says of a dataset beside its columns. ``area`` and the dates are empty unless stated."""

    is_priority: bool = False
    openness: Openness = Openness.OPEN
    openness_reason: dict[str, str] = field(default_factory=lambda: dict(OPEN_BY_RULE))
    licences: tuple[Licence, ...] = ()
    keywords: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    contact: Contact | None = None
    activity: Activity = UNKNOWN
    area: AreaCode | None = None
    since: date | None = None
    until: date | None = None


UNLISTED = Listing()


def read_listing(resource: bodies.ResourceBody) -> Listing:
    """What a sound body says for the catalogue; openness not stated is limited where a column is about persons."""
    is_personal = any(each.privacy in {"personal", "specific"} for each in resource.table_schema.fields)
    reason = resource.openness_reason
    by_rule = LIMITED_BY_RULE if is_personal else OPEN_BY_RULE
    derived = Openness.LIMITED if is_personal else Openness.OPEN
    temporal = resource.temporal or bodies.TemporalBody()
    return Listing(
        is_priority=resource.is_priority,
        openness=Openness(resource.openness) if resource.openness else derived,
        openness_reason={"id": reason.id, "en": reason.en} if reason else dict(by_rule),
        licences=tuple(
            Licence(each.get("name", ""), each.get("title", each.get("name", "")), each.get("path", ""))
            for each in resource.licenses
        ),
        keywords=resource.keywords,
        themes=tuple(Theme(each) for each in resource.themes),
        contact=Contact(**resource.contact.model_dump()) if resource.contact else None,
        activity=_activity(resource.activity),
        area=AreaCode(resource.spatial) if resource.spatial else None,
        since=temporal.start,
        until=temporal.end,
    )


def _activity(body: bodies.ActivityBody | None) -> Activity:
    if body is None:
        return UNKNOWN
    return Activity(
        code=body.code,
        title=body.title,
        background=body.background,
        goal=body.goal,
        collection=Collection(body.collection) if body.collection else None,
        instrument=Instrument(body.instrument) if body.instrument else None,
        unit=body.unit,
        sample=body.sample,
        quality=body.quality,
    )
