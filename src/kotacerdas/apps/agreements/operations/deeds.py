"""Note what happened, so that duties can be measured."""

from datetime import datetime

from django.db import transaction

from kotacerdas.apps.agreements import models
from kotacerdas.apps.agreements.types import DeedKind
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode


@transaction.atomic
def note_deed(
    *,
    kind: DeedKind,
    subject: str,
    agency_code: str,
    area_code: AreaCode,
    period: str,
    reference: str,
    by: Actor,
    at: datetime,
) -> bool:
    """Note one deed inside the caller's transaction; return whether it was new.

    ``subject`` is a dataset name, a mentoring stage or a programme; ``reference`` names the proof (``release/12``) and
    makes repeating harmless: the same kind and reference are noted once.
    """
    _, is_new = models.Deed.objects.get_or_create(
        kind=kind.value,
        reference=reference,
        defaults={
            "subject": subject,
            "agency_code": agency_code,
            "area_code": area_code,
            "period": period,
            "at": at,
        },
    )
    if is_new:
        audit.record(
            action="agreements.deed_noted",
            target=reference,
            by=by,
            at=at,
            facts={"kind": kind.value, "subject": subject, "agency": agency_code, "period": period},
        )
    return is_new
