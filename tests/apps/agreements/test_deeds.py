"""What happened is noted once."""

from django.db import transaction

from kotacerdas.apps.agreements import models, operations
from kotacerdas.apps.agreements.types import DeedKind
from kotacerdas.apps.audit import queries as audit
from kotacerdas.kernel.areas import AreaCode
from tests.apps.agreements.made import DINKES, make_staff


def note(now, reference="release/12", kind=DeedKind.DATASET_DELIVERED):
    return operations.note_deed(
        kind=kind,
        subject="penimbangan_balita",
        agency_code=DINKES,
        area_code=AreaCode("51.02"),
        period="2026-10",
        reference=reference,
        by=make_staff(DINKES),
        at=now,
    )


def test_a_deed_is_noted_once_with_its_proof(db, now):
    assert note(now) is True
    assert note(now) is False
    assert note(now, "release/13") is True

    assert list(models.Deed.objects.order_by("id").values_list("reference", flat=True)) == ["release/12", "release/13"]
    assert [event.target for event in audit.list_events(action="agreements.deed_noted")] == ["release/13", "release/12"]


def test_a_deed_goes_with_the_transaction_it_was_noted_in(transactional_db, now):
    with transaction.atomic():
        note(now)
        transaction.set_rollback(True)

    assert not models.Deed.objects.exists()
    assert not audit.list_events()
