import pytest


pytestmark = pytest.mark.django_db


def language_of(response) -> str:
    return response.content.decode().split('<html lang="')[1][:2]


def test_pages_are_indonesian_whatever_the_browser_says(client):
    response = client.get("/galeri/", headers={"accept-language": "en-US,en;q=0.9"})

    assert language_of(response) == "id"


def test_the_switch_is_remembered(client):
    client.post("/bahasa/setlang/", {"language": "en", "next": "/galeri/"})

    assert language_of(client.get("/galeri/")) == "en"


def test_programs_choose_by_header(client):
    english = client.get("/api/v1/tidak-ada", headers={"accept-language": "en"}).json()
    indonesian = client.get("/api/v1/tidak-ada", headers={"accept-language": "id"}).json()

    assert english["title"] == "This page is not here"
    assert indonesian["code"] == english["code"]
