"""``kotacerdas backup``: one file with everything, while the site runs.

The database is copied first and the lake after it. A file is in the lake before the database names it, and the lake
never loses a file; so whatever the copied database names is still found when the lake is read.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language

from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.lake import archive
from kotacerdas.site.commands import databases
from kotacerdas.site.console import Answer, Command, gettext, note
from kotacerdas.site.errors import DiskRefused, FileThere
from kotacerdas.ui.formats import file_size


KEY_FILE = "secret"
_PARTS = 10


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written; ``size`` in bytes."""

    path: Path
    size: int
    files: int
    has_secret: bool


@click.command(
    cls=Command, help=gettext("Write the database and the lake into one file; the site may go on running meanwhile.")
)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help=gettext("Overwrite the file if it is there."))
@click.option(
    "--with-secret",
    is_flag=True,
    help=gettext("Put the secret key of the data folder in as well; keep such a file like a password."),
)
def command(*, file: Path, force: bool, with_secret: bool) -> Answer:
    """Back up."""
    path = file.resolve()
    if path.exists() and not force:
        raise FileThere(file=file)
    at = timezone.now()
    made = back_up(path, at=at, with_secret=with_secret)
    audit.record(
        action="site.backed_up",
        target=path.name,
        by=SYSTEM,
        at=at,
        facts={"files": made.files, "secret": made.has_secret},
    )
    done = gettext("%(file)s holds the database and %(count)s files of the lake, %(size)s.")
    without = gettext("The secret key is not in it: keep it elsewhere, or people log in anew after a restore.")
    within = gettext("The secret key is in it: keep this file like a password.")
    return Answer(
        lines=[
            done % {"file": file, "count": made.files, "size": file_size(made.size, get_language() or "id")},
            within if made.has_secret else without,
        ],
        data={
            "file": str(path),
            "size": made.size,
            "files": made.files,
            "database": databases.kind(),
            "secret": made.has_secret,
            "moment": at.isoformat(),
        },
    )


def back_up(path: Path, *, at: datetime, with_secret: bool, tell: Callable[[str], None] = note) -> Backup:
    """Write the archive; raise :class:`DiskRefused` and what :func:`databases.write_copy` raises."""
    label = archive.Label(version("kotacerdas"), at.isoformat(), databases.kind())
    secret = Path(settings.DATA_FOLDER) / KEY_FILE
    has_secret = with_secret and secret.is_file()
    with (
        disk_trouble(path),
        TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as beside,
        archive.write(path, label) as writer,
    ):
        copy = Path(beside) / databases.NAMES[databases.kind()]
        tell(gettext("Copying the database …"))
        databases.write_copy(copy)
        writer.add(copy.name, copy)
        count = _add_lake(writer, tell)
        if has_secret:
            writer.add(KEY_FILE, secret)
    return Backup(path, path.stat().st_size, count, has_secret)


@contextmanager
def disk_trouble(path: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except OSError as refused:
        raise DiskRefused(file=refused.filename or path, why=refused.strerror or refused) from refused


def _add_lake(writer: archive.Writer, tell: Callable[[str], None]) -> int:
    """Write the files of the lake, telling how far it is."""
    found = archive.list_lake(Path(settings.LAKE_FOLDER))
    step = max(len(found) // _PARTS, 1)
    for number, (name, path) in enumerate(found, 1):
        writer.add(name, path)
        if number % step == 0 or number == len(found):
            tell(gettext("%(number)s of %(count)s files of the lake …") % {"number": number, "count": len(found)})
    return len(found)
