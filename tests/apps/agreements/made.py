"""Agreements as they stand after signing, made straight in the tables."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from kotacerdas.apps.agencies.models import Agency, Office
from kotacerdas.apps.agreements import models, operations, rules
from kotacerdas.apps.agreements.types import Agreement, AgreementKind, AgreementState, Clause, Duty, DutyKind, Text
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.periods import Frequency
from tests.makers import make_actor


DINKES, DPMD, SETDA, DISKOMINFO = "51.02/dinkes", "51.02/dpmd", "51.02/setda", "51.02/diskominfo"
KOMDIGI = "ID/komdigi"
PURPOSE = "Menyasar bantuan gizi bagi keluarga berisiko"


def make_agencies(*codes: str) -> None:
    """Agencies of these codes."""
    Agency.objects.bulk_create(
        Agency(
            code=code,
            name=code,
            short_name=code.partition("/")[2],
            kind="regional",
            area_code=code.partition("/")[0],
        )
        for code in codes or (DINKES, DPMD, SETDA, DISKOMINFO, KOMDIGI)
    )


def make_staff(agency_code: str, *roles: Role, username: str = "") -> Actor:
    """Somebody who acts for an agency."""
    return make_actor(
        *(roles or (Role.DATA_PRODUCER,)),
        username=username or agency_code.partition("/")[2],
        agency_code=agency_code,
        view=("51.02",),
    )


def make_agreement(
    *party_codes: str,
    number: str = "PKS/1",
    kind: AgreementKind = AgreementKind.COOPERATION,
    state: AgreementState = AgreementState.IN_FORCE,
    since: date = date(2026, 1, 1),
    until: date | None = date(2027, 1, 1),
    parent: models.Agreement | None = None,
) -> models.Agreement:
    """An agreement in force between these agencies."""
    ends = [day for day in (until, parent.lapses_on if parent else None) if day]
    row = models.Agreement.objects.create(
        number=number,
        kind=kind,
        state=state,
        title={"id": "Perjanjian contoh", "en": "An agreement"},
        subject="data",
        place="Tabanan",
        parent=parent,
        since=since,
        until=until,
        lapses_on=min(ends, default=None),
        drafter_code=party_codes[0],
        created_at=datetime(2025, 12, 1, tzinfo=UTC),
        version=1,
        approved_version=1,
        verification_code=f"V{models.Agreement.objects.count()}",
    )
    models.Party.objects.bulk_create(
        models.Party(agreement=row, agency_code=code, office_code=f"{code}/kepala", position=position)
        for position, code in enumerate(party_codes, start=1)
    )
    return row


def make_clause(agreement: models.Agreement, duty: Duty | None = None, *, key: str = "4") -> models.Clause:
    """A clause in force of an agreement; by default it opens a dataset of Dinkes to DPMD."""
    duty = duty or Duty(DutyKind.OPEN_DATASET, DINKES, DPMD, dataset_name="penimbangan_balita", purpose=PURPOSE)
    clause = Clause(key, {"id": "Pembukaan data", "en": "Opening of data"}, ("Pihak membuka data.",), duty)
    return models.Clause.objects.create(
        agreement=agreement,
        key=key,
        position=int(key),
        kind=duty.kind,
        debtor_code=duty.debtor_code,
        body=rules.clause_body(clause),
        since=agreement.since,
        text_agreement=agreement,
    )


TEXT = Text(
    preamble=("Para pihak sepakat mengadakan perjanjian kerja sama.",),
    clauses=(
        Clause("tujuan", {"id": "Maksud dan tujuan", "en": "Purpose"}, ("Perjanjian ini mengatur pertukaran data.",)),
        Clause(
            "pembukaan",
            {"id": "Pembukaan data", "en": "Opening of data"},
            ("PIHAK KESATU membuka data penimbangan.",),
            Duty(DutyKind.OPEN_DATASET, DINKES, DPMD, dataset_name="penimbangan_balita", purpose=PURPOSE),
        ),
        Clause(
            "penyetoran",
            {"id": "Penyetoran data", "en": "Delivery of data"},
            ("PIHAK KESATU menyetor data setiap bulan.",),
            Duty(
                DutyKind.DELIVER_DATASET,
                DINKES,
                DPMD,
                dataset_name="penimbangan_balita",
                frequency=Frequency.MONTH,
                day=10,
            ),
        ),
    ),
)


def change(text: Text = TEXT, paragraph: str = "Perjanjian ini mengatur pertukaran data balita.") -> Text:
    """The same text with one paragraph of its first clause changed."""
    first, *others = text.clauses
    return replace(text, clauses=(replace(first, paragraphs=(paragraph,)), *others))


def make_offices(*agency_codes: str) -> None:
    """A head's office for each agency."""
    Office.objects.bulk_create(
        Office(code=f"{code}/kepala", agency=Agency.objects.get(code=code), title="Kepala") for code in agency_codes
    )


OWNER, GRANTEE = make_staff(DINKES), make_staff(DPMD)
REVIEWER = make_staff(SETDA, Role.EXECUTIVE, username="sekda")


def draft(now: datetime, *, by: Actor = OWNER, **terms: Any) -> Agreement:
    """A cooperation agreement of Dinkes and DPMD as Dinkes drafts it."""
    given: dict[str, Any] = {
        "number": "PKS/1",
        "kind": AgreementKind.COOPERATION,
        "title": {"id": "Pertukaran data gizi", "en": "Exchange of nutrition data"},
        "subject": "data gizi",
        "place": "Tabanan",
        "parties": ((DINKES, f"{DINKES}/kepala"), (DPMD, f"{DPMD}/kepala")),
        "since": date(2026, 11, 1),
        "until": date(2027, 11, 1),
        "text": TEXT,
    }
    return operations.draft_agreement(**{**given, **terms}, by=by, at=now)


def agree(now: datetime, agreement: Agreement) -> Agreement:
    """Reviewed, approved and accepted by DPMD."""
    operations.submit_for_review(agreement_id=agreement.id, by=OWNER, at=now)
    operations.review_agreement(
        agreement_id=agreement.id, version=agreement.version, is_approved=True, by=REVIEWER, at=now
    )
    return operations.accept_text(agreement_id=agreement.id, version=agreement.version, by=GRANTEE, at=now)


def register(now: datetime, agreement: Agreement, number: str = "001/PKS/2026") -> Agreement:
    """Registered as if all had signed on paper before."""
    models.Agreement.objects.filter(pk=agreement.id).update(state=AgreementState.SIGNED.value)
    return operations.register_agreement(agreement_id=agreement.id, register_number=number, by=REVIEWER, at=now)
