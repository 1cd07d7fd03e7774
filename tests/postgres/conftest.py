"""A PostgreSQL of the tests' own, and the platform on it and on SQLite, side by side."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.postgres import files


ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
OWNER = "kotacerdas"
CREATE = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
BY_LANGUAGE = " LOCALE_PROVIDER icu ICU_LOCALE 'id'"
START_SECONDS = 30


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL that listens on loopback only and syncs every commit to disk."""

    port: int

    def create(self, name: str, *, by_language: bool = False) -> str:
        """Make an empty database as docs/how-to/run-on-postgresql.md says, or one that it warns of; return its URL."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(CREATE.format(name) + BY_LANGUAGE * by_language)
        return self.url(name)

    def url(self, name: str) -> str:
        """Where a database is."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{name}"


@dataclass(frozen=True)
class Platform:
    """The platform in a folder of its own, on the database at ``url``; SQLite in that folder without one."""

    data: Path
    url: str = ""
    said: dict[str, Any] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are started with."""
        own = {"KOTACERDAS_DATA": str(self.data), "KOTACERDAS_SECRET_KEY": "only-for-tests", "KOTACERDAS_DEMO": "1"}
        others = {name: value for name, value in os.environ.items() if not name.startswith(("KOTACERDAS_", "DJANGO_"))}
        return {**others, **own, "KOTACERDAS_LANGUAGE": "en", "KOTACERDAS_DATABASE_URL": self.url}

    def start(self, *command: str | Path) -> subprocess.Popen[str]:
        """Start a process of the platform."""
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def finish(self, process: subprocess.Popen[str], exit_code: int = 0) -> str:
        """Wait for it to end so; return what it printed, or its complaint where one is expected."""
        printed, complaints = process.communicate(timeout=120)
        assert process.returncode == exit_code, f"{process.args}: {printed}{complaints[-3000:]}"
        return complaints if exit_code else printed

    def manage(self, *words: str) -> str:
        """Run ``manage.py``."""
        return self.finish(self.start(sys.executable, "manage.py", *words))

    def run(self, *words: str, exit_code: int = 0) -> Any:
        """Run ``kotacerdas … --json``; return what it answers."""
        return json.loads(self.finish(self.start(BIN / "kotacerdas", *words, "--json"), exit_code))

    def step(self, *words: str) -> Any:
        """Run one of the steps that no command offers."""
        return json.loads(self.finish(self.start(sys.executable, "-m", "tests.postgres.steps", *words)))

    def ask(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the database itself, past the platform."""
        with psycopg.connect(self.url) as connection:
            return connection.execute(question).fetchall()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A cluster in a temporary folder; it is stopped by its process id and removed."""
    binaries = _binaries()
    user = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="kotacerdas-postgres-"))
    if user:
        shutil.chown(folder, user)
    try:
        words = [binaries / "initdb", "-D", folder / "cluster", "-U", OWNER, "-A", "trust", "-E", "UTF8"]
        subprocess.run([*words, "--locale=C.UTF-8"], user=user, cwd=folder, check=True, capture_output=True, timeout=60)
        with _serving(binaries, folder, user) as port:
            yield Cluster(port)
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def platforms(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Platform]:
    """The same walk on both databases, done at the same time."""
    both = {
        "postgres": Platform(tmp_path_factory.mktemp("on-postgres"), cluster.create("walk")),
        "sqlite": Platform(tmp_path_factory.mktemp("on-sqlite")),
    }
    with ThreadPoolExecutor() as threads:
        list(threads.map(_walk, both.values()))
    return both


@pytest.fixture(scope="session")
def postgres(platforms: dict[str, Platform]) -> Platform:
    """The platform on PostgreSQL, after the walk."""
    return platforms["postgres"]


@pytest.fixture(scope="session")
def sqlite(platforms: dict[str, Platform]) -> Platform:
    """The platform on SQLite, after the same walk."""
    return platforms["sqlite"]


def _walk(platform: Platform) -> None:
    """From nothing to two files handed in, measured and traced; what each step answered is kept."""
    (platform.data / "keluarga.csv").write_text(files.households(), "utf-8")
    (platform.data / "penduduk.csv").write_text(files.residents(), "utf-8")
    said = platform.said
    platform.manage("migrate", "--verbosity", "0")
    said["areas"] = platform.run("areas", "load")
    said["loaded"] = platform.step("load")
    said["households"] = platform.run(
        *("submit", str(platform.data / "keluarga.csv"), "--dataset", "rumah_tangga", "--period", files.PERIOD),
        *("--area", files.VILLAGE, "--as", "perbekel-bajera"),
    )
    said["residents"] = platform.run(
        *("submit", str(platform.data / "penduduk.csv"), "--dataset", "penduduk_desa", "--period", files.PERIOD),
        *("--as", "walidata"),
    )
    said["evaluated"] = platform.run("evaluate")
    said["water"] = platform.run("trace", "n5-air-minum-layak", "51.02", files.PERIOD)
    said["people"] = platform.run("trace", "penduduk", "51.02", files.PERIOD)
    said["values"] = platform.step("values")


def _binaries() -> Path:
    """The folder of ``initdb`` and ``postgres``; Debian keeps them off the path."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.fail("These tests need PostgreSQL's own programs (initdb, postgres): run `apt install postgresql`.")
    return found[-1].parent


@contextmanager
def _serving(binaries: Path, folder: Path, user: str | None) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": folder, "fsync": "on"}
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", folder / "cluster", "-p", str(port), *words],
            user=user,
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(server, port, folder / "log")
        yield port
    finally:
        server.send_signal(signal.SIGINT)  # ends sessions, then stops in good order
        server.wait(timeout=30)


def _wait_until_ready(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(Cluster(port).url("postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"PostgreSQL did not start: {log.read_text('utf-8', 'replace')[-2000:]}")
