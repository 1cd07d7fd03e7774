"""What people type to log in and to search the log."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from kotacerdas.apps.accounts import queries
from kotacerdas.apps.audit import queries as audit


LONGEST_LOGIN = 254  # the longest e-mail address; a longer text is no pattern a database will look for


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are given by an administrator; nobody makes their own."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth's signature
        """Never open."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Refuse the demo's published password once the demo is over, even where its accounts are still there."""
        if not settings.IS_DEMO and credentials.get("password") == queries.read_demo_people().password:
            return None
        return super().authenticate(request, **credentials)


class LogIn(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """User name and password, labelled in our words; the link to a lost password stands below the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].validators.append(MaxLengthValidator(LONGEST_LOGIN))
        self.fields["login"].label = gettext_lazy("User name or e-mail")
        self.fields["password"].label = gettext_lazy("Password")
        self.fields["password"].help_text = ""
        self.fields["remember"].label = gettext_lazy("Stay logged in on this device")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)


class EventsForm(forms.Form):
    """Filters of the log. ``before`` is the id of the last event already seen."""

    target = forms.CharField(label=gettext_lazy("To what"), max_length=200, required=False)
    by = forms.CharField(label=gettext_lazy("User name"), max_length=150, required=False)
    action = forms.ChoiceField(label=gettext_lazy("What"), required=False)
    since = forms.DateField(label=gettext_lazy("From day"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=gettext_lazy("Until day"), required=False, widget=forms.DateInput({"type": "date"}))
    before = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actions = audit.list_actions()
        self.fields["action"].choices = [("", gettext_lazy("everything")), *((name, name) for name in actions)]  # type: ignore[attr-defined]  # a ChoiceField
