"""Other nodes as people read them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import Peer, Pull
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Table


@dataclass(frozen=True, slots=True)
class PeersPage:
    """The nodes we pull from, and our own key."""

    crumbs: tuple[Crumb, ...]
    own: tuple[KeyValue, ...]
    peers: Table
    pulls: Table


def present_peers() -> PeersPage:
    """All of them."""
    own = queries.describe_node()
    return PeersPage(
        crumbs=(Crumb(gettext("Data"), reverse("exchange:catalogue")), Crumb(gettext("Other nodes"))),
        own=(
            KeyValue(gettext("This node"), str(own["node"])),
            KeyValue(gettext("Its public key"), str(own["public_key"])),
        ),
        peers=Table(
            caption=gettext("Nodes we trust"),
            columns=(Column(gettext("Name")), Column(gettext("Pinned key")), Column(gettext("Registered"))),
            rows=tuple(_peer(each) for each in queries.list_peers()),
            empty=gettext("No node is registered. An administrator does it with: kotacerdas peers add NAME ADDRESS."),
        ),
        pulls=Table(
            caption=gettext("What is pulled"),
            columns=(
                Column(gettext("Dataset")),
                Column(gettext("State")),
                Column(gettext("Releases"), is_number=True),
                Column(gettext("Last pull")),
            ),
            rows=tuple(_pull(each) for each in queries.list_pulls()),
            empty=gettext(
                "Nothing is pulled yet. Begin with: kotacerdas pull NAME DATASET. From then on it is repeated."
            ),
        ),
    )


def _peer(peer: Peer) -> tuple[Cell, ...]:
    return (
        Cell(peer.name, note=f"{peer.node} · {peer.url}"),
        Cell(peer.public_key),
        Cell(words.local_day(peer.registered_at), note=peer.registered_by),
    )


def _pull(pull: Pull) -> tuple[Cell, ...]:
    dataset = queries.get_dataset(pull.dataset_name)
    problem = gettext(pull.problem) % pull.problem_facts if pull.problem else ""
    state = Cell(problem) if problem else Cell(gettext("Up to date"), tag="on_track")
    return (
        Cell(words.title(dataset.title), href=reverse("exchange:dataset", args=[dataset.name]), note=pull.peer.name),
        state,
        Cell(words.number(pull.releases)),
        Cell(words.moment(pull.pulled_at) if pull.pulled_at else "–"),
    )
