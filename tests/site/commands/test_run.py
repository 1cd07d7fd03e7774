import signal
import socket
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from kotacerdas.site.command_line import main
from kotacerdas.site.commands.run import _own_key, _stop


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
    key = _own_key(tmp_path / "new" / "secret")

    assert len(key) > 50
    assert (tmp_path / "new" / "secret").stat().st_mode & 0o777 == 0o600
    assert _own_key(tmp_path / "new" / "secret") == key


def test_children_are_asked_to_end_and_do():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])

    began = time.monotonic()
    _stop([child])

    assert child.returncode == -signal.SIGTERM
    assert time.monotonic() - began < 5
