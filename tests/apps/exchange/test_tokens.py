"""Programs with a token at the API's door."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kotacerdas.apps.accounts import operations, queries
from kotacerdas.apps.accounts.types import Scope
from kotacerdas.apps.exchange import queries as reads
from kotacerdas.kernel.actors import Role
from kotacerdas.site import tokens
from tests import makers
from tests.apps.exchange.conftest import make_households


PURPOSE = "Pemadanan data gizi tiap malam"


@pytest.fixture
def make_token(db):
    """Make a token of the producing agency; gives the header."""
    person = makers.make_account(
        "dpmd", Role.DATA_PRODUCER, agency_code="51.02/dpmd", capture=["51.02"], view=["51.02"]
    )
    actor, at = queries.actor_for(person.pk), timezone.now()

    def make(*scopes: Scope, datasets=(), word: str = "Bearer ") -> dict[str, str]:
        new = operations.create_token(
            name="Malam",
            scopes=scopes,
            datasets=datasets,
            purpose=PURPOSE,
            expires_at=at + timedelta(days=1),
            by=actor,
            at=at,
        )
        return {"Authorization": f"{word}{new.secret}"}

    return make


@pytest.mark.parametrize("word", ["Bearer ", ""])
def test_a_token_reads_rows_for_its_purpose(client, hand_in, make_token, word):
    release = hand_in(make_households(makers.BAJERA)).release_id

    answer = client.get(f"/api/v1/releases/{release}/rows", headers=make_token(Scope.READ_ROWS, word=word))

    assert answer.json()["items"][0][2] == "Kepala 0"
    (read,) = reads.list_reads()
    assert (read.username, read.purpose, read.token[:3]) == ("dpmd", PURPOSE, "kc_")


def test_a_token_hands_in_without_a_page(client, hand_in, make_token):
    client.handler.enforce_csrf_checks = True
    answer = client.post(
        "/api/v1/datasets/keluarga/submissions",
        {"period": "2026", "area": makers.BAJERA},
        headers=make_token(Scope.SUBMIT),
    )

    assert answer.status_code == 422  # the file is missing; the token was let in
    assert answer.json()["code"] == "api.invalid"


@pytest.mark.parametrize(
    ("scopes", "method", "path"),
    [
        ([Scope.SUBMIT], "get", "/api/v1/datasets"),
        ([Scope.READ_DATASETS], "get", "/api/v1/submissions"),
        ([Scope.READ_DATASETS, Scope.READ_ROWS], "post", "/api/v1/datasets/keluarga/submissions"),
        (list(Scope), "post", "/api/v1/something/else"),
    ],
)
def test_a_token_does_only_what_it_was_made_for(client, make_token, scopes, method, path):
    answer = getattr(client, method)(path, headers=make_token(*scopes))

    assert answer.status_code == 403
    assert answer.json()["code"] == "accounts.token_scope_missing"


def test_a_token_for_one_dataset_reads_no_other(client, hand_in, make_token):
    release = hand_in(make_households(makers.BAJERA)).release_id
    header = make_token(Scope.READ_ROWS, datasets=["skor"])

    answer = client.get(f"/api/v1/releases/{release}/rows", headers=header)

    assert (answer.status_code, answer.json()["code"]) == (403, "exchange.token_too_narrow")


def test_a_wrong_token_is_refused_and_guessing_is_slowed(client, db):
    client.handler.load_middleware()
    wrong = {"Authorization": "Bearer kc_" + "x" * 43}

    answers = [client.get("/api/v1/datasets", headers=wrong) for _ in range(tokens.MOST_WRONG + 1)]

    assert (answers[0].status_code, answers[0].json()["code"]) == (401, "accounts.token_unknown")
    assert (answers[-1].status_code, answers[-1].json()["code"]) == (429, "accounts.too_many_wrong_tokens")
    assert int(answers[-1]["Retry-After"]) > 0


def test_a_session_is_untouched_by_pages_with_a_header(client, db):
    assert client.get("/data/", headers={"Authorization": "Bearer kc_" + "x" * 43}).status_code == 200
