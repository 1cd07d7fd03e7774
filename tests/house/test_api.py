"""The API has one description, one shape of errors, and both are tried on every path."""

import json

import pytest

from kotacerdas.site.api import api
from tests.house.tree import ROOT


DESCRIPTION = json.loads(json.dumps(api.get_openapi_schema(), default=str))
EXAMPLES = {"integer": "999999", "string": "tidak-ada"}
MALFORMED = {"area": "5102012001", "area_code": "5102012001", "period": "kapan-kapan"}


def calls() -> list:
    return [
        pytest.param(method, path, operation, id=f"{method} {path}")
        for path, methods in DESCRIPTION["paths"].items()
        for method, operation in methods.items()
    ]


def fill(path: str, operation: dict, values: dict[str, str]) -> str:
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            example = values.get(parameter["name"], EXAMPLES[parameter["schema"].get("type", "string")])
            path = path.replace(f"{{{parameter['name']}}}", example)
    return path


def check_problem(response) -> None:
    """One shape for every error: RFC 9457 with our stable code."""
    assert response.status_code < 500
    if response.status_code >= 400:
        assert response["Content-Type"].split(";")[0] == "application/problem+json"
        if response.request["REQUEST_METHOD"] == "HEAD":
            assert response.content == b""
            return
        body = response.json()
        assert {"type", "title", "status", "detail", "code"} <= set(body)
        assert body["status"] == response.status_code


def test_the_description_equals_its_snapshot():
    snapshot = json.loads((ROOT / "docs/reference/openapi.json").read_text(encoding="utf-8"))

    assert snapshot == DESCRIPTION, "run `make docs` and read the difference"


def test_the_stable_core_is_there():
    paths = set(DESCRIPTION["paths"])
    wanted = [
        *("/indicators", "/indicators/{code}/values", "/trace/{code}/{area}/{period}", "/datasets"),
        *("/datasets/{name}/releases", "/submissions", "/masterplan", "/movement"),
    ]

    assert not [path for path in wanted if f"/api/v1{path}" not in paths]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path", "operation"), calls())
def test_what_is_not_here_is_a_problem_of_one_shape(client, lake_folder, method, path, operation):
    check_problem(getattr(client, method)(fill(path, operation, {})))


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path", "operation"), calls())
def test_a_malformed_call_is_a_problem_of_one_shape(client, lake_folder, method, path, operation):
    response = getattr(client, method)(fill(path, operation, MALFORMED) + "?limit=banyak&area=5102&period=x&from=x")

    check_problem(response)


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path", "operation"), calls())
def test_a_body_that_is_not_what_was_asked_for_is_a_problem_of_one_shape(client, lake_folder, method, path, operation):
    if "requestBody" in operation:
        address = fill(path, operation, {})

        check_problem(getattr(client, method)(address, data="{bukan json", content_type="application/json"))


@pytest.mark.django_db
def test_an_unknown_path_is_a_problem_of_one_shape(client, lake_folder):
    response = client.get("/api/v1/tidak-ada")

    assert response.status_code == 404
    check_problem(response)
