"""Background work of the accounts app."""

from django.utils import timezone
from django_tasks import task

from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import SYSTEM


@task()
def verify_chain(verification_id: int) -> bool:
    """Follow the audit chain for a verification that was begun; whether it is whole. Repeating it is safe."""
    return audit.run_verification(verification_id=verification_id, by=SYSTEM, at=timezone.now()).is_whole
