"""Reviewing, accepting, registering, ending, and saying that something was done."""

from django import forms
from django.utils.translation import gettext_lazy as _


_LARGEST_PROOF = 20 * 1024**2


class ReviewForm(forms.Form):
    """The word of the legal bureau on one version."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when the text goes back; the parties read it."),
    )


class AcceptForm(forms.Form):
    """A party's yes to one version."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why something ends or is declined."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other parties read it, and it stays in the register."),
    )


class RegisterForm(forms.Form):
    """The number under which an agreement stands in the register."""

    register_number = forms.CharField(label=_("Register number"), max_length=80)


class AttestForm(forms.Form):
    """That something was done, with what shows it."""

    done_on = forms.DateField(label=_("Done on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(label=_("What was done"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    proof = forms.FileField(
        label=_("File that shows it"), required=False, help_text=_("Minutes, a letter or a photo; at most 20 MB.")
    )
    proof_link = forms.URLField(
        label=_("Or a link that shows it"), required=False, max_length=300, assume_scheme="https"
    )

    def clean_proof(self) -> bytes:
        """The bytes of the file; none when there is no file."""
        file = self.cleaned_data["proof"]
        if file is None:
            return b""
        if file.size > _LARGEST_PROOF:
            raise forms.ValidationError(_("The file has more than 20 MB. Bring a smaller one, or give a link."))
        content: bytes = file.read()
        return content
