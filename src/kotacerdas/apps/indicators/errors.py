"""What the indicators app refuses.

KotacerdasError
├── NotFound   IndicatorNotFound
└── Conflict   AlreadyRefreshing
"""

from kotacerdas.kernel.errors import Conflict, NotFound
from kotacerdas.kernel.messages import gettext_noop


class IndicatorNotFound(NotFound):
    """No indicator has this code."""

    code = "indicators.indicator_not_found"
    sentence = gettext_noop("There is no indicator called “%(indicator)s”.")


class AlreadyRefreshing(Conflict):
    """Another refresh finished while this one was reading."""

    code = "indicators.already_refreshing"
    sentence = gettext_noop("The indicators were refreshed by someone else at the same moment. Try again.")
