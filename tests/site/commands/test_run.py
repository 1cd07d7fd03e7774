import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from kotacerdas.site.command_line import main
from kotacerdas.site.commands import presence
from kotacerdas.site.commands.footing import own_key
from kotacerdas.site.commands.run import Child, _stop
from kotacerdas.site.errors import BeingRestored, ChildKeepsStopping, StillRunning


@pytest.fixture
def taken_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


@pytest.mark.enable_socket
@pytest.mark.parametrize("command", ["run", "serve"])
def test_a_taken_port_is_said_and_nothing_starts(monkeypatch, taken_port, command):
    monkeypatch.setenv("KOTACERDAS_LANGUAGE", "en")

    refused = CliRunner().invoke(main, [command, "--port", str(taken_port)])

    assert refused.exit_code == 1
    assert f"Port {taken_port} on 127.0.0.1 is taken" in refused.stderr


def test_the_first_start_makes_a_key_only_its_owner_reads(tmp_path):
    key = own_key(tmp_path / "new" / "secret")

    assert len(key) > 50
    assert (tmp_path / "new" / "secret").stat().st_mode & 0o777 == 0o600
    assert own_key(tmp_path / "new" / "secret") == key


def test_children_are_asked_to_end_and_do():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])

    began = time.monotonic()
    _stop([child])

    assert child.returncode == -signal.SIGTERM
    assert time.monotonic() - began < 5


@pytest.fixture
def command_that():
    """A command line whose children do this instead."""
    return lambda program: (sys.executable, "-c", program)


def until(is_so, seconds=10.0):
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)
    return is_so()


def test_a_child_that_dies_is_started_again_after_a_short_pause(command_that, capsys):
    child = Child("worker", command=command_that("import sys; sys.stdin.read()"))
    child.start()
    first = child.process
    first.kill()
    first.wait()

    child.look_after(child.started + 100)
    child.look_after(child.started + 100.1)
    assert child.process is first  # it waits a little
    child.look_after(child.started + 101)

    assert child.process.pid != first.pid
    assert not child.has_ended()
    assert "worker" in capsys.readouterr().err
    _stop([child.process])


def test_a_child_that_dies_again_and_again_is_given_up_with_a_sentence(command_that):
    child = Child("serve", command=command_that("pass"))
    child.start()

    def live_a_minute(moment):
        for _ in range(20):
            child.process.wait()
            child.started = moment  # as if it had lived for no time at all
            child.look_after(moment)
            moment = child.again or moment

    with pytest.raises(ChildKeepsStopping, match="stopped 6 times in a row"):
        live_a_minute(child.started)
    _stop([child.process])


def test_a_child_that_lived_long_is_always_started_again(command_that):
    child = Child("worker", command=command_that("pass"))
    for day in range(1, 9):
        child.start()
        child.process.wait()
        child.look_after(child.started + day * 86_400)

        assert child.again is not None
    _stop([child.process])


PARENT = """
import sys, time
from kotacerdas.site.commands.run import Child
child = Child("worker", command=(sys.executable, "-c", sys.argv[1]))
child.start()
print(child.process.pid, flush=True)
time.sleep(60)
"""
LEASHED = """
import sys, time
from kotacerdas.site.commands import presence
presence._leash(None, None, True)
print("on the leash", flush=True)
time.sleep(60)
"""


def test_children_end_by_themselves_when_their_parent_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", PARENT, LEASHED], stdout=subprocess.PIPE, text=True)
    lines = sorted((parent.stdout.readline(), parent.stdout.readline()))
    child = int(lines[0])
    assert lines[1] == "on the leash\n"

    parent.kill()
    parent.communicate()  # the child holds the other end of this pipe too, so this returns when both are gone

    assert until(lambda: not is_alive(child))


def is_alive(number):
    try:
        return Path(f"/proc/{number}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_the_server_refuses_to_start_without_a_key(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "KOTACERDAS_SECRET_KEY"}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "kotacerdas.config.settings",
        "KOTACERDAS_DATA": str(tmp_path),
        "KOTACERDAS_DEMO": "0",
        "KOTACERDAS_LANGUAGE": "en",
    }

    refused = subprocess.run(
        [sys.executable, "-m", "kotacerdas.site.command_line", "serve", "--port", "8199"],
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=30,
    )

    assert refused.returncode == 2
    assert refused.stderr.startswith("The server needs a secret key. Set KOTACERDAS_SECRET_KEY")


def test_a_restore_waits_for_nobody_and_lets_nobody_in(lake_folder):
    with presence.at_work(), presence.at_work(), pytest.raises(StillRunning), presence.alone():
        pass
    with presence.alone(), pytest.raises(BeingRestored), presence.at_work():
        pass
    with presence.alone():
        pass
