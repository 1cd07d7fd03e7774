"""Code lists over HTTP."""

from django.http import HttpRequest
from ninja import Router

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.schemas import CodeListOut
from kotacerdas.contracts.codelists import CodeList


router = Router()


@router.get("/code-lists", response=list[CodeListOut])
def list_code_lists(request: HttpRequest) -> list[dict[str, object]]:
    """Every code list with its editions and crosswalks."""
    return [_shape(each) for each in queries.list_code_lists().values()]


@router.get("/code-lists/{name}", response=CodeListOut)
def get_code_list(request: HttpRequest, name: str) -> dict[str, object]:
    """One code list with its editions and crosswalks."""
    return _shape(queries.get_code_list(name))


def _shape(known: CodeList) -> dict[str, object]:
    return known.model_dump()
