"""Making a token on a page, seeing it once, revoking it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kotacerdas.apps.accounts import queries
from kotacerdas.apps.accounts.errors import TokenRevoked
from kotacerdas.kernel.actors import Role
from tests import makers
from tests.apps.agreements import made


@pytest.fixture
def person(client, db):
    client.force_login(makers.make_account("dinkes", Role.DATA_PRODUCER, agency_code="51.02/dinkes", view=["51.02"]))
    return client


def make(person, **changes):
    wish = {
        "name": "Salinan malam",
        "scopes": ["read:rows"],
        "datasets": "keluarga, skor",
        "purpose": "Pemadanan data gizi",
        "expires_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        **changes,
    }
    return person.post("/akun/token/", wish)


def test_a_token_is_shown_once_and_revoked_after_a_question(person):
    answer = make(person)
    secret = re.search(r"kc_[\w-]{43}", answer.content.decode())

    assert secret
    assert answer["Cache-Control"] == "no-store"
    (token,) = queries.list_tokens("dinkes")
    assert token.datasets == ("keluarga", "skor")
    assert secret.group() not in person.get("/akun/token/").content.decode()
    assert "Cabut" in person.get(f"/akun/token/{token.id}/cabut/").content.decode()
    person.post(f"/akun/token/{token.id}/cabut/")
    with pytest.raises(TokenRevoked):
        queries.open_token(secret.group(), at=timezone.now())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"expires_on": "2020-01-01"}, "Masa berlaku token"),
        ({"scopes": []}, "tidak boleh kosong"),
        ({"purpose": "x"}, "tujuan"),
    ],
)
def test_a_senseless_token_is_not_made(person, change, said):
    assert said in make(person, **change).content.decode()
    assert queries.list_tokens("dinkes") == ()


def test_the_token_of_another_is_not_shown(person):
    assert person.get("/akun/token/99/cabut/").status_code == 404


def test_an_administrator_gives_a_system_its_token_and_another_takes_it_back(client, person):
    assert "Siapa yang memakainya" not in person.get("/akun/token/").content.decode()
    made.make_agencies()
    first, second = (makers.make_account(name, Role.ADMINISTRATOR) for name in ("admin-1", "admin-2"))
    client.force_login(first)
    shown = make(client, system_of=made.DINKES).content.decode()
    secret = re.search(r"kc_[\w-]{43}", shown)

    assert secret
    (token,) = queries.list_tokens("admin-1")
    use = queries.open_token(secret.group(), at=timezone.now())
    assert token.is_system
    assert queries.actor_for(use.user_id).agency_code == made.DINKES
    assert client.get(f"/akun/token/{token.id}/cabut/").status_code == 200
    client.force_login(second)
    assert "Salinan malam" in client.get("/akun/token/").content.decode()
    client.post(f"/akun/token/{token.id}/cabut/")
    with pytest.raises(TokenRevoked):
        queries.open_token(secret.group(), at=timezone.now())
