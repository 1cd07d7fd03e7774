"""Hands files in, in processes that are killed at random moments, and tells what is left.

Run as ``python -m tests.faults.attempts FOLDER SEED ATTEMPTS FAULT``. It imports Django once and forks a child per
attempt; the child hands in and processes a file until the fault strikes: ``kill`` is SIGKILL at a random moment,
``full`` a disk that takes no file past a random size, ``race`` two workers on the same submissions, ``pieces`` SIGKILL
while a file comes in pieces, again and again until it is here, ``publish`` SIGKILL while a steward approves, ``decide``
two people who decide about the same files at once. It prints one JSON object: the submissions a sender was told are safe, and how many faults struck in which step.
"""

import io
import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import django


NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
ROWS = 400
PIECE_BYTES = 512
LONGEST_PIECES, LONGEST_APPROVAL = 0.12, 0.06  # seconds; about as long as the work takes
SIZES = (0, 1_000, 4_000, 20_000, 40_000, 90_000, 200_000, 10**9)


def prepare(folder: Path) -> None:
    """Set the platform up in ``folder``: tables, areas, contracts."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from kotacerdas.apps.areas.models import Edition
    from kotacerdas.apps.exchange import operations
    from kotacerdas.kernel.actors import SYSTEM
    from kotacerdas.kernel.areas import AreaCode
    from kotacerdas.lake import reference
    from tests import makers
    from tests.apps.exchange import bodies
    from tests.apps.exchange.conftest import write_contracts

    settings.DATA_FOLDER = folder
    settings.LAKE_FOLDER = folder / "lake"
    settings.DEFINITIONS_FOLDER = folder / "definitions"
    connections["default"].settings_dict["NAME"] = str(folder / "kotacerdas.sqlite3")
    settings.LAKE_FOLDER.mkdir(parents=True, exist_ok=True)
    if not (folder / "kotacerdas.sqlite3").exists():
        call_command("migrate", verbosity=0)
        write_contracts(settings.DEFINITIONS_FOLDER, bodies.HOUSEHOLDS, bodies.SCORES)
        makers.make_area_tree()
        rows = [(code, name, AreaCode(code).level, "x", "") for code, name in makers.AREA_NAMES.items()]
        path = reference.write_areas(settings.LAKE_FOLDER, rows)
        Edition.objects.update(reference=str(path.relative_to(settings.LAKE_FOLDER)))
        operations.register_datasets(by=SYSTEM, at=NOW)
    connections.close_all()


def content_of(number: int) -> bytes:
    """A file of its own for each number; one row in it is bad."""
    lines = [f"51.02.01.2001;{number:04}-{row:04};Kepala {row};{1 + (number + row) % 9}" for row in range(ROWS)]
    lines[number % ROWS] = lines[number % ROWS].rsplit(";", 1)[0] + ";99"
    return ("kode_desa;nomor;kepala;anggota\n" + "\n".join(lines) + "\n").encode()


def hand_in(number: int, period: str = "2026") -> int:
    """Receive one file; the number returned is what the sender is told."""
    from kotacerdas.apps.exchange import operations
    from kotacerdas.kernel.actors import SYSTEM
    from kotacerdas.kernel.areas import AreaCode
    from kotacerdas.kernel.periods import Period

    submission = operations.receive(
        dataset_name="keluarga",
        file=io.BytesIO(content_of(number)),
        file_name=f"{number}.csv",
        period=Period.parse(period),
        area_code=AreaCode("51.02.01.2001"),
        by=SYSTEM,
        at=NOW,
    )
    return submission.id


def work(number: int, told: int, before_processing: Callable[[], None] = lambda: None) -> None:
    """One child's life: hand in a file, say so, process it."""
    from kotacerdas.apps.exchange import operations
    from kotacerdas.kernel.actors import SYSTEM

    submission_id = hand_in(number)
    os.write(told, f"{number} {submission_id} received\n".encode())
    before_processing()
    operations.process(submission_id=submission_id, by=SYSTEM, at=NOW)
    os.write(told, f"{number} {submission_id} processed\n".encode())


def attempt(number: int, delay: float) -> list[str]:
    """Fork a child that works, kill it after ``delay`` seconds, and return what it had said."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            work(number, write)
        finally:
            os._exit(0)
    os.close(write)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read) as said:
        return said.read().split("\n")[:-1]


def starve(number: int, most_bytes: int, *, while_checking: bool) -> list[str]:
    """Fork a child that works where no file may grow past ``most_bytes``, and return what it had said."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # else the log of earlier children alone fills the disk
    connection.close()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
        try:
            if while_checking:
                work(number, write, before_processing=lambda: limit_files(most_bytes))
            else:
                limit_files(most_bytes)
                work(number, write)
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as said:
        return said.read().split("\n")[:-1]


def limit_files(most_bytes: int) -> None:
    """Let every write past a size fail in this process, in the database and the engine too, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))


def race(numbers: range) -> list[list[str]]:
    """Let two workers resume the same submissions at once; both must end well."""
    from django.db import connections

    from kotacerdas.apps.exchange import operations
    from kotacerdas.kernel.actors import SYSTEM

    said = [[f"{number} {hand_in(number)} received"] for number in numbers]
    connections.close_all()
    workers = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                operations.resume(by=SYSTEM, at=NOW)
                status = 0
            finally:
                os._exit(status)
        workers.append(child)
    endings = [os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) for worker in workers]
    if any(endings):
        raise SystemExit(1)
    return said


def send_pieces(number: int, chance: random.Random) -> list[str]:
    """Send one file in pieces through processes that are killed, going on where the last one was broken off."""
    from django.conf import settings
    from django.db import connections

    from kotacerdas.apps.exchange import operations
    from kotacerdas.kernel.actors import SYSTEM
    from kotacerdas.kernel.areas import AreaCode
    from kotacerdas.kernel.periods import Period
    from kotacerdas.lake import uploads

    content = content_of(number)
    upload = operations.begin_upload(
        dataset_name="keluarga",
        file_name=f"{number}.csv",
        size=len(content),
        period=Period.parse("2026"),
        area_code=AreaCode("51.02.01.2001"),
        by=SYSTEM,
        at=NOW,
    )
    connections.close_all()

    def life(told: int) -> None:
        here = uploads.received(settings.LAKE_FOLDER, upload.token)
        while here < len(content):
            piece = io.BytesIO(content[here : here + PIECE_BYTES])
            here = uploads.append(settings.LAKE_FOLDER, upload.token, piece, offset=here, size=len(content))
            os.write(told, f"{number} {here} piece\n".encode())
        submission = operations.finish_upload(token=upload.token, by=SYSTEM, at=NOW)
        os.write(told, f"{number} {submission.id} received\n".encode())

    said: list[str] = []
    longest = LONGEST_PIECES
    while not (said and said[-1].endswith("received")):
        said += strike_child(life, chance.uniform(0, longest))
        longest *= 1.3  # else a slow machine would never be given the time for the last step
    return said


def strike_child(life: Callable[[int], None], delay: float) -> list[str]:
    """Fork a child that lives, kill it after ``delay`` seconds, and return what it had said."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            life(write)
        finally:
            os._exit(0)
    os.close(write)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read) as told:
        return told.read().split("\n")[:-1]


def mark_for_review() -> None:
    """Let the steward look at households before they come into force."""
    from django.db import connections

    from kotacerdas.apps.exchange import models

    row = models.ContractVersion.objects.get(dataset__name="keluarga")
    row.body = {**row.body, "kotacerdas:review": "steward"}
    row.save()
    connections.close_all()


def wait_for_review(number: int) -> int:
    """Hand one file in and check it; it then waits for the steward."""
    from django.db import connections

    from kotacerdas.apps.exchange import operations
    from kotacerdas.kernel.actors import SYSTEM

    submission = operations.process(submission_id=hand_in(number, period=f"{1950 + number}"), by=SYSTEM, at=NOW)
    connections.close_all()
    return submission.id


def publish(number: int, delay: float) -> list[str]:
    """Kill a process that approves a file."""
    from kotacerdas.apps.exchange import operations
    from kotacerdas.kernel.actors import SYSTEM

    submission_id = wait_for_review(number)

    def life(told: int) -> None:
        operations.approve(submission_id=submission_id, by=SYSTEM, at=NOW)
        os.write(told, f"{number} {submission_id} approved\n".encode())

    return [f"{number} {submission_id} received", *strike_child(life, delay)]


def decide(number: int) -> list[str]:
    """Let one person approve and another return the same file at once."""
    from kotacerdas.apps.exchange import operations
    from kotacerdas.kernel.actors import SYSTEM
    from kotacerdas.kernel.errors import Conflict

    submission_id = wait_for_review(number)
    children, (read, write) = [], os.pipe()
    for word in ("approved", "returned"):
        child = os.fork()
        if child == 0:
            try:
                if word == "approved":
                    operations.approve(submission_id=submission_id, by=SYSTEM, at=NOW)
                else:
                    operations.return_with_note(
                        submission_id=submission_id, note="Angkanya terbalik.", by=SYSTEM, at=NOW
                    )
                os.write(write, f"{number} {submission_id} {word}\n".encode())
            except Conflict:
                os.write(write, f"{number} {submission_id} late\n".encode())
            finally:
                os._exit(0)
        children.append(child)
    os.close(write)
    for child in children:
        os.waitpid(child, 0)
    with os.fdopen(read) as told:
        return [f"{number} {submission_id} received", *told.read().split("\n")[:-1]]


def lifetime(number: int) -> float:
    """How long an undisturbed child takes, in seconds."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        work(number, os.open(os.devnull, os.O_WRONLY))
        os._exit(0)
    os.waitpid(child, 0)
    return time.monotonic() - started


def main(folder: Path, seed: int, attempts: int, fault: str) -> None:
    """Make the attempts and report."""
    prepare(folder)
    chance = random.Random(seed)
    if fault == "kill":
        longest = min(lifetime(9000), lifetime(9001)) * 1.1
        said = [attempt(number, chance.uniform(0, longest)) for number in range(attempts)]
    elif fault == "full":
        said = [starve(number, chance.choice(SIZES), while_checking=number % 2 == 0) for number in range(attempts)]
    elif fault == "pieces":
        said = [send_pieces(number, chance) for number in range(attempts)]
    elif fault == "publish":
        mark_for_review()
        said = [publish(number, chance.uniform(0, LONGEST_APPROVAL)) for number in range(attempts)]
    elif fault == "decide":
        mark_for_review()
        said = [decide(number) for number in range(attempts)]
    else:
        said = race(range(attempts))
    acknowledged = {
        int(line.split()[0]): int(line.split()[1]) for lines in said for line in lines if line.endswith("received")
    }
    steps = [lines[-1].split()[-1] if lines else "nothing" for lines in said]
    report = {"acknowledged": acknowledged, "steps": {step: steps.count(step) for step in set(steps)}}
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
