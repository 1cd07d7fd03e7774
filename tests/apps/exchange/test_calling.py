"""What we call outside goes to the machine that was checked, and to no other."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kotacerdas.apps.exchange.operations.calling import caller
from kotacerdas.kernel.hosts import PrivateHost


class Telling(BaseHTTPRequestHandler):
    """Answers with the name it was called by."""

    def do_GET(self) -> None:
        """Say which host was asked for, or lead elsewhere."""
        self.send_response(302 if self.path == "/away" else 200)
        self.send_header("Location", "http://127.0.0.2:1/")
        self.end_headers()
        self.wfile.write(self.headers["Host"].encode())

    def log_message(self, format: str, *words: object) -> None:
        """Say nothing on the terminal."""


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Telling)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_machine_inside_is_not_called(port, settings):
    settings.PRIVATE_HOSTS = []
    with caller() as http, pytest.raises(PrivateHost):
        http.get(f"http://127.0.0.1:{port}/")


def test_a_machine_that_is_named_is_called_by_its_name(port, settings):
    settings.PRIVATE_HOSTS = ["localhost"]
    with caller() as http:
        assert http.get(f"http://localhost:{port}/").text == f"localhost:{port}"


def test_a_redirection_is_checked_too(port, settings):
    settings.PRIVATE_HOSTS = ["127.0.0.1"]
    with caller() as http, pytest.raises(PrivateHost):
        http.get(f"http://127.0.0.1:{port}/away", follow_redirects=True)
