"""Who decides about removals."""

from kotacerdas.apps.exchange.errors import NotTheRemover, ReleaseRemoved, SubmissionRemoved
from kotacerdas.apps.exchange.types import Dataset, Release, Submission
from kotacerdas.kernel.actors import Actor, Role


_REMOVERS = (Role.DATA_STEWARD, Role.ADMINISTRATOR)


def decides_removals(actor: Actor) -> bool:
    """Whether the actor has a role that decides about removals at all."""
    return actor.has(*_REMOVERS)


def may_remove(actor: Actor, dataset: Dataset) -> bool:
    """Whether the actor decides about removals of a dataset: its steward, within their area."""
    home = dataset.home_code
    return decides_removals(actor) and (actor.may_view(home) or actor.may_capture(home))


def check_can_remove(actor: Actor, dataset: Dataset) -> None:
    """Raise :class:`NotTheRemover` unless :func:`may_remove`."""
    if not may_remove(actor, dataset):
        raise NotTheRemover


def check_is_here(release: Release) -> None:
    """Raise :class:`ReleaseRemoved` when its rows are gone."""
    if release.removed_at is not None:
        raise ReleaseRemoved(number=release.id, date=release.removed_at.date().isoformat())


def check_files_are_here(submission: Submission) -> None:
    """Raise :class:`SubmissionRemoved` when its files are gone."""
    if submission.removed_at is not None:
        raise SubmissionRemoved(number=submission.id, date=submission.removed_at.date().isoformat())
