"""``kotacerdas serve``: the pages and the API, one process with threads; static files are served by the site itself."""

from pathlib import Path

import click
import uvicorn
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.site.commands.footing import check_port, own_key
from kotacerdas.site.commands.presence import at_work, leash_option
from kotacerdas.site.console import Answer, Command, gettext
from kotacerdas.site.errors import SecretMissing


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


def check_secret() -> None:
    """Raise :class:`SecretMissing` without a key to sign with; a demo makes its own."""
    try:
        bool(settings.SECRET_KEY)  # the framework itself looks only when a page signs something
    except ImproperlyConfigured as missing:
        if not settings.IS_DEMO:
            raise SecretMissing from missing
        settings.SECRET_KEY = own_key(Path(settings.DATA_FOLDER) / "secret")
