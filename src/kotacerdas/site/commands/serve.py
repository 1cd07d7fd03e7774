"""``kotacerdas serve``: the pages and the API, one process with threads; static files are served by the site itself."""

import secrets
import socket
from pathlib import Path

import click
import uvicorn
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.site.commands.presence import at_work, leash_option
from kotacerdas.site.console import Answer, Command, gettext
from kotacerdas.site.errors import PortTaken, SecretMissing


@click.command(cls=Command, help=gettext("Run the server until Ctrl-C."))
@click.option("--host", default="127.0.0.1", show_default=True, help=gettext("Address to listen on."))
@click.option("--port", default=8000, show_default=True, help=gettext("Port to listen on."))
@leash_option
def command(*, host: str, port: int) -> Answer:
    """Serve until told to stop."""
    check_secret()
    check_port(host, port)
    with at_work():
        uvicorn.run(
            "kotacerdas.config.asgi:application",
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        exchange.seal_reads(is_final=True, by=SYSTEM, at=timezone.now())
    return Answer(lines=[gettext("The server has stopped.")], data={"host": host, "port": port})


def check_port(host: str, port: int) -> None:
    """Raise :class:`PortTaken` when nobody else may listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise PortTaken(host=host, port=port) from taken


def check_secret() -> None:
    """Raise :class:`SecretMissing` without a key to sign with; a demo makes its own."""
    try:
        bool(settings.SECRET_KEY)  # the framework itself looks only when a page signs something
    except ImproperlyConfigured as missing:
        if not settings.IS_DEMO:
            raise SecretMissing from missing
        settings.SECRET_KEY = own_key(Path(settings.DATA_FOLDER) / "secret")


def own_key(path: Path) -> str:
    """The key kept in the data folder, made on the first start; only its owner may read it."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), "ascii")
    return path.read_text("ascii").strip()
