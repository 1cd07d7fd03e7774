"""Two nodes, each with a folder and processes of its own: one pulls from the other, whatever strikes."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.commands import small


ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Node:
    """One installation."""

    folder: Path
    port: int = 0

    @property
    def environment(self) -> dict[str, str]:
        """What its processes read."""
        return small.environment(self.folder) | {"KOTACERDAS_PRIVATE_HOSTS": "127.0.0.1", "KOTACERDAS_HTTPS": "0"}

    def run(self, *words: str) -> tuple[int, dict]:
        """A command, and what it says as JSON."""
        done = subprocess.run(
            self.words(*words), cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        said = done.stdout if done.returncode == 0 else done.stdout or done.stderr
        return done.returncode, json.loads(said)

    def words(self, *words: str) -> list[str]:
        """The command line."""
        return [sys.executable, "-m", "kotacerdas.site.command_line", *words, "--json"]

    def ask(self, question: str) -> list[tuple]:
        """Rows of its database."""
        with sqlite3.connect(self.folder / "kotacerdas.sqlite3") as database:
            return database.execute(question).fetchall()


def make(folder: Path, mode: str = "make") -> Node:
    node = Node(folder)
    command = [sys.executable, "-m", "tests.site.commands.small", mode]
    subprocess.run(command, cwd=ROOT, env=node.environment, check=True, capture_output=True)
    return node


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Node]:
    """A node with one release that listens."""
    node = make(tmp_path / "source")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        node.port = probe.getsockname()[1]
    command = [sys.executable, "-m", "kotacerdas.site.command_line", "serve", "--port", str(node.port)]
    with subprocess.Popen(command, cwd=ROOT, env=node.environment, stdout=subprocess.DEVNULL) as server:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", node.port)) == 0:
                    break
            time.sleep(0.1)
        yield node
        server.terminate()


@pytest.fixture
def puller(tmp_path: Path, source: Node) -> Node:
    """A node with contracts and nothing else, which trusts the source."""
    node = make(tmp_path / "puller", "bare")
    code, said = node.run("peers", "add", "sumber", f"http://127.0.0.1:{source.port}")
    assert code == 0, said
    return node


@pytest.mark.enable_socket
def test_one_node_pulls_from_another_whatever_strikes(source: Node, puller: Node):
    [(sha256, rows)] = source.ask("SELECT sha256, rows FROM exchange_release")
    kept = next((source.folder / "lake").rglob(f"{sha256}.parquet"))
    whole = kept.read_bytes()

    # a byte was changed on the way: refused, and nothing lands
    kept.write_bytes(whole[:200] + bytes([whole[200] ^ 1]) + whole[201:])
    code, said = puller.run("pull", "sumber", "idm_desa")
    assert (code, said["code"]) == (1, "exchange.pulled_damaged")
    assert puller.ask("SELECT count(*) FROM exchange_submission") == [(0,)]
    kept.write_bytes(whole)

    # killed half-way: the part that came is there, and only the rest is asked for
    part = puller.folder / "pulls" / f"sumber-{sha256}.part"
    part.write_bytes(whole[:300])
    with subprocess.Popen(puller.words("pull", "sumber", "idm_desa"), cwd=ROOT, env=puller.environment) as killed:
        time.sleep(0.7)
        os.kill(killed.pid, signal.SIGKILL)
    code, said = puller.run("pull", "sumber", "idm_desa")
    assert code == 0, said
    assert not part.exists()

    # once: the same rows, and the next pull finds nothing new
    [(state, name)] = puller.ask("SELECT state, file_name FROM exchange_submission")
    assert (state, name) == ("released", "sumber-1.parquet")
    assert puller.ask("SELECT rows FROM exchange_release") == [(rows,)]
    assert puller.ask("SELECT release_number, sha256 FROM exchange_pulledrelease") == [(1, sha256)]
    assert puller.run("pull", "sumber", "idm_desa") == (0, {"submissions": []})

    # the whole file was read through the source's door
    assert source.ask("SELECT count(*) FROM exchange_readtally WHERE dataset_name = 'idm_desa'") != [(0,)]

    # another key than the pinned one is not believed
    (source.folder / "keys" / "node.key").unlink()
    subprocess.run(
        [
            sys.executable,
            "-c",
            "from kotacerdas.signing.nodes import open_key; import sys, pathlib; open_key(pathlib.Path(sys.argv[1]))",
            str(source.folder / "keys"),
        ],
        cwd=ROOT,
        env=source.environment,
        check=True,
    )
    with sqlite3.connect(puller.folder / "kotacerdas.sqlite3") as database:
        database.execute("UPDATE exchange_pull SET cursor = 0")
    code, said = puller.run("pull", "sumber", "idm_desa")
    assert (code, said["code"]) == (1, "exchange.manifest_not_genuine")
    [(problem,)] = puller.ask("SELECT problem FROM exchange_pull")
    assert "not signed with the key" in problem
