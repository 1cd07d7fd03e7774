"""The demo's agreements, made through the doors: what is in force, what is about to end, and what an end has closed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kotacerdas.apps.accounts import operations as accounts
from kotacerdas.apps.agencies import operations as agencies
from kotacerdas.apps.agreements import queries
from kotacerdas.apps.agreements.types import AgreementState, GrantState, Match, SignatureState
from kotacerdas.demo import agreements
from kotacerdas.demo.officers import create_officers
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.lake import files
from kotacerdas.signing.reports import Verdict
from tests.makers import make_area_tree


pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture
def people(settings, lake_folder):
    """Agencies and accounts of the demo, and a folder for the certificates it trusts."""
    settings.IS_DEMO = True
    settings.ROOTS_FOLDER = settings.DATA_FOLDER / "roots"
    make_area_tree()
    agencies.load_agencies(by=SYSTEM, at=AT)
    accounts.create_demo_accounts(by=SYSTEM, at=AT)
    create_officers(regency=AreaCode("51.02"), at=AT)


def test_the_demo_shows_every_state_an_agreement_can_be_seen_in(people, lake_folder):
    made = agreements.create_agreements(at=AT)

    by_number = {each.number: each for each in queries.list_agreements()}
    memorandum = by_number[agreements.MEMORANDUM]
    soon = [each for each in by_number.values() if each.until and each.until - TODAY == timedelta(days=40)]
    [ended] = [each for each in by_number.values() if each.state is AgreementState.TERMINATED]
    [negotiated] = [each for each in by_number.values() if each.state is AgreementState.NEGOTIATION]
    assert made == len(by_number)
    assert memorandum.state is AgreementState.IN_FORCE
    assert [each.state for each in soon] == [AgreementState.IN_FORCE]
    assert negotiated.version == 2
    assert {grant.state for grant in queries.list_grants(agreement_id=ended.id)} == {GrantState.CLOSED}
    assert queries.list_open_grants("51.02/bappeda", "rumah_tangga", TODAY)
    assert not queries.list_open_grants("51.02/dpmptsp", "umkm", TODAY)
    assert {each.state for each in queries.list_signatures(memorandum.id)} == {SignatureState.SIGNED}
    signed = files.path_of(lake_folder, memorandum.signed_sha256).read_bytes()
    report, entry = queries.verify_file(signed, at=AT)
    assert (report.verdict, entry.match) == (Verdict.TRUSTED, Match.FINAL)
    assert agreements.create_agreements(at=AT) == 0
