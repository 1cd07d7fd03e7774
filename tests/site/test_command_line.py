import json
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from kotacerdas.kernel.errors import Conflict
from kotacerdas.site import command_line, console
from kotacerdas.site.command_line import ENTRIES, Entry, main


@pytest.fixture
def run(monkeypatch):
    """Run the command line with words; English, so that sentences can be compared."""
    monkeypatch.setenv("KOTACERDAS_LANGUAGE", "en")
    return lambda *words: CliRunner().invoke(main, list(words), catch_exceptions=False)


@pytest.fixture
def broken(monkeypatch):
    """A command ``broken`` that fails in the given way."""

    def make(failure):
        def fail():
            raise failure

        command = console.Command("broken", callback=fail)
        monkeypatch.setattr(command_line, "ENTRIES", {"broken": Entry("broken", "Fails.", needs_django=False)})
        monkeypatch.setattr(command_line.importlib, "import_module", lambda _: type("Module", (), {"command": command}))

    return make


def test_help_lists_every_command_and_is_quick():
    began = time.monotonic()
    shown = subprocess.run(
        [sys.executable, "-m", "kotacerdas.site.command_line", "--help"], capture_output=True, text=True, check=True
    ).stdout

    assert time.monotonic() - began < 2  # alone on a machine it takes an eighth of a second
    assert all(f"\n  {name} " in shown for name in ENTRIES)


@pytest.mark.parametrize("name", ENTRIES)
def test_every_command_explains_itself(run, name):
    shown = run(name, "--help")

    assert shown.exit_code == 0
    assert "Usage:" in shown.stdout


def test_an_unknown_command_is_misuse(run):
    refused = run("nonsense")

    assert refused.exit_code == 2
    assert refused.stderr.startswith("The command is not understood: No such command 'nonsense'.")
    assert "[commands.misuse]" in refused.stderr


def test_a_missing_option_is_misuse(run, tmp_path):
    file = tmp_path / "a.csv"
    file.touch()

    refused = run("check", str(file), "--period", "2024")

    assert refused.exit_code == 2
    assert "--dataset" in refused.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("trace", "idm", "5102012001", "2024"), "areas.ambiguous_code"),
        (("trace", "idm", "51.02", "yesterday"), "kernel.malformed_period"),
    ],
)
def test_a_malformed_word_is_misuse_with_its_own_sentence(run, words, code):
    refused = run(*words, "--json")

    assert refused.exit_code == 2
    assert json.loads(refused.stderr)["code"] == code
    assert refused.stdout == ""


def test_a_refusal_leaves_as_a_sentence_and_exit_code_1(run, broken):
    broken(Conflict())

    refused = run("broken")

    assert refused.exit_code == 1
    assert refused.stderr == "Someone changed this before you. Reload and try again. [kernel.conflict]\n"


def test_a_failure_nobody_foresaw_leaves_no_traceback_but_a_log(run, broken, settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    broken(ZeroDivisionError("division by zero"))

    failed = run("broken", "--json")

    assert failed.exit_code == 3
    assert "Traceback" not in failed.output
    assert json.loads(failed.stderr.splitlines()[0])["code"] == "kernel.fault"
    assert "ZeroDivisionError" in (tmp_path / "log" / "faults.log").read_text()


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "id"),
        ({"LANG": "C.UTF-8"}, "id"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "KOTACERDAS_LANGUAGE": "id"}, "id"),
    ],
)
def test_the_terminal_decides_the_language(monkeypatch, variables, language):
    for name in ("KOTACERDAS_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert console.language() == language
