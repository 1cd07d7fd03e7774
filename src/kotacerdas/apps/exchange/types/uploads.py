"""Files on their way in, and how columns are read."""

from dataclasses import dataclass
from datetime import datetime

from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What somebody says of a file when handing it in.

    ``mapping`` says for columns which field each holds (empty: none); without one, what is remembered applies.
    ``corrects_id`` is the submission whose returned rows the file brings. ``key`` tells a repeated request.
    """

    dataset_name: str
    file_name: str
    period: Period
    area_code: AreaCode
    accepts_fewer_rows: bool = False
    mapping: dict[str, str] | None = None
    corrects_id: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that comes in pieces; ``received`` of its ``size`` bytes are here."""

    token: str
    dataset_name: str
    period: Period
    area_code: AreaCode
    file_name: str
    size: int
    sha256: str
    mapping: dict[str, str]
    accepts_fewer_rows: bool
    corrects_id: int | None
    begun_at: datetime
    expires_at: datetime
    submission_id: int | None
    received: int

    @property
    def is_whole(self) -> bool:
        """Whether every byte is here."""
        return self.received == self.size


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How an agency's columns are read, and who said so."""

    columns: dict[str, str]
    confirmed_by_name: str
    confirmed_at: datetime
