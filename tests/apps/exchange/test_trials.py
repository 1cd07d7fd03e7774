"""A file is looked at before it is handed in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kotacerdas.apps.exchange import models, queries
from kotacerdas.apps.exchange.types import SubmissionState
from kotacerdas.kernel.actors import Role
from kotacerdas.lake import uploads
from tests import makers
from tests.apps.exchange.conftest import make_households
from tests.apps.exchange.test_uploading import SAID, STRANGE


BAJERA = makers.BAJERA


@pytest.fixture
def secretary(client, exchange):
    person = makers.make_account(
        "sekdes", Role.VILLAGE_OPERATOR, agency_code=f"{BAJERA}/pemdes", capture=[BAJERA], view=[BAJERA]
    )
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def try_file(client, content: bytes, **extra):
    data = {"file": SimpleUploadedFile("data.csv", content), "period": "2026", "area": BAJERA, "check": "1"}
    response = client.post(reverse("exchange:submit", args=["keluarga"]), {**data, **extra})
    assert response.status_code == 302
    return response.url


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_trial_says_what_would_come_back_and_leaves_no_submission(secretary):
    page = text_of(secretary.get(try_file(secretary, make_households(BAJERA, broken=1))))

    assert "1 row would come back" in page
    assert "out of range" in page
    assert "first release of this period" in page
    assert models.Submission.objects.count() == 0


def test_a_trial_compares_with_the_release_in_force(secretary, hand_in):
    hand_in(make_households(BAJERA, each=3))

    page = secretary.get(try_file(secretary, make_households(BAJERA, each=5))).context["page"]

    assert "Against release" in page.changes_lede
    assert [each.text for each in page.changes] == ["2", "0", "0"]


def test_the_tried_file_is_handed_in_without_sending_it_again(
    secretary, lake_folder, django_capture_on_commit_callbacks
):
    address = try_file(secretary, make_households(BAJERA))

    with django_capture_on_commit_callbacks(execute=True):
        response = secretary.post(f"{address}setor/")

    [submission] = queries.list_submissions()
    assert response.url == reverse("exchange:submission", args=[submission.id])
    assert submission.state is SubmissionState.RELEASED
    assert uploads.list_parts(lake_folder) == ()
    assert secretary.get(address).url == response.url


def test_unknown_columns_are_proposed_confirmed_and_remembered(secretary, django_capture_on_commit_callbacks):
    address = try_file(secretary, STRANGE)
    first = secretary.get(address)
    said = {"column": list(SAID), "field": list(SAID.values())}

    checked = secretary.post(address, said)
    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(f"{address}setor/", said)
    again = secretary.get(try_file(secretary, STRANGE))

    assert "The whole file would come back" in text_of(first)
    assert [each.name for each in first.context["page"].columns if each.choices] == list(SAID)
    assert "All rows are good" in text_of(checked)
    assert queries.list_submissions()[0].mapping == SAID
    assert "All rows are good" in text_of(again)
    assert "Columns are read as" in text_of(again)


def test_a_dropped_trial_leaves_nothing(secretary, lake_folder):
    address = try_file(secretary, make_households(BAJERA))

    response = secretary.post(f"{address}batal/")

    assert response.url == reverse("exchange:submit", args=["keluarga"])
    assert uploads.list_parts(lake_folder) == ()
    assert secretary.get(address).status_code == 404


def test_a_trial_is_for_its_owner(secretary, client):
    address = try_file(secretary, make_households(BAJERA))
    client.force_login(makers.make_account("lain", Role.DATA_STEWARD, capture=["51.02"], view=["51.02"]))

    assert client.get(address).status_code == 404


def test_failing_rows_are_corrected_in_a_grid(secretary, hand_in, django_capture_on_commit_callbacks):
    original = hand_in(make_households(BAJERA, broken=2))
    address = reverse("exchange:edit_rows", args=[original.id])
    grid = secretary.get(address)

    untouched = secretary.post(address, {})
    row = {"2:kode_desa": BAJERA, "2:nomor": "000", "2:kepala": "Kepala 0", "2:anggota": "5"}
    checked = secretary.post(reverse("exchange:check_row", args=[original.id]), row)
    wrong = secretary.post(reverse("exchange:check_row", args=[original.id]), {**row, "2:anggota": "88"})
    with django_capture_on_commit_callbacks(execute=True):
        saved = secretary.post(address, row)

    assert text_of(grid).count('aria-invalid="true"') == 2
    assert "No cell was changed yet" in text_of(untouched)
    assert "This row is good" in text_of(checked)
    assert 'data-wrong="anggota"' in text_of(wrong)
    correction = queries.list_submissions()[0]
    assert saved.url == reverse("exchange:submission", args=[correction.id])
    assert (correction.state, correction.rows_read) == (SubmissionState.RELEASED, 1)
    assert "corrects submission" in text_of(secretary.get(saved.url))
    assert f"Correction {correction.id}" in text_of(secretary.get(reverse("exchange:submission", args=[original.id])))


def test_the_grid_is_for_those_who_may_see_the_rows(client, hand_in):
    original = hand_in(make_households(BAJERA, broken=1))
    client.force_login(makers.make_account("lain", Role.PLANNER, agency_code="51.02/bappeda", view=["51.02"]))

    assert client.get(reverse("exchange:edit_rows", args=[original.id])).status_code == 403
    assert client.post(reverse("exchange:check_row", args=[original.id]), {}).status_code == 403


def test_a_file_with_only_the_corrected_rows_is_handed_in_from_the_page(
    secretary, hand_in, django_capture_on_commit_callbacks
):
    original = hand_in(make_households(BAJERA, each=10, broken=1))
    address = reverse("exchange:submit", args=["keluarga"]) + f"?answers={original.id}"
    content = f"kode_desa;nomor;kepala;anggota\n{BAJERA};000;Kepala 0;5\n".encode()
    data = {"file": SimpleUploadedFile("data.csv", content), "period": "2026", "area": BAJERA, "only_corrections": "on"}

    with django_capture_on_commit_callbacks(execute=True):
        secretary.post(address, data)

    correction = queries.list_submissions()[0]
    assert (correction.corrects_id, correction.state) == (original.id, SubmissionState.RELEASED)
    assert queries.get_release(correction.release_id).rows == 10
