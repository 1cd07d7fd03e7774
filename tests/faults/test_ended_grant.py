"""A file that is leaving stops when its agreement ends, and nobody can take the part for the whole."""

import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.timeout(300)
HELPER = [sys.executable, "-m", "tests.faults.granting"]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[int, dict]]:
    """A real server on this machine, and what it serves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen([*HELPER, str(tmp_path), "serve", str(port)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert server.stdout is not None
        facts = json.loads(server.stdout.readline())
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port, facts
    finally:
        server.terminate()
        server.communicate(timeout=30)


@contextmanager
def asked(port: int, facts: dict) -> Iterator[http.client.HTTPResponse]:
    """The answer to a request for the whole file."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    path = f"/api/v1/releases/{facts['release']}/download?format=csv"
    connection.request("GET", path, headers={"Authorization": f"Bearer {facts['token']}"})
    answer = connection.getresponse()
    try:
        yield answer
    finally:
        answer.close()
        connection.close()


def tell(folder: Path, wish: str) -> str:
    return subprocess.run(
        [*HELPER, str(folder), wish], capture_output=True, text=True, check=True, cwd=ROOT, timeout=120
    ).stdout


def test_a_running_download_breaks_off_when_the_agreement_ends(served, tmp_path):
    port, facts = served
    with asked(port, facts) as answer:
        whole = len(answer.read())
    with asked(port, facts) as answer:
        assert answer.status == 200
        assert b"Kepala Keluarga" in answer.read(100_000)

        tell(tmp_path, "end")
        time.sleep(1.2)  # the server looks every second
        with pytest.raises(http.client.IncompleteRead) as broken:
            answer.read()

    stopped, finished = json.loads(tell(tmp_path, "reads"))
    assert (finished["outcome"], stopped["outcome"]) == ("finished", "stopped")
    assert stopped["grant"] == facts["grant"]
    assert len(broken.value.partial) < whole
    assert finished["size"] == whole
    with asked(port, facts) as answer:
        assert b"Kepala Keluarga" not in answer.read(100_000)
