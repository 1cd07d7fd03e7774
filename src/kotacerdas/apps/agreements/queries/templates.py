"""Read the templates of ``definitions/agreements``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict

from kotacerdas.apps.agreements import rules
from kotacerdas.apps.agreements.errors import TemplateNotFound
from kotacerdas.apps.agreements.types import AgreementKind, Filled, Template, TemplateField


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldContent(_Content):
    """A field a template asks for."""

    name: str
    title: dict[str, str]
    default: str = ""


class ClauseContent(_Content):
    """A clause of a template; ``duty`` has the terms of its kind."""

    key: str
    title: dict[str, str]
    paragraphs: tuple[str, ...]
    duty: dict[str, Any] | None = None


class TemplateContent(_Content):
    """One file of ``definitions/agreements``."""

    name: str
    kind: AgreementKind
    title: dict[str, str]
    description: dict[str, str]
    subject: str
    years: int
    parties: int = 2
    fields: tuple[FieldContent, ...] = ()
    preamble: tuple[str, ...]
    clauses: tuple[ClauseContent, ...]
    closing: tuple[str, ...] = ()


def list_templates() -> tuple[Template, ...]:
    """All templates, by name."""
    folder = Path(settings.DEFINITIONS_FOLDER) / "agreements"
    return _read(folder)


def get_template(name: str) -> Template:
    """One template; raise :class:`TemplateNotFound`."""
    found = next((template for template in list_templates() if template.name == name), None)
    if found is None:
        raise TemplateNotFound(template=name)
    return found


def fill_template(name: str, fields: Mapping[str, str]) -> Filled:
    """A template with its fields filled; raise :class:`TemplateNotFound` or :class:`TemplateFieldMissing`."""
    return rules.fill(get_template(name), fields)


@cache
def _read(folder: Path) -> tuple[Template, ...]:
    contents = [
        TemplateContent.model_validate(yaml.safe_load(path.read_text("utf-8")))
        for path in sorted(folder.glob("*.yaml"))
    ]
    return tuple(_template(content) for content in contents)


def _template(content: TemplateContent) -> Template:
    return Template(
        name=content.name,
        kind=content.kind,
        title=content.title,
        description=content.description,
        subject=content.subject,
        years=content.years,
        party_count=content.parties,
        fields=tuple(TemplateField(field.name, field.title, field.default) for field in content.fields),
        body={
            "preamble": list(content.preamble),
            "clauses": [clause.model_dump() for clause in content.clauses],
            "closing": list(content.closing),
        },
    )
