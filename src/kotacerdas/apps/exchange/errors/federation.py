"""Why nothing is pulled from another node."""

from kotacerdas.kernel.errors import Conflict, Denied, Fault, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class PeerNotFound(NotFound):
    """No node is registered under this name."""

    code = "exchange.peer_not_found"
    sentence = gettext_noop(
        "No node is registered as “%(name)s”. Register it first: kotacerdas peers add %(name)s ADDRESS."
    )


class PeerTaken(Refusal):
    """The name is in use, and its pinned key is not replaced silently."""

    code = "exchange.peer_taken"
    sentence = gettext_noop("A node is registered as “%(name)s” already; choose another name.")


class NotAPeerKeeper(Denied):
    """Trusting another node is not everybody's decision."""

    code = "exchange.not_a_peer_keeper"
    sentence = gettext_noop("Only the data steward and the administrator register and see other nodes.")


class PeerUnreachable(Fault):
    """It did not answer; what has arrived is kept and the pull goes on from there."""

    code = "exchange.peer_unreachable"
    sentence = gettext_noop(
        "The node “%(name)s” does not answer. What has arrived is kept; the next pull goes on there."
    )
    status = 502


class PeerRefused(Refusal):
    """It answered with something else."""

    code = "exchange.peer_refused"
    sentence = gettext_noop(
        "The node “%(name)s” refuses (%(status)s): %(reason)s Ask it for a token or for access to the whole release."
    )


class ManifestUnreadable(Refusal):
    """What it says of a release makes no sense."""

    code = "exchange.manifest_unreadable"
    sentence = gettext_noop("What the node “%(name)s” says of its releases cannot be read. Nothing was pulled.")


class ManifestNotGenuine(Refusal):
    """It is not signed with the pinned key."""

    code = "exchange.manifest_not_genuine"
    sentence = gettext_noop(
        "Release %(release)s of the node “%(name)s” is not signed with the key pinned when it was registered. Nothing was "
        "pulled; ask its keeper by another way."
    )


class ForeignKey(Refusal):
    """It answers with another key than the one that was told."""

    code = "exchange.foreign_key"
    sentence = gettext_noop(
        "The node “%(name)s” answers with another key than the one you gave. It was not registered; ask its keeper by "
        "another way."
    )


class ContractDiffers(Refusal):
    """The release was checked against a contract we do not have."""

    code = "exchange.contract_differs"
    sentence = gettext_noop(
        "Release %(release)s of the node “%(name)s” was made under a contract of “%(dataset)s” that is not known here "
        "(%(sha256)s). Bring both contracts to the same version first."
    )


class PulledDamaged(Refusal):
    """The bytes are not those of the manifest."""

    code = "exchange.pulled_damaged"
    sentence = gettext_noop(
        "The bytes of release %(release)s of the node “%(name)s” do not have the hash it signed. They were thrown away; "
        "pull again."
    )


class PullUnderWay(Conflict):
    """Another process pulls the same."""

    code = "exchange.pull_under_way"
    sentence = gettext_noop("Release %(release)s of the node “%(name)s” is being pulled already.")
