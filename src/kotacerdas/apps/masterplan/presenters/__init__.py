"""Frozen page objects of the masterplan: what a template shows, ready in the active language."""

from kotacerdas.apps.masterplan.presenters.indicator import present_indicator_target
from kotacerdas.apps.masterplan.presenters.pillar import present_pillar
from kotacerdas.apps.masterplan.presenters.plan import PlanFilter, present_plan
from kotacerdas.apps.masterplan.presenters.planning import (
    make_change_form,
    make_new_form,
    present_choice,
    present_preview,
    present_removal,
    present_target_form,
)
from kotacerdas.apps.masterplan.presenters.programme import present_programme
from kotacerdas.apps.masterplan.presenters.programming import (
    Clash,
    make_programme_form,
    present_clash,
    present_programme_form,
    reshape_programme_form,
)
from kotacerdas.apps.masterplan.presenters.target import present_target


__all__ = [
    "Clash",
    "PlanFilter",
    "make_change_form",
    "make_new_form",
    "make_programme_form",
    "present_choice",
    "present_clash",
    "present_indicator_target",
    "present_pillar",
    "present_plan",
    "present_preview",
    "present_programme",
    "present_programme_form",
    "present_removal",
    "present_target",
    "present_target_form",
    "reshape_programme_form",
]
