"""Agreements to begin from, as content."""

from dataclasses import dataclass

from kotacerdas.apps.agreements.types.agreements import AgreementKind
from kotacerdas.apps.agreements.types.texts import Text


@dataclass(frozen=True, slots=True)
class TemplateField:
    """Something a template asks for. ``title`` is ``{"id": …, "en": …}``; ``default`` may be empty."""

    name: str
    title: dict[str, str]
    default: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A text with ``{fields}`` to fill, and what an agreement made from it is called."""

    name: str
    kind: AgreementKind
    title: dict[str, str]
    description: dict[str, str]
    subject: str
    years: int
    party_count: int
    fields: tuple[TemplateField, ...]
    body: dict[str, object]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a template becomes when its fields are filled."""

    title: dict[str, str]
    subject: str
    text: Text
