"""Names and texts written so that no file and no contract can say anything else with them."""

from collections.abc import Iterable


def name(text: str) -> str:
    """Quote an identifier."""
    return '"' + text.replace('"', '""') + '"'


def text(value: str) -> str:
    """Quote a text literal; the engine knows no backslash escapes."""
    return "'" + value.replace("'", "''").replace("\x00", "") + "'"


def texts(values: Iterable[str]) -> str:
    """Quote several texts for an ``IN`` list."""
    return ", ".join(text(value) for value in values)


def number(value: float) -> str:
    """Write a number exactly, whole ones without a fraction."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def full_match(subject: str, pattern: str) -> str:
    """Say that ``subject`` matches ``pattern`` from end to end."""
    return f"regexp_full_match({subject}, {text(pattern)})"
