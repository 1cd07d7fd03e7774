"""What a person says who asks about their own data, and what is said in answer."""

from collections.abc import Iterable

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import rules
from kotacerdas.apps.exchange.types import SubjectRequestState, SubjectRight
from kotacerdas.kernel.areas import AreaCode, AreaLevel


_RIGHTS = [
    (SubjectRight.ACCESS.value, _("To see what is kept about me")),
    (SubjectRight.CORRECTION.value, _("To have something corrected")),
    (SubjectRight.ERASURE.value, _("To have my data erased")),
]
_SIXTEEN_DIGITS = r"^[0-9]{16}$"


class SubjectRequestForm(forms.Form):
    """A request, filled in by the person or for them at a counter."""

    right = forms.ChoiceField(label=_("What do you ask for?"), choices=_RIGHTS)
    name = forms.CharField(label=_("Full name"), min_length=3, max_length=200)
    nik = forms.RegexField(
        _SIXTEEN_DIGITS,
        label=_("Identity number (NIK)"),
        required=False,
        help_text=_("16 digits. With it your rows are found surely; it is forgotten once your request is closed."),
        error_messages={"invalid": _("An identity number has 16 digits.")},
    )
    family_card = forms.RegexField(
        _SIXTEEN_DIGITS,
        label=_("Family card number (KK)"),
        required=False,
        help_text=_("16 digits. Village registers often hold only this one."),
        error_messages={"invalid": _("A family card number has 16 digits.")},
    )
    born_on = forms.DateField(
        label=_("Day of birth"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    area_code = forms.ChoiceField(label=_("Village"), help_text=_("Where you are registered."))
    wish = forms.CharField(
        label=_("In your own words"),
        min_length=rules.SHORTEST_NOTE,
        max_length=rules.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What do you want to know, have corrected or have erased?"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        home = AreaCode(settings.HOME_AREA)
        villages = sorted(areas.list_units(home, AreaLevel.VILLAGE), key=lambda area: area.name)
        whole = (home, areas.get_area(home).title)
        field = self.fields["area_code"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [whole, *((area.code, f"{area.name} ({area.code})") for area in villages)]


class StepForm(forms.Form):
    """One step of a request, with the words of who takes it."""

    to = forms.ChoiceField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("What was done, or why not?"),
        min_length=rules.SHORTEST_NOTE,
        max_length=rules.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it. A refusal names its legal reason, for example an article of UU 27/2022."),
    )

    def __init__(self, *args: object, steps: Iterable[SubjectRequestState], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = [(each.value, each.value) for each in steps]
