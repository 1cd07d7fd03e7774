"""What views read from a request."""

from django.http import HttpRequest

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.kernel.actors import Actor


_MOST_DIGITS = 9  # of a number in an address


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return accounts.actor_for(request.user.pk)


def whole(text: str) -> int:
    """A number of an address; 0 for anything else."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0
