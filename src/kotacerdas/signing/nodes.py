"""The key of a node, and detached Ed25519 signatures (RFC 8032) made with it.

The key is 32 bytes, kept as base64 in a file only its owner can read, or given by the environment. Whoever holds it can
sign as the node; whoever holds the public key can only check.
"""

import base64
import contextlib
import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


FILE_NAME = "node.key"


@dataclass(frozen=True, slots=True)
class NodeKey:
    """A private key that signs for a node; what leaves it is base64."""

    private: Ed25519PrivateKey

    @property
    def public_key(self) -> str:
        """The public key: 32 bytes as base64."""
        return base64.b64encode(self.private.public_key().public_bytes_raw()).decode()

    @property
    def public_pem(self) -> str:
        """The public key as other programs read it (SubjectPublicKeyInfo in PEM)."""
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def sign(self, message: bytes) -> str:
        """A detached signature: 64 bytes as base64."""
        return base64.b64encode(self.private.sign(message)).decode()


def open_key(folder: Path, text: str = "") -> NodeKey:
    """The node's key: from ``text`` when there is one, else from the file in ``folder``, made on first use.

    Raises ``ValueError`` when it is no key, ``OSError`` when its file cannot be read or made.
    """
    if text:
        return _read(text)
    place = folder / FILE_NAME
    if not place.exists():
        _make(place)
    return _read(place.read_text("ascii"))


def is_signed(public_key: str, signature: str, message: bytes) -> bool:
    """Whether the signature over the message was made with the private half of ``public_key``."""
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode(signature, validate=True), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _read(text: str) -> NodeKey:
    return NodeKey(Ed25519PrivateKey.from_private_bytes(base64.b64decode(text.strip(), validate=True)))


def _make(place: Path) -> None:
    """Write a new key beside and link it into place: of two who make one at once the first one stays."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f"{uuid.uuid4().hex}.part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, place)
    finally:
        draft.unlink()
