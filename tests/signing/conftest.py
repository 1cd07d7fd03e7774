"""What takes time to make is made once: keys, signed agreements, and a time-stamp authority on loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.signing.authority import RealAuthority, run_authority
from tests.signing.made import Regency, make_regency, sign_by_all


@pytest.fixture(scope="session")
def regency() -> Regency:
    return make_regency()


@pytest.fixture(scope="session")
def signed(regency: Regency) -> dict[int, bytes]:
    """The agreement with one, two and three signatures."""
    return sign_by_all(regency)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealAuthority]:
    """A real RFC 3161 authority that answers on loopback as if it were the day of the tests."""
    folder: Path = tmp_path_factory.mktemp("authority")
    with run_authority(folder) as running:
        yield running
