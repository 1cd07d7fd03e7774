"""``kotacerdas submit FILE``."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import click
from django.conf import settings
from django.utils import timezone

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.types import Submission, SubmissionState
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.site.commands.kinds import (
    AREA,
    FILE,
    actor,
    as_option,
    dataset_option,
    mapping_option,
    period_option,
)
from kotacerdas.site.commands.trying import SHOWN, answer_trial, counts, returned_data, returned_lines
from kotacerdas.site.console import Answer, Command, gettext, note


_TENTHS = 10
_LARGE = 8 * 1024 * 1024  # bytes; a smaller file is kept faster than it is told


@click.command(
    cls=Command,
    help=gettext("Hand in FILE and check it at once. Good rows are released, others come back with the reason."),
)
@click.argument("file", type=FILE)
@dataset_option
@period_option
@click.option(
    "--area", type=AREA, metavar="CODE", help=gettext("The area the file is about; the home regency unless given.")
)
@click.option(
    "--fewer-rows", is_flag=True, help=gettext("Yes, this file may replace one with more than twice its rows.")
)
@mapping_option
@click.option(
    "--corrects", type=int, metavar="NUMBER", help=gettext("The file holds only the returned rows of this submission.")
)
@click.option("--key", default="", metavar="TEXT", help=gettext("The same key never hands the same file in twice."))
@click.option(
    "--check-only", is_flag=True, help=gettext("Say what would come back and what would change; keep nothing.")
)
@as_option
def command(
    *,
    file: Path,
    dataset: str,
    period: Period,
    area: AreaCode | None,
    fewer_rows: bool,
    mapping: dict[str, str] | None,
    corrects: int | None,
    key: str,
    check_only: bool,
    username: str | None,
) -> Answer:
    """Hand the file in, or only say what would come of it."""
    place = area or AreaCode(settings.HOME_AREA)
    if check_only:
        return answer_trial(file, dataset, period, place, mapping)
    with _opened(file) as stream:
        submission = operations.submit(
            dataset_name=dataset,
            file=stream,
            file_name=file.name,
            period=period,
            area_code=place,
            accepts_fewer_rows=fewer_rows,
            mapping=mapping,
            corrects=corrects,
            key=key,
            by=actor(username),
            at=timezone.now(),
        )
    returned = queries.list_returned(submission.id, 0, SHOWN)
    return Answer(
        lines=[*headline(submission), *returned_lines(returned, submission.rows_failed)],
        data={
            "submission": submission.id,
            "state": submission.state.value,
            "file_sha256": submission.file_sha256,
            "rows_read": submission.rows_read,
            "rows_kept": submission.rows_kept,
            "rows_failed": submission.rows_failed,
            "problem": submission.problem_code or None,
            "mapping": submission.mapping,
            "corrects": submission.corrects_id,
            "release": submission.release_id,
            "returned": returned_data(returned),
        },
        exit_code=1 if submission.state is SubmissionState.RETURNED else 0,
    )


def headline(submission: Submission) -> list[str]:
    """What became of a submission, and what was noticed about its file."""
    facts = {
        "number": submission.id,
        **counts(submission.rows_read, submission.rows_kept, submission.rows_failed),
    }
    if submission.problem_code:
        sentence = gettext("Submission %(number)s goes back whole: %(problem)s")
        said = sentence % {**facts, "problem": queries.say_problem(submission)}
    elif submission.state is SubmissionState.CHECKED:
        sentence = gettext("Submission %(number)s: %(kept)s of %(read)s rows are good and wait for the data steward.")
        said = sentence % facts
    elif submission.state is SubmissionState.RELEASED:
        said = gettext("Submission %(number)s: all %(kept)s rows kept.") % facts
    else:
        said = gettext("Submission %(number)s: %(kept)s of %(read)s rows kept, %(failed)s returned.") % facts
    return [said, *(queries.say_notice(notice) for notice in submission.notices)]


@contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    """The file to read; a large one shows on the error stream how much of it has been kept."""
    with file.open("rb") as stream:
        size = file.stat().st_size
        if size < _LARGE:
            yield stream
            return
        yield cast(IO[bytes], _Watched(stream, size))


class _Watched:
    """A stream that says, at every tenth of its ``size`` in bytes, how much of it has been read."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self.stream = stream
        self.size = size
        self.seen = 0

    def read(self, size: int = -1) -> bytes:
        """Read, and tell."""
        chunk = self.stream.read(size)
        before, self.seen = self.seen, self.seen + len(chunk)
        if before * _TENTHS // self.size < self.seen * _TENTHS // self.size:
            note(gettext("%(share)s%% of the file is kept.") % {"share": self.seen * 100 // self.size})
        return chunk
