"""Who is at work on the data folder, and for how long: a lock that a restore waits for, and a leash on children."""

import fcntl
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click
from django.conf import settings

from kotacerdas.site.errors import BeingRestored, StillRunning


AnyFunction = TypeVar("AnyFunction", bound=Callable[..., object])
LOCK = "lock"
_STDIN = 0
_END_SECONDS = 10


@contextmanager
def at_work() -> Iterator[None]:
    """Be one of those at work on the data folder; raise :class:`BeingRestored` while it is being replaced."""
    with _locked(fcntl.LOCK_SH) as is_mine:
        if not is_mine:
            raise BeingRestored
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Have the data folder for oneself; raise :class:`StillRunning` while a server or a worker is at work on it."""
    with _locked(fcntl.LOCK_EX) as is_mine:
        if not is_mine:
            raise StillRunning
        yield


@contextmanager
def _locked(how: int) -> Iterator[bool]:
    """Lock for as long as the process lives at most: the system lets go of it even after a kill."""
    folder = Path(settings.DATA_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as file:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def leash_option(function: AnyFunction) -> AnyFunction:
    """``--leash``: end when standard input closes; ``run`` holds the other end, and even a kill lets go of it."""
    return click.option("--leash", is_flag=True, hidden=True, expose_value=False, callback=_leash)(function)


def _leash(_context: click.Context, _option: click.Parameter, value: bool) -> None:
    if value:
        threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    while os.read(_STDIN, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_END_SECONDS)
    os._exit(1)
