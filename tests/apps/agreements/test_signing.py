"""Two parties sign one file, in order or not, with the service up or down, by certificate or in ink."""

import subprocess
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from kotacerdas.apps.agencies import operations as agencies
from kotacerdas.apps.agreements import models, operations, queries
from kotacerdas.apps.agreements.errors import (
    KeyNotFound,
    MayNotSign,
    NotYourTurn,
    WrongAgreementState,
    WrongSignatureState,
)
from kotacerdas.apps.agreements.types import (
    AgreementKind,
    AgreementState,
    Capacity,
    Match,
    SignatureMethod,
    SignatureState,
    SigningOrder,
)
from kotacerdas.lake import files
from kotacerdas.signing import keys
from kotacerdas.signing.errors import NotAPdf, WrongPassphrase
from kotacerdas.signing.reports import Verdict
from tests.apps.agreements.made import DINKES, DPMD, GRANTEE, OWNER, REVIEWER, agree, draft, make_staff
from tests.makers import make_administrator


pytestmark = pytest.mark.usefixtures("agencies")
HEAD, OTHER_HEAD = make_staff(DINKES, username="kadis-dinkes"), make_staff(DPMD, username="kadis-dpmd")
SECRET, NEW_SECRET = "empat kata untuk membuka", "empat kata yang lain lagi"
BEFORE = datetime(2026, 10, 1, tzinfo=UTC)
DEAD = "http://127.0.0.1:9/"  # the discard port: nothing answers there


@pytest.fixture(scope="module")
def authority() -> keys.KeyFile:
    return keys.make_authority(
        name="Otoritas Tabanan", organization="Pemerintah Kabupaten Tabanan", passphrase=SECRET, at=BEFORE
    )


@pytest.fixture(scope="module")
def office_keys(authority) -> dict[str, bytes]:
    """A key file for each head; making one takes a while."""
    return {
        agency: keys.make_office_key(
            authority=authority.p12,
            authority_passphrase=SECRET,
            holder=keys.Holder(person=f"Kepala {agency}", position="Kepala", office=agency, organization="Tabanan"),
            passphrase=SECRET,
            at=BEFORE,
        ).p12
        for agency in (DINKES, DPMD)
    }


@pytest.fixture
def roots(settings, lake_folder, authority) -> Path:
    """A folder of trusted certificates with the regency's own authority."""
    settings.ROOTS_FOLDER = settings.DATA_FOLDER / "roots"
    folder = settings.ROOTS_FOLDER / "node"
    folder.mkdir(parents=True)
    (folder / "tabanan.cer").write_bytes(authority.certificate)
    return settings.ROOTS_FOLDER


def appoint(office: str, username: str, *, since=date(2026, 1, 1), is_acting=False, until=None) -> None:
    agencies.appoint(
        office_code=office,
        person_name=f"Orang {username}",
        since=since,
        until=until,
        is_acting=is_acting,
        username=username,
        source="SK Bupati 821/1/2026",
        by=make_administrator(),
        at=BEFORE,
    )


@pytest.fixture
def heads(roots, office_keys, now) -> None:
    """A head in each office, each with a key."""
    for actor, agency in ((HEAD, DINKES), (OTHER_HEAD, DPMD)):
        appoint(f"{agency}/kepala", actor.username)
        operations.add_office_key(
            office_code=f"{agency}/kepala",
            pkcs12=office_keys[agency],
            passphrase=SECRET,
            new_passphrase=NEW_SECRET,
            by=actor,
            at=now,
        )


def begin(now, **terms):
    return operations.begin_signing(agreement_id=agree(now, draft(now, **terms)).id, by=OWNER, at=now)


def sign(now, agreement, actor, agency, passphrase=NEW_SECRET):
    return operations.sign_agreement(
        agreement_id=agreement.id, agency_code=agency, passphrase=passphrase, by=actor, at=now
    )


def kept(lake_folder: Path, sha256: str) -> Path:
    return files.path_of(lake_folder, sha256)


def test_two_agencies_sign_one_file_that_other_tools_accept(now, heads, lake_folder, tmp_path):
    agreement = begin(now)

    first = sign(now, agreement, HEAD, DINKES)
    second = sign(now, agreement, OTHER_HEAD, DPMD)

    assert [each.state for each in (first, second)] == [SignatureState.SIGNED, SignatureState.SIGNED]
    signed = queries.get_agreement(agreement.id)
    assert (signed.state, signed.signed_sha256) == (AgreementState.SIGNED, second.file_sha256)
    path = tmp_path / "signed.pdf"
    path.write_bytes(kept(lake_folder, signed.signed_sha256).read_bytes())
    told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature Validation: Signature is Valid.") == 2
    report, entry = queries.verify_file(path.read_bytes(), at=now)
    assert (report.verdict, entry.match, entry.agreement) == (Verdict.TRUSTED, Match.FINAL, signed)
    assert any("SK Bupati 821/1/2026" in str(facts) for _, facts in entry.proven)

    broken = bytearray(path.read_bytes())
    broken[len(broken) // 3] ^= 1
    path.write_bytes(broken)
    told = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False).stdout
    assert told.count("Signature Validation: Signature is Valid.") < 2

    registered = operations.register_agreement(
        agreement_id=agreement.id, register_number="001/PKS/2026", by=REVIEWER, at=now
    )
    assert registered.state is AgreementState.IN_FORCE
    assert len(queries.list_open_grants(DPMD, "penimbangan_balita", date(2026, 11, 2))) == 1


def test_signing_in_order_waits_for_who_comes_first(now, heads):
    agreement = begin(now, signing_order=SigningOrder.IN_ORDER)

    with pytest.raises(NotYourTurn, match=DINKES):
        sign(now, agreement, OTHER_HEAD, DPMD)
    sign(now, agreement, HEAD, DINKES)
    sign(now, agreement, OTHER_HEAD, DPMD)

    assert queries.get_agreement(agreement.id).state is AgreementState.SIGNED


def test_nobody_signs_without_authority_key_or_passphrase(now, heads):
    agreement = begin(now)

    with pytest.raises(MayNotSign):
        sign(now, agreement, OWNER, DINKES)
    with pytest.raises(MayNotSign):
        sign(now, agreement, HEAD, DPMD)
    with pytest.raises(WrongPassphrase):
        sign(now, agreement, HEAD, DINKES, passphrase="bukan kata yang benar")
    operations.revoke_office_key(office_code=f"{DINKES}/kepala", by=HEAD, at=now)
    with pytest.raises(KeyNotFound):
        sign(now, agreement, HEAD, DINKES)

    assert queries.get_signature(agreement.id, DINKES).state is SignatureState.WAITING


def test_an_acting_official_signs_in_place_of_the_appointed_one(now, heads):
    stand_in = make_staff(DINKES, username="plh-dinkes")
    appoint(f"{DINKES}/kepala", stand_in.username, since=date(2026, 11, 1), until=date(2026, 11, 10), is_acting=True)
    agreement = begin(now)

    with pytest.raises(MayNotSign):
        sign(now, agreement, HEAD, DINKES)
    found = queries.find_authority(stand_in, f"{DINKES}/kepala", kind=agreement.kind, on=date(2026, 11, 9))
    assert found is not None
    assert found.capacity is Capacity.ACTING
    day_after = date(2026, 11, 10)
    assert queries.find_authority(stand_in, f"{DINKES}/kepala", kind=agreement.kind, on=day_after) is None
    assert queries.find_authority(HEAD, f"{DINKES}/kepala", kind=agreement.kind, on=day_after) is not None


def test_a_mandate_covers_its_days_and_kinds(now, heads, django_user_model):
    deputy = make_staff(DPMD, username="sekretaris-dpmd")
    django_user_model.objects.create(username=deputy.username, display_name="Sekretaris DPMD")
    mandate = operations.give_mandate(
        office_code=f"{DPMD}/kepala",
        username=deputy.username,
        kinds=[AgreementKind.COOPERATION],
        decree="Surat Kuasa 12/2026",
        since=date(2026, 11, 1),
        until=date(2026, 12, 1),
        by=make_administrator(),
        at=now,
    )

    def capacity(kind: AgreementKind, on: date) -> Capacity | None:
        found = queries.find_authority(deputy, f"{DPMD}/kepala", kind=kind, on=on)
        return found.capacity if found else None

    assert capacity(AgreementKind.COOPERATION, date(2026, 11, 2)) is Capacity.MANDATE
    assert capacity(AgreementKind.MEMORANDUM, date(2026, 11, 2)) is None
    assert capacity(AgreementKind.COOPERATION, date(2026, 10, 31)) is None
    operations.end_mandate(mandate_id=mandate.id, on=date(2026, 11, 2), by=make_administrator(), at=now)
    assert capacity(AgreementKind.COOPERATION, date(2026, 11, 2)) is None


def test_while_the_service_is_down_the_signature_is_queued_and_not_lost(now, heads, settings):
    agreement = begin(now)
    settings.TSA_URL = DEAD

    queued = sign(now, agreement, HEAD, DINKES)
    again = operations.retry_signature(agreement_id=agreement.id, agency_code=DINKES, by=REVIEWER, at=now)
    row = models.SignatureRequest.objects.get(pk=queued.id)

    assert (queued.state, again.attempts, again.signed_by) == (SignatureState.QUEUED, 2, HEAD.username)
    assert queued.problem == "signing.time_stamp_unavailable"
    assert NEW_SECRET.encode() not in bytes(row.sealed)
    settings.TSA_URL = ""
    done = operations.retry_signature(agreement_id=agreement.id, agency_code=DINKES, by=REVIEWER, at=now)
    row.refresh_from_db()
    assert (done.state, done.signed_name, bytes(row.sealed)) == (
        SignatureState.SIGNED,
        f"Orang {HEAD.username}",
        b"",
    )
    with pytest.raises(WrongSignatureState):
        operations.retry_signature(agreement_id=agreement.id, agency_code=DINKES, by=REVIEWER, at=now)


def test_a_passphrase_waits_no_longer_than_a_day(now, heads, settings):
    agreement = begin(now)
    settings.TSA_URL = DEAD
    sign(now, agreement, HEAD, DINKES)

    back = operations.retry_signature(
        agreement_id=agreement.id, agency_code=DINKES, by=REVIEWER, at=now + timedelta(hours=25)
    )

    assert back.state is SignatureState.WAITING
    assert bytes(models.SignatureRequest.objects.get(pk=back.id).sealed) == b""


def test_a_scan_of_ink_is_taken_at_a_lower_assurance(now, heads, lake_folder):
    agreement = begin(now)
    scan = kept(lake_folder, agreement.document_sha256).read_bytes()

    with pytest.raises(NotAPdf):
        operations.sign_by_scan(
            agreement_id=agreement.id, agency_code=DPMD, file=BytesIO(b"GIF89a"), by=GRANTEE, at=now
        )
    inked = operations.sign_by_scan(
        agreement_id=agreement.id, agency_code=DPMD, file=BytesIO(scan + b"\n%scan"), by=GRANTEE, at=now
    )
    sign(now, agreement, HEAD, DINKES)

    assert (inked.state, inked.method, inked.signed_name) == (
        SignatureState.SIGNED,
        SignatureMethod.SCAN,
        f"Orang {OTHER_HEAD.username}",
    )
    entry = queries.find_by_file(inked.file_sha256, date(2026, 11, 2))
    assert entry.match is Match.SCAN
    assert any("ink" in sentence for sentence, _ in entry.not_proven)


def test_who_declines_sends_it_back_to_be_negotiated(now, heads):
    agreement = begin(now)
    sign(now, agreement, HEAD, DINKES)

    back = operations.decline_signature(
        agreement_id=agreement.id, agency_code=DPMD, reason="Jangka waktunya terlalu lama.", by=OTHER_HEAD, at=now
    )

    assert (back.state, back.document_sha256) == (AgreementState.NEGOTIATION, "")
    assert queries.list_signatures(agreement.id) == ()
    with pytest.raises(WrongAgreementState):
        operations.begin_signing(agreement_id=agreement.id, by=OWNER, at=now)
    operations.accept_text(agreement_id=agreement.id, version=1, by=GRANTEE, at=now)
    assert operations.begin_signing(agreement_id=agreement.id, by=OWNER, at=now).state is AgreementState.SIGNING


def test_a_code_leads_to_what_the_register_says(now, heads):
    agreement = begin(now)

    entry = queries.find_by_code(f" {agreement.verification_code.lower()} ", date(2026, 11, 2))

    assert (entry.match, entry.agreement, entry.is_in_force) == (Match.CODE, agreement, False)
    assert queries.find_by_code("TIDAKADA", date(2026, 11, 2)).match is Match.UNKNOWN
