"""``kotacerdas submit FILE``."""

from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.types import Returned, Submission, SubmissionState
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.site.commands.kinds import AREA, FILE, actor, as_option, dataset_option, period_option
from kotacerdas.site.console import Answer, Command, gettext
from kotacerdas.ui.formats import number
from kotacerdas.ui.language import active_language


SHOWN = 20
"""How many returned cells are shown; the letter has them all."""


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
@as_option
def command(
    *, file: Path, dataset: str, period: Period, area: AreaCode | None, fewer_rows: bool, username: str | None
) -> Answer:
    """Hand the file in."""
    with file.open("rb") as stream:
        submission = operations.submit(
            dataset_name=dataset,
            file=stream,
            file_name=file.name,
            period=period,
            area_code=area or AreaCode(settings.HOME_AREA),
            accepts_fewer_rows=fewer_rows,
            by=actor(username),
            at=timezone.now(),
        )
    returned = queries.list_returned(submission.id, 0, SHOWN)
    return Answer(
        lines=[*_headline(submission), *returned_lines(returned, submission.rows_failed)],
        data={
            "submission": submission.id,
            "state": submission.state.value,
            "file_sha256": submission.file_sha256,
            "rows_read": submission.rows_read,
            "rows_kept": submission.rows_kept,
            "rows_failed": submission.rows_failed,
            "problem": submission.problem_code or None,
            "returned": returned_data(returned),
        },
        exit_code=1 if submission.state is SubmissionState.RETURNED else 0,
    )


def returned_lines(returned: tuple[Returned, ...], rows_failed: int) -> list[str]:
    """What is wrong, cell by cell, and what to do."""
    where = gettext("line %(line)s, %(field)s “%(value)s”: %(problem)s %(advice)s")
    lines = [
        "  "
        + where
        % {
            "line": cell.line,
            "field": cell.field,
            "value": cell.value,
            "problem": cell.problem,
            "advice": cell.advice,
        }
        for cell in returned
    ]
    if len({cell.line for cell in returned}) < rows_failed and len(returned) >= SHOWN:
        lines.append("  …")
    return lines


def returned_data(returned: tuple[Returned, ...]) -> list[dict[str, object]]:
    """The same for programs."""
    return [
        {"line": cell.line, "field": cell.field, "value": cell.value, "rule": cell.rule, "problem": cell.problem}
        for cell in returned
    ]


def counts(rows_read: int, rows_kept: int, rows_failed: int) -> dict[str, str]:
    """Row counts as people read them."""
    language = active_language()
    return {
        "read": number(rows_read, lang=language),
        "kept": number(rows_kept, lang=language),
        "failed": number(rows_failed, lang=language),
    }


def _headline(submission: Submission) -> list[str]:
    facts = {
        "number": submission.id,
        **counts(submission.rows_read, submission.rows_kept, submission.rows_failed),
    }
    if submission.problem_code:
        sentence = gettext("Submission %(number)s goes back whole: %(problem)s")
        headline = sentence % {**facts, "problem": queries.say_problem(submission)}
    elif submission.state is SubmissionState.RELEASED:
        headline = gettext("Submission %(number)s: all %(kept)s rows kept.") % facts
    else:
        headline = gettext("Submission %(number)s: %(kept)s of %(read)s rows kept, %(failed)s returned.") % facts
    return [headline, *(queries.say_notice(notice) for notice in submission.notices)]
