"""Signed messages to subscribers, after Standard Webhooks 1.0: a secret of each subscription, and the node's own key.

Signed is ``<id>.<seconds>.<body>``. The signature header holds ``v1,`` with an HMAC-SHA256 under the secret and ``v1a,``
with the Ed25519 signature of the node, a space between them; either proves the whole message.
"""

import base64
import binascii
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kotacerdas.signing.nodes import NodeKey


PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """A secret to be shown once: ``whsec_`` and 32 random bytes as base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def close_secret(secret: str, *, key: str, purpose: str) -> str:
    """The secret, encrypted under a key made from the site's ``key`` for this ``purpose`` alone."""
    return _fernet(key, purpose).encrypt(secret.encode()).decode()


def open_secret(closed: str, *, key: str, purpose: str) -> str | None:
    """The secret, or none when it was closed under another key or for another purpose."""
    try:
        return _fernet(key, purpose).decrypt(closed.encode()).decode()
    except InvalidToken:
        return None


def sign_message(body: bytes, *, message: str, seconds: int, secret: str, node: NodeKey) -> dict[str, str]:
    """The headers that go with ``body``: the id of the message, when it was sent (Unix seconds), both signatures."""
    content = _content(body, message, seconds)
    return {
        "webhook-id": message,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{_mac(secret, content)} v1a,{node.sign(content)}",
    }


def is_genuine(body: bytes, *, message: str, seconds: int, signatures: str, secret: str) -> bool:
    """Whether one of the signatures of a header was made with the secret; what a receiver checks."""
    wanted = f"v1,{_mac(secret, _content(body, message, seconds))}"
    return any(hmac.compare_digest(wanted.encode(), each.encode()) for each in signatures.split())


def _content(body: bytes, message: str, seconds: int) -> bytes:
    return b".".join((message.encode(), str(seconds).encode(), body))


def _mac(secret: str, content: bytes) -> str:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        key = secret.encode()
    return base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def _fernet(key: str, purpose: str) -> Fernet:
    derived = HKDF(SHA256(), SECRET_BYTES, salt=b"kotacerdas.signing.webhooks", info=purpose.encode())
    return Fernet(base64.urlsafe_b64encode(derived.derive(key.encode())))
