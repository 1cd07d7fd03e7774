"""What can go wrong in the masterplan.

Refusal
├── NotFound: PlanNotFound, PillarNotFound, ProgrammeNotFound, TargetNotFound
├── Denied: MayNotPlan
├── Conflict: PlanAlreadyLoaded, TargetExists, ProgrammeExists
├── PathRefused: PathEmpty, PathOutOfOrder, PathTurnsBack
└── PlanRefused, NamesUnknown, PercentRefused, NotATarget, ProgrammeYearsRefused
"""

from kotacerdas.kernel.errors import Conflict, Denied, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class PlanNotFound(NotFound):
    """No plan is loaded for the area."""

    code = "masterplan.plan_not_found"
    sentence = gettext_noop("No masterplan is kept here for area %(area_code)s.")


class PillarNotFound(NotFound):
    """No such pillar or pillar set."""

    code = "masterplan.pillar_not_found"
    sentence = gettext_noop("There is no pillar or pillar set “%(code)s”.")


class ProgrammeNotFound(NotFound):
    """No such programme."""

    code = "masterplan.programme_not_found"
    sentence = gettext_noop("There is no programme “%(code)s” in the plan.")


class TargetNotFound(NotFound):
    """No such target, or it was removed."""

    code = "masterplan.target_not_found"
    sentence = gettext_noop("There is no target number %(target_id)s in the plan; it may have been removed.")


class MayNotPlan(Denied):
    """Only planners change the plan, and only for their own area."""

    code = "masterplan.may_not_plan"
    sentence = gettext_noop("Only the planning agency of %(area_code)s may change its masterplan.")


class PlanAlreadyLoaded(Conflict):
    """The same version was loaded with other content."""

    code = "masterplan.plan_already_loaded"
    sentence = gettext_noop(
        "Version %(version)s of the plan of %(area_code)s is already loaded with other content. "
        "Give the changed file a new version number."
    )


class TargetExists(Conflict):
    """One indicator has one path per area."""

    code = "masterplan.target_exists"
    sentence = gettext_noop(
        "The plan of %(area_code)s already has a target on indicator %(indicator_code)s. Change that one instead."
    )


class ProgrammeExists(Conflict):
    """The programme's code is taken."""

    code = "masterplan.programme_exists"
    sentence = gettext_noop("The plan already has a programme with the code “%(code)s”.")


class PlanRefused(Refusal):
    """The plan file has not the agreed shape."""

    code = "masterplan.plan_refused"
    sentence = gettext_noop("The plan file %(file)s cannot be read: %(problem)s")


class NamesUnknown(Refusal):
    """A plan, programme or target names codes nobody knows: agencies, areas, indicators, pillars or goals."""

    code = "masterplan.names_unknown"
    sentence = gettext_noop("The plan names %(codes)s, which is not known here.")


class PercentRefused(Refusal):
    """A quick win is between nothing and all done."""

    code = "masterplan.percent_refused"
    sentence = gettext_noop("%(percent)s %% done is not possible. Write a number from 0 to 100.")


class NotATarget(Refusal):
    """A context figure, of which neither more nor less is better."""

    code = "masterplan.not_a_target"
    sentence = gettext_noop(
        "Indicator %(indicator_code)s gives context only: neither more nor less of it is better, so it takes no target."
    )


class PathRefused(Refusal):
    """A target path that cannot be judged."""

    code = "masterplan.path_refused"
    sentence = gettext_noop("This path cannot be used.")


class PathEmpty(PathRefused):
    """A path needs at least one wanted value."""

    code = "masterplan.path_empty"
    sentence = gettext_noop("Write what is wanted in at least one year.")


class PathOutOfOrder(PathRefused):
    """The years of a path do not follow its baseline."""

    code = "masterplan.path_out_of_order"
    sentence = gettext_noop("%(period)s is not after the baseline of %(baseline_period)s, or is named twice.")


class PathTurnsBack(PathRefused):
    """A year wants something worse than the year before."""

    code = "masterplan.path_turns_back"
    sentence = gettext_noop(
        "%(wanted)s in %(period)s is worse than %(before)s wanted before it. A path may rest, but not turn back."
    )


class ProgrammeYearsRefused(Refusal):
    """A programme that ends before it starts."""

    code = "masterplan.programme_years_refused"
    sentence = gettext_noop("The programme ends in %(ends_in)s, before it starts in %(starts_in)s.")


class ProgrammeMoved(Conflict):
    """Somebody else changed the programme after the actor had opened it."""

    code = "masterplan.programme_moved"
    sentence = gettext_noop("Somebody changed the programme “%(code)s” after you opened it. Nothing was overwritten.")


class StopReasonMissing(Refusal):
    """A programme is not stopped without a word."""

    code = "masterplan.stop_reason_missing"
    sentence = gettext_noop("Write why the programme is stopped.")
