"""``kotacerdas harvest``: the catalogues of other portals."""

import click
from django.utils import timezone

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.presenters import harvesting
from kotacerdas.apps.exchange.tasks.harvesting import look_at
from kotacerdas.apps.exchange.types import HarvestKind, HarvestSource, HarvestState
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.site.console import Answer, Group, gettext


@click.group(cls=Group, help=gettext("Take in the catalogues of other portals."))
def command() -> None:
    """Sources."""


@command.command("list", help=gettext("List the sources and how their last look went."))
def list_sources() -> Answer:
    """List."""
    found = queries.list_sources()
    return Answer(
        lines=[_line(each) for each in found] or [gettext("There is no source yet.")],
        data={"items": [_data(each) for each in found]},
    )


@command.command(help=gettext("Add a catalogue of another portal."))
@click.argument("name")
@click.argument("url")
@click.option("--kind", type=click.Choice([kind.value for kind in HarvestKind]), default=HarvestKind.CKAN.value)
@click.option("--title", default="", help=gettext("The name people see."))
@click.option("--hours", default=24, show_default=True, help=gettext("Hours between two looks."))
def add(*, name: str, url: str, kind: str, title: str, hours: int) -> Answer:
    """Add."""
    source = operations.add_source(
        name=name, title=title, kind=HarvestKind(kind), url=url, every_hours=hours, by=SYSTEM, at=timezone.now()
    )
    return Answer(lines=[_line(source)], data=_data(source))


@command.command(help=gettext("Look at sources now, side by side: those named, or all that are due."))
@click.argument("names", nargs=-1)
def run(*, names: tuple[str, ...]) -> Answer:
    """Look."""
    chosen = [queries.get_source(name) for name in names] or queries.list_due_sources(timezone.now())
    done = look_at(chosen)
    failed = any(each.state is HarvestState.FAILED for each in done)
    return Answer(
        lines=[_line(each) for each in done] or [gettext("Nothing is due.")],
        data={"items": [_data(each) for each in done]},
        exit_code=1 if failed else 0,
    )


def _line(source: HarvestSource) -> str:
    said = harvesting.say_problem(source) or harvesting.say_news(source)
    return f"{source.name}  {source.kind.value}  {harvesting.say_state(source)}  {source.datasets}  {said}".rstrip()


def _data(source: HarvestSource) -> dict[str, object]:
    return {
        "name": source.name,
        "kind": source.kind.value,
        "url": source.url,
        "state": source.state.value,
        "is_paused": source.is_paused,
        "datasets": source.datasets,
        "added": source.added,
        "changed": source.changed,
        "gone": source.gone,
        "problem": source.problem_code,
        "succeeded_at": source.succeeded_at.isoformat() if source.succeeded_at else None,
    }
