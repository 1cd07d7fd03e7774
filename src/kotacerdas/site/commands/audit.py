"""``kotacerdas audit``."""

import click
from django.utils import timezone

from kotacerdas.apps.audit import queries
from kotacerdas.site.console import Answer, Command, gettext


@click.command(cls=Command, help=gettext("Show the newest entries of the log of who did what."))
@click.option("--target", default="", metavar="TARGET", help=gettext("Only what happened to this, e.g. submission/12."))
@click.option("--limit", default=50, show_default=True, help=gettext("How many to show at most."))
def command(*, target: str, limit: int) -> Answer:
    """Show the log."""
    events = queries.list_events(target=target, limit=limit)
    lines = [
        f"{timezone.localtime(event.at):%Y-%m-%d %H:%M:%S}  {event.by:<22} {event.action:<28} {event.target}"
        for event in events
    ]
    items = [
        {
            "id": event.id,
            "at": event.at.isoformat(),
            "by": event.by,
            "agency": event.agency_code,
            "action": event.action,
            "target": event.target,
            "facts": event.facts,
        }
        for event in events
    ]
    return Answer(lines=lines or [gettext("The log has no such entry.")], data={"items": items})
