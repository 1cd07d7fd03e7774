"""``kotacerdas evaluate``."""

import time

import click
from django.utils import timezone

from kotacerdas.apps.indicators import operations
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.site.console import Answer, Command, gettext
from kotacerdas.ui.formats import number
from kotacerdas.ui.language import active_language


@click.command(
    cls=Command, help=gettext("Recompute what new releases have made stale; --rebuild recomputes everything.")
)
@click.option("--rebuild", is_flag=True, help=gettext("Forget all values and measure every dataset again."))
def command(*, rebuild: bool) -> Answer:
    """Bring the values up to date."""
    began = time.monotonic()
    evaluate = operations.rebuild if rebuild else operations.refresh
    values = evaluate(by=SYSTEM, at=timezone.now())
    language = active_language()
    facts = {"values": number(values, lang=language), "seconds": number(time.monotonic() - began, 1, language)}
    sentence = (
        gettext("%(values)s values recomputed in %(seconds)s s.") if values else gettext("Everything is up to date.")
    )
    return Answer(lines=[sentence % facts], data={"values": values})
