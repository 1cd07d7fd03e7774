"""``kotacerdas worker``: finishes what was acknowledged, runs queued tasks, and lets the indicators pull new releases."""

import logging
import signal
import threading
import time

import click
from django.db import OperationalError, close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from kotacerdas.apps.agreements.tasks import keep_agreements
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.audit.errors import NodeKeyUnusable
from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.apps.exchange import queries as exchange_queries
from kotacerdas.apps.exchange.tasks.harvesting import look_at_due
from kotacerdas.apps.indicators import operations as indicators
from kotacerdas.apps.indicators import queries as indicator_queries
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.site.commands.presence import at_work, leash_option
from kotacerdas.site.commands.pulling import pulling
from kotacerdas.site.commands.telling import telling
from kotacerdas.site.console import Answer, Command, gettext, note


logger = logging.getLogger(__name__)
_PAUSE_SECONDS = 0.4
_REST_AFTER_FAILURE_SECONDS = 5.0
_LOOK_SECONDS = 60.0
_HOUR_SECONDS = 3600.0
_next_look: dict[str, float] = {}


@click.command(cls=Command, help=gettext("Run the worker until Ctrl-C."))
@click.option("--once", is_flag=True, help=gettext("Do what is waiting, then stop."))
@leash_option
def command(*, once: bool) -> Answer:
    """Work until told to stop."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with at_work(), telling(is_brief=once), pulling(is_brief=once):
        resumed = exchange.resume(by=SYSTEM, at=timezone.now())
        if resumed:
            note(gettext("%(count)s interrupted submissions were finished.") % {"count": resumed})
        worker, is_current = _worker(), False
        while not stop.is_set():
            is_current = _round(worker, is_current=is_current)
            if once:
                break
            stop.wait(_PAUSE_SECONDS if is_current else _REST_AFTER_FAILURE_SECONDS)
    return Answer(lines=[gettext("The worker has stopped.")], data={"resumed": resumed})


def _round(worker: Worker, *, is_current: bool) -> bool:
    """Run the waiting tasks, then pull; whether it went well. A failure is logged and tried again later.

    A worker that is not known to be current pulls whatever came: definitions may have changed while none was running.
    """
    close_old_connections()
    try:
        worker.run()
        exchange.seal_reads(by=SYSTEM, at=timezone.now())
        if (not is_current and areas.is_loaded()) or _has_news():
            indicators.refresh(by=SYSTEM, at=timezone.now())
        _anchor_when_due()
        _expire_when_due()
        _harvest_when_due()
        _remove_when_due()
        _keep_agreements_when_due()
    except OperationalError:
        logger.warning("The database is busy; trying again.", exc_info=True)
        return False
    except Exception:
        logger.exception("The worker stumbled; trying again.")
        return False
    return True


def _anchor_when_due() -> None:
    """Sign the head of the audit chain once a day."""
    if _is_time("anchor", _LOOK_SECONDS):
        try:
            audit.anchor_daily(by=SYSTEM, at=timezone.now())
        except NodeKeyUnusable:
            logger.exception("The head of the audit chain could not be signed.")


def _expire_when_due() -> None:
    """Forget uploads nobody finished."""
    if _is_time("uploads", _HOUR_SECONDS):
        exchange.expire_uploads(by=SYSTEM, at=timezone.now())


def _remove_when_due() -> None:
    """Remove what contracts say goes by itself, and finish removals that were interrupted."""
    if _is_time("retention", _HOUR_SECONDS):
        exchange.remove_automatically(by=SYSTEM, at=timezone.now())


def _keep_agreements_when_due() -> None:
    """Write down what lapsed and try queued signatures again."""
    if _is_time("agreements", _LOOK_SECONDS):
        keep_agreements.call()


def _harvest_when_due() -> None:
    """Begin to look at other portals, beside everything else."""
    if _is_time("harvest", _LOOK_SECONDS / 4):
        look_at_due()


def _is_time(chore: str, seconds: float) -> bool:
    """Whether a chore was not looked at for so long; saying yes counts as a look."""
    moment = time.monotonic()
    if moment < _next_look.get(chore, 0.0):
        return False
    _next_look[chore] = moment + seconds
    return True


def _has_news() -> bool:
    return bool(exchange_queries.list_releases_after(indicator_queries.get_progress().release_id))


def _worker() -> Worker:
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
