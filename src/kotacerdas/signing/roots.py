"""The certificates we trust, kept as files by whoever runs the platform."""

from pathlib import Path

from kotacerdas.signing.levels import Assurance
from kotacerdas.signing.reports import Root
from kotacerdas.signing.verification import Trust


CERTIFICATES = (".cer", ".crt", ".der", ".pem")
LISTS = (".crl",)


def read_trust(folder: Path, *, allow_fetching: bool = False) -> Trust:
    """What a folder says about whom to trust.

    ``certified/`` and ``node/`` hold certificates whose signatures have that assurance, ``times/`` those of time-stamp
    authorities, ``lists/`` lists (DER) of what was called back. What is not there is not trusted.
    """
    return Trust(
        roots=tuple(
            Root(body, assurance)
            for assurance in (Assurance.CERTIFIED, Assurance.NODE)
            for body in _read(folder / assurance.value, CERTIFICATES)
        ),
        time_roots=_read(folder / "times", CERTIFICATES),
        call_backs=_read(folder / "lists", LISTS),
        allow_fetching=allow_fetching,
    )


def _read(folder: Path, suffixes: tuple[str, ...]) -> tuple[bytes, ...]:
    if not folder.is_dir():
        return ()
    return tuple(path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix.lower() in suffixes)
