"""How fast releases are read over HTTP, beside Datasette on the same table and the same cores.

A register of 460,000 rows is handed in, released, and served by ``kotacerdas serve``; the same rows lie in SQLite,
indexed by their key, and are served by ``datasette``. Both answer the same pages and the same file on loopback, one
after the other. ``--rows 5000000 --memory`` watches the resident memory of our server while every format leaves.
See benchmarks/README.md for results.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import httpx


ROWS, PAGE = 460_000, 100
OPEN, GUARDED = "rumah_tangga_terbuka", "rumah_tangga"
FORMATS = ("csv", "json", "jsonl", "parquet", "arrow")
PURPOSE = "Mengukur kecepatan layanan baris"
_READY_SECONDS = 120
_SHEET = """
    COPY (
        SELECT
            ({codes})[1 + i % {count}] AS kode_desa,
            printf('RT-%07d', i) AS id_rumah_tangga,
            printf('5102%012d', i) AS no_kk,
            'I Wayan Contoh ' || i AS kepala_keluarga,
            1 + i % 7 AS jumlah_anggota,
            1 + i % 10 AS desil,
            ['ledeng', 'sumur_bor', 'mata_air_terlindung'][1 + i % 3] AS sumber_air,
            ['sendiri', 'bersama', 'umum'][1 + i % 3] AS jamban,
            'pln' AS listrik,
            ['ya', 'tidak'][1 + i % 2] AS internet,
            ['diangkut', 'dibakar'][1 + i % 2] AS sampah,
            'ya' AS lantai_layak,
            'ya' AS dinding_layak,
            ['ya', 'ya', 'tidak'][1 + i % 3] AS atap_layak,
            DATE '2026-01-05' + CAST(i % 300 AS INTEGER) AS dicatat_pada
        FROM range({rows}) AS numbers (i)
    ) TO '{path}' (HEADER)
"""


@dataclass(frozen=True)
class Served:
    """A table behind an address: ``page(n)`` is the address of the n-th page, ``file`` of the whole as CSV."""

    name: str
    page: Callable[[int], str]
    file: str
    cookies: dict[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--seconds", type=float, default=8, help="how long each kind of page is asked for")
    parser.add_argument("--clients", type=int, default=4, help="how many ask at the same time")
    parser.add_argument("--memory", action="store_true", help="only watch the memory of our server")
    parser.add_argument("--hand-in", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.hand_in:
        sys.stdout.write(json.dumps(hand_in(options.hand_in, options.rows)) + "\n")
        return
    with tempfile.TemporaryDirectory(prefix="kotacerdas-bench-") as place:
        folder = Path(place)
        facts = released(folder, options.rows) | {"rows": options.rows}
        facts["middles"] = middles(Path(facts["path"]))
        with ours(folder, facts) as (process, visitors):
            if options.memory:
                watch_memory(process, visitors[1], options.rows)
                return
            results = [measured(each, options) for each in visitors]
        with datasette(folder, facts) as peer:
            results.append(measured(peer, options))
        report(results)


def released(folder: Path, rows: int) -> dict[str, Any]:
    """Prepare a platform and hand in the register twice, in a process of its own; what is served and to whom."""
    run("prepare", folder=folder)
    command = [sys.executable, __file__, "--rows", str(rows), "--hand-in", str(folder)]
    said = subprocess.run(command, env=environment(folder), check=True, stdout=subprocess.PIPE)
    facts: dict[str, Any] = json.loads(said.stdout.splitlines()[-1])
    return facts


def hand_in(folder: Path, rows: int) -> dict[str, Any]:
    """The register as it is (persons are personal) and as an open dataset of the same columns."""
    from kotacerdas.site.command_line import set_up

    set_up()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from kotacerdas.apps.accounts import operations as accounts
    from kotacerdas.apps.accounts.models import User
    from kotacerdas.apps.areas.models import Area
    from kotacerdas.apps.exchange import operations, queries
    from kotacerdas.kernel.actors import SYSTEM

    settings.DEFINITIONS_FOLDER = with_open_twin(Path(settings.DEFINITIONS_FOLDER), folder / "definitions")
    operations.register_datasets(by=SYSTEM, at=timezone.now())
    accounts.create_demo_accounts(by=SYSTEM, at=timezone.now())
    villages = Area.objects.filter(level="village", code__startswith="51.02.").order_by("code")
    codes = list(villages.values_list("code", flat=True))
    sheet = folder / "sheet.csv"
    duckdb.execute(_SHEET.format(rows=rows, path=sheet, codes=codes, count=len(codes)))
    person = User.objects.get(username="walidata")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    numbers = [release_of(name, sheet) for name in (OPEN, GUARDED)]
    return {
        "open": numbers[0],
        "guarded": numbers[1],
        "path": queries.get_release(numbers[0]).file_path,
        "session": session.session_key,
        "villages": codes,
    }


def with_open_twin(definitions: Path, place: Path) -> Path:
    """The definitions with a dataset more, whose columns are all public."""
    shutil.copytree(definitions, place)
    body = json.loads((place / "contracts" / f"{GUARDED}.json").read_text("utf-8"))
    body["name"] = OPEN
    for field in body["schema"]["fields"]:
        field["kotacerdas:privacy"] = "public"
    (place / "contracts" / f"{OPEN}.json").write_text(json.dumps(body), "utf-8")
    return place


def release_of(name: str, sheet: Path) -> int:
    from django.utils import timezone

    from kotacerdas.apps.accounts import queries as accounts
    from kotacerdas.apps.exchange import operations
    from kotacerdas.kernel.areas import AreaCode
    from kotacerdas.kernel.periods import Period

    with sheet.open("rb") as file:
        submission = operations.submit(
            dataset_name=name,
            file=file,
            file_name=sheet.name,
            period=Period.parse("2026"),
            area_code=AreaCode("51.02"),
            by=accounts.get_actor_by_username("walidata"),
            at=timezone.now(),
        )
    if submission.release_id is None:
        sys.exit(f"the register was not released: {submission}")
    return submission.release_id


@contextmanager
def ours(folder: Path, facts: dict[str, Any]) -> Iterator[tuple[subprocess.Popen[bytes], list[Served]]]:
    """Our server, as a visitor sees the open register, and as the steward sees the guarded one under a purpose."""
    port = free_port()
    base = f"http://127.0.0.1:{port}/api/v1/releases"
    command = [sys.executable, "-m", "kotacerdas.site.command_line", "serve", "--port", str(port)]
    rows = int(facts["rows"])

    def served(name: str, number: int, cookies: dict[str, str], **more: str) -> Served:
        said = "".join(f"&{key}={value}" for key, value in more.items())

        def page(n: int) -> str:
            village = facts["villages"][n * 7 % len(facts["villages"])]
            offset = rows // len(facts["villages"]) // 2
            return f"{base}/{number}/rows?filter=kode_desa:eq:{village}&offset={offset}&limit={PAGE}{said}"

        return Served(name, page, f"{base}/{number}/download?format=csv{said}", cookies)

    with serving(command, port, environment(folder)) as process:
        yield (
            process,
            [
                served("kotacerdas, open data", facts["open"], {}),
                served(
                    "kotacerdas, persons under a purpose",
                    facts["guarded"],
                    {"sessionid": facts["session"]},
                    purpose=PURPOSE.replace(" ", "+"),
                ),
            ],
        )


@contextmanager
def datasette(folder: Path, facts: dict[str, Any]) -> Iterator[Served]:
    """Datasette over the same rows in SQLite, the key indexed; counting and suggesting facets as it does by itself."""
    place, port = folder / "register.db", free_port()
    copy_to_sqlite(Path(facts["path"]), place)
    command = [sys.executable, "-m", "datasette", "serve", "--immutable", str(place), "--port", str(port)]
    settings = {"max_csv_mb": "0", "suggest_facets": "off"}
    options = [word for key, value in settings.items() for word in ("--setting", key, value)]
    base = f"http://127.0.0.1:{port}/register/rows"

    def page(n: int) -> str:
        village = facts["villages"][n * 7 % len(facts["villages"])]
        middle = facts["middles"][village]
        following = f"{village.replace('.', '~2E')},{middle}"
        return f"{base}.json?kode_desa={village}&_next={following}&_size={PAGE}&_shape=arrays"

    with serving([*command, *options], port, dict(os.environ)):
        yield Served("datasette", page, f"{base}.csv?_stream=on&_size=max", {})


def middles(release: Path) -> dict[str, str]:
    """The household in the middle of each village, after which Datasette's page begins."""
    found = duckdb.sql(
        f"SELECT kode_desa, list_sort(list(id_rumah_tangga))[count(*) // 2] FROM read_parquet('{release}') GROUP BY 1"
    )
    return dict(found.fetchall())


def copy_to_sqlite(release: Path, place: Path) -> None:
    relation = duckdb.read_parquet(str(release))
    columns = [name for name in relation.columns if name != "_line"]
    texts = {"date", "boolean"}
    kinds = dict(zip(relation.columns, (str(kind).lower() for kind in relation.types), strict=True))
    cells = [f"CAST({name} AS VARCHAR)" if kinds[name] in texts else name for name in columns]
    with sqlite3.connect(place) as database:
        database.execute(f"CREATE TABLE rows ({', '.join(columns)}, PRIMARY KEY (kode_desa, id_rumah_tangga))")
        marks = ", ".join("?" * len(columns))
        rows = duckdb.sql(f"SELECT {', '.join(cells)} FROM read_parquet('{release}')").fetchall()
        database.executemany(f"INSERT INTO rows VALUES ({marks})", rows)
    database.close()


def measured(served: Served, options: argparse.Namespace) -> tuple[str, float, float]:
    """Pages a second, and megabytes a second of the whole as CSV."""
    pages_per_second(served, 2, options.clients)
    return served.name, pages_per_second(served, options.seconds, options.clients), csv_speed(served)


def pages_per_second(served: Served, seconds: float, clients: int) -> float:
    """How many pages, each another than the one before, a bounded number of clients gets."""
    numbers, done, lock = count(), [0], threading.Lock()
    until = time.perf_counter() + seconds
    problems: list[str] = []

    def ask() -> None:
        with httpx.Client(cookies=served.cookies, timeout=60) as client:
            while time.perf_counter() < until and not problems:
                with lock:
                    number = next(numbers)
                response = client.get(served.page(number))
                body = response.json() if response.status_code == 200 else {}
                if len(body.get("items", body.get("rows", ()))) != PAGE:
                    problems.append(f"{served.page(number)}: {response.status_code} {response.text[:300]}")
                with lock:
                    done[0] += 1

    begun = time.perf_counter()
    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        sys.exit(problems[0])
    return done[0] / (time.perf_counter() - begun)


def csv_speed(served: Served) -> float:
    size, begun = 0, time.perf_counter()
    with httpx.stream("GET", served.file, cookies=served.cookies, timeout=600) as response:
        for chunk in response.iter_raw():
            size += len(chunk)
    if size < 1_000_000:
        sys.exit(f"{served.file}: {response.status_code}, only {size} bytes")
    return size / 1e6 / (time.perf_counter() - begun)


def watch_memory(process: subprocess.Popen[bytes], served: Served, rows: int) -> None:
    """The resident memory of the server before, and its peak while each format leaves."""
    pages_per_second(served, 2, 1)
    lines = ["| format | MB sent | MB/s | peak MiB | above rest MiB |", "|---|---:|---:|---:|---:|"]
    for format in FORMATS:
        address = served.file.replace("format=csv", f"format={format}")
        rest, peak, stop = resident(process.pid), [0.0], threading.Event()

        def look(peak: list[float] = peak, stop: threading.Event = stop) -> None:
            while not stop.wait(0.02):
                peak[0] = max(peak[0], resident(process.pid))

        watcher = threading.Thread(target=look)
        watcher.start()
        size, begun = 0, time.perf_counter()
        with httpx.stream("GET", address, cookies=served.cookies, timeout=600) as response:
            for chunk in response.iter_raw():
                size += len(chunk)
        seconds = time.perf_counter() - begun
        stop.set()
        watcher.join()
        lines.append(
            f"| {format} | {size / 1e6:.0f} | {size / 1e6 / seconds:.0f} | {peak[0]:.0f} | {peak[0] - rest:.0f} |"
        )
    sys.stdout.write(f"{rows:,} rows\n\n" + "\n".join(lines) + "\n")


def resident(pid: int) -> float:
    """MiB of memory a process holds now."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def report(results: list[tuple[str, float, float]]) -> None:
    _, pages, speed = results[-1]
    lines = ["| server | pages/s | × Datasette | CSV MB/s | × Datasette |", "|---|---:|---:|---:|---:|"]
    lines += [f"| {name} | {p:.0f} | {p / pages:.1f} | {s:.1f} | {s / speed:.1f} |" for name, p, s in results]
    sys.stdout.write("\n".join(lines) + "\n")


def environment(folder: Path) -> dict[str, str]:
    own = {
        "KOTACERDAS_DATA": str(folder / "data"),
        "KOTACERDAS_DEMO": "1",
        "KOTACERDAS_SECRET_KEY": "only-for-measuring" * 3,
    }
    return {key: value for key, value in os.environ.items() if not key.startswith("KOTACERDAS_")} | own


def run(*words: str, folder: Path) -> None:
    command = [sys.executable, "-m", "kotacerdas.site.command_line", *words]
    subprocess.run(command, env=environment(folder), check=True, stdout=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers on ``port``, ended by its own number."""
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + _READY_SECONDS
        while time.monotonic() < until and process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


if __name__ == "__main__":
    main()
