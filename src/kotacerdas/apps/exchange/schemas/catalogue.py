"""The catalogue over the wire."""

from datetime import date

from ninja import Schema
from pydantic import Field

from kotacerdas.apps.exchange.schemas.datasets import DatasetOut
from kotacerdas.apps.exchange.types import Order
from kotacerdas.ui.api import Page


class CatalogueQuery(Schema):
    """What to look for; each facet may come several times."""

    q: str = Field("", max_length=100)
    agency: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    openness: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    frequency: tuple[str, ...] = ()
    priority: tuple[str, ...] = ()
    sort: Order = Order.BEST


class ListedOut(DatasetOut):
    """One line of the list of data."""

    openness: str
    openness_reason: dict[str, str]
    is_priority: bool
    themes: list[str]
    keywords: list[str]
    licences: list[str]
    state: str
    late: int
    releases: int
    newest_release: int | None
    next_due: date | None
    next_period: str | None


class CatalogueOut(Page[ListedOut]):
    """A page of what was found; ``facets`` count what each value would give beside the other choices."""

    facets: dict[str, dict[str, int]]


class FormLineOut(Schema):
    """One question with its answer, in Indonesian as on the form."""

    part: str
    question: str
    answer: str


class FormOut(Schema):
    """One filled form."""

    subject: str
    lines: list[FormLineOut]


class MissingOut(Schema):
    """One question without an answer, and the property of the contract that would give it."""

    form: str
    subject: str
    question: str
    fill_in: str


class MetadataOut(Schema):
    """The forms of one dataset."""

    ms_keg: FormOut
    ms_var: list[FormOut]
    missing: list[MissingOut]
