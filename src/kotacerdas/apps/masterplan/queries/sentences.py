"""A status in words: the reason with its facts, in the active language."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext

from kotacerdas.apps.masterplan.types import TargetStatus
from kotacerdas.kernel.periods import Period
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language


_DIFFERENCES = frozenset({"gap", "needed", "observed", "slide"})
_VALUES = frozenset({"measured", "wanted", "final"})


def explain_status(status: TargetStatus) -> str:
    """Why a target stands as it does: one or two sentences in the active language."""
    lang = active_language()
    words = {name: _word(name, fact, status.facts, lang) for name, fact in status.facts.items()}
    return gettext(status.reason) % words


def difference_text(difference: float | None, unit: str, decimals: int) -> str:
    """A difference in the indicator's unit, in the active language; percentages and rates differ by points."""
    name = gettext("points") if unit == "%" or unit.startswith("per ") else unit
    return formats.value_text(difference, name, decimals, active_language())


def _word(name: str, fact: object, facts: Mapping[str, object], lang: str) -> str:
    if isinstance(fact, Mapping):
        return formats.in_language(fact, lang)
    if isinstance(fact, Period):
        return formats.period_text(fact, lang)
    if isinstance(fact, date):
        return formats.date_text(fact, lang)
    if name in _VALUES | _DIFFERENCES and isinstance(fact, int | float):
        unit, decimals = _word("unit", facts["unit"], facts, lang), int(str(facts["decimals"]))
        is_difference = name in _DIFFERENCES
        return (
            difference_text(fact, unit, decimals) if is_difference else formats.value_text(fact, unit, decimals, lang)
        )
    return formats.NOTHING if fact is None else str(fact)
