"""How a deed is named, and that a purpose is said."""

import re

from kotacerdas.apps.audit.errors import MalformedAction, PurposeMissing


READ = "audit.personal_data_read"
_ACTION = re.compile(r"[a-z]+\.[a-z_]+")


def check_action(action: str) -> None:
    """Raise :class:`MalformedAction` unless the name is ``app.what_happened``."""
    if not _ACTION.fullmatch(action):
        raise MalformedAction(action=action)


def check_purpose(purpose: str) -> None:
    """Raise :class:`PurposeMissing` when nothing was said."""
    if not purpose.strip():
        raise PurposeMissing
