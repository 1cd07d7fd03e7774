"""``kotacerdas peers``: the nodes we pull from."""

import click
from django.utils import timezone

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.site.commands.kinds import actor, as_option
from kotacerdas.site.console import Answer, Group, gettext


@click.group(cls=Group, help=gettext("Register and list the nodes we pull from."))
def command() -> None:
    """Peers."""


@command.command("add", help=gettext("Register the node at URL as NAME and pin its key."))
@click.argument("name")
@click.argument("url")
@click.option("--key", default="", metavar="BASE64", help=gettext("Its public key, as its keeper told you."))
@as_option
def add(*, name: str, url: str, key: str, username: str | None) -> Answer:
    """Register."""
    peer = operations.register_peer(name=name, url=url, public_key=key, by=actor(username), at=timezone.now())
    lines = [
        gettext("The node %(name)s (%(node)s) is registered.") % {"name": peer.name, "node": peer.node},
        gettext("Its key: %(key)s. Compare it with what its keeper tells you.") % {"key": peer.public_key},
    ]
    return Answer(lines=lines, data={"name": peer.name, "node": peer.node, "public_key": peer.public_key})


@command.command("key", help=gettext("Show this node's own public key."))
def key() -> Answer:
    """What another node pins."""
    said = queries.describe_node()
    return Answer(lines=[f"{said['node']}  {said['public_key']}"], data=said)


@command.command("list", help=gettext("List the nodes and what is pulled from them."))
def list_peers() -> Answer:
    """List."""
    pulls = queries.list_pulls()
    lines, items = [], []
    for peer in queries.list_peers():
        lines.append(f"{peer.name}  {peer.node}  {peer.url}")
        mine = [each for each in pulls if each.peer.name == peer.name]
        for each in mine:
            problem = gettext(each.problem) % each.problem_facts if each.problem else ""
            lines.append(f"  {each.dataset_name}  {each.cursor}  {problem}".rstrip())
        datasets = [{"dataset": each.dataset_name, "cursor": each.cursor, "problem": each.problem} for each in mine]
        items.append({"name": peer.name, "node": peer.node, "url": peer.url, "pulls": datasets})
    return Answer(lines=lines or [gettext("No node is registered.")], data={"items": items})
