"""What a planner types, cleaned."""

from kotacerdas.apps.masterplan.forms.programme import Offer, ProgrammeForm
from kotacerdas.apps.masterplan.forms.target import TargetForm


__all__ = ["Offer", "ProgrammeForm", "TargetForm"]
