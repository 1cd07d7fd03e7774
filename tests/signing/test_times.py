"""Time-stamps of a real authority on loopback, and what happens without one."""

import socket
from datetime import timedelta

import pytest

from kotacerdas.signing import pdf
from kotacerdas.signing.errors import TimeStampUnavailable, ValidationDataMissing
from kotacerdas.signing.levels import Level, Shortfall
from kotacerdas.signing.reports import Later, Standing, Verdict
from kotacerdas.signing.times import TimeAuthority
from kotacerdas.signing.verification import Trust
from tests.signing.authority import RealAuthority
from tests.signing.made import AT, SEATS, Regency, ask_pdfsig, check, make_document, make_office, put_signature


VALID = "Signature is Valid."


@pytest.fixture
def nobody() -> TimeAuthority:
    """An address where nobody answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return TimeAuthority(f"http://127.0.0.1:{probe.getsockname()[1]}/tsa", timeout=2)


@pytest.fixture
def body() -> bytes:
    return pdf.prepare(make_document(), SEATS)


def trust_of(regency: Regency, authority: RealAuthority) -> Trust:
    return Trust(regency.trust.roots, authority.times.roots, regency.trust.call_backs)


def codes(statements) -> set[str]:
    return {statement.code for statement in statements}


def test_with_an_authority_a_signature_reaches_the_highest_level(body, regency, authority, tmp_path):
    made = put_signature(body, regency.offices[0], "party-0", times=authority.times, call_backs=(regency.call_backs,))

    assert made.level is Level.LTA
    assert made.shortfalls == ()
    assert made.proven_at == AT
    assert ask_pdfsig(tmp_path, made.pdf)[0] == VALID


def test_the_proven_time_is_told_and_nothing_is_left_of_the_claim(body, regency, authority):
    made = put_signature(body, regency.offices[0], "party-0", times=authority.times, call_backs=(regency.call_backs,))

    report = check(made.pdf, trust_of(regency, authority))
    signature = report.signatures[0]

    assert report.verdict is Verdict.TRUSTED
    assert (signature.level, signature.later, signature.proven_at) == (Level.LTA, Later.EVIDENCE, AT)
    assert signature.time_authority == "Jam Otoritas Waktu"
    assert {"time_proven", "still_counted", "later_evidence"} <= codes(signature.proven)
    assert "time_claimed" not in codes(signature.not_proven)
    assert [stamp.is_trusted for stamp in report.time_stamps] == [True]


def test_three_parties_reach_the_highest_level_on_one_file(body, regency, authority, tmp_path):
    for office, seat in zip(regency.offices, SEATS, strict=True):
        made = put_signature(body, office, seat.name, times=authority.times, call_backs=(regency.call_backs,))
        body = made.pdf

    report = check(body, trust_of(regency, authority))

    assert report.verdict is Verdict.TRUSTED
    assert [each.level for each in report.signatures] == [Level.LTA] * 3
    assert ask_pdfsig(tmp_path, body).count(VALID) >= 3


def test_an_unknown_authority_proves_no_time(body, regency, authority):
    made = put_signature(body, regency.offices[0], "party-0", times=authority.times, call_backs=(regency.call_backs,))

    signature = check(made.pdf, regency.trust).signatures[0]

    assert signature.proven_at is None
    assert {"time_unconfirmed", "time_claimed"} <= codes(signature.not_proven)


def test_without_the_authority_s_root_the_stamp_is_put_on_and_no_more(body, regency, authority):
    made = put_signature(body, regency.offices[0], "party-0", times=authority.other_times)

    assert made.level is Level.T
    assert made.shortfalls == (Shortfall.VALIDATION_DATA_MISSING,)


def test_without_a_list_of_call_backs_the_file_does_not_pretend_to_carry_one(body, regency, authority):
    made = put_signature(body, regency.offices[0], "party-0", times=authority.times)

    assert made.level is Level.T
    assert made.shortfalls == (Shortfall.VALIDATION_DATA_MISSING,)


def test_where_no_less_will_do_a_missing_proof_signs_nothing(body, regency, authority):
    with pytest.raises(ValidationDataMissing):
        put_signature(body, regency.offices[0], "party-0", times=authority.other_times, allow_lower=False)


@pytest.mark.parametrize("level", [Level.B, Level.T, Level.LT])
def test_a_lower_level_can_be_wished_for(body, regency, authority, level):
    made = put_signature(
        body,
        regency.offices[0],
        "party-0",
        times=authority.times,
        call_backs=(regency.call_backs,),
        level=level,
    )

    assert (made.level, made.shortfalls) == (level, ())


def test_one_stamp_over_everything_lifts_signatures_to_the_archive_level(body, regency, authority):
    for office, seat in zip(regency.offices[:2], SEATS, strict=False):
        body = put_signature(
            body, office, seat.name, times=authority.times, call_backs=(regency.call_backs,), level=Level.LT
        ).pdf

    report = check(pdf.archive(body, authority.times, at=AT), trust_of(regency, authority))

    assert [each.level for each in report.signatures] == [Level.LTA] * 2
    assert report.verdict is Verdict.TRUSTED


def test_a_stamp_can_be_renewed(body, regency, authority):
    made = put_signature(body, regency.offices[0], "party-0", times=authority.times, call_backs=(regency.call_backs,))

    renewed = check(pdf.archive(made.pdf, authority.times, at=AT), trust_of(regency, authority))

    assert [stamp.is_trusted for stamp in renewed.time_stamps] == [True, True]
    assert renewed.verdict is Verdict.TRUSTED


def test_a_stamped_signature_outlives_its_certificate(body, regency, authority):
    office = make_office(regency.authority, days=5)
    made = put_signature(body, office, "party-0", times=authority.times, call_backs=(regency.call_backs,))

    signature = check(made.pdf, trust_of(regency, authority), AT + timedelta(days=30)).signatures[0]

    assert (signature.then, signature.now) == (Standing.GOOD, Standing.EXPIRED)
    assert signature.is_trusted
    assert "expired_now" in codes(signature.not_proven)


def test_when_nobody_answers_the_signature_says_so(body, regency, nobody):
    made = put_signature(body, regency.offices[0], "party-0", times=nobody)

    assert made.level is Level.B
    assert made.shortfalls == (Shortfall.TIME_STAMP_UNAVAILABLE,)


def test_when_nobody_answers_and_no_less_will_do_nothing_is_signed(body, regency, nobody):
    with pytest.raises(TimeStampUnavailable):
        put_signature(body, regency.offices[0], "party-0", times=nobody, allow_lower=False)


def test_an_archive_stamp_that_cannot_be_had_is_a_clean_error(signed, nobody):
    with pytest.raises(TimeStampUnavailable):
        pdf.archive(signed[1], nobody, at=AT)


@pytest.mark.parametrize("path", ["/nowhere", "/times/tsa/other"])
def test_an_authority_that_answers_nonsense_is_as_good_as_none(body, regency, authority, path):
    origin = authority.times.url.removesuffix("/times/tsa/clock")
    made = put_signature(body, regency.offices[0], "party-0", times=TimeAuthority(origin + path))

    assert made.shortfalls == (Shortfall.TIME_STAMP_UNAVAILABLE,)
