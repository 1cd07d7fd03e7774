"""``kotacerdas catalogue list|export``."""

import sys

import click
from django.conf import settings
from django.utils import timezone

from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import dcat, publishing
from kotacerdas.apps.exchange.types import Facet, Wanted
from kotacerdas.site.console import Answer, Group, gettext
from kotacerdas.ui.formats import in_language
from kotacerdas.ui.language import active_language


@click.group(cls=Group, help=gettext("List the data under contract, and publish the catalogue."))
def command() -> None:
    """Group the commands about the catalogue."""


@command.command("list", help=gettext("List the datasets that hold every one of WORDS, with their next due day."))
@click.argument("words", nargs=-1)
@click.option("--priority", is_flag=True, help=gettext("Only priority data."))
@click.option("--openness", type=click.Choice(["open", "limited", "closed"]), help=gettext("Only data so open."))
def list_all(*, words: tuple[str, ...], priority: bool, openness: str | None) -> Answer:
    """List what was found."""
    chosen = {Facet.PRIORITY: frozenset({rules.IS_PRIORITY})} if priority else {}
    chosen |= {Facet.OPENNESS: frozenset({openness})} if openness else {}
    found = queries.find_data(Wanted(" ".join(words), chosen), on=timezone.localdate())
    lines, items = [], []
    for each in found.items:
        due = each.next_due.on.isoformat() if each.next_due else "–"
        title = in_language(each.dataset.title, active_language())
        lines.append(f"{each.dataset.name:<24} {each.listing.openness.value:<8} {due:<11} {title}")
        items.append(
            {
                "name": each.dataset.name,
                "producer": each.dataset.producer_code,
                "openness": each.listing.openness.value,
                "is_priority": each.listing.is_priority,
                "next_due": each.next_due.on.isoformat() if each.next_due else None,
                "state": rules.standing_of(each).value,
                "late": each.entry.late,
            }
        )
    return Answer(lines=lines or [gettext("No dataset matches.")], data={"items": items})


@command.command("export", help=gettext("Write a page of the catalogue as DCAT to the output."))
@click.option("--format", "format_", type=click.Choice(["ttl", "jsonld"]), default="ttl", show_default=True)
@click.option("--base", default="http://localhost:8000", show_default=True, help=gettext("The address of this site."))
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help=gettext("Which page."))
def export(*, format_: str, base: str, page: int) -> None:
    """Write the catalogue."""
    graph = publishing.gather_catalogue(base.rstrip("/"), settings.HOME_AREA, page=page, on=timezone.localdate())
    sys.stdout.buffer.write(dcat.write(graph, format=format_))
