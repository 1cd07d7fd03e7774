"""What happened is written down for subscribers in the transaction in which it happens."""

import uuid
from datetime import datetime

from django.conf import settings

from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.agreements.types import GrantState
from kotacerdas.apps.exchange import models
from kotacerdas.apps.exchange.types import Dataset, Happening, SubmissionState, SubscriptionState


def note_release(release: models.Release, dataset: Dataset, *, at: datetime) -> None:
    """A release came into force."""
    models.OutboxEvent.objects.create(
        uid=f"release-{release.pk}",
        kind=Happening.RELEASE_PUBLISHED.value,
        subject=f"release/{release.pk}",
        dataset_name=dataset.name,
        area_code=release.area_code,
        data={
            "release": release.pk,
            "dataset": dataset.name,
            "period": release.period,
            "area": release.area_code,
            "rows": release.rows,
            "sha256": release.sha256,
            "contract_version": release.contract.version,
            "url": f"{settings.PUBLIC_URL}/api/v1/releases/{release.pk}",
            "manifest": f"{settings.PUBLIC_URL}/api/v1/releases/{release.pk}/manifest",
        },
        at=at,
    )


def note_letter(row: models.Submission, state: SubmissionState, *, at: datetime) -> None:
    """Rows go back with a letter; only the agency that handed them in is told."""
    models.OutboxEvent.objects.create(
        uid=f"returned-{row.pk}",
        kind=Happening.SUBMISSION_RETURNED.value,
        subject=f"submission/{row.pk}",
        dataset_name=row.dataset.name,
        area_code=row.area_code,
        agency_code=row.agency_code or row.dataset.producer_code,
        data={
            "submission": row.pk,
            "dataset": row.dataset.name,
            "period": row.period,
            "area": row.area_code,
            "state": state.value,
            "answer_by": row.answer_by.isoformat() if row.answer_by else None,
            "url": f"{settings.PUBLIC_URL}/api/v1/submissions/{row.pk}",
        },
        at=at,
    )


def note_test(row: models.Subscription, *, at: datetime) -> models.OutboxEvent:
    """A message that says nothing but that messages arrive; it goes to one subscription."""
    event: models.OutboxEvent = models.OutboxEvent.objects.create(
        uid=f"test-{uuid.uuid4().hex}",
        kind=Happening.TEST.value,
        subject=f"subscription/{row.pk}",
        dataset_name=row.dataset_name,
        agency_code=row.agency_code,
        data={"subscription": row.pk},
        at=at,
        spread_at=at,
    )
    return event


def note_closed_grants(*, at: datetime) -> int:
    """Grants of subscribing agencies that were closed since they subscribed; each is written down once."""
    live = models.Subscription.objects.exclude(state=SubscriptionState.DELETED.value)
    since: dict[str, datetime] = dict(live.order_by("-created_at").values_list("agency_code", "created_at"))
    closed = [
        grant
        for agency, begin in since.items()
        for grant in agreements.list_grants(agency_code=agency, states=[GrantState.CLOSED])
        if grant.closed_at is not None and grant.closed_at >= begin
    ]
    uids = {f"grant-closed-{grant.id}": grant for grant in closed}
    known = set(models.OutboxEvent.objects.filter(uid__in=uids).values_list("uid", flat=True))
    new = {uid: grant for uid, grant in uids.items() if uid not in known}
    models.OutboxEvent.objects.bulk_create(
        (
            models.OutboxEvent(
                uid=uid,
                kind=Happening.GRANT_CLOSED.value,
                subject=f"grant/{grant.id}",
                dataset_name=grant.dataset_name,
                agency_code=grant.grantee_code,
                data={
                    "grant": grant.id,
                    "dataset": grant.dataset_name,
                    "reason": grant.close_reason.value if grant.close_reason else "",
                    "closed_at": grant.closed_at.isoformat() if grant.closed_at else None,
                },
                at=grant.closed_at or at,
            )
            for uid, grant in new.items()
        ),
        ignore_conflicts=True,
    )
    return len(new)
