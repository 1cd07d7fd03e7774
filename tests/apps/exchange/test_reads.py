"""Every read is on record, and nothing can be taken out of the record unseen."""

from datetime import timedelta

import pytest

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import models, operations, queries
from kotacerdas.apps.exchange.types import Channel
from kotacerdas.kernel.actors import ANONYMOUS, SYSTEM
from kotacerdas.kernel.areas import AreaCode
from tests import makers
from tests.apps.exchange.conftest import give_file, make_households


BAJERA, WANAGIRI = "51.02.01.2001", "51.02.01.2002"


@pytest.fixture
def release(hand_in, now) -> int:
    number = hand_in(make_households(BAJERA, WANAGIRI), area="51.02").release_id
    operations.seal_reads(is_final=True, by=SYSTEM, at=now)
    models.ReadTally.objects.all().delete()
    assert number
    return number


def test_a_read_by_an_account_is_kept_with_its_purpose(release, now):
    operations.read_rows(
        release_id=release,
        area_code=BAJERA,
        purpose="Memeriksa aduan warga",
        channel=Channel.API,
        by=makers.make_village_operator(),
        at=now,
    )

    (read,) = queries.list_reads()
    assert (read.username, read.agency_code) == (f"operator-{BAJERA}", f"{BAJERA}/pemdes")
    assert (read.dataset_name, read.release_id, read.area_code) == ("keluarga", release, BAJERA)
    assert (read.columns, read.purpose, read.rows, read.channel) == (
        ("kepala",),
        "Memeriksa aduan warga",
        3,
        Channel.API,
    )


def test_reads_of_the_public_are_counted_and_nobody_is_named(release, now):
    for _ in range(3):
        operations.read_rows(release_id=release, by=ANONYMOUS, at=now)
    operations.seal_reads(is_final=True, by=SYSTEM, at=now)

    assert queries.list_reads() == ()
    (tally,) = queries.list_open_reads(["keluarga"])
    assert (tally.month, tally.reads) == ("2026-11", 3)


def test_how_a_file_ended_is_kept(release, now):
    by = makers.make_data_producer()
    whole = give_file(release, by=by, at=now)
    size = len(b"".join(whole))
    begun = give_file(release, by=by, at=now)
    next(begun)
    begun.close()

    broken, finished = queries.list_reads()
    assert (finished.outcome, finished.size) == ("finished", size)
    assert broken.outcome == "broken_off"


def test_a_village_finds_the_reads_about_it_and_no_others(release, now):
    by = makers.make_data_producer()
    for area in (None, BAJERA, WANAGIRI):
        operations.read_rows(release_id=release, area_code=area, by=by, at=now)

    assert [read.area_code for read in queries.list_reads(area=AreaCode(BAJERA))] == [BAJERA, "51.02"]
    (total,) = queries.list_read_sums(area=AreaCode(BAJERA))
    assert (total.month, total.agency_code, total.reads, total.usernames) == ("2026-11", "51.02/dpmd", 2, ("dpmd",))
    assert total.last_day == now.date()


@pytest.mark.parametrize("tamper", ["remove", "change", "put in"])
def test_a_read_taken_out_or_changed_breaks_its_seal(release, now, tamper):
    by = makers.make_data_producer()
    for _ in range(3):
        operations.read_rows(release_id=release, by=by, at=now)
    assert operations.seal_reads(is_final=True, by=SYSTEM, at=now) == 3
    assert queries.verify_seals() == ()

    middle = models.Read.objects.order_by("id")[1]
    if tamper == "remove":
        middle.delete()
    elif tamper == "change":
        models.Read.objects.filter(pk=middle.pk).update(purpose="lain")
    else:
        models.Read.objects.filter(pk=middle.pk).delete()
        middle.username = "orang lain"
        middle.save(force_insert=True)

    (broken,) = queries.verify_seals()
    assert broken.count == 3


def test_reads_are_sealed_after_an_hour_and_each_once(release, now):
    operations.read_rows(release_id=release, by=makers.make_data_producer(), at=now)

    assert operations.seal_reads(by=SYSTEM, at=now + timedelta(minutes=30)) == 0
    assert operations.seal_reads(by=SYSTEM, at=now + timedelta(minutes=61)) == 1
    assert operations.seal_reads(by=SYSTEM, at=now + timedelta(hours=3)) == 0
    assert len(audit.list_events(action=queries.READS_SEALED)) == 1
