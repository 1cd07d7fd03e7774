"""Files in pieces over the wire."""

from datetime import datetime

from ninja import Field, Schema


class UploadIn(Schema):
    """A file that is announced; ``sha256`` lets us notice damage on the way, ``mapping`` says what columns hold."""

    file_name: str = Field(min_length=1, max_length=200)
    size: int = Field(ge=0, le=2**53)
    period: str
    area: str
    sha256: str = Field("", pattern=r"^([0-9a-fA-F]{64})?$")
    accepts_fewer_rows: bool = False
    mapping: dict[str, str] = Field(default_factory=dict)
    corrects: int | None = Field(None, ge=1, le=2**31 - 1)


class UploadOut(Schema):
    """A file on its way in: ``received`` of ``size`` bytes are here."""

    id: str
    dataset: str
    period: str
    area: str
    file_name: str
    size: int
    received: int
    expires_at: datetime
    submission: int | None
