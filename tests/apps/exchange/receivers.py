"""Receivers of webhooks on this machine: they keep what came, and answer as they were told to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from kotacerdas.signing import webhooks


@dataclass
class Receiver:
    """What came to ``url``, and what is answered; ``gate`` is waited for before an answer."""

    port: int = 0
    statuses: list[int] = field(default_factory=list)
    gate: threading.Event | None = None
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def events(self) -> list[dict]:
        """What came, as CloudEvents."""
        return [json.loads(body) for _, body in self.came]

    def is_genuine(self, number: int, secret: str) -> bool:
        """Whether a message was signed with the secret."""
        headers, body = self.came[number]
        return webhooks.is_genuine(
            body,
            message=headers["webhook-id"],
            seconds=int(headers["webhook-timestamp"]),
            signatures=headers["webhook-signature"],
            secret=secret,
        )


@contextmanager
def receiving(*statuses: int, gate: threading.Event | None = None) -> Iterator[Receiver]:
    """A receiver that answers with these statuses one after the other, and with 204 from then on."""
    receiver = Receiver(statuses=list(statuses), gate=gate)

    class Handler(BaseHTTPRequestHandler):
        """One message."""

        def do_POST(self) -> None:
            """Keep it and answer."""
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.came.append(({name.lower(): value for name, value in self.headers.items()}, body))
            if receiver.gate is not None:
                receiver.gate.wait(20)
            self.send_response(receiver.statuses.pop(0) if receiver.statuses else 204)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *words: object) -> None:
            """Say nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield receiver
    finally:
        if receiver.gate is not None:
            receiver.gate.set()
        server.shutdown()
        server.server_close()
        thread.join()
