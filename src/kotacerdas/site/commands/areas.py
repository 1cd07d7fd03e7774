"""``kotacerdas areas load|search|import-boundaries``."""

from pathlib import Path

import click
from django.utils import timezone

from kotacerdas.apps.areas import operations, queries
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.site.commands.kinds import FILE
from kotacerdas.site.console import Answer, Group, gettext
from kotacerdas.ui.formats import number
from kotacerdas.ui.language import active_language


@click.group(cls=Group, help=gettext("Load and search areas, import boundaries."))
def command() -> None:
    """Group the commands about areas."""


@command.command(help=gettext("Load all areas of the official edition; nothing happens when they are there."))
def load() -> Answer:
    """Load the areas."""
    count = operations.load_areas(by=SYSTEM, at=timezone.now())
    edition = queries.get_edition()
    facts = {"count": number(count, lang=active_language()), "edition": edition.code}
    done = gettext("%(count)s areas loaded, edition %(edition)s.")
    there = gettext("The areas of edition %(edition)s are there already.")
    return Answer(lines=[(done if count else there) % facts], data={"loaded": count, "edition": edition.code})


@command.command(help=gettext("Find areas by name or code."))
@click.argument("text")
@click.option("--limit", default=20, show_default=True, help=gettext("How many to show at most."))
def search(*, text: str, limit: int) -> Answer:
    """Search by name or code."""
    found = queries.search_areas(text, limit=limit)
    width = max((len(hit.area.code) for hit in found), default=0)
    lines = [f"{hit.area.code:<{width}}  {hit.area.title}  ({hit.within})" for hit in found]
    items = [{"code": hit.area.code, "name": hit.area.title, "within": hit.within} for hit in found]
    return Answer(lines=lines or [gettext("Nothing found.")], data={"items": items})


@command.command("import-boundaries", help=gettext("Import true shapes from a GeoJSON file with area codes."))
@click.argument("file", type=FILE)
def import_boundaries(*, file: Path) -> Answer:
    """Import shapes."""
    count = operations.import_boundaries(file=file, by=SYSTEM, at=timezone.now())
    facts = {"count": number(count, lang=active_language())}
    return Answer(lines=[gettext("%(count)s boundaries imported.") % facts], data={"imported": count})
