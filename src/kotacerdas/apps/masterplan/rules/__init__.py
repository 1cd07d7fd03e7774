"""Pure decisions of the masterplan: who may plan, which paths can be judged, how a target stands."""

from kotacerdas.apps.masterplan.rules.judging import (
    COVERAGE_FOR_GREEN,
    COVERAGE_TO_JUDGE,
    OLDEST_YEARS,
    WAY_FOR_AT_RISK,
    judge,
)
from kotacerdas.apps.masterplan.rules.planning import (
    check_may_plan,
    check_path,
    check_percent,
    check_programme_years,
    may_plan,
    suggest_final,
    suggest_path,
)
from kotacerdas.apps.masterplan.rules.versions import check_reason, check_version, version_of


__all__ = [
    "COVERAGE_FOR_GREEN",
    "COVERAGE_TO_JUDGE",
    "OLDEST_YEARS",
    "WAY_FOR_AT_RISK",
    "check_may_plan",
    "check_path",
    "check_percent",
    "check_programme_years",
    "check_reason",
    "check_version",
    "judge",
    "may_plan",
    "suggest_final",
    "suggest_path",
    "version_of",
]
