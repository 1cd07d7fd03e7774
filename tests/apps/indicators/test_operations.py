"""Following releases gives what measuring everything anew would give."""

import random

import pytest

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.apps.exchange import queries as exchange_queries
from kotacerdas.apps.exchange.operations.removing import bury
from kotacerdas.apps.exchange.types import RemovalReason
from kotacerdas.apps.indicators import models, operations, queries
from kotacerdas.apps.indicators.errors import AlreadyRefreshing
from kotacerdas.apps.indicators.types import Coverage, Progress, ValueState
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.periods import Period
from tests.apps.indicators.made import BAJERA, VILLAGES, WANAGIRI, WATER, households, prepare, release


pytestmark = pytest.mark.django_db
Y2025, Y2026 = Period.parse("2025"), Period.parse("2026")


@pytest.fixture(autouse=True)
def tabanan(lake_folder):
    """A small Tabanan whose datasets are under contract."""
    prepare()


def everything() -> list[tuple]:
    fields = [field.name for field in models.Value._meta.fields if field.name != "id"]
    return sorted(models.Value.objects.values_list(*fields), key=str)


def test_a_village_that_hands_in_appears_at_every_level(now):
    number = release("rumah_tangga", "2026", BAJERA, households(BAJERA, 60, 40))

    operations.refresh(by=SYSTEM, at=now)

    for area, expected in (("51.02.01.2001", 1), ("51.02.01", 3), ("51.02", 7), ("51", 7), ("ID", 7)):
        value = queries.get_value(WATER, area, Y2026)
        assert (value.value, value.numerator, value.denominator) == (60.0, 60, 100)
        assert value.coverage == Coverage(1, expected, None)
        assert value.release_ids == (number,)


def test_the_newest_release_of_a_village_counts_and_the_rest_of_the_regency_stays(now):
    wide = release("rumah_tangga", "2026", "51.02", households(BAJERA, 10, 90) + households(WANAGIRI, 50, 50))
    operations.refresh(by=SYSTEM, at=now)
    narrow = release("rumah_tangga", "2026", BAJERA, households(BAJERA, 80, 20))

    operations.refresh(by=SYSTEM, at=now)

    assert queries.get_value(WATER, BAJERA, Y2026).value == 80.0
    assert queries.get_value(WATER, WANAGIRI, Y2026).value == 50.0
    assert queries.get_value(WATER, "51.02", Y2026).value == 65.0
    assert queries.get_value(WATER, "51.02", Y2026).release_ids == (wide, narrow)


def test_a_village_dropped_from_a_newer_release_is_missing_again(now):
    release("rumah_tangga", "2026", "51.02", households(BAJERA, 60, 40) + households(WANAGIRI, 50, 50))
    operations.refresh(by=SYSTEM, at=now)
    release("rumah_tangga", "2026", "51.02", households(BAJERA, 60, 40))

    operations.refresh(by=SYSTEM, at=now)

    assert queries.get_value(WATER, WANAGIRI, Y2026).state is ValueState.MISSING
    assert queries.get_value(WATER, "51.02", Y2026).coverage == Coverage(1, 7, None)


def test_a_year_of_complaints_without_any_from_a_village_is_no_cases_not_missing(now):
    release("aduan", "2026", "51.02", [(BAJERA, {"tepat_waktu": True}), (BAJERA, {"tepat_waktu": False})])

    operations.refresh(by=SYSTEM, at=now)

    assert queries.get_value("g2-aduan-tepat-waktu", BAJERA, Y2026).value == 50.0
    assert queries.get_value("g2-aduan-tepat-waktu", WANAGIRI, Y2026).state is ValueState.NO_CASES
    assert queries.get_value("g2-aduan-tepat-waktu", "51.02", Y2026).coverage == Coverage(7, 7, None)


def test_guest_nights_wait_until_every_village_of_the_district_is_counted(now):
    release("kunjungan_wisata", "2026", "51.02", [("51.02.01", {"malam_tamu": 900})])
    release("penduduk_desa", "2026", "51.02", [(BAJERA, {"penduduk": 400}), (WANAGIRI, {"penduduk": 500})])
    operations.refresh(by=SYSTEM, at=now)
    assert queries.get_value("e6-malam-tamu", "51.02.01", Y2026).state is ValueState.MISSING

    people = [(village, {"penduduk": 300}) for village in VILLAGES]
    release("penduduk_desa", "2026", "51.02", people)
    operations.refresh(by=SYSTEM, at=now)

    assert queries.get_value("e6-malam-tamu", "51.02.01", Y2026).value == 1000.0


def test_counting_people_later_gives_every_value_its_share_of_the_population(now):
    release("rumah_tangga", "2025", BAJERA, households(BAJERA, 60, 40))
    operations.refresh(by=SYSTEM, at=now)
    assert queries.get_value(WATER, "51.02", Y2025).coverage.population_share is None

    release("penduduk_desa", "2026", "51.02", [(village, {"penduduk": 1000}) for village in VILLAGES])
    operations.refresh(by=SYSTEM, at=now)

    assert queries.get_value(WATER, "51.02", Y2025).coverage.population_share == pytest.approx(1 / 7)


def test_figures_stay_when_their_rows_are_removed_until_newer_ones_come(now):
    wide = release("rumah_tangga", "2026", "51.02", households(BAJERA, 60, 40) + households(WANAGIRI, 50, 50))
    operations.refresh(by=SYSTEM, at=now)
    before = everything()
    bury(
        [exchange_queries.get_release(wide).submission_id],
        reason=RemovalReason.RETENTION,
        note="Berita acara",
        request=None,
        by=SYSTEM,
        at=now,
    )
    exchange.clear_removed(by=SYSTEM, at=now)

    operations.rebuild(by=SYSTEM, at=now)
    assert everything() == before
    [traced] = queries.get_trace(WATER, BAJERA, Y2026).releases
    assert traced.release.is_removed

    release("rumah_tangga", "2026", BAJERA, households(BAJERA, 80, 20))
    operations.refresh(by=SYSTEM, at=now)
    assert queries.get_value(WATER, BAJERA, Y2026).value == 80.0
    assert queries.get_value(WATER, WANAGIRI, Y2026).value == 50.0
    operations.rebuild(by=SYSTEM, at=now)
    assert queries.get_value(WATER, "51.02", Y2026).value == 65.0


def test_nothing_new_changes_nothing_and_records_nothing(now):
    release("rumah_tangga", "2026", BAJERA, households(BAJERA, 60, 40))
    operations.refresh(by=SYSTEM, at=now)
    before = len(audit.list_events(target="indicators"))

    assert operations.refresh(by=SYSTEM, at=now) == 0
    assert len(audit.list_events(target="indicators")) == before == 1


def test_handing_in_the_same_again_writes_only_the_new_release(now):
    release("rumah_tangga", "2026", BAJERA, households(BAJERA, 60, 40))
    operations.refresh(by=SYSTEM, at=now)
    again = release("rumah_tangga", "2026", BAJERA, households(BAJERA, 60, 40))

    operations.refresh(by=SYSTEM, at=now)

    assert queries.get_value(WATER, "51.02", Y2026).value == 60.0
    assert queries.get_value(WATER, "51.02", Y2026).release_ids == (again,)


def test_a_changed_definition_measures_everything_again(now, monkeypatch):
    release("rumah_tangga", "2026", BAJERA, households(BAJERA, 60, 40))
    operations.refresh(by=SYSTEM, at=now)
    models.Value.objects.update(numerator=1)
    monkeypatch.setattr(queries, "current_fingerprint", lambda: "a new version of a definition")

    operations.refresh(by=SYSTEM, at=now)

    assert queries.get_value(WATER, BAJERA, Y2026).numerator == 60


def test_a_refresh_that_was_overtaken_writes_nothing(now, monkeypatch):
    release("rumah_tangga", "2026", BAJERA, households(BAJERA, 60, 40))
    operations.refresh(by=SYSTEM, at=now)
    release("rumah_tangga", "2026", BAJERA, households(BAJERA, 90, 10))
    monkeypatch.setattr(queries, "get_progress", lambda: Progress(0, queries.current_fingerprint()))

    with pytest.raises(AlreadyRefreshing):
        operations.refresh(by=SYSTEM, at=now)

    assert queries.get_value(WATER, BAJERA, Y2026).value == 60.0


@pytest.mark.parametrize("seed", range(12))
def test_any_sequence_of_releases_refreshed_equals_a_rebuild(seed, now):
    dice = random.Random(seed)
    for _ in range(dice.randint(4, 10)):
        dataset, period, area, rows = a_release(dice)
        if rows:
            release(dataset, period, area, rows)
        if dice.random() < 0.6:
            operations.refresh(by=SYSTEM, at=now)
    operations.refresh(by=SYSTEM, at=now)
    followed = everything()

    operations.rebuild(by=SYSTEM, at=now)

    assert followed
    assert everything() == followed


def a_release(dice: random.Random) -> tuple:
    """A dataset, period, area and rows, as villages, districts and the regency might hand them in."""
    dataset = dice.choice(
        ["rumah_tangga", "rumah_tangga", "rumah_tangga", "penduduk_desa", "aduan", "kunjungan_wisata"]
    )
    period = dice.choice(["2025", "2026"])
    if dataset == "rumah_tangga":
        area = dice.choice([*VILLAGES, "51.02.01", "51.02.04", "51.02"])
        reporting = [each for each in within(area) if dice.random() < 0.8]
        rows = [row for each in reporting for row in households(each, dice.randint(0, 60), dice.randint(0, 40))]
    elif dataset == "penduduk_desa":
        area = dice.choice(["51.02", "51.02", "51.02.01"])
        rows = [(each, {"penduduk": dice.choice([None, *range(200, 900, 100)])}) for each in within(area)]
    elif dataset == "aduan":
        area = dice.choice(["51.02", "51.02.04"])
        rows = [
            (each, {"tepat_waktu": dice.random() < 0.7}) for each in within(area) for _ in range(dice.randint(0, 3))
        ]
    else:
        area = "51.02"
        districts = sorted({each[:8] for each in VILLAGES})
        rows = [(each, {"malam_tamu": dice.randint(0, 900)}) for each in districts if dice.random() < 0.8]
    return dataset, period, area, rows


def within(area: str) -> list[str]:
    return [village for village in VILLAGES if village == area or village.startswith(f"{area}.")]
