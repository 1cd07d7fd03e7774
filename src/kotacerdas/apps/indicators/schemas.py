"""Wire shapes of the indicators."""

from datetime import date, datetime

from ninja import Schema


class CoverageOut(Schema):
    """Units that reported of those expected; ``population_share`` is 0–1."""

    reported: int
    expected: int
    population_share: float | None


class ValueOut(Schema):
    """One value. ``state`` is known, no_cases, suppressed or missing; only a known one has numbers."""

    area: str
    period: str
    state: str
    value: float | None
    numerator: float | None
    denominator: float | None
    coverage: CoverageOut
    oldest_input: date | None
    version: int


class IndicatorOut(Schema):
    """One indicator as the list has it; ``latest`` is for the home area."""

    code: str
    version: int
    title: dict[str, str]
    unit: dict[str, str]
    direction: str
    grain: str
    pillars: list[str]
    latest: ValueOut | None


class IndicatorDetail(IndicatorOut):
    """One indicator with its definition."""

    why: dict[str, str]
    concept: dict[str, str]
    formula: dict[str, str]
    numerator_label: dict[str, str]
    denominator_label: dict[str, str] | None
    kind: str
    scale: int
    decimals: int
    datasets: list[str]
    is_proxy: bool
    proxy_for: dict[str, str] | None
    sources: list[str]
    legal_basis: list[str]
    valid_from: date
    sql: str


class ChildOut(Schema):
    """A child area; ``value`` is none when it gave nothing."""

    area: str
    name: str
    value: ValueOut | None
    share_of_denominator: float | None
    trace: str


class CheckOut(Schema):
    """How the check of a submission went."""

    contract_version: int
    rows_read: int
    rows_kept: int
    rows_failed: int
    checked_at: datetime | None


class SubmitterOut(Schema):
    """The agency that handed a file in; people's names are not given out."""

    agency: str | None
    received_at: datetime


class TracedReleaseOut(Schema):
    """A release under a value; ``is_intact`` says that its file still has its hash, ``removed_at`` when it was removed."""

    id: int
    dataset: str
    period: str
    area: str
    sha256: str
    rows: int
    released_at: datetime
    is_intact: bool
    removed_at: datetime | None
    check: CheckOut
    submitter: SubmitterOut
    rows_link: str


class TraceOut(ValueOut):
    """Everything under one number. ``releases`` are the newest; ``release_ids`` are all of them."""

    indicator: str
    area_name: str
    formula: dict[str, str]
    path: list[ChildOut]
    children: list[ChildOut]
    releases: list[TracedReleaseOut]
    release_ids: list[int]
    rows: str | None
