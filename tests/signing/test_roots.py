"""Whom the platform trusts lies in a folder."""

from kotacerdas.signing.levels import Assurance
from kotacerdas.signing.reports import Root, Verdict
from kotacerdas.signing.roots import read_trust
from tests.signing.made import Regency, check


def test_a_folder_says_whom_to_trust(signed, regency: Regency, tmp_path):
    for name, body in (
        ("node/tabanan.crt", regency.authority.certificate),
        ("lists/tabanan.crl", regency.call_backs),
        ("node/readme.txt", b"not a certificate"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(body)

    trust = read_trust(tmp_path)

    assert trust.roots == (Root(regency.authority.certificate, Assurance.NODE),)
    assert check(signed[3], trust) == check(signed[3], regency.trust)


def test_without_a_folder_nobody_is_trusted(signed, tmp_path):
    trust = read_trust(tmp_path / "nowhere")

    assert not trust.roots
    assert check(signed[1], trust).verdict is Verdict.UNCONFIRMED
