"""``kotacerdas watch FOLDER``: hands in the files that are put into a folder, and lays the letter beside those that come back.

A file is named ``<dataset>__<period>__<area>.csv`` (or any other known ending). It is taken when its size has stood
still between two looks, or at once when a file of the same name ending in ``.done`` lies beside it. Files handed in go
to ``done``, files that came back to ``returned``, each with an ``.txt`` that says what became of it. Whatever moment
the watcher is stopped at, it goes on where it was and hands nothing in twice: a file's key is its name and content.
"""

import hashlib
import signal
import threading
from dataclasses import dataclass
from pathlib import Path

import click
from django.db import close_old_connections
from django.utils import timezone

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.types import Submission, SubmissionState
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.errors import Fault, KotacerdasError
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import files
from kotacerdas.site.commands.kinds import actor, as_option
from kotacerdas.site.commands.submit import headline
from kotacerdas.site.commands.trying import SHOWN, returned_lines
from kotacerdas.site.console import Answer, Command, gettext, note
from kotacerdas.site.errors import MisnamedFile


DONE, RETURNED = "done", "returned"
MARK = ".done"
_PARTS = 3
_PAUSE_SECONDS = 2.0
_UNFINISHED = (".part", ".tmp", ".crdownload", ".filepart", "~")


@dataclass(frozen=True, slots=True)
class Seen:
    """A file at one look; unchanged at the next one, it is taken to be written completely."""

    size: int
    changed: int


@click.command(
    cls=Command, help=gettext("Hand in every file put into FOLDER; the letter is laid beside those that come back.")
)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, writable=True, path_type=Path))
@click.option("--once", is_flag=True, help=gettext("Hand in what is there, then stop."))
@as_option
def command(*, folder: Path, once: bool, username: str | None) -> Answer:
    """Look again and again until told to stop."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    by, taken = actor(username), 0
    seen = look(folder)
    while not stop.is_set():
        stop.wait(0.2 if once else _PAUSE_SECONDS)
        now = look(folder)
        for path in ready(folder, seen, now):
            taken += hand_in(path, folder, by)
        seen = now
        if once:
            break
        close_old_connections()
    return Answer(lines=[gettext("%(count)s files were handed in.") % {"count": taken}], data={"taken": taken})


def look(folder: Path) -> dict[Path, Seen]:
    """The files in the folder with their size and time, marks and unfinished ones left out."""
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith(".") and not path.name.endswith((MARK, *_UNFINISHED)):
            facts = path.stat()
            found[path] = Seen(facts.st_size, facts.st_mtime_ns)
    return found


def ready(folder: Path, before: dict[Path, Seen], now: dict[Path, Seen]) -> list[Path]:
    """Files that are written completely: marked so, or not changed since the look before."""
    return [
        path
        for path, seen in now.items()
        if (folder / f"{path.name}{MARK}").exists() or (seen.size and before.get(path) == seen)
    ]


def hand_in(path: Path, folder: Path, by: Actor) -> int:
    """Hand one file in and move it away; 1 when it was handed in, 0 when it was refused or has to wait."""
    try:
        dataset, period, area = read_name(path)
        with path.open("rb") as stream:
            key = f"watch:{hashlib.sha256(path.name.encode()).hexdigest()[:16]}:{files.hash_of(path)}"
            submission = operations.submit(
                dataset_name=dataset,
                file=stream,
                file_name=path.name,
                period=period,
                area_code=area,
                key=key,
                by=by,
                at=timezone.now(),
            )
    except (Fault, OSError) as failure:
        note(f"{path.name}: {failure}")
        return 0  # it stays where it is and is tried again
    except KotacerdasError as refusal:
        say(path, folder / RETURNED, [gettext(refusal.sentence) % refusal.facts])
        return 0
    is_returned = submission.state is SubmissionState.RETURNED
    say(path, folder / (RETURNED if is_returned else DONE), what_became(submission))
    return 1


def read_name(path: Path) -> tuple[str, Period, AreaCode]:
    """Dataset, period and area from ``<dataset>__<period>__<area>.<ending>``."""
    parts = path.name.split("__")
    if len(parts) != _PARTS:
        raise MisnamedFile(file=path.name)
    area, _, _ = parts[2].rpartition(".")
    return parts[0], Period.parse(parts[1]), AreaCode(area.removesuffix(".csv"))


def what_became(submission: Submission) -> list[str]:
    """The outcome and the first failing cells, as lines of a letter."""
    returned = queries.list_returned(submission.id, 0, SHOWN)
    return [*headline(submission), *returned_lines(returned, submission.rows_failed)]


def say(path: Path, place: Path, lines: list[str]) -> None:
    """Write the letter, then move the file beside it; a stop in between repeats both."""
    place.mkdir(exist_ok=True)
    target = free_name(place, path.name)
    letter = place / f"{target.name}.txt"
    letter.write_text("\n".join(lines) + "\n", encoding="utf-8")
    path.replace(target)
    (path.parent / f"{path.name}{MARK}").unlink(missing_ok=True)
    note(f"{path.name}: {lines[0]}")


def free_name(place: Path, name: str) -> Path:
    """A name nobody has in that folder: the file's own, or with a number before its ending."""
    candidate, number = place / name, 2
    while candidate.exists():
        stem, dot, ending = name.rpartition(".")
        candidate = place / (f"{stem} ({number}){dot}{ending}" if dot else f"{name} ({number})")
        number += 1
    return candidate
