"""Reads of the masterplan, one file per aggregate."""

from kotacerdas.apps.masterplan.queries.pillars import (
    get_pillar,
    get_pillar_set,
    list_pillar_links,
    list_pillar_sets,
)
from kotacerdas.apps.masterplan.queries.plans import find_plan, get_plan
from kotacerdas.apps.masterplan.queries.programmes import get_programme, list_programmes, list_quick_wins
from kotacerdas.apps.masterplan.queries.sentences import explain_status
from kotacerdas.apps.masterplan.queries.statuses import UNITS, count_states, get_status, list_statuses, preview_status
from kotacerdas.apps.masterplan.queries.targets import find_target_on, get_target, list_targets


__all__ = [
    "UNITS",
    "count_states",
    "explain_status",
    "find_plan",
    "find_target_on",
    "get_pillar",
    "get_pillar_set",
    "get_plan",
    "get_programme",
    "get_status",
    "get_target",
    "list_pillar_links",
    "list_pillar_sets",
    "list_programmes",
    "list_quick_wins",
    "list_statuses",
    "list_targets",
    "preview_status",
]
