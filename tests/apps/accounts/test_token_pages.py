"""Making a token on a page, seeing it once, revoking it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kotacerdas.apps.accounts import queries
from kotacerdas.apps.accounts.errors import TokenRevoked
from kotacerdas.kernel.actors import Role
from tests import makers


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
    made = make(person)
    secret = re.search(r"kc_[\w-]{43}", made.content.decode())

    assert secret
    assert made["Cache-Control"] == "no-store"
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
