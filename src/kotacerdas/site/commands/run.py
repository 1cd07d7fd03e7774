"""``kotacerdas run``: prepares, then keeps a server and a worker running as children until Ctrl-C.

It stays small itself: preparing, serving and working happen in children, so none of them can leave anything behind.
"""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import click
from django.conf import settings

from kotacerdas.site.commands.serve import check_port
from kotacerdas.site.console import Answer, Command, gettext, note
from kotacerdas.site.errors import ChildStopped


_COMMAND = (sys.executable, "-m", "kotacerdas.site.command_line")
_START_SECONDS = 60
_STOP_SECONDS = 10
_LOOK_SECONDS = 0.2


@click.command(cls=Command, help=gettext("Prepare everything, then run the server and the worker until Ctrl-C."))
@click.option("--host", default="127.0.0.1", show_default=True, help=gettext("Address to listen on."))
@click.option("--port", default=8000, show_default=True, help=gettext("Port to listen on."))
@click.option(
    "--demo", "with_demo", is_flag=True, help=gettext("Build the example data of Tabanan when it is not there.")
)
def command(*, host: str, port: int, with_demo: bool) -> Answer:
    """Prepare, start, watch, stop."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    began = time.monotonic()
    _set_environment(with_demo=with_demo)
    check_port(host, port)
    if subprocess.run([*_COMMAND, "prepare", *(["--demo"] if with_demo else [])], check=False).returncode:  # noqa: S603
        raise ChildStopped(child="prepare")
    children = {
        "serve": _start("serve", "--host", host, "--port", str(port)),
        "worker": _start("worker"),
    }
    try:
        address = f"http://{host}:{port}/"
        _wait_until_ready(children, host, port)
        seconds = f"{time.monotonic() - began:.1f}"
        note(
            gettext("Kotacerdas is ready at %(address)s after %(seconds)s s. Ctrl-C stops it.")
            % {"address": address, "seconds": seconds}
        )
        while True:
            _check_running(children)
            time.sleep(_LOOK_SECONDS)
    except KeyboardInterrupt:
        note(gettext("Stopping …"))
    finally:
        _stop(tuple(children.values()))
    return Answer(lines=[gettext("Kotacerdas has stopped.")], data={"host": host, "port": port})


def _set_environment(*, with_demo: bool) -> None:
    """What the children shall read; a variable that is set already stays as it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kotacerdas.config.settings")
    if with_demo:
        os.environ.setdefault("KOTACERDAS_DEMO", "1")
    if "KOTACERDAS_SECRET_KEY" not in os.environ:
        os.environ["KOTACERDAS_SECRET_KEY"] = _own_key(Path(settings.DATA_FOLDER) / "secret")


def _own_key(path: Path) -> str:
    """The key kept in the data folder, made on the first start; only its owner may read it."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), "ascii")
    return path.read_text("ascii").strip()


def _start(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*_COMMAND, *words])  # noqa: S603 - our own command line


def _wait_until_ready(children: dict[str, subprocess.Popen[bytes]], host: str, port: int) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        _check_running(children)
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(_LOOK_SECONDS)
        else:
            return
    raise ChildStopped(child="serve")


def _check_running(children: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise ChildStopped(child=name)


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask every child to end; who does not listen is ended. Nothing is lost: the worker resumes at the next start."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    until = time.monotonic() + _STOP_SECONDS
    for child in children:
        try:
            child.wait(max(until - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            child.kill()
