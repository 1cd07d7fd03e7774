"""A running platform with the Tabanan demo, and people with a browser in front of it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "var" / "journeys"
PASSWORD = "tabanan-demo-2026"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
STARTING = 400


@dataclass(frozen=True)
class Platform:
    """Where the running platform answers, and the folder it keeps its data in."""

    address: str
    data: Path
    environment: dict[str, str]

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Type a ``kotacerdas`` command on the same data."""
        return subprocess.run(
            [str(Path(sys.executable).with_name("kotacerdas")), *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="session")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The whole thing, started as ``make run`` starts it."""
    data = tmp_path_factory.mktemp("platform")
    port = _free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("KOTACERDAS_", "DJANGO_"))},
        "KOTACERDAS_DATA": str(data),
        "KOTACERDAS_SECRET_KEY": "only-for-journeys",
        "KOTACERDAS_DEMO": "1",
    }
    command = [str(Path(sys.executable).with_name("kotacerdas")), "run", "--demo", "--port", str(port)]
    with (data / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(server, address, data / "server.log")
        yield Platform(address, data, environment)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without the connections it would make on its own.

    One for each module: while it lives an event loop runs, and Django's tests after it must not meet that.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def person(browser: Browser, platform: Platform) -> Iterator[Callable[..., Page]]:
    """Somebody at a screen: ``person()`` is a citizen, ``person("bupati")`` logs in first.

    Whatever the browser complains about (a script that fails, a file the policy forbids) fails the journey.
    """
    complaints: list[str] = []
    contexts = []

    def sit_down(username: str = "", viewport: dict[str, int] | None = None) -> Page:
        context = browser.new_context(base_url=platform.address, viewport=viewport or DESKTOP, locale="en-US")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        if username:
            page.goto("/akun/login/")
            page.fill("input[name=login]", username)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(lambda address: "/login" not in address)
        return page

    yield sit_down
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Keep a screenshot to be looked at."""
    SHOTS.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str) -> None:
        page.screenshot(path=SHOTS / f"{name}.png", full_page=True)

    return take


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_ready(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    give_up = time.monotonic() + STARTING
    while time.monotonic() < give_up:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    pytest.fail(f"the platform did not start:\n{log.read_text()[-3000:]}")
