"""Code lists: reference data that contracts name by list and edition."""

from pathlib import Path

from django.conf import settings

from kotacerdas.apps.exchange.errors import CodeListNotFound
from kotacerdas.contracts import codelists
from kotacerdas.contracts.codelists import CodeList


def list_code_lists() -> dict[str, CodeList]:
    """Every code list under ``definitions/codelists``, by name."""
    return codelists.load(Path(settings.DEFINITIONS_FOLDER) / "codelists")


def get_code_list(name: str) -> CodeList:
    """One code list; raise :class:`CodeListNotFound`."""
    found = list_code_lists().get(name)
    if found is None:
        raise CodeListNotFound(name=name)
    return found
