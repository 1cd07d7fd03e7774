"""A file to hand in."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


class SubmitForm(forms.Form):
    """One file with the period and the area it is about."""

    file = forms.FileField(
        label=_("Data file"),
        allow_empty_file=True,  # refused with our own sentence
        max_length=200,
        help_text=_(
            "CSV, Excel (.xlsx, .xls, .ods), Parquet or JSON lines, plain or zipped. It is kept exactly as you send it."
        ),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods,.parquet,.json,.jsonl,.ndjson,.zip"}
        ),
    )
    period = forms.ChoiceField(label=_("Period"))
    area = forms.ChoiceField(label=_("Area"))
    only_corrections = forms.BooleanField(
        label=_("The file holds only the corrected rows; all others stay as they are"),
        required=False,
    )
    accepts_fewer_rows = forms.BooleanField(
        label=_("The file is complete even if it has far fewer rows than the one before"),
        required=False,
    )

    def __init__(
        self,
        *args: object,
        periods: Sequence[tuple[str, str]],
        areas: Sequence[tuple[str, str]],
        is_answer: bool = False,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed through
        if not is_answer:
            del self.fields["only_corrections"]
        self.fields["period"].choices = list(periods)  # type: ignore[attr-defined] # both are ChoiceFields
        self.fields["area"].choices = list(areas)  # type: ignore[attr-defined] # as above

    def clean_period(self) -> Period:
        """The chosen period."""
        return Period.parse(self.cleaned_data["period"])

    def clean_area(self) -> AreaCode:
        """The chosen area."""
        return AreaCode(self.cleaned_data["area"])
