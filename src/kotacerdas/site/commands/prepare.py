"""``kotacerdas prepare``: everything that must be so before the site can be served. Quick when nothing changed."""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import click
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from kotacerdas.apps.agencies import operations as agencies
from kotacerdas.apps.areas import operations as areas
from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.apps.masterplan import operations as masterplan
from kotacerdas.apps.movement import operations as movement
from kotacerdas.demo import build as demo
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.site.commands.presence import at_work, leash_option
from kotacerdas.site.console import Answer, Command, gettext, note
from kotacerdas.site.errors import DatabaseSortsByLanguage


# Area codes are walked as ranges: "~" and "/" must come after every sign of a code, as they do in ASCII.
_SORTS_BY_SIGN = "SELECT 1 WHERE '51.02/' > '51.02.01' AND '51.0~' > '51.02'"


@click.command(cls=Command, help=gettext("Bring the database, the definitions and the static files up to date."))
@click.option("--demo", "with_demo", is_flag=True, help=gettext("Build the example data of Tabanan as well."))
@leash_option
def command(*, with_demo: bool) -> Answer:
    """Do what is not done yet."""
    began = time.monotonic()
    with at_work():
        migrate()
        collect_static()
        if with_demo and not demo.is_complete():
            demo.build(at=timezone.now(), tell=tell)
        else:
            load_definitions()
    seconds = round(time.monotonic() - began, 1)
    return Answer(lines=[gettext("Ready after %(seconds)s s.") % {"seconds": seconds}], data={"seconds": seconds})


def migrate() -> None:
    """Bring the tables up to date, if they are not."""
    Path(settings.DATA_FOLDER).mkdir(parents=True, exist_ok=True)
    Path(settings.LAKE_FOLDER).mkdir(parents=True, exist_ok=True)
    check_collation()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        note(gettext("Preparing the database …"))
        call_command("migrate", verbosity=0, interactive=False)


def check_collation() -> None:
    """Raise :class:`DatabaseSortsByLanguage` unless the database compares text sign by sign."""
    with connection.cursor() as cursor:
        cursor.execute(_SORTS_BY_SIGN)
        if cursor.fetchone() is None:
            raise DatabaseSortsByLanguage


def tell(progress: demo.Progress) -> None:
    """Print one line of progress."""
    took = f" ({progress.seconds:.1f} s)" if progress.seconds is not None else ""
    note(f"{progress.number}/{progress.steps} {progress.title} … {progress.detail}{took}")


def load_definitions() -> None:
    """Bring areas, agencies, contracts, pillar sets and cohorts to what the content files say."""
    at = timezone.now()
    areas.load_areas(by=SYSTEM, at=at)
    agencies.load_agencies(by=SYSTEM, at=at)
    exchange.register_datasets(by=SYSTEM, at=at)
    masterplan.load_pillar_sets(by=SYSTEM, at=at)
    movement.load_cohorts(by=SYSTEM, at=at)


def collect_static() -> None:
    """Gather the static files under hashed names, unless none of them changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    digest = hashlib.sha256("\n".join(sorted(_static_files())).encode()).hexdigest()
    if stamp.is_file() and stamp.read_text("ascii") == digest:
        return
    note(gettext("Gathering the static files …"))
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(digest, "ascii")


def _static_files() -> Iterator[str]:
    for finder in get_finders():
        for path, storage in finder.list(["CVS", ".*", "*~"]):
            facts = Path(storage.path(path)).stat()
            yield f"{path} {facts.st_size} {facts.st_mtime_ns}"
