"""The page of a dataset: what everybody may know of its columns, its quality, its use, who may read it."""

from datetime import date

import pytest
from django.urls import reverse

from kotacerdas.apps.agreements.models import Grant
from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.models import ReadTally
from kotacerdas.apps.exchange.types import Channel
from kotacerdas.kernel.actors import ANONYMOUS, SYSTEM
from tests import makers
from tests.apps.agreements import made
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import HOUSEHOLD_HEADER, make_households, write_contracts
from tests.makers import BAJERA


SCORES = b"kode_desa;nilai\n51.02.01.2001;0,5\n51.02.01.2002;1\n"


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


def households(*members: int) -> bytes:
    rows = [f"{BAJERA};{number:03};Kepala {number};{size}" for number, size in enumerate(members)]
    return (HOUSEHOLD_HEADER + "\n".join(rows) + "\n").encode()


def test_public_columns_are_drawn_and_no_others(hand_in, now):
    hand_in(households(*[4] * 12, *[6] * 9))

    period, found = queries.find_summary("keluarga", on=now.date())

    assert str(period) == "2026"
    assert [each.column.name for each in found] == ["anggota"]
    assert {bar.low: bar.count for bar in found[0].bars} == {4: 12, 5: 0, 6: 9}


def test_small_numbers_and_ends_are_withheld_where_rows_are_about_persons(hand_in, now):
    hand_in(households(*[4] * 12, *[6] * 9, 9))

    _, (summary,) = queries.find_summary("keluarga", on=now.date())

    counts = {bar.low: bar.count for bar in summary.bars}
    assert counts[9] is None
    assert counts[6] is None  # else the single one would be the difference to the whole
    assert counts[4] == 12
    assert (summary.low, summary.high) == (None, None)


def test_rows_of_villages_and_scores_are_shown_whole(hand_in, now):
    hand_in(SCORES, dataset="skor", area="51.02")

    _, (summary,) = queries.find_summary("skor", on=now.date())

    assert (summary.low, summary.high, summary.mean) == (0.5, 1, 0.75)


def test_nothing_is_drawn_of_rows_the_public_may_not_read(client, hand_in, definitions, now):
    hand_in(SCORES, dataset="skor", area="51.02")
    reason = {"id": "Masih diperiksa.", "en": "Still being looked at."}
    write_contracts(
        definitions, bodies.SCORES | {"kotacerdas:openness": "limited", "kotacerdas:opennessReason": reason}
    )
    operations.register_datasets(by=SYSTEM, at=now)

    assert queries.find_summary("skor", on=now.date())[1] == ()
    page = client.get(reverse("exchange:dataset", args=["skor"])).content.decode()
    assert "Still being looked at." in page
    assert "mean 0.75" not in page


def test_the_page_says_quality_use_and_the_next_due_day(client, hand_in, now):
    hand_in(make_households(BAJERA, each=4, broken=1))
    release = queries.list_releases("keluarga", 1)[0]
    operations.seal_reads(is_final=True, by=SYSTEM, at=now)  # what other tests left counted in memory
    ReadTally.objects.all().delete()
    operations.read_rows(release_id=release.id, channel=Channel.PAGE, by=ANONYMOUS, at=now)
    operations.seal_reads(is_final=True, by=SYSTEM, at=now)

    assert [(each.rows_kept, each.rows_read) for each in queries.list_check_shares("keluarga")] == [(3, 4)]
    assert queries.list_use("keluarga", on=now.date())[-1].public == 1
    assert len(queries.list_use("keluarga", on=date(2026, 3, 1))) == 12
    page = client.get(reverse("exchange:dataset", args=["keluarga"])).content.decode()
    assert "75.0%" in page.replace(" ", "")
    assert "No agreement opens it to another agency today." in page
    assert "Next due" in page


def test_the_page_asks_the_database_no_more_for_more_releases(client, hand_in, django_assert_max_num_queries):
    hand_in(make_households(BAJERA))
    url = reverse("exchange:dataset", args=["keluarga"])
    client.get(url)
    with django_assert_max_num_queries(60):
        client.get(url)
    for village in ("51.02.01.2002", "51.02.01.2003"):
        hand_in(make_households(village), area=village, by=makers.make_village_operator(village))
    with django_assert_max_num_queries(60):
        client.get(url)


def test_the_page_names_the_agreement_that_opens_it(client, hand_in, now):
    agreement = made.make_agreement("51.02/dpmd", "51.02/bappeda", number="PKS/7/2026")
    Grant.objects.create(
        dataset_name="keluarga",
        owner_code="51.02/dpmd",
        grantee_code="51.02/bappeda",
        purpose="Menyusun rencana",
        area_code="51.02",
        since=now.date(),
        agreement=agreement,
        clause=made.make_clause(agreement),
        state="open",
        requested_by="bappeda",
        requested_at=now,
        decided_by="dpmd",
        decided_at=now,
    )

    page = client.get(reverse("exchange:dataset", args=["keluarga"])).content.decode()

    assert "Menyusun rencana · PKS/7/2026" in page
    assert f'href="{reverse("agreements:agreement", args=[agreement.pk])}"' in page
