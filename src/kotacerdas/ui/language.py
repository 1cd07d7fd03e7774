"""Indonesian first: a page is in Indonesian until somebody switches, whatever the browser says."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware


API_PREFIX = "/api/"


class LanguageMiddleware(LocaleMiddleware):
    """As Django's, but only programs choose by ``Accept-Language``; people choose with the switch, kept in a cookie.

    Browsers in Indonesian offices are often set up in English; that is no wish of the reader's.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Forget the browser's language on pages."""
        if not request.path_info.startswith(API_PREFIX):
            request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
