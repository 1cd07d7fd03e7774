"""Every address has a name and answers an anonymous visitor safely."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from kotacerdas.kernel.errors import KotacerdasError


EXAMPLES = {
    **dict.fromkeys(("agreement_id", "attestation_id", "clause_id", "mandate_id", "position"), 1),
    **dict.fromkeys(("grant_id", "request_id", "subscription_id", "token_id", "seq"), 1),
    "item": "2026-01",
    "source": "pks-data",
    **dict.fromkeys(("area", "area_code", "scope", "within"), "51.02"),
    **dict.fromkeys(("dataset", "dataset_name", "name"), "rumah_tangga"),
    **dict.fromkeys(("indicator", "indicator_code"), "idm"),
    **dict.fromkeys(("pk", "id", "submission_id", "release_id", "target_id", "draft_id", "version", "number"), 1),
    "code": "idm",
    "token": "a-token",
    "period": "2025",
    "year": 2017,
    "format": "csv",
    "level": "village",
    "set_code": "mou",
}
ELSEWHERE = ("account_", "mfa_", "socialaccount_", "allauth_")


def walk(patterns=None, names=(), route="") -> list:
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            found += walk(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern):
            found.append((":".join((*names, pattern.name or "")), here, pattern))
    return found


def own() -> list:
    return [
        pytest.param(name, pattern, id=route or "/")
        for name, route, pattern in walk()
        if not name.startswith(ELSEWHERE) and not route.startswith(("akun/", "static/"))
    ]


@pytest.mark.parametrize(("name", "pattern"), own())
def test_an_address_has_a_name(name, pattern):
    assert name.split(":")[-1]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "pattern"), own())
def test_an_address_answers_an_anonymous_visitor_safely(client, lake_folder, name, pattern):
    kwargs = {key: EXAMPLES[key] for key in pattern.pattern.converters}
    address = reverse(name, kwargs=kwargs)

    for language in ("id", "en"):
        response = client.get(address, HTTP_ACCEPT_LANGUAGE=language)

        assert response.status_code < 500 or name.endswith("readyz"), address


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/data/", "/indikator/", "/rencana/", "/gerakan/"])
def test_a_public_page_is_kind_on_an_empty_platform(client, lake_folder, address):
    response = client.get(address)

    assert response.status_code in {200, 404}
    assert b"<html" in response.content
    assert KotacerdasError.sentence.encode() not in response.content
    assert "script-src" in response["Content-Security-Policy"] or "default-src" in response["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/tidak-ada/", "/data/tidak-ada/", "/indikator/tidak-ada/", "/wilayah/99.99/"])
def test_what_is_not_here_is_a_friendly_page(client, lake_folder, address):
    response = client.get(address)

    assert response.status_code == 404
    assert b"<html" in response.content
    assert KotacerdasError.sentence.encode() not in response.content
