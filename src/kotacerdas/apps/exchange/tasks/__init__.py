"""Background work of the exchange."""

from django.utils import timezone
from django_tasks import task

from kotacerdas.apps.exchange import operations
from kotacerdas.kernel.actors import SYSTEM


@task()
def process_submission(submission_id: int) -> str:
    """Check a received file; repeating it is safe. Returns the state reached."""
    return operations.process(submission_id=submission_id, by=SYSTEM, at=timezone.now()).state.value
