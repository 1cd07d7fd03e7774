"""``kotacerdas demo``."""

from dataclasses import asdict

import click
from django.utils import timezone

from kotacerdas.demo.build import build
from kotacerdas.site.commands.prepare import migrate, tell
from kotacerdas.site.console import Answer, Command, gettext


@click.command(cls=Command, help=gettext("Build the example data of Tabanan; what is there already is left alone."))
def command() -> Answer:
    """Build what is missing."""
    migrate()
    built = build(at=timezone.now(), tell=tell)
    done = gettext("The demo is complete: %(submissions)s files handed in, %(rows)s rows kept, %(returned)s returned.")
    there = gettext("The demo is there already; nothing was added.")
    facts = {"submissions": built.submissions, "rows": built.rows, "returned": built.returned_rows}
    return Answer(lines=[done % facts if built.submissions else there], data=asdict(built))
