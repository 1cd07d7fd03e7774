"""The daily work writes down what the dates have decided already."""

from datetime import date

import pytest

from kotacerdas.apps.agreements import queries
from kotacerdas.apps.agreements.tasks import keep_agreements
from kotacerdas.apps.agreements.types import AgreementKind, AgreementState
from kotacerdas.apps.audit import queries as audit
from tests.apps.agreements.made import DINKES, DPMD, make_agreement


@pytest.mark.usefixtures("agencies")
def test_what_lapsed_is_ended_and_what_began_is_in_force():
    lapsed = make_agreement(
        DINKES, DPMD, number="MoU/1", kind=AgreementKind.MEMORANDUM, since=date(2020, 1, 1), until=date(2021, 1, 1)
    )
    under = make_agreement(DINKES, DPMD, number="PKS/1", since=date(2020, 1, 1), until=None, parent=lapsed)
    begun = make_agreement(
        DINKES, DPMD, number="PKS/2", state=AgreementState.REGISTERED, since=date(2020, 1, 1), until=date(2090, 1, 1)
    )

    assert keep_agreements.call() == 2
    assert keep_agreements.call() == 0

    states = [queries.get_agreement(row.pk).state for row in (lapsed, under, begun)]
    assert states == [AgreementState.ENDED, AgreementState.ENDED, AgreementState.IN_FORCE]
    assert sorted(event.action for event in audit.list_events()) == ["agreements.began", "agreements.ended"]
