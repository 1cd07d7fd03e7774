"""The end of the chain."""

from kotacerdas.apps.audit import models, rules
from kotacerdas.apps.audit.types import Head


def get_head() -> Head:
    """The last entry; number 0 when there is none yet."""
    return find_head() or Head(0, rules.GENESIS)


def find_head() -> Head | None:
    """The last entry as the node remembers it; none when its row is gone."""
    row = models.Head.objects.values_list("seq", "sha256").first()
    return Head(*row) if row else None
