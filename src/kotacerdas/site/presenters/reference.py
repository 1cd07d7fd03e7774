"""The API's own description as a page for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """One thing a program can ask."""

    method: str
    path: str
    summary: str
    parameters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CallGroup:
    """The calls of one router."""

    title: str
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """All calls."""

    groups: tuple[CallGroup, ...]


def present_reference(schema: Mapping[str, Any]) -> ReferencePage:
    """Read an OpenAPI document."""
    groups: dict[str, list[Call]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            call = Call(
                method=method.upper(),
                path=path,
                summary=operation.get("description") or operation.get("summary", ""),
                parameters=tuple(_parameter(each) for each in operation.get("parameters", ())),
            )
            groups.setdefault((operation.get("tags") or ["api"])[0], []).append(call)
    return ReferencePage(tuple(CallGroup(title, tuple(calls)) for title, calls in groups.items()))


def _parameter(parameter: Mapping[str, Any]) -> tuple[str, str]:
    kind = parameter.get("schema", {}).get("type", "")
    need = "*" if parameter.get("required") else ""
    return f"{parameter['name']}{need}", f"{parameter['in']} {kind}".strip()
