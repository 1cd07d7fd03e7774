"""The pages on which a planner adds, changes and removes targets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agencies.types import AgencyKind
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.apps.masterplan import queries, rules
from kotacerdas.apps.masterplan.forms import TargetForm
from kotacerdas.apps.masterplan.presenters.lines import TargetLine, draw_line, say_value, take_bearings
from kotacerdas.apps.masterplan.presenters.target import draw_path
from kotacerdas.apps.masterplan.presenters.wording import say
from kotacerdas.apps.masterplan.types import Target
from kotacerdas.measures.definition import Definition, Direction
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Crumb, KeyValue, Row, Trend


@dataclass(frozen=True, slots=True)
class Preview:
    """How a target would stand if it were saved now."""

    line: TargetLine
    trend: Trend


@dataclass(frozen=True, slots=True)
class TargetFormPage:
    """A form for a target, with what is known of its indicator beside it."""

    crumbs: tuple[Crumb, ...]
    title: str
    indicator_title: str
    form: TargetForm
    facts: tuple[KeyValue, ...]
    preview: Preview | None
    back_href: str


@dataclass(frozen=True, slots=True)
class RemovalPage:
    """The question before a target is removed."""

    crumbs: tuple[Crumb, ...]
    line: TargetLine
    back_href: str


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Indicators of one pillar."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ChoicePage:
    """The first step of adding a target: which indicator."""

    crumbs: tuple[Crumb, ...]
    groups: tuple[ChoiceGroup, ...]


def present_choice() -> ChoicePage:
    """Indicators that can have a target and have none in the home area, by pillar of the first set."""
    taken = {target.indicator_code for target in queries.list_targets(settings.HOME_AREA)}
    free = [
        definition
        for definition in indicators.list_indicators()
        if definition.direction is not Direction.NEUTRAL and definition.code not in taken
    ]
    pillars = [pillar for pillar_set in queries.list_pillar_sets()[:1] for pillar in pillar_set.pillars]
    groups = (
        ChoiceGroup(
            say(pillar.title),
            tuple(
                Row(
                    text=say(definition.title),
                    detail=say(definition.why),
                    href=f"{reverse('masterplan:add_target')}?indicator={definition.code}",
                )
                for definition in free
                if pillar.code == definition.pillar_codes[0]
            ),
        )
        for pillar in pillars
    )
    return ChoicePage((*_crumbs(), Crumb(gettext("Add a target"))), tuple(group for group in groups if group.rows))


def make_new_form(indicator_code: str, area_code: str, *, typed: QueryDict | None = None) -> TargetForm:
    """A form for a new target, with baseline and path suggested from what was measured.

    Raises ``IndicatorNotFound`` or ``PlanNotFound``.
    """
    definition = indicators.get_indicator(indicator_code)
    plan = queries.get_plan(area_code)
    years = range(plan.starts_in, plan.ends_in + 1)
    initial = _suggest(definition, area_code, years)
    return TargetForm(typed, initial=initial, **_choices(definition, area_code, years))


def make_change_form(target: Target, *, typed: QueryDict | None = None) -> TargetForm:
    """A form filled with a target as it stands."""
    definition = indicators.get_indicator(target.indicator_code)
    plan = queries.get_plan(target.area_code)
    years = sorted({*range(plan.starts_in, plan.ends_in + 1), *(point.period.year for point in target.points)})
    initial = {
        "programme": target.programme_code or "",
        "pillar": target.pillar_codes[0] if target.pillar_codes else "",
        "owner": target.owner_code,
        "baseline_year": target.baseline.period.year,
        "baseline_value": target.baseline.wanted,
        **{f"wanted_{point.period.year}": point.wanted for point in target.points},
    }
    return TargetForm(typed, initial=initial, **_choices(definition, target.area_code, years))


def present_target_form(form: TargetForm, preview: Preview | None, *, title: str, back_href: str) -> TargetFormPage:
    """A target form with the measured values of its indicator."""
    return TargetFormPage(
        crumbs=(*_crumbs(), Crumb(title)),
        title=title,
        indicator_title=say(form.definition.title),
        form=form,
        facts=_known_facts(form.indicator_code, form.area_code),
        preview=preview,
        back_href=back_href,
    )


def present_preview(target: Target, *, on: date) -> Preview:
    """How a target that is not saved would stand."""
    status = queries.preview_status(target, on=on)
    bearings = take_bearings([status], ())
    series = bearings.series.get(target.indicator_code, ())
    return Preview(
        line=draw_line(status, bearings),
        trend=draw_path(target, series, bearings.definitions[target.indicator_code]),
    )


def present_removal(target_id: int, *, on: date) -> RemovalPage:
    """A target with how it stands, before it is removed; raises ``TargetNotFound``."""
    status = queries.get_status(target_id, on=on)
    line = draw_line(status, take_bearings([status], ()))
    return RemovalPage(
        crumbs=(*_crumbs(), Crumb(line.title, line.href), Crumb(gettext("Remove"))), line=line, back_href=line.href
    )


def _crumbs() -> tuple[Crumb, ...]:
    return (
        Crumb(gettext("Command centre"), reverse("site:home")),
        Crumb(gettext("Masterplan"), reverse("masterplan:plan")),
    )


def _known_facts(indicator_code: str, area_code: str) -> tuple[KeyValue, ...]:
    """The measured values of an indicator, newest first."""
    if not indicator_code:
        return ()
    definition = indicators.get_indicator(indicator_code)
    values = indicators.list_series(area_code, [indicator_code]).get(indicator_code, ())
    return tuple(
        KeyValue(formats.period_text(value.period, active_language()), say_value(value.value, definition))
        for value in sorted(values, key=lambda value: value.period, reverse=True)
    )


def _choices(definition: Definition, area_code: str, years: Iterable[int]) -> dict[str, Any]:
    """What the form offers: programmes of the plan, pillars of the first set, agencies of the area."""
    programmes = queries.list_programmes(area_code=area_code)
    pillars = [pillar for pillar_set in queries.list_pillar_sets()[:1] for pillar in pillar_set.pillars]
    owners = agencies.list_agencies(kind=AgencyKind.REGIONAL, within=area_code)
    return {
        "definition": definition,
        "area_code": area_code,
        "years": tuple(years),
        "programmes": [(programme.code, say(programme.title)) for programme in programmes],
        "pillars": [(pillar.code, say(pillar.title)) for pillar in pillars],
        "owners": [(agency.code, agency.name) for agency in owners],
    }


def _suggest(definition: Definition, area_code: str, years: Sequence[int]) -> dict[str, object]:
    """Baseline: the newest value before the plan, else the oldest. Path: onwards at the pace seen, never backwards."""
    measured = [
        (value.period.year, value.value)
        for value in indicators.list_series(area_code, [definition.code]).get(definition.code, ())
        if value.value is not None
    ]
    initial: dict[str, object] = {"pillar": definition.pillar_codes[0], "baseline_year": years[0] - 1}
    if not measured:
        return initial
    before = [point for point in measured if point[0] < years[0]]
    year, baseline = before[-1] if before else measured[0]
    final = rules.suggest_final(measured, baseline, len(years), _bounds(definition))
    path = rules.suggest_path(baseline, final, [each for each in years if each > year], decimals=definition.decimals)
    return {
        **initial,
        "baseline_year": year,
        "baseline_value": round(baseline, definition.decimals),
        **{f"wanted_{point.period.year}": point.wanted for point in path},
    }


def _bounds(definition: Definition) -> tuple[float, float, bool]:
    """The least and the most a value can be, and whether more is better."""
    most = 100.0 if definition.unit["en"] == "%" else float("inf")
    return 0.0, most, definition.direction is not Direction.DOWN
