"""``kotacerdas audit``: proof in files, and exit codes that say whether it holds."""

import json

import pytest
from click.testing import CliRunner
from django.core import mail

from kotacerdas.apps.audit import models, operations
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.site.command_line import main


pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("lake_folder")]


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setenv("KOTACERDAS_LANGUAGE", "en")
    return lambda *words: CliRunner().invoke(main, ["audit", *map(str, words)], catch_exceptions=False)


@pytest.fixture(autouse=True)
def _log(now):
    for number in range(1, 11):
        operations.record(action="exchange.submitted", target=f"submission/{number}", by=SYSTEM, at=now)


def answer(done):
    return json.loads(done.stdout)


def test_without_a_name_it_is_the_log(run):
    assert [item["seq"] for item in answer(run("--target", "submission/3", "--json"))["items"]] == [3]
    assert "submission/10" in run().stdout
    assert "check-export" in run("--help").stdout


def test_a_whole_chain_is_exit_code_0_and_a_broken_one_1_with_the_entry(run):
    whole = run("verify", "--json")
    models.Event.objects.filter(seq=4).update(target="submission/99")
    broken = run("verify")

    assert (whole.exit_code, answer(whole)["is_whole"]) == (0, True)
    assert broken.exit_code == 1
    assert "Entry 4 was changed after it was written" in broken.stdout


def test_an_export_is_written_whole_and_checked(run, tmp_path):
    file = tmp_path / "chain.jsonl"
    written = answer(run("export", file, "--json"))
    whole = run("check-export", file)
    file.write_text(file.read_text().replace("submission/7", "submission/8"))

    assert (written["entries"], written["bytes"]) == (10, len(file.read_bytes()))
    assert file.stat().st_mode & 0o077 == 0
    assert run("export", file).exit_code == 1, "a file that is there stays"
    assert (whole.exit_code, run("check-export", file).exit_code) == (0, 1)
    assert "10 entries" in whole.stdout


def test_an_anchor_goes_to_a_file_and_by_mail_and_finds_a_rewritten_log(run, tmp_path):
    file = tmp_path / "anchor.json"
    taken = answer(run("anchor", file, "--mail", "inspektorat@contoh.go.id", "--json"))
    assert (taken["seq"], taken["node"]) == (10, "51.02")
    assert answer(run("anchors", "--json"))["items"] == [taken]
    (sent,) = mail.outbox
    assert sent.to == ["inspektorat@contoh.go.id"]
    assert json.loads(sent.attachments[0].content) == taken

    models.Anchor.objects.all().delete()
    models.Event.objects.all().delete()
    models.Head.objects.all().delete()

    assert run("verify").exit_code == 0
    found = run("verify", "--anchor", file)
    assert found.exit_code == 1
    assert "entries 4 to 10 are missing" in found.stdout, "verifying wrote three entries of its own"


def test_a_neighbour_countersigns_in_the_file(run, tmp_path, settings):
    file = tmp_path / "anchor.json"
    run("anchor", file)
    home = settings.DATA_FOLDER
    settings.DATA_FOLDER, settings.HOME_AREA = tmp_path / "province", "51"
    assert run("countersign", file).exit_code == 0
    settings.DATA_FOLDER, settings.HOME_AREA = home, "51.02"

    assert run("keep-anchor", file).exit_code == 0
    assert "  51" in run("anchors").stdout


def test_a_file_that_is_no_anchor_is_misuse(run, tmp_path):
    (tmp_path / "x").write_text("halo")

    refused = run("countersign", tmp_path / "x", "--json")

    assert (refused.exit_code, json.loads(refused.stderr)["code"]) == (2, "audit.anchor_unreadable")


def test_the_public_key_is_what_the_anchors_name(run):
    assert answer(run("public-key", "--json"))["public_key"] == answer(run("anchor", "--json"))["public_key"]
    assert run("public-key").stdout.startswith("-----BEGIN PUBLIC KEY-----")


def test_the_head_is_the_last_entry(run):
    assert answer(run("head", "--json")) == {"seq": 10, "sha256": models.Event.objects.get(seq=10).sha256}
