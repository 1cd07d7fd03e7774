"""Indonesian first: a page is in Indonesian until somebody switches, whatever the browser says."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language


API_PREFIX = "/api/"
DEFAULT = "id"


def active_language() -> str:
    """The language of the reader, ``id`` or ``en``."""
    return (get_language() or DEFAULT)[:2]


class LanguageMiddleware(LocaleMiddleware):
    """As Django's, but only programs choose by ``Accept-Language``; people choose with the switch, kept in a cookie.

    Browsers in Indonesian offices are often set up in English; that is no wish of the reader's.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Forget the browser's language on pages."""
        if not request.path_info.startswith(API_PREFIX):
            request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
