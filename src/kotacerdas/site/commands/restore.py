"""``kotacerdas restore``: everything back from one file, or nothing.

All members are unpacked beside and compared with their hashes first. Then the files go into the lake, which only
grows and so does not change the state before; the state changes in one step, when the database is swapped in.
"""

import shutil
from importlib.metadata import version
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.lake import archive, files
from kotacerdas.site.commands import databases
from kotacerdas.site.commands.backup import KEY_FILE, disk_trouble
from kotacerdas.site.commands.kinds import FILE
from kotacerdas.site.commands.prepare import migrate
from kotacerdas.site.commands.presence import alone
from kotacerdas.site.console import Answer, Command, gettext, note
from kotacerdas.site.errors import DataThere, OtherDatabase


STAGE = "restoring"


@click.command(
    cls=Command, help=gettext("Bring back what a backup holds: everything, or nothing if anything is wrong.")
)
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help=gettext("Replace data that is there; its database is kept beside."))
def command(*, file: Path, force: bool) -> Answer:
    """Restore, then check every release."""
    label = archive.read_label(file, version("kotacerdas"))
    if label.database != databases.kind():
        raise OtherDatabase(theirs=label.database, ours=databases.kind())
    databases.check_tool()
    with alone():
        if _has_data() and not force:
            raise DataThere(folder=settings.DATA_FOLDER)
        with disk_trouble(file):
            count, kept = bring_back(file)
        migrate()
        at = timezone.now()
        facts = {"moment": label.moment, "app_version": label.app_version}
        audit.record(action="site.restored", target=file.name, by=SYSTEM, at=at, facts=facts)
        releases, damaged = check_releases()
    return _answer(label, count, kept, releases, damaged)


def bring_back(file: Path) -> tuple[int, Path | None]:
    """Unpack, compare, swap in; return how many files there are and where the database before is kept."""
    lake = Path(settings.LAKE_FOLDER)
    stage = lake / STAGE
    shutil.rmtree(stage, ignore_errors=True)  # left by a restore that was killed
    draft = databases.draft_place(stage)
    database = databases.NAMES[databases.kind()]
    try:
        note(gettext("Unpacking and comparing …"))
        members = archive.unpack(file, lambda name: draft if name == database else stage / name)
        if database not in members:
            raise archive.BackupDamaged(file=file.name, member=database)
        databases.check_copy(draft)
        note(gettext("Putting it in place …"))
        archive.settle_lake(stage, lake, members)
        _settle_secret(stage / KEY_FILE)
        kept = databases.swap_in(draft)
    finally:
        draft.unlink(missing_ok=True)
        shutil.rmtree(stage, ignore_errors=True)
    return len(members), kept


def check_releases() -> tuple[int, list[int]]:
    """How many releases the database names, and the numbers of those whose file is missing or not whole."""
    note(gettext("Checking every release …"))
    releases = [each for each in exchange.list_releases_after(0) if not each.is_removed]
    return len(releases), [each.id for each in releases if not files.is_intact(Path(each.file_path), each.sha256)]


def _has_data() -> bool:
    return databases.has_content() or bool(archive.list_lake(Path(settings.LAKE_FOLDER)))


def _settle_secret(staged: Path) -> None:
    """A key that is there stays: what was signed with it goes on being valid if the restore ends here."""
    place = Path(settings.DATA_FOLDER) / KEY_FILE
    if staged.is_file() and not place.exists():
        staged.chmod(0o600)
        files.settle(staged, place)


def _answer(label: archive.Label, count: int, kept: Path | None, releases: int, damaged: list[int]) -> Answer:
    done = gettext("Restored the state of %(moment)s: %(count)s files, every hash as it was written.")
    whole = gettext("The files of all %(count)s releases are there and whole.")
    broken = gettext(
        "The files of these releases are missing or damaged, and were so when the backup was made: %(numbers)s. "
        "Hand in their files again."
    )
    lines = [done % {"moment": label.moment, "count": count}]
    if damaged:
        lines.append(broken % {"numbers": ", ".join(map(str, damaged))})
    else:
        lines.append(whole % {"count": releases})
    if kept:
        lines.append(gettext("The database before is kept as %(file)s; remove it when all is well.") % {"file": kept})
    data = {
        "moment": label.moment,
        "app_version": label.app_version,
        "files": count,
        "releases": releases,
        "damaged_releases": damaged,
        "database_before": str(kept) if kept else None,
    }
    return Answer(lines=lines, data=data, exit_code=1 if damaged else 0)
