"""Looking through the catalogue: words, facets, order, the list of data."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.types import Facet, Order, Standing, Wanted
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.periods import Period
from tests import makers
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import write_contracts


SCORES = b"kode_desa;nilai\n51.02.01.2001;0,5\n"
ROADS = bodies.contract(
    "jalan_desa",
    submit_level="regency",
    fields=[bodies.village_code(), bodies.column("panjang_km", "number")],
    key=["kode_desa"],
    keywords=["infrastruktur"],
    **{
        "kotacerdas:producer": "51.02/dispupr",
        "kotacerdas:themes": ["infrastructure", "living"],
        "kotacerdas:priority": True,
        "kotacerdas:openness": "closed",
        "kotacerdas:opennessReason": {"id": "Belum diumumkan.", "en": "Not announced yet."},
        "kotacerdas:frequency": "month",
        "kotacerdas:dueDay": 10,
    },
)


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def catalogue(hand_in, definitions, now) -> date:
    """Households without a release, scores with one, roads: closed, priority, monthly. Gives the day of looking."""
    write_contracts(definitions, ROADS)
    operations.register_datasets(by=SYSTEM, at=now)
    hand_in(SCORES, dataset="skor", area="51.02")
    return now.date()


def found(on, words="", order=Order.BEST, **chosen):
    wanted = Wanted(words, {Facet(name): frozenset(values) for name, values in chosen.items()}, order)
    return queries.find_data(wanted, on=on)


def names(result):
    return [each.dataset.name for each in result.items]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("skor", {"skor"}),
        ("INFRASTRUKTUR", {"jalan_desa"}),
        ("panjang_km", {"jalan_desa"}),
        ("title nilai", {"skor"}),
        ("skor infrastruktur", set()),
    ],
)
def test_words_are_looked_for_in_titles_keywords_and_columns(catalogue, words, expected):
    assert set(names(found(catalogue, words))) == expected


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"agency": ["51.02/dispupr"]}, {"jalan_desa"}),
        ({"theme": ["living"]}, {"jalan_desa"}),
        ({"openness": ["closed", "open"]}, {"jalan_desa", "skor", "keluarga"}),
        ({"openness": ["open"], "frequency": ["year"]}, {"skor", "keluarga"}),
        ({"priority": [rules.IS_PRIORITY]}, {"jalan_desa"}),
        ({"state": ["late"]}, {"jalan_desa", "keluarga"}),
        ({"state": ["senseless"]}, set()),
    ],
)
def test_facets_narrow_and_values_of_one_facet_widen(catalogue, chosen, expected):
    assert set(names(found(catalogue, **chosen))) == expected


def test_a_count_says_what_choosing_the_value_would_give(catalogue):
    result = found(catalogue, openness=["closed"])

    assert result.counts[Facet.OPENNESS] == {"closed": 1, "open": 2}
    assert result.counts[Facet.PRODUCER] == {"51.02/dispupr": 1}
    for value, count in result.counts[Facet.OPENNESS].items():
        assert len(found(catalogue, openness=[value]).items) == count


def test_a_chosen_value_without_a_match_stays_in_the_list_with_nought(catalogue):
    assert found(catalogue, "skor", theme=["people"]).counts[Facet.THEME] == {"people": 0}


def test_late_ones_come_first_and_titles_before_mentions(catalogue):
    assert names(found(catalogue))[-1] == "skor"
    assert names(found(catalogue, order=Order.NEWEST))[0] == "skor"
    assert names(found(catalogue, order=Order.DUE))[0] == "jalan_desa"
    assert names(found(catalogue, order=Order.TITLE)) == ["jalan_desa", "keluarga", "skor"]


@pytest.mark.parametrize(
    ("on", "period", "due"),
    [
        (date(2026, 9, 30), "2026", date(2026, 9, 30)),
        (date(2026, 10, 1), "2027", date(2027, 9, 30)),
    ],
)
def test_the_next_due_day_is_today_or_later(exchange, on, period, due):
    dataset = queries.get_dataset("skor")

    found_due = rules.next_due(dataset, on=on)

    assert (found_due.period, found_due.on) == (Period.parse(period), due)


def test_a_dataset_stands_late_before_anything_else(catalogue):
    standings = {each.dataset.name: rules.standing_of(each) for each in queries.list_data(on=catalogue)}

    assert standings == {"jalan_desa": Standing.LATE, "keluarga": Standing.LATE, "skor": Standing.CURRENT}


def test_the_catalogue_page_narrows_by_links_and_lets_choices_go(client, catalogue):
    url = reverse("exchange:catalogue")

    page = client.get(url, {"openness": "closed", "q": "desa"}).content.decode()

    assert "Dataset jalan_desa" in page
    assert "Dataset skor" not in page
    assert 'href="?q=desa"' in page  # following it lets the choice go
    assert 'name="openness" value="closed"' in page  # a new search keeps it


def test_the_list_of_priority_data_says_why_rows_are_closed(client, catalogue):
    url = reverse("exchange:data_list")

    page = client.get(url, {"priority": "yes"}).content.decode()

    assert "Dataset jalan_desa" in page
    assert "Not announced yet." in page
    assert "Dataset skor" not in page
    assert "Dataset skor" in client.get(url).content.decode()


def test_the_list_of_data_is_a_sheet_with_a_line_for_each(client, catalogue):
    response = client.get(reverse("exchange:data_list_file", args=["xlsx"]))

    rows = list(load_workbook(io.BytesIO(b"".join(response.streaming_content))).active.values)
    assert [row[0] for row in rows] == ["Name", "jalan_desa", "keluarga", "skor"]
    assert (rows[1][7].lower(), rows[1][8]) == ("closed", "Not announced yet.")
    assert client.get(reverse("exchange:data_list_file", args=["pdf"])).status_code == 400


def test_the_public_reads_no_rows_of_a_closed_dataset(client, catalogue, hand_in):
    roads = b"kode_desa;panjang_km\n51.02.01.2001;3,5\n"
    submission = hand_in(
        roads, dataset="jalan_desa", area="51.02", period="2026-10", by=makers.make_data_producer("dispupr")
    )

    page = client.get(reverse("exchange:rows", args=[submission.release_id])).content.decode()

    assert "This dataset is closed" in page
    assert "3.5" not in page
