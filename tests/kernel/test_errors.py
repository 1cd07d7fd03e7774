"""Errors are sentences with facts, a status and an exit code."""

import pytest

from kotacerdas.kernel.errors import Conflict, Denied, Fault, KotacerdasError, Misuse, NotFound, Refusal


class VillageNotFound(NotFound):
    """For this test only."""

    code = "kernel.not_found"
    sentence = "No village has the code %(code)s."


def test_an_error_says_its_sentence_with_the_facts_filled_in():
    error = VillageNotFound(code="51.02.99.2001")

    assert str(error) == "No village has the code 51.02.99.2001."
    assert error.facts == {"code": "51.02.99.2001"}


def test_an_error_without_facts_keeps_its_sentence():
    assert str(Denied()) == Denied.sentence


@pytest.mark.parametrize(
    ("error", "status", "exit_code"),
    [
        (Refusal, 422, 1),
        (NotFound, 404, 1),
        (Denied, 403, 1),
        (Conflict, 409, 1),
        (Misuse, 400, 2),
        (Fault, 500, 3),
        (KotacerdasError, 500, 3),
    ],
)
def test_each_kind_of_error_has_its_status_and_exit_code(error, status, exit_code):
    assert (error.status, error.exit_code) == (status, exit_code)
