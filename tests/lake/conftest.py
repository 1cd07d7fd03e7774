"""A small lake of two districts and the means to check a sheet in it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kotacerdas.contracts.contract import Contract
from kotacerdas.contracts.kinds import Failure
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import checking, reference, rows
from kotacerdas.lake.checking import CheckOutcome
from tests.contracts.bodies import make_contract


AREAS = [
    ("51", "Bali", "province", "provinsi", "ID"),
    ("51.02", "Tabanan", "regency", "kabupaten", "51"),
    ("51.03", "Badung", "regency", "kabupaten", "51"),
    ("51.02.01", "Selemadeg", "district", "kecamatan", "51.02"),
    ("51.02.02", "Selemadeg Timur", "district", "kecamatan", "51.02"),
    *((f"51.02.01.{2000 + n}", f"Desa {n}", "village", "desa", "51.02.01") for n in range(1, 11)),
    ("51.02.02.2001", "Gunung Salak", "village", "desa", "51.02.02"),
    ("51.03.01.2001", "Dalung", "village", "desa", "51.03.01"),
]


class Desk:
    """Where a test hands in a sheet and sees what became of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.reference = reference.write_areas(folder, AREAS)

    def check(
        self,
        source: Path | str | bytes,
        contract: Contract | None = None,
        *,
        period: str = "2026",
        scope: str = "51.02",
    ) -> CheckOutcome:
        """Check a file, or the text or bytes of one."""
        if not isinstance(source, Path):
            body = source.encode() if isinstance(source, str) else source
            source = self.folder / "handed-in"
            source.write_bytes(body)
        return checking.check(
            contract=contract or make_contract(),
            source=source,
            file_name="data.csv",
            period=Period.parse(period),
            scope=AreaCode(scope),
            reference=self.reference,
            folder=self.folder,
        )

    def kept(self, outcome: CheckOutcome, *columns: str) -> list[tuple[str, ...]]:
        """The rows of the release as text."""
        if outcome.release_path is None:
            return []
        return list(rows.read_page(outcome.release_path, columns=columns or None, limit=10_000)[1])

    def failures(self, outcome: CheckOutcome) -> Sequence[Failure]:
        """What was returned."""
        if outcome.failures_sha256 is None:
            return ()
        return rows.list_failures(checking.failures_path_of(self.folder, outcome.failures_sha256), 0, 10_000)

    def returned(self, outcome: CheckOutcome) -> list[tuple[int, str, str]]:
        """The line, the rule and the field of each failure."""
        return [(failure.line, str(failure.rule), failure.field) for failure in self.failures(outcome)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def hand_in(desk: Desk) -> Callable[..., CheckOutcome]:
    return desk.check
