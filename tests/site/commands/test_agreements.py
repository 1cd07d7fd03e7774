"""``kotacerdas agreements``."""

import json
from datetime import date
from pathlib import Path

import pytest

from kotacerdas.apps.accounts.models import Assignment, User
from kotacerdas.apps.agreements import models
from kotacerdas.kernel.actors import Role
from kotacerdas.site.command_line import main
from tests.apps.agreements.made import DINKES, DPMD, make_agencies, make_agreement, make_clause, make_offices


pytestmark = pytest.mark.django_db


def run(capsys, *words: str) -> tuple[int, dict]:
    """The exit code of a command and what it printed for programs."""
    with pytest.raises(SystemExit) as left:
        main(["agreements", *words, "--json"])
    printed = capsys.readouterr()
    return left.value.code, json.loads(printed.out or printed.err)


@pytest.fixture
def agreement(db) -> models.Agreement:
    """An agreement of this century."""
    make_agencies()
    make_offices(DINKES, DPMD)
    return make_agreement(DINKES, DPMD, since=date(2020, 1, 1), until=date(2090, 1, 1))


def test_agreements_are_listed_and_shown(agreement, capsys):
    make_clause(agreement)

    code, listed = run(capsys, "list", "--agency", DPMD)
    shown = run(capsys, "show", str(agreement.pk))[1]

    assert (code, [each["number"] for each in listed["items"]]) == (0, ["PKS/1"])
    assert [item["kind"] for item in shown["duties"]] == ["open_dataset"]
    assert run(capsys, "show", "999")[0] == 1


def test_what_an_agency_owes_is_due(agreement, capsys):
    make_clause(agreement)

    due = run(capsys, "due", "--agency", DINKES)[1]

    assert due["lapsing"] == []
    assert [item["state"] for item in due["owed"]] == ["missing"]


def test_an_agreement_is_ended_under_a_name(agreement, capsys):
    user = User.objects.create(username="kadis", display_name="Kepala Dinas")
    Assignment.objects.create(user=user, role=Role.EXECUTIVE.value, agency_code=DINKES, since=agreement.since)

    code, ended = run(capsys, "end", str(agreement.pk), "--reason", "Tidak dilanjutkan.", "--by", "kadis")

    assert (code, ended["state"], ended["closed_grants"]) == (0, "terminated", [])


def test_a_file_that_proves_nothing_is_refused(db, capsys, tmp_path: Path):
    file = tmp_path / "surat.pdf"
    file.write_bytes(b"bukan pdf")

    code, told = run(capsys, "verify", str(file))

    assert (code, told["code"]) == (1, "signing.not_a_pdf")
