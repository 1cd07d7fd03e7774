"""A PostgreSQL of its own for one benchmark: in a temporary folder, on its own port of the loopback, then gone."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


class PostgresAbsent(RuntimeError):
    """No PostgreSQL server is installed here."""


@contextmanager
def postgres(place: Path) -> Iterator[Callable[[str], str]]:
    """Start a server under ``place``; gives a function that runs SQL and returns its output."""
    programs = _programs()
    data, port = place / "postgres", str(_free_port())
    data.mkdir()
    as_user = _as_server_user(data)
    _run([*as_user, programs / "initdb", "-D", data, "-A", "trust", "-E", "UTF8"])
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data}"
    _run([*as_user, programs / "pg_ctl", "-D", data, "-l", data / "log", "-w", "-o", options, "start"])
    try:
        yield lambda sql: _run([*as_user, programs / "psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1",
                                "-p", port, "-d", "postgres", "-c", sql])  # fmt: skip
    finally:
        _run([*as_user, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"])


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise PostgresAbsent
    return (found[-1] if found else Path(str(on_path))).parent


def _as_server_user(data: Path) -> list[str]:
    """PostgreSQL refuses to run as root, so root lends it the folder and another user."""
    if os.geteuid() != 0:
        return []
    try:
        user = pwd.getpwnam("postgres")
    except KeyError as absent:
        raise PostgresAbsent from absent
    os.chown(data, user.pw_uid, user.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _run(command: list[str | Path]) -> str:
    # Not piped: a server started here would hold a pipe open for as long as it lives.
    if "start" in command:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        return ""
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd="/").stdout.strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
