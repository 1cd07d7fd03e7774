"""How a contract begins, and a file to try it on."""

from collections.abc import Sequence

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _


ACCEPTED = ".csv,.tsv,.txt,.xlsx,.xls,.ods,.parquet,.jsonl,.zip,.json,.yaml,.yml"


class StartForm(forms.Form):
    """A new dataset: its name and producer, and perhaps a file to begin from."""

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        min_length=3,
        help_text=_("As people will look for it, for example: Luas sawah per subak."),
    )
    name = forms.CharField(
        label=_("Short name for files and addresses"),
        max_length=60,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9_]*$", _("Small letters, digits and underscores, beginning with a letter: luas_sawah.")
            )
        ],
        help_text=_("Small letters, digits and underscores. It never changes."),
    )
    producer = forms.ChoiceField(label=_("Which agency will hand the files in?"))
    file = forms.FileField(
        label=_("Begin from a file"),
        required=False,
        max_length=200,
        help_text=_(
            "A sample (CSV, Excel, ODS, Parquet) or a standard (Table Schema, Data Package, ODCS). Without a file you "
            "begin with the village code alone. The file is looked at and not kept."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args: object, producers: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed through
        self.fields["producer"].choices = list(producers)  # type: ignore[attr-defined] # a ChoiceField

    def wishes(self) -> dict[str, str]:
        """What was typed, without the file."""
        return {name: str(self.cleaned_data[name]) for name in ("name", "producer", "title")}


class TryForm(forms.Form):
    """A file to try a draft on."""

    file = forms.FileField(
        label=_("Data file"),
        max_length=200,
        help_text=_("It is checked as if the draft were in force, and not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
