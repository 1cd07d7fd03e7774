"""A person's tokens."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext

from kotacerdas.apps.accounts import queries, rules
from kotacerdas.apps.accounts.types import NewToken, Permission, Token
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class TokensPage:
    """A person's tokens; ``secret`` is that of the one just made."""

    table: Table
    secret: str
    label: str


def present_tokens(actor: Actor, *, at: datetime, new: NewToken | None = None) -> TokensPage:
    """A person's tokens, newest first; ``new`` is shown with its secret, this once."""
    lang = active_language()
    rows = tuple(
        (
            Cell(token.name, note=_label_of(token)),
            Cell(", ".join(sorted(token.scopes)), note=", ".join(token.datasets)),
            Cell(token.purpose),
            Cell(_end_of(token, at)),
            Cell(formats.date_text(token.last_used_on, lang) if token.last_used_on else gettext("never")),
            Cell(gettext("revoke"), href=reverse("accounts:revoke_token", args=[token.id]))
            if token.is_live(at)
            else Cell(formats.NOTHING),
        )
        for token in queries.list_tokens(
            actor.username, has_systems=rules.is_allowed(actor, Permission.MANAGE_ACCOUNTS)
        )
    )
    columns = (
        *(Column(gettext("Name")), Column(gettext("May")), Column(gettext("What for"))),
        *(Column(gettext("Until")), Column(gettext("Last used")), Column(gettext("Revoke"))),
    )
    return TokensPage(
        table=Table(gettext("Your tokens"), columns, rows, empty=gettext("You have no tokens.")),
        secret=new.secret if new else "",
        label=new.token.label if new else "",
    )


def _label_of(token: Token) -> str:
    label = f"{token.label}…"
    return gettext("%(label)s of a system") % {"label": label} if token.is_system else label


def _end_of(token: Token, at: datetime) -> str:
    if token.revoked_at is not None:
        return gettext("revoked")
    if not token.is_live(at):
        return gettext("expired")
    return formats.date_text(token.expires_at.astimezone(get_current_timezone()).date(), active_language())
