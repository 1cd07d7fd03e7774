"""What a CKAN client asks: parameters of an address, of a form or of a JSON body, read with patience."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, cast

from django.http import HttpRequest
from django.utils import timezone

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.api.shapes import actor_of
from kotacerdas.apps.exchange.errors import ParameterDoesNotFit, ParameterMissing
from kotacerdas.apps.exchange.presenters.packages import Shelf
from kotacerdas.apps.exchange.types import Package
from kotacerdas.kernel.actors import ANONYMOUS, Actor
from kotacerdas.ui.api import MAX_OFFSET


_TRUE, _FALSE = ("true", "1", "yes", "on", "t"), ("false", "0", "no", "off", "f", "")


@dataclass(frozen=True, slots=True)
class Asked:
    """One call of an action: who, when, and what was said."""

    by: Actor
    at: datetime
    request: HttpRequest
    said: Mapping[str, object]
    file: IO[bytes] | None = None
    file_name: str = ""

    def text(self, name: str, default: str = "") -> str:
        """A parameter as text."""
        value = self.said.get(name)
        return default if value is None else str(value)

    def need(self, *names: str) -> str:
        """The first of these that is there; raise :class:`ParameterMissing` naming the first."""
        found = next((text for name in names if (text := self.text(name).strip())), "")
        if not found:
            raise ParameterMissing(field=names[0])
        return found

    def number(self, name: str, default: int, most: int = MAX_OFFSET) -> int:
        """A whole number from zero; what is above ``most`` counts as ``most``, as CKAN does it."""
        text = self.text(name, str(default)).strip()
        if not text.isascii() or not text.isdigit():
            raise ParameterDoesNotFit(field=name, value=text[:80], expected=f"0 … {most}")
        return min(int(text[:12]), most)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A truth."""
        text = self.text(name, str(default)).strip().lower()
        if text not in (*_TRUE, *_FALSE):
            raise ParameterDoesNotFit(field=name, value=text[:80], expected="true, false")
        return text in _TRUE

    def words(self, name: str) -> list[str]:
        """A list: as JSON, or parted by commas."""
        value = self.structure(name) if self.text(name).lstrip().startswith("[") else self.said.get(name)
        if isinstance(value, list):
            return [str(each) for each in value]
        return [part.strip() for part in str(value or "").split(",") if part.strip()]

    def structure(self, name: str) -> object:
        """A value that a JSON body holds as such and an address as JSON text."""
        value = self.said.get(name)
        if not isinstance(value, str) or not value.lstrip().startswith(("[", "{")):
            return value
        try:
            return cast(object, json.loads(value))
        except ValueError:
            raise ParameterDoesNotFit(field=name, value=value[:80], expected="JSON") from None

    def shelf(self, *packages: Package) -> Shelf:
        """The catalogue, or some of it, with addresses of this site."""
        return Shelf(packages or queries.list_packages(), self.request.build_absolute_uri)


def read_call(request: HttpRequest) -> Asked:
    """A call as it came. Only a token speaks for somebody: pages of other sites could send a session's cookie along."""
    by = actor_of(request) if getattr(request, "credential", None) else ANONYMOUS
    said, upload = _said(request), request.FILES.get("upload")
    file = cast(IO[bytes], upload.file) if upload else None
    return Asked(by, timezone.now(), request, said, file, (upload.name or "") if upload else "")


def _said(request: HttpRequest) -> dict[str, object]:
    said: dict[str, object] = {
        name: values[0] if len(values) == 1 else list(values) for name, values in request.GET.lists() if values
    }
    if request.method == "GET":
        return said
    if request.content_type == "application/json" or (request.content_type == "text/plain" and request.body):
        return said | _body(request)
    if request.content_type == "application/x-www-form-urlencoded" and request.body.lstrip().startswith(b"{"):
        return said | _body(request)  # as curl sends it unless told otherwise
    return said | {name: request.POST[name] for name in request.POST}


def _body(request: HttpRequest) -> dict[str, object]:
    if not request.body.strip():
        return {}
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise ParameterDoesNotFit(field="body", value=request.body[:40].decode("utf-8", "replace"), expected="JSON")
    return body
