"""``kotacerdas retention``: what is past its time, and its removal."""

import click
from django.utils import timezone

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.types import DueRemoval
from kotacerdas.site.commands.kinds import actor
from kotacerdas.site.console import Answer, Group, gettext


@click.group(cls=Group, help=gettext("See which files are past their time, and remove them."))
def command() -> None:
    """Retention."""


@command.command("due", help=gettext("List files past their time, longest first."))
def due() -> Answer:
    """List what is due."""
    found = queries.list_due_removals(on=timezone.localdate())
    lines = [_line(each) for each in found] or [gettext("Nothing is past its time.")]
    return Answer(lines=lines, data={"items": [_data(each) for each in found]})


@command.command("apply", help=gettext("Remove files past their time, and finish removals that were interrupted."))
@click.option("--dry-run", is_flag=True, help=gettext("Only say what would go."))
@click.option("--as", "username", metavar="USER", help=gettext("The data steward who decides it."))
@click.option("--note", default="", help=gettext("On what decision; needed with --as."))
def apply(*, dry_run: bool, username: str | None, note: str) -> Answer:
    """Remove what contracts say goes by itself; with a steward's name and words, all that is due."""
    at = timezone.now()
    by = actor(username)
    found = queries.list_due_removals(on=timezone.localdate(at), actor=by)
    chosen = [each for each in found if username or each.retention.is_automatic]
    if not dry_run and username and chosen:
        numbers = [each.submission.id for each in chosen]
        operations.remove_due(submission_ids=numbers, note=note, by=by, at=at)
    elif not dry_run:
        operations.remove_automatically(by=by, at=at)
    waiting = len(found) - len(chosen)
    said = gettext("%(count)s files would go.") if dry_run else gettext("%(count)s files are removed.")
    lines = [*(_line(each) for each in chosen), said % {"count": len(chosen)}]
    if waiting:
        lines.append(gettext("%(count)s more wait for a data steward's decision.") % {"count": waiting})
    return Answer(lines=lines, data={"items": [_data(each) for each in chosen], "waiting": waiting})


def _line(due: DueRemoval) -> str:
    each = due.submission
    return f"#{each.id} {each.dataset_name} {each.period} {each.area_code} · {due.due_on.isoformat()}"


def _data(due: DueRemoval) -> dict[str, object]:
    each = due.submission
    return {
        "submission": each.id,
        "release": each.release_id,
        "dataset": each.dataset_name,
        "period": str(each.period),
        "area": each.area_code,
        "due_on": due.due_on.isoformat(),
        "is_automatic": due.retention.is_automatic,
    }
