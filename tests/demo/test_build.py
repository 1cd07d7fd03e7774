"""The demo handed in through the doors, cut down to a few small files."""

from datetime import UTC, datetime

import pytest

from kotacerdas.apps.areas.models import Area, Edition
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.exchange.types import SubmissionState
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.demo import build as demo
from kotacerdas.demo.calendar import deliveries
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import reference
from tests.makers import AREA_NAMES, make_area_tree


pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
SMALL = {"penduduk_desa", "umkm"}


@pytest.fixture
def tabanan(settings, lake_folder, monkeypatch):
    """Seven villages, two datasets, no plan: enough to see who hands in what."""
    settings.IS_DEMO = True
    make_area_tree({code: name for code, name in AREA_NAMES.items() if code != "51.71"})
    rows = Area.objects.values_list("code", "name", "level", "kind", "parent_code")
    path = reference.write_areas(lake_folder, [(*row[:4], row[4] or None) for row in rows])
    Edition.objects.update(reference=path.relative_to(lake_folder).as_posix())
    monkeypatch.setattr(demo, "deliveries", lambda places: small(deliveries(places)))
    monkeypatch.setattr(demo, "_load_plan", lambda at: 0)  # the plan and the cohorts name places beyond this country
    monkeypatch.setattr(demo.agreements, "papers", lambda today: ())  # see test_agreements
    monkeypatch.setattr(demo.movement, "load_cohorts", lambda **_: 0)
    monkeypatch.setattr(demo.masterplan_queries, "find_plan", lambda _: "the plan")


def small(calendar):
    return tuple(each for each in calendar if each.dataset_name in SMALL and each.period.year in {2022, 2026})


def build():
    told = []
    return demo.build(at=AT, tell=told.append), told


def test_the_right_officers_hand_in_and_the_number_is_there(tabanan):
    built, told = build()

    assert built.submissions == 4
    assert {submission.submitted_by for submission in exchange.list_submissions(dataset_name="umkm")} == {"diskop"}
    assert indicators.get_value("penduduk", "51.02.01", Period.parse("2022")).value == 22_221
    assert [line.number for line in told if line.seconds is not None] == list(range(1, told[0].steps + 1))


def test_the_ambiguous_file_comes_back_whole(tabanan):
    build()

    newest = exchange.list_submissions(dataset_name="umkm", limit=1)[0]
    assert newest.state is SubmissionState.RETURNED
    assert newest.rows_kept == 0


def test_the_steward_lets_files_pass_that_wait_for_a_look(tabanan, monkeypatch):
    reviewed = tuple(each for each in deliveries(demo.load_places()) if each.dataset_name == "layanan_publik")
    monkeypatch.setattr(demo, "deliveries", lambda places: reviewed)

    build()

    there = exchange.list_submissions(dataset_name="layanan_publik")
    assert len(there) == len(reviewed)
    assert {each.state for each in there} == {SubmissionState.RELEASED}
    assert {look.reviewer_name for each in there for look in exchange.list_reviews(each.id)} == {
        "Walidata Diskominfo (akun peraga)"
    }


def test_a_stop_before_the_steward_leaves_nothing_waiting_for_ever(tabanan, monkeypatch):
    reviewed = tuple(each for each in deliveries(demo.load_places()) if each.dataset_name == "layanan_publik")[:1]
    monkeypatch.setattr(demo, "deliveries", lambda places: reviewed)
    with monkeypatch.context() as stopped:
        stopped.setattr(demo.exchange, "approve", stop)
        with pytest.raises(KeyboardInterrupt):
            build()

    build()

    (only,) = exchange.list_submissions(dataset_name="layanan_publik")
    assert only.state is SubmissionState.RELEASED


def stop(**_):
    raise KeyboardInterrupt


def test_a_second_build_adds_nothing(tabanan):
    build()

    again, _ = build()

    assert (again.submissions, again.rows, again.values) == (0, 0, 0)
    assert demo.is_complete()


def test_an_interrupted_build_goes_on_where_it_stopped(tabanan, monkeypatch):
    monkeypatch.setattr(demo, "deliveries", lambda places: small(deliveries(places))[:1])
    build()
    monkeypatch.setattr(demo, "deliveries", lambda places: small(deliveries(places)))
    assert not demo.is_complete()

    rest, _ = build()

    assert rest.submissions == 3
    assert demo.is_complete()
