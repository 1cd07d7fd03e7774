"""A node signs with a key only it can read, and anybody can check."""

import base64
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kotacerdas.signing.nodes import is_signed, open_key


def test_the_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first, second = open_key(tmp_path / "keys"), open_key(tmp_path / "keys")

    assert first.public_key == second.public_key
    assert stat.S_IMODE((tmp_path / "keys" / "node.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["node.key"]


def test_of_many_who_make_it_at_once_all_hold_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = list(threads.map(lambda _: open_key(tmp_path).public_key, range(16)))

    assert len(set(keys)) == 1


def test_a_key_from_the_environment_leaves_no_file(tmp_path: Path) -> None:
    text = base64.b64encode(bytes(range(32))).decode()

    assert open_key(tmp_path, text).public_key == open_key(tmp_path / "other", f"{text}\n").public_key
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["x", "AAAA", "bukan kunci"])
def test_what_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError):
        open_key(tmp_path, text)


def test_a_signature_fits_its_message_and_key_only(tmp_path: Path) -> None:
    ours, theirs = open_key(tmp_path / "ours"), open_key(tmp_path / "theirs")
    signature = ours.sign(b"kepala rantai")

    assert is_signed(ours.public_key, signature, b"kepala rantai")
    assert not is_signed(ours.public_key, signature, b"kepala rantai.")
    assert not is_signed(theirs.public_key, signature, b"kepala rantai")
    assert not is_signed(ours.public_key, "bukan base64", b"kepala rantai")
    assert not is_signed("AA==", signature, b"kepala rantai")


def test_openssl_agrees(tmp_path: Path) -> None:
    key = open_key(tmp_path)
    (tmp_path / "public.pem").write_text(key.public_pem)
    (tmp_path / "message").write_bytes(b"kepala rantai")
    (tmp_path / "signature").write_bytes(base64.b64decode(key.sign(b"kepala rantai")))
    words = ["-pubin", "-inkey", "public.pem", "-rawin", "-in", "message", "-sigfile", "signature"]

    done = subprocess.run(["openssl", "pkeyutl", "-verify", *words], cwd=tmp_path, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
