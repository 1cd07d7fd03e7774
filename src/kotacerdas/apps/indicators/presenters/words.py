"""Values, states and coverage in the active language."""

from collections.abc import Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from kotacerdas.apps.indicators.types import Coverage, Definition, Direction, Value, ValueState
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Period
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language


PILLARS: Mapping[str, StrPromise] = {
    "governance": _("Governance"),
    "infrastructure": _("Infrastructure"),
    "branding": _("Branding"),
    "economy": _("Economy"),
    "living": _("Living"),
    "people": _("People"),
    "society": _("Society"),
    "environment": _("Environment"),
}
UNITS: Mapping[AreaLevel, StrPromise] = {
    AreaLevel.NATION: _("nation"),
    AreaLevel.PROVINCE: _("provinces"),
    AreaLevel.REGENCY: _("regencies and cities"),
    AreaLevel.DISTRICT: _("districts"),
    AreaLevel.VILLAGE: _("villages"),
}
DIRECTIONS: Mapping[Direction, StrPromise] = {
    Direction.UP: _("Higher is better"),
    Direction.DOWN: _("Lower is better"),
    Direction.NEUTRAL: _("A description, neither good nor bad"),
}
STATES: Mapping[ValueState, StrPromise] = {
    ValueState.KNOWN: _("known"),
    ValueState.MISSING: _("not reported"),
    ValueState.SUPPRESSED: _("too few to show"),
    ValueState.NO_CASES: _("no cases"),
}


def text(labels: Mapping[str, str] | None) -> str:
    """Words of a content file in the active language."""
    return formats.in_language(labels, active_language())


def heading(labels: Mapping[str, str] | None) -> str:
    """Words of a content file as a heading, with a capital."""
    given = text(labels)
    return given[:1].upper() + given[1:]


def measure(value: float | None, definition: Definition) -> str:
    """A value with its unit: ``91,3 %``."""
    return formats.value_text(value, text(definition.unit), definition.decimals, active_language())


def value_text(value: Value | None, definition: Definition) -> str:
    """A value as people read it, or the word for why it is not a number."""
    if value is None:
        return str(STATES[ValueState.MISSING])
    if value.state is not ValueState.KNOWN:
        return str(STATES[value.state])
    return measure(value.value, definition)


def part(number: float | None, definition: Definition) -> str:
    """A numerator or denominator, with decimals only where it has some."""
    is_whole = number is None or number == round(number)
    return formats.number(number, 0 if is_whole else max(1, definition.decimals), active_language())


def fraction(value: Value, definition: Definition) -> str:
    """``121.406 / 132.975``; empty where it is hidden or there is no denominator."""
    if value.numerator is None or value.denominator is None:
        return ""
    return f"{part(value.numerator, definition)} / {part(value.denominator, definition)}"


def coverage(held: Coverage, level: AreaLevel) -> str:
    """``124 dari 133 desa, 94 % penduduk``; a word where only one unit was expected."""
    if held.expected == 1:
        return gettext("complete") if held.is_complete else gettext("not reported")
    return formats.coverage_text(
        held.reported, held.expected, held.population_share, units=str(UNITS[level]), lang=active_language()
    )


def age(value: Value | None, on: date) -> str:
    """How old the oldest input is."""
    if value is None or value.oldest_input is None:
        return ""
    days = formats.age_text(max(0, (on - value.oldest_input).days), active_language())
    return gettext("oldest input %(age)s") % {"age": days}


def period(given: Period) -> str:
    """``triwulan III 2026``."""
    return formats.period_text(given, active_language())


def day(given: date | None) -> str:
    """``1 Okt 2026``."""
    return formats.date_text(given, active_language())


def local_day(given: datetime) -> str:
    """The day of a moment, here."""
    return day(timezone.localtime(given).date())


def moment(given: datetime) -> str:
    """``1 Okt 2026 09.14 WITA``."""
    return formats.moment(given, timezone.get_current_timezone(), active_language())


def number(given: float | None, decimals: int = 0) -> str:
    """``1.234,5``."""
    return formats.number(given, decimals, active_language())


def change(value: Value, before: Value | None, definition: Definition) -> str:
    """How a value moved since the period before; empty where either is not known."""
    if value.value is None or before is None or before.value is None:
        return ""
    moved = round(value.value - before.value, definition.decimals)
    if not moved:
        return gettext("unchanged since %(period)s") % {"period": period(before.period)}
    is_percent = definition.unit["en"] == "%"
    amount = formats.signed(moved, definition.decimals, active_language())
    unit = gettext("points") if is_percent else text(definition.unit)
    return gettext("%(change)s %(unit)s since %(period)s") % {
        "change": amount,
        "unit": unit,
        "period": period(before.period),
    }


def rows(count: int) -> str:
    """``865 baris``."""
    return ngettext("%(count)s row", "%(count)s rows", count) % {"count": number(count)}


def trace_href(code: str, area_code: str, when: Period) -> str:
    """The way into a number."""
    return reverse("indicators:trace", args=[code, area_code, str(when)])
