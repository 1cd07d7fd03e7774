"""Manifests over the wire."""

from ninja import Schema


class NodeOut(Schema):
    """This node, as another one pins it."""

    node: str
    public_key: str


class ManifestBody(Schema):
    """What is signed; ``size`` in bytes."""

    form: str
    node: str
    release: int
    dataset: str
    period: str
    area: str
    sha256: str
    size: int
    rows: int
    contract_version: int
    contract_sha256: str
    released_at: str


class ManifestOut(Schema):
    """A manifest with the node's Ed25519 signature over its JSON with sorted names and no blanks."""

    manifest: ManifestBody
    public_key: str
    signature: str


class ManifestsOut(Schema):
    """Manifests after a release, oldest first; none left when empty."""

    items: list[ManifestOut]
