"""What every page's frame shows: place, menu, language, who is logged in."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.areas.errors import AreaNotFound, AreasNotLoaded
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import NavItem


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame around a page."""

    place: str
    home_href: str
    search_href: str
    language_href: str
    login_href: str
    logout_href: str
    language: str
    nav: tuple[NavItem, ...]
    account: tuple[NavItem, ...]
    foot: tuple[NavItem, ...]
    actor_name: str
    is_demo: bool
    edition: str


def frame(request: HttpRequest) -> dict[str, object]:
    """Context processor: ``frame`` in every template."""
    user = getattr(request, "user", None)
    is_known = bool(user and user.is_authenticated)
    return {
        "frame": Frame(
            place=place_name(),
            home_href=reverse("site:home"),
            search_href=reverse("site:search"),
            language_href=reverse("set_language"),
            login_href=reverse("account_login"),
            logout_href=reverse("account_logout"),
            language=active_language(),
            nav=_menu(request, is_known=is_known),
            account=_account_menu(),
            foot=_foot(),
            actor_name=(getattr(user, "display_name", "") or user.get_username()) if user and is_known else "",
            is_demo=settings.IS_DEMO,
            edition=_edition(),
        )
    }


def place_name() -> str:
    """The home area's title; its bare code until the areas are loaded."""
    try:
        return _area_title(settings.HOME_AREA)
    except (AreaNotFound, AreasNotLoaded):
        return str(settings.HOME_AREA)


@cache
def _area_title(code: str) -> str:
    return areas.get_area(code).title


def _edition() -> str:
    try:
        return _edition_title()
    except AreasNotLoaded:
        return gettext("not loaded yet")


@cache
def _edition_title() -> str:
    return areas.get_edition().title


def _menu(request: HttpRequest, *, is_known: bool) -> tuple[NavItem, ...]:
    match = request.resolver_match
    here = (match.view_name if match else "", match.namespace if match else "")
    entries = [
        (gettext("Command centre"), "site:home", {"site:home", "site:wall"}),
        (gettext("Masterplan"), "masterplan:plan", {"masterplan"}),
        (gettext("Indicators"), "indicators:list", {"indicators"}),
        (gettext("Areas"), "site:areas", {"site:areas", "site:area", "areas"}),
        (gettext("Data"), "exchange:catalogue", {"exchange"}),
        (gettext("Agreements"), "agreements:list", {"agreements"}),
        (gettext("Movement"), "movement:home", {"movement"}),
    ]
    if is_known:
        entries.append((gettext("My work"), "site:my_work", {"site:my_work"}))
    return tuple(NavItem(text, reverse(name), not marks.isdisjoint(here)) for text, name, marks in entries)


def _account_menu() -> tuple[NavItem, ...]:
    return (
        NavItem(gettext("My work"), reverse("site:my_work")),
        NavItem(gettext("My submissions"), reverse("exchange:my_submissions")),
        NavItem(gettext("Keys for signing"), reverse("agreements:keys")),
        NavItem(gettext("Subscriptions"), reverse("exchange:subscriptions")),
        NavItem(gettext("My account and rights"), reverse("accounts:me")),
        NavItem(gettext("Password and second factor"), reverse("account_change_password")),
    )


def _foot() -> tuple[NavItem, ...]:
    return (
        NavItem(gettext("About Kotacerdas"), reverse("site:about")),
        NavItem(gettext("Your rights over personal data"), reverse("exchange:rights")),
        NavItem(gettext("Check a document"), reverse("agreements:verify")),
        NavItem(gettext("Wall mode"), reverse("site:wall")),
        NavItem(gettext("API for programs"), reverse("site:api_reference")),
        NavItem(gettext("Components"), reverse("site:gallery")),
    )
