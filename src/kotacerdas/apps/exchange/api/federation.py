"""What other nodes pull over HTTP. The bytes are those of ``/releases/{id}/file``, through the same door as for anyone."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.api.shapes import Number
from kotacerdas.apps.exchange.schemas import ManifestOut, ManifestsOut, NodeOut


router = Router()
MOST = 100


@router.get("/node", response=NodeOut)
def get_node(request: HttpRequest) -> dict[str, object]:
    """This node and its public key."""
    return queries.describe_node()


@router.get("/releases/{release_id}/manifest", response=ManifestOut)
def get_manifest(request: HttpRequest, release_id: int) -> dict[str, object]:
    """The signed manifest of a release."""
    return queries.sign_manifest(release_id)


@router.get("/datasets/{name}/manifests", response=ManifestsOut)
def list_manifests(
    request: HttpRequest, name: str, after: Number = 0, limit: Annotated[int, Query(ge=1, le=MOST)] = MOST
) -> dict[str, object]:
    """Signed manifests of the releases of a dataset that came after one, oldest first."""
    queries.get_dataset(name)
    return {"items": queries.list_manifests(name, after=after, limit=limit)}
