"""What people type to log in and to search the log."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from kotacerdas.apps.audit import queries as audit


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are given by an administrator; nobody makes their own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's signature
        """Never open."""
        return False


class EventsForm(forms.Form):
    """Filters of the log. ``before`` is the id of the last event already seen."""

    target = forms.CharField(label=gettext_lazy("To what"), max_length=200, required=False)
    by = forms.CharField(label=gettext_lazy("User name"), max_length=150, required=False)
    action = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    before = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actions = audit.list_actions()
        self.fields["action"].choices = [("", gettext_lazy("everything")), *((name, name) for name in actions)]  # type: ignore[attr-defined]  # a ChoiceField
