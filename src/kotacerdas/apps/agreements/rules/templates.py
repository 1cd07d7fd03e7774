"""Fill the fields of a template."""

import re
from collections.abc import Mapping
from typing import Any

from kotacerdas.apps.agreements.errors import TemplateFieldMissing
from kotacerdas.apps.agreements.rules.texts import read_text
from kotacerdas.apps.agreements.types import Filled, Template


_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def fill(template: Template, fields: Mapping[str, str]) -> Filled:
    """The template with every ``{field}`` replaced, in titles, paragraphs and the terms of duties.

    Fields left out take their default. A whole term that is one field becomes a number where the text is digits.
    Raises :class:`TemplateFieldMissing` for a field nobody filled.
    """
    given = {field.name: field.default for field in template.fields}
    given |= {name: text for name, text in fields.items() if text.strip()}
    body = _filled(template.body, given)
    title = {language: _text(words, given) for language, words in template.title.items()}
    return Filled(title, _text(template.subject, given), read_text(body))


def _filled(part: Any, given: Mapping[str, str]) -> Any:
    if isinstance(part, str):
        return _text(part, given)
    if isinstance(part, Mapping):
        filled = {key: _filled(each, given) for key, each in part.items()}
        return _numbers(filled) if "kind" in filled else filled
    if isinstance(part, list | tuple):
        return [_filled(each, given) for each in part]
    return part


def _text(text: str, given: Mapping[str, str]) -> str:
    def replace(match: re.Match[str]) -> str:
        value = given.get(match[1], "")
        if not value:
            raise TemplateFieldMissing(field=match[1])
        return value

    return _FIELD.sub(replace, text)


def _numbers(duty: dict[str, Any]) -> dict[str, Any]:
    """Terms that count, as numbers: a field is always filled with text."""
    numbers = {name: int(duty[name]) for name in ("day", "times", "rate_per_day") if str(duty.get(name, "")).isdigit()}
    return duty | numbers
