"""What waits for a person: letters nobody has answered yet."""

import pytest

from kotacerdas.apps.exchange.models import ContractVersion, Submission
from kotacerdas.kernel.actors import Role
from kotacerdas.site.presenters.work import present_work
from tests import makers


@pytest.fixture
def hand_in(tabanan, now):
    """Write down a submission of the first dataset, returned in part or released whole."""
    contract = ContractVersion.objects.select_related("dataset").order_by("pk")[0]

    def put(area: str, *, failed: int) -> Submission:
        return Submission.objects.create(
            dataset=contract.dataset,
            contract=contract,
            period="2026",
            area_code=area,
            file_name="data.csv",
            file_sha256="a" * 64,
            file_size=10,
            state="partly_released" if failed else "released",
            submitted_by="sekdes",
            submitted_by_name="Sekretaris",
            received_at=now,
            checked_at=now,
            rows_read=5,
            rows_kept=5 - failed,
            rows_failed=failed,
            failures_sha256="b" * 64 if failed else "",
            answer_by=now.date() if failed else None,
        )

    return put


def letters_of(role: Role, now) -> list[str]:
    page = present_work(makers.make_actor(role, username="orang", view=["51.02"]), on=now.date())
    return [row.href for row in page.tasks[-1].rows]


def test_a_letter_waits_until_a_newer_file_answers_it(hand_in, now):
    answered, waiting = hand_in("51.02.01.2001", failed=2), hand_in("51.02.01.2002", failed=1)
    hand_in("51.02.01.2001", failed=0)

    links = letters_of(Role.DATA_STEWARD, now)

    assert links == [f"/data/setoran/{waiting.pk}/surat/"]
    assert str(answered.pk) not in links[0]


def test_who_may_not_see_rows_is_led_to_the_submission(hand_in, now):
    waiting = hand_in("51.02.01.2002", failed=1)

    assert letters_of(Role.DATA_SUPERVISOR, now) == [f"/data/setoran/{waiting.pk}/"]
