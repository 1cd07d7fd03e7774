"""The worker's second thread: it tells subscribers what happened, whatever the first one is busy with."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone

from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.kernel.actors import SYSTEM


logger = logging.getLogger(__name__)
_PAUSE_SECONDS = 0.5
_REST_AFTER_FAILURE_SECONDS = 5.0
_BRIEF_ROUNDS = 60


@contextmanager
def telling(*, is_brief: bool = False) -> Iterator[None]:
    """Tell subscribers while the body runs; a brief worker tells what is due when the body has ended, then stops."""
    stop = threading.Event()
    thread = threading.Thread(target=_tell, args=(stop,), name="courier")
    if not is_brief:
        thread.start()
    try:
        yield
        if is_brief:
            _tell_once(stop)
    finally:
        stop.set()
        if thread.is_alive():
            thread.join()


def _tell(stop: threading.Event) -> None:
    with exchange.Courier(clock=timezone.now, by=SYSTEM) as courier:
        while not stop.is_set():
            stop.wait(_PAUSE_SECONDS if _step(courier) is not None else _REST_AFTER_FAILURE_SECONDS)
    connection.close()


def _tell_once(stop: threading.Event) -> None:
    with exchange.Courier(clock=timezone.now, by=SYSTEM) as courier:
        for _ in range(_BRIEF_ROUNDS):
            if not _step(courier):
                break
            stop.wait(_PAUSE_SECONDS)


def _step(courier: exchange.Courier) -> int | None:
    """How much is under way; none when it went wrong, which is logged and tried again later."""
    close_old_connections()
    try:
        return courier.step()
    except OperationalError:
        logger.warning("The database is busy; subscribers wait.", exc_info=True)
    except Exception:
        logger.exception("Telling subscribers stumbled; trying again.")
    return None
