"""What tests of agreements stand on."""

import pytest

from tests.apps.agreements.made import DINKES, DPMD, KOMDIGI, SETDA, make_agencies, make_offices


@pytest.fixture
def agencies(db) -> None:
    """Agencies of a regency and a ministry, each with a head's office."""
    make_agencies()
    make_offices(DINKES, DPMD, SETDA, KOMDIGI)
