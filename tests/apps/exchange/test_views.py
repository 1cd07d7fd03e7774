"""Pages of the exchange, as people meet them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.presenters import sheets
from kotacerdas.apps.exchange.types import SubmissionState
from kotacerdas.kernel.actors import Role
from tests import makers
from tests.apps.exchange.conftest import make_households
from tests.contracts.bodies import make_contract, make_field


BAJERA = makers.BAJERA


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def secretary(client, exchange):
    """The secretary of Bajera, logged in."""
    person = makers.make_account(
        "sekdes", Role.VILLAGE_OPERATOR, agency_code=f"{BAJERA}/pemdes", capture=[BAJERA], view=[BAJERA]
    )
    client.force_login(person)
    return client


def text_of(response) -> str:
    return response.content.decode()


def post_file(client, content: bytes, **changes):
    data = {"file": SimpleUploadedFile("data.csv", content), "period": "2026", "area": BAJERA}
    return client.post(reverse("exchange:submit", args=["keluarga"]), {**data, **changes})


def test_the_catalogue_finds_by_word_agency_and_lateness(client, hand_in):
    url = reverse("exchange:catalogue")

    assert "Dataset keluarga" in text_of(client.get(url))
    found = text_of(client.get(url, {"q": "skor"}))
    assert "Dataset skor" in found
    assert "Dataset keluarga" not in found
    assert "No dataset matches" in text_of(client.get(url, {"q": "zzz"}))


def test_a_dataset_shows_its_contract_and_sends_strangers_to_log_in(client, exchange):
    page = text_of(client.get(reverse("exchange:dataset", args=["keluarga"])))

    assert "anggota" in page
    assert "Personal" in page
    assert "Log in to hand in a file" in page


def test_a_planner_is_told_who_may_hand_in(client, exchange):
    client.force_login(makers.make_account("perencana", Role.PLANNER, agency_code="51.02/bappeda", view=["51.02"]))

    page = client.get(reverse("exchange:dataset", args=["keluarga"]))

    assert "Only its data producer" in text_of(page)
    assert client.get(reverse("exchange:submit", args=["keluarga"])).status_code == 403


def test_the_form_offers_the_secretary_her_own_village_only(secretary):
    form = secretary.get(reverse("exchange:submit", args=["keluarga"])).context["form"]

    assert [code for code, _ in form.fields["area"].choices] == [BAJERA]


def test_handing_in_a_good_file_ends_with_nothing_more_to_do(secretary, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = post_file(secretary, make_households(BAJERA))

    page = secretary.get(response.url)
    assert response.status_code == 302
    assert "All rows are good and in use." in text_of(page)
    assert "nothing more to do" in text_of(page)


def test_until_it_is_checked_the_page_says_the_file_is_safe_and_asks_again(secretary):
    response = post_file(secretary, make_households(BAJERA))

    page = text_of(secretary.get(response.url))
    assert "Your file is safe with us" in page
    assert "hx-get" in page
    fragment = secretary.get(response.url + "fragment/")
    assert "HX-Refresh" not in fragment.headers


def test_bad_rows_lead_to_letter_notes_and_a_second_try(secretary, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = post_file(secretary, make_households(BAJERA, broken=1))
    page = text_of(secretary.get(first.url))
    submission = queries.list_submissions()[0]

    assert "1 row came back" in page
    assert "out of range" in page
    letter = secretary.get(reverse("exchange:letter", args=[submission.id]))
    assert "Return letter" in text_of(letter)
    pdf = secretary.get(reverse("exchange:letter_pdf", args=[submission.id]))
    assert "out of range" in PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text().replace("\n", " ")
    notes = b"".join(secretary.get(reverse("exchange:returned_rows", args=[submission.id]), {"format": "csv"}))
    again = reverse("exchange:submit", args=["keluarga"]) + f"?answers={submission.id}"
    assert "This answers the return letter" in text_of(secretary.get(again))

    with django_capture_on_commit_callbacks(execute=True):
        post_file(secretary, notes.replace(b";99", b";5"))

    assert queries.list_submissions()[0].state is SubmissionState.RELEASED


def test_errors_stand_on_the_form_as_sentences(secretary):
    empty = post_file(secretary, b"")
    elsewhere = post_file(secretary, make_households(BAJERA), area="51.02")

    assert empty.status_code == 422
    assert "is empty" in text_of(empty)
    assert elsewhere.status_code == 422
    assert queries.list_submissions() == ()


def test_a_stranger_sees_neither_submission_nor_letter(client, hand_in):
    submission = hand_in(make_households(BAJERA, broken=1))

    for name in ("submission", "submission_fragment", "letter", "letter_pdf", "returned_rows"):
        assert client.get(reverse(f"exchange:{name}", args=[submission.id])).status_code == 403


def test_rows_that_came_back_are_for_those_whose_work_they_are_and_every_look_is_recorded(client, hand_in):
    submission = hand_in(make_households(BAJERA, broken=1))
    overseer = makers.make_account("pembina", Role.DATA_SUPERVISOR, view=["51.02"])
    steward = makers.make_account(
        "walidata", Role.DATA_STEWARD, agency_code="51.02/diskominfo", capture=["51.02"], view=["51.02"]
    )
    page = reverse("exchange:submission", args=[submission.id])
    file = reverse("exchange:returned_rows", args=[submission.id])

    client.force_login(overseer)
    seen = client.get(page)
    assert seen.status_code == 200
    assert "out of range" not in text_of(seen)
    assert client.get(file).status_code == 403
    assert audit.list_events(action="audit.personal_data_read") == ()

    client.force_login(steward)
    assert "out of range" in text_of(client.get(page))
    assert client.get(file, {"format": "csv"}).status_code == 200
    looks = audit.list_events(action="audit.personal_data_read")
    assert [(look.by, look.target) for look in looks] == [("walidata", f"submission/{submission.id}")] * 2
    assert looks[0].facts == {"columns": ["kepala"], "purpose": "correction"}


def test_a_wide_contract_fits_into_an_excel_template():
    fields = [make_field("kode_desa", k__codeLevel="village", constraints={"required": True})]
    contract = make_contract(*fields, *(make_field(f"kolom_{number}") for number in range(70)))

    book = load_workbook(io.BytesIO(b"".join(sheets.write_template(contract, format="xlsx"))))

    assert [cell.value for cell in book.active[1]][-1] == "kolom_69"
    assert book.active.column_dimensions["BS"].width > 10


def test_my_submissions_lists_my_own(secretary, hand_in):
    post_file(secretary, make_households(BAJERA))
    hand_in(make_households(BAJERA, each=9))

    page = secretary.get(reverse("exchange:my_submissions")).context["page"]

    assert len(page.table.rows) == 1


def test_a_release_tells_where_it_came_from_and_what_it_changed(client, hand_in):
    hand_in(make_households(BAJERA))
    newer = hand_in(make_households(BAJERA, each=4))

    page = text_of(client.get(reverse("exchange:release", args=[newer.release_id])))

    assert queries.get_release(newer.release_id).sha256 in page
    assert "Rows added" in page
    assert "in force" in page


def test_personal_cells_open_with_a_purpose_only(secretary, hand_in):
    submission = hand_in(make_households(BAJERA))
    url = reverse("exchange:rows", args=[submission.release_id])

    masked = text_of(secretary.get(url))
    secretary.post(url, {"purpose": "short"})
    still_masked = text_of(secretary.get(url))
    secretary.post(url, {"purpose": "Memeriksa aduan warga banjar"})
    opened = text_of(secretary.get(url))

    assert "Kepala 0" not in masked
    assert "Kepala 0" not in still_masked
    assert "Kepala 0" in opened
    assert "Memeriksa aduan warga banjar" in opened


def test_rows_are_paged(client, hand_in):
    submission = hand_in(make_households(BAJERA, each=60))
    url = reverse("exchange:rows", args=[submission.release_id])

    assert "Rows 1–50 of 60" in text_of(client.get(url))
    assert "Rows 51–60 of 60" in text_of(client.get(url, {"offset": "50"}))
    assert "Rows 1–50 of 60" in text_of(client.get(url, {"offset": "9" * 25}))
    assert "Rows 1–50 of 60" in text_of(client.get(url, {"offset": "9" * 5000}))


def test_rows_are_filtered_and_sorted_under_the_titles_of_their_columns(client, hand_in):
    sheet = "kode_desa;nilai\n51.02.01.2001;0,25\n51.02.01.2002;0,5\n51.02.01.2003;0,75\n"
    url = reverse("exchange:rows", args=[hand_in(sheet.encode(), dataset="skor", area="51.02").release_id])

    whole = text_of(client.get(url))
    some = text_of(client.get(url, {"column": "nilai", "operator": "gte", "value": "0.5", "sort": "-nilai"}))
    none = text_of(client.get(url, {"column": "nilai", "operator": "gt", "value": "9"}))
    odd = text_of(client.get(url, {"column": "nilai", "operator": "gt", "value": "banyak"}))

    assert "Title nilai" in whole
    assert "Rows 1–2 of 2" in some
    assert some.index("<td>0.75") < some.index("<td>0.5")
    assert "No row is like this" in none
    assert "“banyak” cannot be compared" in odd
    assert "Rows 1–3 of 3" in odd


def test_no_filter_looks_into_a_closed_column(client, hand_in):
    url = reverse("exchange:rows", args=[hand_in(make_households(BAJERA)).release_id])

    page = text_of(client.get(url, {"column": "kepala", "operator": "eq", "value": "Kepala 0"}))

    assert "Rows 1–3 of 3" in page


def test_filtered_rows_download_as_they_are_shown(client, hand_in):
    sheet = "kode_desa;nilai\n51.02.01.2001;0,25\n51.02.01.2002;0,5\n"
    number = hand_in(sheet.encode(), dataset="skor", area="51.02").release_id

    response = client.get(reverse("exchange:download", args=[number, "csv"]), {"filter": "nilai:gt:0.3"})

    assert b"".join(response).splitlines()[1:] == [b'"51.02.01.2002",0.5']


@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "parquet", "arrow", "zip"])
def test_a_release_downloads_in_each_format_without_persons(client, hand_in, format):
    submission = hand_in(make_households(BAJERA))

    response = client.get(reverse("exchange:download", args=[submission.release_id, format]))

    content = b"".join(response)
    assert content
    assert b"Kepala" not in content
    assert f".{format}" in response["Content-Disposition"]


def test_what_is_not_there_is_a_page_of_its_own(client, exchange):
    assert client.get(reverse("exchange:dataset", args=["tidak_ada"])).status_code == 404
    assert client.get(reverse("exchange:release", args=[99])).status_code == 404
    assert client.get(reverse("exchange:template", args=["skor", "exe"])).status_code == 400


@pytest.mark.parametrize("count", [1, 8])
def test_pages_take_the_same_few_queries_however_much_there_is(client, hand_in, django_assert_max_num_queries, count):
    for number in range(count):
        hand_in(make_households(BAJERA, each=3 + number))

    with django_assert_max_num_queries(14):
        client.get(reverse("exchange:catalogue"))
    with django_assert_max_num_queries(30):
        client.get(reverse("exchange:dataset", args=["keluarga"]))


def test_an_answered_submission_points_to_the_newer_one(secretary, hand_in):
    first = hand_in(make_households(BAJERA, broken=1), by=makers.make_village_operator())
    second = hand_in(make_households(BAJERA), by=makers.make_village_operator())

    page = text_of(secretary.get(reverse("exchange:submission", args=[first.id])))

    assert f"submission {second.id}" in page


def test_a_release_names_the_agency_to_everybody_and_the_person_to_staff(client, hand_in):
    submission = hand_in(make_households(BAJERA), by=makers.make_village_operator())
    url = reverse("exchange:release", args=[submission.release_id])

    assert "I Wayan Contoh" not in text_of(client.get(url))
    client.force_login(makers.make_account("perencana", Role.PLANNER, agency_code="51.02/bappeda", view=["51.02"]))
    assert "I Wayan Contoh" in text_of(client.get(url))
