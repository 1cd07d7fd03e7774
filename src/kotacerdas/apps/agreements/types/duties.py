"""Clauses as duties, what was done towards them, and how they stand."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kotacerdas.kernel.areas import NATION, AreaCode
from kotacerdas.kernel.periods import Frequency


class DutyKind(StrEnum):
    """What a clause asks for. ``FREE`` is text that only people can judge."""

    DELIVER_DATASET = "deliver_dataset"
    OPEN_DATASET = "open_dataset"
    HOLD_FORUMS = "hold_forums"
    GIVE_GUIDANCE = "give_guidance"
    REPLACE_SOFTWARE = "replace_software"
    FREE = "free"


class DeedKind(StrEnum):
    """What happened on the platform that may fulfil a duty."""

    DATASET_DELIVERED = "dataset_delivered"
    FORUM_HELD = "forum_held"
    GUIDANCE_GIVEN = "guidance_given"
    SOFTWARE_REPLACED = "software_replaced"


class DueState(StrEnum):
    """How one due item stands on a day."""

    FULFILLED = "fulfilled"
    LATE = "late"
    MISSING = "missing"
    NOT_DUE = "not_due"
    NOT_MEASURABLE = "not_measurable"


class Assurance(StrEnum):
    """How sure a fact is: measured or sealed by the platform, or only said by people."""

    MEASURED = "measured"
    ATTESTED = "attested"


@dataclass(frozen=True, slots=True)
class Duty:
    """A typed clause. ``debtor_code`` owes it, ``creditor_code`` is owed it; which terms count depends on ``kind``.

    ``day`` is the day of the month after the period; ``times`` how many forums a year; ``stages`` those of guidance;
    ``by_date`` the last day for what happens once; ``rate_per_day`` reads a day; ``until`` the day access ends.
    """

    kind: DutyKind
    debtor_code: str
    creditor_code: str = ""
    dataset_name: str = ""
    frequency: Frequency | None = None
    day: int | None = None
    purpose: str = ""
    columns: tuple[str, ...] = ()
    area_code: AreaCode = NATION
    row_filter: str = ""
    rate_per_day: int | None = None
    times: int | None = None
    stages: tuple[str, ...] = ()
    by_date: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One *pasal*: a title in two languages, its *ayat* as paragraphs, and the duty it lays down, if any."""

    key: str
    title: dict[str, str]
    paragraphs: tuple[str, ...]
    duty: Duty | None = None


@dataclass(frozen=True, slots=True)
class ClauseInForce:
    """A clause of a registered agreement, in force over ``[since, until)``.

    ``number`` counts the *pasal* from 1; ``text_agreement_id`` is the amendment it came with, or the agreement itself.
    """

    id: int
    agreement_id: int
    number: int
    text_agreement_id: int
    clause: Clause
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done on the platform on a local day. ``subject`` is a dataset name, a stage or a programme; ``period`` is text.

    ``reference`` names the proof, such as ``release/12``; with ``kind`` it is unique.
    """

    id: int
    kind: DeedKind
    subject: str
    agency_code: str
    area_code: AreaCode
    period: str
    day: date
    reference: str


@dataclass(frozen=True, slots=True)
class Attestation:
    """What one party says was done and another confirms, for what the platform does not measure.

    ``item`` is the key of the due item; ``proof_sha256`` a kept file, ``proof_link`` an address.
    """

    id: int
    clause_id: int
    item: str
    done_on: date
    note: str
    proof_sha256: str
    proof_link: str
    stated_by: str
    stated_for: str
    stated_at: datetime
    confirmed_by: str
    confirmed_for: str
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing owed: by when, how it stands and why. ``sentence`` is a message id with ``facts``."""

    clause_id: int
    agreement_id: int
    duty: Duty
    key: str
    due_on: date | None
    state: DueState
    assurance: Assurance
    sentence: str
    facts: dict[str, object]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """How many due items of an agreement stand how; ``share`` of those already due that were fulfilled, late ones included."""

    fulfilled: int
    late: int
    missing: int
    not_due: int
    not_measurable: int

    @property
    def share(self) -> float | None:
        """Fulfilled among what was due and measurable; none when nothing was."""
        due = self.fulfilled + self.late + self.missing
        return (self.fulfilled + self.late) / due if due else None
