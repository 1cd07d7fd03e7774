import pytest
from django.http import Http404
from django.test import RequestFactory
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.testing import TestClient

from kotacerdas.kernel.errors import Conflict
from kotacerdas.ui.api import Page, install_problems, page_of, session_auth


@pytest.fixture(scope="module")
def client() -> TestClient:
    api = NinjaAPI(urls_namespace="kit")
    install_problems(api)

    @api.get("/known")
    def known(request):
        raise Conflict

    @api.get("/typed")
    def typed(request, limit: int):
        return limit

    @api.get("/missing")
    def missing(request):
        raise Http404

    @api.get("/refused")
    def refused(request):
        raise HttpError(429, "slow down")

    @api.get("/surprise")
    def surprise(request):
        raise ZeroDivisionError

    @api.get("/mine", auth=session_auth)
    def mine(request):
        return "mine"

    return TestClient(api)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/known", 409, "kernel.conflict"),
        ("/typed?limit=many", 422, "api.invalid"),
        ("/missing", 404, "http.not_found"),
        ("/refused", 429, "api.refused"),
        ("/surprise", 500, "http.fault"),
    ],
)
def test_every_failure_has_the_one_shape(client, path, status, code):
    response = client.get(path)
    body = response.json()

    assert response.status_code == body["status"] == status
    assert body["code"] == code
    assert set(body) == {"type", "title", "status", "detail", "code", "facts"}


def test_a_wrong_value_is_named(client):
    assert "limit" in client.get("/typed?limit=many").json()["detail"]


def test_without_a_session_the_answer_says_so(client):
    class Nobody:
        is_authenticated = False

    response = client.get("/mine", user=Nobody())

    assert response.status_code == 401
    assert response.json()["code"] == "api.not_logged_in"


def test_the_next_page_keeps_the_question():
    request = RequestFactory().get("/api/v1/datasets", {"q": "desa", "offset": "0"})

    page = page_of(request, [1, 2], total=5, offset=0, limit=2)

    assert page["next"] == "/api/v1/datasets?q=desa&offset=2&limit=2"
    assert Page[int].model_validate(page).total == 5


def test_the_last_page_has_no_next():
    request = RequestFactory().get("/api/v1/datasets")

    assert page_of(request, [1], total=5, offset=4, limit=2)["next"] is None
