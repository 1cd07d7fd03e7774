"""What a server stands on before Django is ready: a port of its own and a key to sign with."""

import secrets
import socket
from pathlib import Path

from kotacerdas.site.errors import PortTaken


def check_port(host: str, port: int) -> None:
    """Raise :class:`PortTaken` when nobody else may listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise PortTaken(host=host, port=port) from taken


def own_key(path: Path) -> str:
    """The key kept in the data folder, made on the first start; only its owner may read it."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), "ascii")
    return path.read_text("ascii").strip()
