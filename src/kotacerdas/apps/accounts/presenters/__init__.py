"""Pages of the accounts app."""

from kotacerdas.apps.accounts.presenters.chain import present_chain
from kotacerdas.apps.accounts.presenters.me import present_me
from kotacerdas.apps.accounts.presenters.tokens import present_tokens
from kotacerdas.apps.accounts.presenters.trail import present_event, present_events


__all__ = ["present_chain", "present_event", "present_events", "present_me", "present_tokens"]
