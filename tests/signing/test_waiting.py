"""A waiting passphrase opens for its own request under its own secret, and for nothing else."""

from kotacerdas.signing.waiting import close_passphrase, open_passphrase


def test_a_waiting_passphrase_opens_only_for_its_request_and_secret():
    closed = close_passphrase("empat kata yang panjang", secret="rahasia", request="signature/1")

    assert b"empat" not in closed
    assert open_passphrase(closed, secret="rahasia", request="signature/1") == "empat kata yang panjang"
    assert open_passphrase(closed, secret="rahasia", request="signature/2") is None
    assert open_passphrase(closed, secret="lain", request="signature/1") is None
    assert open_passphrase(b"", secret="rahasia", request="signature/1") is None
