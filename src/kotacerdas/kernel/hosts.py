"""Which machines on the network we may call. Addresses are resolved by the caller; nothing here touches the network."""

import ipaddress
from collections.abc import Iterable, Sequence

from kotacerdas.kernel.errors import Refusal
from kotacerdas.kernel.messages import gettext_noop


_WRAPPING = ipaddress.ip_network("64:ff9b::/96")  # IPv4 carried in IPv6 by a gateway (RFC 6052)


class PrivateHost(Refusal):
    """An address inside our own network, which nobody outside may make us call."""

    code = "kernel.private_host"
    sentence = gettext_noop(
        "“%(host)s” is inside a private network, so it is not called. If it may be, the administrator names it in "
        "KOTACERDAS_PRIVATE_HOSTS."
    )


def check_callable(host: str, addresses: Sequence[str], allowed: Iterable[str] = ()) -> str:
    """The address to connect to for ``host``: the first of those it resolves to.

    Raises :class:`PrivateHost` when any of ``addresses`` is not public, or when there is none, unless ``allowed`` has the
    host's name, the address or a network (``10.1.0.0/16``) around it. Connect to what is returned and resolve no second
    time, or another answer of the name server passes by the check.
    """
    names, networks = _sort(allowed)
    is_named = host.strip("[]").rstrip(".").lower() in names
    for text in addresses:
        address = _read(text)
        is_within = any(address.version == network.version and address in network for network in networks)
        if not (is_named or is_within or is_public(text)):
            raise PrivateHost(host=host)
    if not addresses:
        raise PrivateHost(host=host)
    return addresses[0]


def is_public(text: str) -> bool:
    """Whether an address is one of the open internet: not of this machine, a local network or a special use."""
    address = _read(text)
    if isinstance(address, ipaddress.IPv6Address):
        inner = _carried(address)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address an IPv6 address stands for, by any of the ways of writing one in the other."""
    if address in _WRAPPING:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo is not None:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour


def _read(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.ip_address(text.partition("%")[0])


def _sort(allowed: Iterable[str]) -> tuple[set[str], list[ipaddress.IPv4Network | ipaddress.IPv6Network]]:
    names, networks = set(), []
    for each in allowed:
        word = each.strip().strip("[]").rstrip(".").lower()
        try:
            networks.append(ipaddress.ip_network(word, strict=False))
        except ValueError:
            names.add(word)
    return names, networks
