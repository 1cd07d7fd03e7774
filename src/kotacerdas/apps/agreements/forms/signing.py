"""Signing, keys and mandates."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.agreements.forms.words import KINDS


_LARGEST_KEY = 1024**2
_SECRET = {"autocomplete": "off", "spellcheck": "false"}


class SignForm(forms.Form):
    """The passphrase that opens the key once."""

    passphrase = forms.CharField(
        label=_("Passphrase of your key"),
        strip=False,
        widget=forms.PasswordInput(attrs=_SECRET),
        help_text=_("It opens the key for this one signature and is not kept."),
    )


class ScanForm(forms.Form):
    """A scan of the paper the office holder signed."""

    file = forms.FileField(
        label=_("Scan of the signed paper (PDF)"), widget=forms.ClearableFileInput(attrs={"accept": ".pdf"})
    )


class KeyForm(forms.Form):
    """A PKCS#12 file to keep for an office."""

    office = forms.ChoiceField(label=_("Office"))
    file = forms.FileField(
        label=_("Key file (.p12 or .pfx)"), widget=forms.ClearableFileInput(attrs={"accept": ".p12,.pfx"})
    )
    passphrase = forms.CharField(
        label=_("Passphrase of the file"), strip=False, widget=forms.PasswordInput(attrs=_SECRET)
    )
    new_passphrase = forms.CharField(
        label=_("New passphrase for signing here"),
        strip=False,
        widget=forms.PasswordInput(attrs=_SECRET),
        help_text=_("Several words that only you know. Nobody can give it back to you."),
    )

    def __init__(self, *args: object, offices: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed through
        self.fields["office"].choices = list(offices)  # type: ignore[attr-defined] # a ChoiceField

    def clean_file(self) -> bytes:
        """The bytes of the key file."""
        file = self.cleaned_data["file"]
        if file.size > _LARGEST_KEY:
            raise forms.ValidationError(_("A key file has a few kilobytes. Choose the .p12 or .pfx file itself."))
        content: bytes = file.read()
        return content


class MandateForm(forms.Form):
    """Who may sign for an office by a decree."""

    office = forms.ChoiceField(label=_("Office"))
    username = forms.CharField(label=_("Account of the person"), max_length=150)
    decree = forms.CharField(label=_("Decree or letter it rests on"), max_length=200)
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Until before"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    kinds = forms.MultipleChoiceField(
        label=_("For which agreements"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind.value, text) for kind, text in KINDS.items()],
        help_text=_("None ticked means all kinds."),
    )

    def __init__(self, *args: object, offices: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed through
        self.fields["office"].choices = list(offices)  # type: ignore[attr-defined] # a ChoiceField
