"""``kotacerdas run``: prepares, then keeps a server and a worker running as children until Ctrl-C.

It stays small itself: preparing, serving and working happen in children, so none of them can leave anything behind.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from django.conf import settings

from kotacerdas.site.commands.footing import check_port, own_key
from kotacerdas.site.console import Answer, Command, gettext, note
from kotacerdas.site.errors import ChildKeepsStopping, ChildStopped


_COMMAND = (sys.executable, "-m", "kotacerdas.site.command_line")
_START_SECONDS = 60
_STOP_SECONDS = 10
_LOOK_SECONDS = 0.2
_QUICK_SECONDS = 20
_MOST_QUICK_DEATHS = 5
_FIRST_PAUSE_SECONDS = 0.5


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
    children = [Child("serve", ("--host", host, "--port", str(port))), Child("worker")]
    try:
        _prepare(with_demo=with_demo)
        for child in children:
            child.start()
        _wait_until_ready(children, host, port)
        facts = {"address": f"http://{host}:{port}/", "seconds": f"{time.monotonic() - began:.1f}"}
        note(gettext("Kotacerdas is ready at %(address)s after %(seconds)s s. Ctrl-C stops it.") % facts)
        while True:
            for child in children:
                child.look_after(time.monotonic())
            time.sleep(_LOOK_SECONDS)
    except KeyboardInterrupt:
        note(gettext("Stopping …"))
    finally:
        _stop([child.process for child in children if child.process])
    return Answer(lines=[gettext("Kotacerdas has stopped.")], data={"host": host, "port": port})


@dataclass(slots=True)
class Child:
    """A command kept running; moments are seconds of the monotonic clock."""

    name: str
    words: tuple[str, ...] = ()
    command: tuple[str, ...] = _COMMAND
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0
    again: float | None = None

    def start(self) -> None:
        """Start it on a leash: when this process is gone, however it went, the child ends by itself."""
        if self.process:
            _let_go(self.process)
        self.process = _start(self.command, self.name, *self.words)
        self.started = time.monotonic()
        self.again = None

    def look_after(self, moment: float) -> None:
        """Start it again a little after it ended; raise :class:`ChildKeepsStopping` when that does not help."""
        if self.again is not None:
            if moment >= self.again:
                self.start()
        elif self.has_ended():
            self.quick_deaths = self.quick_deaths + 1 if moment - self.started < _QUICK_SECONDS else 1
            if self.quick_deaths > _MOST_QUICK_DEATHS:
                raise ChildKeepsStopping(child=self.name, count=self.quick_deaths)
            pause = _FIRST_PAUSE_SECONDS * 2 ** (self.quick_deaths - 1)
            self.again = moment + pause
            facts = {"child": self.name, "seconds": f"{pause:g}"}
            note(gettext("“kotacerdas %(child)s” stopped by itself; it starts again in %(seconds)s s.") % facts)

    def has_ended(self) -> bool:
        """Whether it was started and runs no more."""
        return self.process is not None and self.process.poll() is not None


def _prepare(*, with_demo: bool) -> None:
    child = _start(_COMMAND, "prepare", *(["--demo"] if with_demo else []))
    try:
        if child.wait():
            raise ChildStopped(child="prepare")
    finally:
        _stop([child])


def _set_environment(*, with_demo: bool) -> None:
    """What the children shall read; a variable that is set already stays as it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kotacerdas.config.settings")
    if with_demo:
        os.environ.setdefault("KOTACERDAS_DEMO", "1")
    if "KOTACERDAS_SECRET_KEY" not in os.environ:
        os.environ["KOTACERDAS_SECRET_KEY"] = own_key(Path(settings.DATA_FOLDER) / "secret")


def _start(command: Sequence[str], *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*command, *words, "--leash"], stdin=subprocess.PIPE)  # noqa: S603 - our own command line


def _wait_until_ready(children: Sequence[Child], host: str, port: int) -> None:
    """Wait for the server to listen; a child that ends before then would end again."""
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        for child in children:
            if child.has_ended():
                raise ChildStopped(child=child.name)
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(_LOOK_SECONDS)
        else:
            return
    raise ChildStopped(child="serve")


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
            child.wait()
        _let_go(child)


def _let_go(child: subprocess.Popen[bytes]) -> None:
    """Let go of the leash of a child that has ended."""
    if child.stdin:
        child.stdin.close()
