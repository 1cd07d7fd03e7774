"""Looks at other portals, each in a thread of its own, so that a slow one holds up nobody."""

import threading
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed

import structlog
from django.db import close_old_connections
from django.utils import timezone

from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.operations import fetching_ckan, fetching_dcat, harvesting
from kotacerdas.apps.exchange.operations.wire import Wire
from kotacerdas.apps.exchange.types import Harvest, HarvestKind, HarvestSource
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.errors import Fault, KotacerdasError


AT_ONCE = 8
log = structlog.get_logger(__name__)


def look_at_due() -> None:
    """Begin to look at every source whose time has come, and come back at once."""
    due = queries.list_due_sources(timezone.now())
    if due:
        threading.Thread(target=_look_aside, args=(due,), name="harvest", daemon=True).start()


def look_at(sources: Iterable[HarvestSource], *, seconds: float = rules.LOOK_SECONDS) -> list[HarvestSource]:
    """Look at sources side by side and write down each result as it comes; in the order in which they were done.

    Only the network is waited for in the threads; the database is written by the caller's.
    """
    taken = [each for each in sources if harvesting.begin_look(name=each.name, by=SYSTEM, at=timezone.now())]
    known = {each.name: queries.list_known(each.name) for each in taken}
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="harvest") as pool:
        looks: dict[Future[Harvest], HarvestSource] = {
            pool.submit(_fetch, each, Wire(seconds), known[each.name]): each for each in taken
        }
        return [_write(looks[look], look) for look in as_completed(looks)]


def _look_aside(sources: tuple[HarvestSource, ...]) -> None:
    try:
        look_at(sources)
    except Exception:
        log.exception("harvest stumbled")
    finally:
        close_old_connections()


def _fetch(source: HarvestSource, wire: Wire, known: frozenset[str]) -> Harvest:
    if source.kind is HarvestKind.CKAN:
        return fetching_ckan.fetch(source, wire, known=known)
    return fetching_dcat.fetch(source, wire)


def _write(source: HarvestSource, look: Future[Harvest]) -> HarvestSource:
    try:
        harvest = look.result()
    except KotacerdasError as problem:
        return harvesting.fail_look(name=source.name, problem=problem, by=SYSTEM, at=timezone.now())
    except Exception:
        log.exception("harvest fault", source=source.name)
        return harvesting.fail_look(name=source.name, problem=Fault(), by=SYSTEM, at=timezone.now())
    return harvesting.finish_look(name=source.name, harvest=harvest, by=SYSTEM, at=timezone.now())
