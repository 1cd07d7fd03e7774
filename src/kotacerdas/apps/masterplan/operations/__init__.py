"""Writes of the masterplan, one file per aggregate."""

from kotacerdas.apps.masterplan.operations.pillars import load_pillar_sets
from kotacerdas.apps.masterplan.operations.plans import load_plan
from kotacerdas.apps.masterplan.operations.programmes import add_programme, change_programme
from kotacerdas.apps.masterplan.operations.targets import add_target, change_target, remove_target, restore_target


__all__ = [
    "add_programme",
    "add_target",
    "change_programme",
    "change_target",
    "load_pillar_sets",
    "load_plan",
    "remove_target",
    "restore_target",
]
