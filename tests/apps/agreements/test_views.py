"""Pages of agreements: who sees what, and what pressing a button does."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kotacerdas.apps.agreements import models, operations, queries
from kotacerdas.apps.agreements.types import AgreementKind, AgreementState, DeedKind, Duty, DutyKind
from kotacerdas.kernel.actors import SYSTEM, Role
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Frequency
from tests.apps.agreements.made import (
    DINKES,
    DPMD,
    KOMDIGI,
    OWNER,
    SETDA,
    agree,
    change,
    draft,
    make_agreement,
    make_clause,
    register,
)
from tests.makers import make_account, make_area_tree


pytestmark = pytest.mark.usefixtures("agencies")
FAR = date(2090, 1, 1)
OPENED = date(2026, 1, 1)


@pytest.fixture
def login(client: Client):
    """Somebody of an agency at the screen."""
    people = {}

    def sit(agency: str, *roles: Role) -> Client:
        name = agency.partition("/")[2]
        if name not in people:
            people[name] = make_account(name, *(roles or (Role.DATA_PRODUCER,)), agency_code=agency, view=["51.02"])
        client.force_login(people[name])
        return client

    return sit


def read(client: Client, name: str, *args: object, status: int = 200, **query: str) -> str:
    answer = client.get(reverse(f"agreements:{name}", args=args), query)
    assert answer.status_code == status
    return answer.content.decode()


def press(client: Client, name: str, *args: object, **typed: object):
    return client.post(reverse(f"agreements:{name}", args=args), typed)


def test_an_empty_register_says_what_comes_first(client):
    assert "Biasanya yang pertama ialah nota kesepahaman" in read(client, "list")


def test_the_list_is_a_tree_of_what_is_public_with_what_ends_soon(client, settings):
    memorandum = make_agreement(KOMDIGI, SETDA, number="MOU/1", kind=AgreementKind.MEMORANDUM, until=FAR)
    make_agreement(DINKES, DPMD, number="PKS/9", parent=memorandum, until=FAR)
    make_agreement(DINKES, DPMD, number="PKS/10", state=AgreementState.NEGOTIATION, until=FAR)

    page = read(client, "list")

    inner = page.index('<ul class="pacts">', page.index("MOU/1"))
    assert page.index("MOU/1") < inner < page.index("PKS/9")
    assert "PKS/10" not in page
    assert "Berlaku" in page
    assert "Tidak ada kesepakatan yang cocok" in read(client, "list", q="tidak ada kata ini")


def test_a_draft_is_hidden_from_all_but_its_parties_and_the_legal_bureau(client, login, now):
    agreement = draft(now)

    read(client, "agreement", agreement.id, status=404)
    assert "PKS/1" in read(login(DPMD), "agreement", agreement.id)
    read(login(KOMDIGI), "agreement", agreement.id, status=404)
    assert "PKS/1" in read(login(SETDA, Role.EXECUTIVE), "agreement", agreement.id)


def test_old_texts_of_an_agreement_in_force_are_for_its_parties_only(client, login, now):
    agreement = register(now, agree(now, draft(now)))

    public = read(client, "agreement", agreement.id)

    assert "001/PKS/2026" in public
    assert "Versi naskah" not in public
    read(client, "version", agreement.id, 1, status=404)
    assert "Perjanjian ini mengatur pertukaran data." in read(login(DPMD), "version", agreement.id, 1)


def test_inserted_and_removed_words_are_marked_and_can_be_read_without_colour(login, now):
    agreement = draft(now)
    operations.offer_text(
        agreement_id=agreement.id, text=change(), answers_version=1, note="Balita saja", by=OWNER, at=now
    )

    page = read(login(DPMD), "version", agreement.id, 2, sejak="1")

    assert "<del>⟦− data. ⟧</del>" in page
    assert "<ins>⟦+ data balita. ⟧</ins>" in page
    assert "Balita saja" in page


def test_two_agencies_and_the_legal_bureau_take_a_template_to_an_agreed_text(login, now):
    make_area_tree()
    typed = {
        "party_1": f"{DINKES}/kepala",
        "party_2": f"{DPMD}/kepala",
        "number": "100/1/2026",
        "place": "Tabanan",
        "since": "2026-01-01",
        "until": "2089-12-31",
        "signing_order": "parallel",
        "dataset": "penimbangan_balita",
        "dataset_title": "Penimbangan Balita",
        "frequency": "month",
        "day": "10",
        "purpose": "Menyasar bantuan gizi bagi keluarga",
        "reads": "200",
        "area": "51.02",
    }
    answer = press(login(DINKES), "draft", "pks-data", **typed)
    agreement = models.Agreement.objects.get(number="100/1/2026")
    assert answer.url == reverse("agreements:agreement", args=[agreement.pk])
    assert "51.02/dinkes membuka penimbangan_balita kepada 51.02/dpmd" in read(login(DINKES), "agreement", agreement.pk)

    press(login(DINKES), "submit", agreement.pk)
    press(login(SETDA, Role.EXECUTIVE), "review", agreement.pk, version="1", word="approve", note="")
    press(login(DPMD), "accept", agreement.pk, version="1")

    assert queries.get_agreement(agreement.pk).state is AgreementState.AGREED


def test_what_a_form_lacks_is_said_beside_the_fields_and_nothing_is_saved(login):
    make_area_tree()

    answer = press(login(DINKES), "draft", "kosong", party_1=f"{DINKES}/kepala", clause_rows="1")

    assert answer.status_code == 422
    assert "Belum ada yang disimpan" in answer.content.decode()
    assert not models.Agreement.objects.exists()


def test_clauses_are_added_moved_and_asked_about_before_anything_is_saved(login, now):
    agreement = draft(now)
    page = login(DINKES)
    typed = {
        "answers": "1",
        "clause_rows": "2",
        "clause_0-title_id": "Pertama",
        "clause_0-paragraphs": "Satu.",
        "clause_1-title_id": "Kedua",
        "clause_1-paragraphs": "Dua.",
        "clause_1-kind": "open_dataset",
    }

    moved = press(page, "offer", agreement.id, **typed, **{"raise": "1"}).content.decode()
    more = press(page, "offer", agreement.id, **typed, more="1").content.decode()

    assert moved.index("Kedua") < moved.index("Pertama")
    assert 'name="clause_0-purpose"' in moved
    assert 'name="clause_2-title_id"' in more
    assert queries.get_agreement(agreement.id).version == 1


def test_the_legal_bureau_sends_a_text_back_only_with_a_note(login, now):
    agreement = draft(now)
    operations.submit_for_review(agreement_id=agreement.id, by=OWNER, at=now)
    bureau = login(SETDA, Role.EXECUTIVE)

    silent = press(bureau, "review", agreement.id, version="1", word="return", note="")
    spoken = press(bureau, "review", agreement.id, version="1", word="return", note="Pasal 2 belum menyebut tujuan.")

    assert silent.status_code == 422
    assert spoken.status_code == 302
    assert "Pasal 2 belum menyebut tujuan." in read(login(DINKES), "agreement", agreement.id)


def test_nobody_else_reviews_registers_or_ends(login, now):
    agreement = register(now, agree(now, draft(now)))
    outsider = login(KOMDIGI)

    assert press(outsider, "review", agreement.id, version="1", word="approve").status_code == 403
    assert press(outsider, "register", agreement.id, register_number="1").status_code == 403
    assert press(outsider, "terminate", agreement.id, reason="Tidak ada alasan sama sekali").status_code == 403


def test_a_button_works_from_its_own_page_and_not_from_another_site(now):
    agreement = draft(now)
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(make_account("dinkes", Role.DATA_PRODUCER, agency_code=DINKES))

    assert press(careful, "submit", agreement.id).status_code == 403
    page = read(careful, "agreement", agreement.id)
    token = page.split('name="csrfmiddlewaretoken" value="')[-1].partition('"')[0]
    submit = page.split(reverse("agreements:submit", args=[agreement.id]))[1].partition("</form>")[0]
    assert "csrfmiddlewaretoken" in submit
    assert press(careful, "submit", agreement.id, csrfmiddlewaretoken=token).status_code == 302


def test_ending_lists_what_closes_and_who_loses_it_then_closes_it(login, now):
    agreement = make_agreement(DINKES, DPMD, until=FAR, since=OPENED)
    clause = make_clause(agreement)
    models.Grant.objects.create(
        dataset_name="penimbangan_balita",
        owner_code=DINKES,
        grantee_code=DPMD,
        purpose="Menyasar bantuan gizi",
        columns=[],
        area_code="ID",
        since=OPENED,
        agreement=agreement,
        clause=clause,
        state="open",
        requested_by="dinkes",
        requested_at=now,
        decided_by="dinkes",
        decided_at=now,
    )
    models.TextVersion.objects.create(
        agreement=agreement, number=1, body={"preamble": [], "clauses": []}, author="dinkes", author_name="D", at=now
    )
    head = login(DINKES, Role.EXECUTIVE)

    asked = read(head, "terminate", agreement.pk)
    assert "penimbangan_balita" in asked
    assert "51.02/dpmd" in asked
    press(head, "terminate", agreement.pk, reason="Tujuan penggunaan sudah tercapai.")

    assert [each.state.value for each in queries.list_grants(agreement_id=agreement.pk)] == ["closed"]
    assert "seluruh akses di bawahnya ditutup" in read(head, "agreement", agreement.pk)


def test_what_is_owed_says_why_and_leads_to_the_release(client, login, now):
    agreement = make_agreement(DINKES, DPMD, until=FAR, since=OPENED)
    make_clause(
        agreement,
        Duty(
            DutyKind.DELIVER_DATASET, DINKES, DPMD, dataset_name="penimbangan_balita", frequency=Frequency.MONTH, day=10
        ),
    )
    models.TextVersion.objects.create(
        agreement=agreement, number=1, body={"preamble": [], "clauses": []}, author="dinkes", author_name="D", at=now
    )
    operations.note_deed(
        kind=DeedKind.DATASET_DELIVERED,
        subject="penimbangan_balita",
        agency_code=DINKES,
        area_code=AreaCode("51.02"),
        period="2026-01",
        reference="release/12",
        by=SYSTEM,
        at=now,
    )

    owes, owed, page = (
        read(client, "owed", DINKES),
        read(client, "owed", DPMD),
        read(client, "agreement", agreement.pk),
    )

    assert "Belum ada; tenggatnya" in owes
    assert "Belum ada; tenggatnya" in owed
    assert reverse("exchange:release", args=[12]) in page
    assert "Tidak ada kewajiban" in read(client, "owed", KOMDIGI)


def test_one_party_says_it_was_done_and_only_another_confirms(login, now):
    agreement = make_agreement(KOMDIGI, SETDA, until=FAR, since=OPENED)
    clause = make_clause(agreement, Duty(DutyKind.HOLD_FORUMS, SETDA, KOMDIGI, times=1))
    models.TextVersion.objects.create(
        agreement=agreement, number=1, body={"preamble": [], "clauses": []}, author="setda", author_name="S", at=now
    )
    press(
        login(SETDA, Role.EXECUTIVE),
        "attest",
        agreement.pk,
        clause.pk,
        "1-1",
        done_on="2026-02-01",
        note="FGD pertama di balai banjar",
        proof_link="https://tabanankab.go.id/fgd",
    )
    word = queries.list_attestations(agreement.pk)[0]

    own = press(login(SETDA), "confirm", agreement.pk, word.id)
    assert queries.get_attestation(word.id).confirmed_at is None
    assert own.status_code == 302
    press(login(KOMDIGI), "confirm", agreement.pk, word.id)

    assert queries.get_attestation(word.id).confirmed_for == KOMDIGI


def test_only_who_keeps_agencies_writes_down_a_mandate(client, login):
    make_account("kabid", Role.DATA_PRODUCER, agency_code=DINKES)
    typed = {
        "office": f"{DINKES}/kepala",
        "username": "kabid",
        "decree": "SK Bupati 821/7/2026",
        "since": "2026-01-01",
    }

    assert press(login(DPMD), "authority", DINKES, **typed).status_code == 403
    client.force_login(make_account("pengelola", Role.ADMINISTRATOR, capture=["ID"], view=["ID"]))
    press(client, "authority", DINKES, **typed)

    page = read(client, "authority", DINKES)
    assert "SK Bupati 821/7/2026" in page
    assert "berlaku hari ini" in page


def test_who_holds_no_office_is_told_whom_to_ask_for_a_key(login):
    assert "Anda tidak memegang jabatan" in read(login(DPMD), "keys")


def test_a_file_that_is_no_pdf_and_a_code_nobody_gave_get_clear_sentences(client, settings, tmp_path):
    settings.ROOTS_FOLDER = tmp_path
    answer = press(client, "verify", file=SimpleUploadedFile("surat.docx", b"PK\x03\x04 not a pdf"))

    assert answer.status_code == 422
    assert "Ini bukan PDF" in answer.content.decode()
    assert "Tidak ada kesepakatan di sini dengan kode ini" in read(client, "verify_code", "TIDAKADA", status=404)


def test_my_work_shows_what_waits_for_whom(login, now):
    agreement = draft(now)
    address = reverse("agreements:agreement", args=[agreement.id])

    mine = login(DINKES).get("/tugas/").content.decode()
    theirs = login(DPMD).get("/tugas/").content.decode()

    assert address in mine
    assert "selesaikan rancangan" in mine
    assert address not in theirs


def test_an_agencys_page_leads_to_its_duties_and_to_who_may_sign(client):
    page = client.get(f"/perangkat/{DINKES}/").content.decode()

    assert reverse("agreements:owed", args=[DINKES]) in page
    part = client.get(reverse("agreements:owed", args=[DINKES]), {"bagian": "1"}).content.decode()
    assert "<title>" not in part  # it would take the place of the title of the page around it
    assert "Tidak ada kewajiban" in part
    assert reverse("agreements:authority", args=[DINKES]) in page


def test_odd_addresses_are_answered_and_never_fail(client, login):
    assert client.get(reverse("agreements:verify"), {"kode": "/ "}).status_code == 200
    assert (
        client.get(reverse("agreements:list"), {"halaman": "9" * 30, "jenis": "x", "kelompok": "y"}).status_code == 200
    )
    make_area_tree()
    assert login(DINKES).get(reverse("agreements:draft", args=["kosong"]), {"induk": "9" * 30}).status_code == 200
