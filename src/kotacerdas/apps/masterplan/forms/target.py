"""A target as a planner types it."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.masterplan import rules
from kotacerdas.apps.masterplan.errors import PathRefused
from kotacerdas.apps.masterplan.types import Target, TargetPoint
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.measures.definition import Definition, Direction
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language


Choices = Sequence[tuple[str, str]]


class TargetForm(forms.Form):
    """A path for one indicator: baseline, a wanted value for each year of the plan, owner, programme and pillar.

    Numbers may be written as people write them in the active language (``92,5``). A year left empty has no point.
    """

    programme = forms.ChoiceField(label=_("Programme"), required=False)
    pillar = forms.ChoiceField(label=_("Pillar"))
    owner = forms.ChoiceField(label=_("Owner"), help_text=_("The agency that answers for reaching it."))
    baseline_year = forms.IntegerField(label=_("Baseline year"), min_value=2000, max_value=2100)
    baseline_value = forms.FloatField(
        label=_("Baseline"), localize=True, help_text=_("Suggested from what was measured.")
    )

    def __init__(
        self,
        *args: object,
        definition: Definition,
        area_code: str,
        years: Sequence[int],
        programmes: Choices,
        pillars: Choices,
        owners: Choices,
        **kwargs: object,
    ) -> None:
        """Offer these choices and one field for each of ``years``."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.definition = definition
        self.indicator_code = definition.code
        self.area_code = AreaCode(area_code)
        self.years = tuple(years)
        self.unit = formats.in_language(definition.unit, active_language())
        self.fields["baseline_value"].label = gettext("Baseline (%(unit)s)") % {"unit": self.unit}
        self._offer("programme", [("", gettext("no programme")), *programmes])
        self._offer("pillar", pillars)
        self._offer("owner", owners)
        for year in self.years:
            self.fields[f"wanted_{year}"] = forms.FloatField(label=str(year), localize=True, required=False)

    def wanted_fields(self) -> list[forms.BoundField]:
        """The fields of the path, by year."""
        return [self[f"wanted_{year}"] for year in self.years]

    def clean(self) -> dict[str, object]:
        """Refuse a path that cannot be judged, with the reason."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        if not self.errors:
            is_higher_better = self.definition.direction is not Direction.DOWN
            try:
                rules.check_path(self.baseline(), self.points(), is_higher_better=is_higher_better)
            except PathRefused as refusal:
                raise forms.ValidationError(self._say(refusal)) from refusal
        return cleaned

    def baseline(self) -> TargetPoint:
        """The baseline that was typed."""
        return TargetPoint(Period.parse(str(self.cleaned_data["baseline_year"])), self.cleaned_data["baseline_value"])

    def points(self) -> tuple[TargetPoint, ...]:
        """The wanted values that were typed, by year."""
        typed = ((year, self.cleaned_data.get(f"wanted_{year}")) for year in self.years)
        return tuple(TargetPoint(Period.parse(str(year)), wanted) for year, wanted in typed if wanted is not None)

    def target(self) -> Target:
        """The target as it would be; its number is 0 because it is not in the plan."""
        return Target(
            id=0,
            indicator_code=self.indicator_code,
            area_code=self.area_code,
            programme_code=self.cleaned_data["programme"] or None,
            pillar_codes=(self.cleaned_data["pillar"],),
            owner_code=self.cleaned_data["owner"],
            baseline=self.baseline(),
            points=self.points(),
        )

    def _say(self, refusal: PathRefused) -> str:
        """The reason with its numbers as people write them."""
        decimals, lang = self.definition.decimals, active_language()
        facts = {
            name: formats.number(fact, decimals, lang) if isinstance(fact, int | float) else fact
            for name, fact in refusal.facts.items()
        }
        return gettext(refusal.sentence) % facts

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)
