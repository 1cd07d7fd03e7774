"""The worker's third thread: it pulls what other nodes have released, however slowly they answer."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.errors import KotacerdasError


logger = logging.getLogger(__name__)
_PAUSE_SECONDS = 600.0


@contextmanager
def pulling(*, is_brief: bool = False) -> Iterator[None]:
    """Pull what is pulled already, again and again while the body runs; a brief worker leaves it."""
    stop = threading.Event()
    thread = threading.Thread(target=_pull, args=(stop,), name="puller", daemon=True)
    if not is_brief:
        thread.start()
    try:
        yield
    finally:
        stop.set()


def _pull(stop: threading.Event) -> None:
    while not stop.wait(_PAUSE_SECONDS):
        close_old_connections()
        try:
            for each in queries.list_pulls():
                _pull_one(each.peer.name, each.dataset_name)
        except OperationalError:
            logger.warning("The database is busy; other nodes wait.", exc_info=True)
        connection.close()


def _pull_one(peer: str, dataset: str) -> None:
    """One dataset of one node; what goes wrong is kept with the pull and hinders no other."""
    try:
        operations.pull(peer_name=peer, dataset_name=dataset, by=SYSTEM, at=timezone.now())
    except KotacerdasError as refusal:
        logger.warning("%s of %s was not pulled: %s", dataset, peer, refusal)
    except OperationalError:
        raise
    except Exception:
        logger.exception("Pulling %s of %s stumbled.", dataset, peer)
