"""Code lists over the wire."""

from datetime import date

from ninja import Schema


class CodeOut(Schema):
    """One code; labels by language."""

    code: str
    label: dict[str, str]
    aliases: list[str]


class CodeEditionOut(Schema):
    """The codes of a list from a day on."""

    code: str
    valid_from: date
    entries: list[CodeOut]


class CrosswalkOut(Schema):
    """Which newer codes stand for each older one."""

    source: str
    target: str
    pairs: dict[str, list[str]]


class CodeListOut(Schema):
    """A list with all its editions."""

    name: str
    title: dict[str, str]
    source: str
    editions: list[CodeEditionOut]
    crosswalks: list[CrosswalkOut]
