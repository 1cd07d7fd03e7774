"""What people type to log in, to search the log and to make a token."""

from datetime import datetime, time, timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from kotacerdas.apps.accounts import queries, rules
from kotacerdas.apps.accounts.types import Scope
from kotacerdas.apps.agencies import queries as agencies
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


class TokenForm(forms.Form):
    """A token to be made: for oneself or, by who manages accounts, for a system of an agency."""

    system_of = forms.ChoiceField(
        label=gettext_lazy("Who acts with it?"),
        required=False,
        help_text=gettext_lazy("The system of an agency acts as a producer of its data and never logs in."),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, help_text=gettext_lazy("For example: nightly copy to the gizi app.")
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("It may"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(scope.value, gettext_lazy(sentence)) for scope, sentence in rules.SCOPES.items()],
    )
    datasets = forms.CharField(
        label=gettext_lazy("Only these datasets"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Names with commas between; empty means all."),
    )
    purpose = forms.CharField(
        label=gettext_lazy("What for?"),
        max_length=200,
        help_text=gettext_lazy("Every read with this token is recorded with this sentence."),
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("At most a year."),
    )

    def __init__(self, *args: Any, has_systems: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_systems:
            del self.fields["system_of"]
            return
        systems = [(each.code, each.short_name or each.name) for each in agencies.list_agencies()]
        self.fields["system_of"].choices = [("", gettext_lazy("I myself")), *systems]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_scopes(self) -> list[Scope]:
        """The scopes chosen."""
        return [Scope(scope) for scope in self.cleaned_data["scopes"]]

    def clean_datasets(self) -> list[str]:
        """The names, one by one."""
        return [name.strip() for name in self.cleaned_data["datasets"].split(",") if name.strip()]

    def expires_at(self) -> datetime:
        """The midnight after the last day, here."""
        after = self.cleaned_data["expires_on"] + timedelta(days=1)
        return timezone.make_aware(datetime.combine(after, time.min))
