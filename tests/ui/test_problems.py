import json

import pytest
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from django.utils.translation import override

from kotacerdas.kernel.areas import AmbiguousAreaCode
from kotacerdas.kernel.errors import Denied, Fault, NotFound
from kotacerdas.ui import problems


def answer(error: Exception, path: str = "/api/v1/x"):
    return problems.ProblemMiddleware(lambda _request: None).process_exception(RequestFactory().get(path), error)


@pytest.mark.parametrize(("error", "status"), [(NotFound(), 404), (Denied(), 403), (Fault(), 500)])
def test_an_error_of_ours_becomes_a_problem_object(error, status):
    response = answer(error)
    body = json.loads(response.content)

    assert response.status_code == body["status"] == status
    assert response["Content-Type"] == "application/problem+json"
    assert body["type"] == f"urn:kotacerdas:problem:{error.code}"
    assert body["title"]
    assert body["detail"]


def test_facts_fill_the_sentence_and_travel_along():
    body = json.loads(answer(AmbiguousAreaCode(text="5102012001")).content)

    assert "5102012001" in body["detail"]
    assert body["facts"] == {"text": "5102012001"}
    assert body["code"] == "areas.ambiguous_code"


def test_a_surprise_is_left_to_django():
    assert answer(ValueError("bug")) is None


@pytest.mark.django_db
def test_a_person_gets_a_page_with_something_to_do(client):
    response = client.get("/tidak-ada/")

    assert response.status_code == 404
    assert "<h1" in response.content.decode()
    assert 'href="/"' in response.content.decode()


@pytest.mark.django_db
def test_a_program_gets_a_problem_for_an_address_that_is_not_there(client):
    response = client.get("/api/v1/tidak-ada")

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def explode(request):
    raise RuntimeError


urlpatterns = [path("meledak/", explode)]
handler500 = "kotacerdas.ui.problems.server_error"


@override_settings(ROOT_URLCONF=__name__)
def test_our_own_fault_is_admitted_without_details(client):
    client.raise_request_exception = False
    response = client.get("/meledak/")

    assert response.status_code == 500
    assert b"RuntimeError" not in response.content
    assert b"<h1" in response.content


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 500])
def test_every_kind_of_problem_says_what_to_do(status):
    with override("en"):
        problem = problems.plain_problem(status, "x.y")

    assert problem.title
    assert problem.advice.endswith(".")


@pytest.mark.django_db
def test_a_wrong_method_is_answered_in_words(client):
    page, program = client.options("/tentang/"), client.put("/api/v1/datasets")

    assert (page.status_code, program.status_code) == (405, 405)
    assert "<h1" in page.content.decode()
    assert program.json()["code"] == "http.wrong_method"
    assert program["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_a_program_without_the_token_is_told_so_in_its_language(admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)

    response = client.post("/api/v1/datasets/idm_desa/submissions")

    assert response.status_code == 403
    assert response.json()["code"] == "http.stale_form"
