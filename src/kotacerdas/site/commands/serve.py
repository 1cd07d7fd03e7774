"""``kotacerdas serve``: the pages and the API, one process with threads; static files are served by the site itself."""

import socket

import click
import uvicorn

from kotacerdas.site.console import Answer, Command, gettext
from kotacerdas.site.errors import PortTaken


@click.command(cls=Command, help=gettext("Run the server until Ctrl-C."))
@click.option("--host", default="127.0.0.1", show_default=True, help=gettext("Address to listen on."))
@click.option("--port", default=8000, show_default=True, help=gettext("Port to listen on."))
def command(*, host: str, port: int) -> Answer:
    """Serve until told to stop."""
    check_port(host, port)
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
    return Answer(lines=[gettext("The server has stopped.")], data={"host": host, "port": port})


def check_port(host: str, port: int) -> None:
    """Raise :class:`PortTaken` when nobody else may listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise PortTaken(host=host, port=port) from taken
