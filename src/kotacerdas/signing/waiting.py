"""A passphrase that has to wait while a signing service is down: encrypted, bound to one request, and only for a day.

It is encrypted under a key made from a secret the caller keeps outside its database, so a copy of the database alone
opens nothing. The caller overwrites it as soon as it was used, declined or grew old.
"""

import base64
import hashlib
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken


KEPT_FOR = timedelta(hours=24)


def close_passphrase(passphrase: str, *, secret: str, request: str) -> bytes:
    """The passphrase, encrypted for this request alone."""
    return _fernet(secret, request).encrypt(passphrase.encode())


def open_passphrase(closed: bytes, *, secret: str, request: str) -> str | None:
    """The passphrase, or none when it was closed for another request or under another secret."""
    try:
        return _fernet(secret, request).decrypt(closed).decode()
    except InvalidToken:
        return None


def _fernet(secret: str, request: str) -> Fernet:
    material = hashlib.sha256(f"kotacerdas.signing.waiting\0{request}\0{secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(material))
