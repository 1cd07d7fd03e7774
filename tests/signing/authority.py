"""A time-stamp authority of its own on loopback, by certomancer."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import yaml
from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from kotacerdas.signing.times import TimeAuthority
from tests.signing.made import AT


VALIDITY = {"valid-from": "2025-01-01T00:00:00+0000", "valid-to": "2031-01-01T00:00:00+0000"}


@dataclass(frozen=True)
class RealAuthority:
    """Where it answers, and the root its chain ends in."""

    times: TimeAuthority
    other_times: TimeAuthority


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        return


@contextmanager
def run_authority(folder: Path) -> Iterator[RealAuthority]:
    server = make_server("127.0.0.1", 0, lambda *_: [], handler_class=_Quiet)
    prefix = f"http://127.0.0.1:{server.server_port}"
    architecture = CertomancerConfig.from_yaml(_describe(folder, prefix), str(folder)).get_pki_arch(ArchLabel("times"))
    server.set_app(
        Animator(
            AnimatorArchStore({ArchLabel("times"): architecture}),
            at_time=AT,
            with_web_ui=False,
            allow_time_override=False,
        )
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    root = architecture.get_cert(CertLabel("root")).dump()
    url = f"{prefix}/times/tsa/clock"
    try:
        yield RealAuthority(TimeAuthority(url, (root,)), TimeAuthority(url))
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _describe(folder: Path, prefix: str) -> str:
    for name in ("root", "clock"):
        key = generate_private_key(65537, 2048)
        body = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.pem").write_bytes(body)
    return yaml.safe_dump(
        {
            "external-url-prefix": prefix,
            "keysets": {
                "times": {"path-prefix": ".", "keys": {name: {"path": f"{name}.pem"} for name in ("root", "clock")}}
            },
            "pki-architectures": {
                "times": {
                    "keyset": "times",
                    "entity-defaults": {"country-name": "ID", "organization-name": "Otoritas Waktu"},
                    "entities": {
                        "root": {"common-name": "Akar Otoritas Waktu"},
                        "clock": {"common-name": "Jam Otoritas Waktu"},
                    },
                    "certs": {
                        "root": {
                            "subject": "root",
                            "issuer": "root",
                            "validity": VALIDITY,
                            "profiles": [{"id": "simple-ca"}],
                        },
                        "clock": {
                            "subject": "clock",
                            "issuer": "root",
                            "validity": VALIDITY,
                            "extensions": [
                                {
                                    "id": "key_usage",
                                    "critical": True,
                                    "smart-value": {"schema": "key-usage", "params": ["digital_signature"]},
                                },
                                {"id": "extended_key_usage", "critical": True, "value": ["time_stamping"]},
                            ],
                        },
                    },
                    "services": {"time-stamping": {"clock": {"signing-cert": "clock"}}},
                }
            },
        }
    )
