"""A file or a code to check."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    """Any PDF."""

    file = forms.FileField(
        label=_("PDF file"),
        allow_empty_file=True,  # refused with our own sentence
        max_length=200,
        help_text=_("The file is read once, to check it, and is not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}),
    )


class CodeForm(forms.Form):
    """The code under a seal."""

    code = forms.CharField(label=_("Code under the seal"), max_length=40)
