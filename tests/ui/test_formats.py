from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.kernel.money import Money
from kotacerdas.kernel.periods import Period
from kotacerdas.ui import formats


def spaced(text: str) -> str:
    """The text with plain spaces, so that expectations can be typed."""
    return text.replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("value", "decimals", "lang", "wanted"),
    [
        (1234, 0, "id", "1.234"),
        (1234.56, 1, "id", "1.234,6"),
        (1234.56, 1, "en", "1,234.6"),
        (0.8167, 4, "id", "0,8167"),
        (2.5, 0, "id", "3"),
        (-1.25, 1, "id", "−1,3"),
        (-0.04, 1, "id", "0,0"),
        (None, 1, "id", "—"),
    ],
)
def test_number_reads_as_people_write_it(value, decimals, lang, wanted):
    assert formats.number(value, decimals, lang) == wanted


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_number_loses_no_digit_of_a_whole_number(value):
    text = formats.number(value, 0, "id").replace(".", "").replace("−", "-")

    assert int(text) == value


def test_percent_has_a_space_in_indonesian_and_none_in_english():
    assert spaced(formats.percent(91.3)) == "91,3 %"
    assert formats.percent(91.3, 1, "en") == "91.3%"


def test_missing_is_never_shown_as_zero():
    assert formats.percent(None) == formats.value_text(None, "%") == formats.share(None) == "—"


def test_signed_shows_which_way():
    assert formats.signed(1.7, 1) == "+1,7"
    assert formats.signed(-0.9, 1) == "−0,9"
    assert formats.signed(0.0, 1) == "0,0"


@pytest.mark.parametrize(
    ("amount", "lang", "wanted"),
    [
        (1_250_000_000, "id", "Rp 1,3 miliar"),
        (1_250_000_000, "en", "Rp 1.3 billion"),
        (2_000_000, "id", "Rp 2 juta"),
        (345_600_000_000, "id", "Rp 346 miliar"),
        (1_100_000_000_000, "id", "Rp 1,1 triliun"),
        (950, "id", "Rp 950"),
        (0, "id", "Rp 0"),
    ],
)
def test_money_can_be_compared_at_a_glance(amount, lang, wanted):
    assert spaced(formats.money(Money(amount), lang)) == wanted


@pytest.mark.parametrize(
    ("zone", "lang", "wanted"),
    [
        ("Asia/Makassar", "id", "1 Okt 2026 09.14 WITA"),
        ("Asia/Jakarta", "id", "1 Okt 2026 08.14 WIB"),
        ("Asia/Jayapura", "en", "1 Oct 2026 10:14 WIT"),
    ],
)
def test_moment_names_the_zone_as_people_do(zone, lang, wanted):
    at = datetime(2026, 10, 1, 1, 14, tzinfo=UTC)

    assert formats.moment(at, ZoneInfo(zone), lang) == wanted


def test_moment_late_in_the_evening_of_utc_is_the_next_day_in_bali():
    at = datetime(2026, 9, 30, 22, 0, tzinfo=UTC)

    assert formats.moment(at, ZoneInfo("Asia/Makassar")) == "1 Okt 2026 06.00 WITA"


@pytest.mark.parametrize(
    ("period", "lang", "wanted"),
    [
        ("2026", "id", "2026"),
        ("2026-Q3", "id", "triwulan III 2026"),
        ("2026-Q3", "en", "Q3 2026"),
        ("2026-09", "id", "September 2026"),
        ("2026-08", "id", "Agustus 2026"),
        ("2026-08", "en", "August 2026"),
    ],
)
def test_period_text(period, lang, wanted):
    assert formats.period_text(Period.parse(period), lang) == wanted


def test_dates_short_and_as_in_letters():
    assert formats.date_text(date(2026, 10, 1)) == "1 Okt 2026"
    assert formats.long_date(date(2026, 10, 1)) == "1 Oktober 2026"
    assert formats.date_text(None) == "—"


@pytest.mark.parametrize(
    ("days", "lang", "wanted"),
    [(0, "id", "0 hari"), (1, "en", "1 day"), (21, "id", "21 hari"), (150, "id", "5 bulan"), (1100, "en", "3 years")],
)
def test_age_text_grows_coarser_with_age(days, lang, wanted):
    assert formats.age_text(days, lang) == wanted


def test_coverage_says_units_and_people():
    assert spaced(formats.coverage_text(124, 133, 0.941, units="desa")) == "124 dari 133 desa, 94 % penduduk"
    assert formats.coverage_text(124, 133, 0.941, units="villages", lang="en") == "124 of 133 villages, 94% of people"


def test_complete_coverage_needs_no_share_of_people():
    assert formats.coverage_text(133, 133, 1.0, units="desa") == "133 dari 133 desa"


@given(st.floats(min_value=0.0001, max_value=0.9999))
def test_coverage_below_everybody_never_reads_as_everybody(share):
    text = formats.coverage_text(132, 133, share, units="desa")

    assert "100" not in text
    assert f"{formats.NBSP}0{formats.NBSP}" not in text
    assert " 0" not in text


def test_file_size():
    assert spaced(formats.file_size(1_230_000)) == "1,2 MB"
    assert spaced(formats.file_size(12)) == "12 B"


def test_in_language_falls_back_to_indonesian():
    assert formats.in_language({"id": "Desa", "en": "Village"}, "en-gb") == "Village"
    assert formats.in_language({"id": "Desa"}, "en") == "Desa"
    assert formats.in_language(None) == ""
