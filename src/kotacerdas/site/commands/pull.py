"""``kotacerdas pull PEER DATASET``."""

import click
from django.utils import timezone

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.site.commands.kinds import actor, as_option
from kotacerdas.site.commands.submit import headline
from kotacerdas.site.console import Answer, Command, gettext


@click.command(cls=Command, help=gettext("Pull the new releases of DATASET from the node PEER and hand them in."))
@click.argument("peer")
@click.argument("dataset")
@as_option
def command(*, peer: str, dataset: str, username: str | None) -> Answer:
    """Pull; what was cut off goes on where it was."""
    landed = operations.pull(peer_name=peer, dataset_name=dataset, by=actor(username), at=timezone.now())
    if not landed:
        return Answer(lines=[gettext("There is nothing new.")], data={"submissions": []})
    found = [queries.get_submission(number) for number in landed]
    return Answer(lines=[line for each in found for line in headline(each)], data={"submissions": list(landed)})
