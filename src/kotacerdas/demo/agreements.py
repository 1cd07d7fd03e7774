"""The demo's agreements: a memorandum, cooperation in force, one about to end, one ended, one still negotiated.

The memorandum follows the public reports of 21 April 2022. Its signatures here are those of demo accounts under demo
mandates, with keys of the demo's own authority; they prove nothing outside the demo.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import operations, queries
from kotacerdas.apps.agreements.types import Agreement, DutyKind, Text
from kotacerdas.demo.readers import read_under_agreements
from kotacerdas.demo.signers import Signers
from kotacerdas.kernel.actors import Actor


MEMORANDUM = "NK-PERAGA/01/2022"
REVIEWER = "sekda"
_MORNING, _BEFORE = time(1, 0, tzinfo=UTC), timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Paper:
    """One agreement of the demo: between whom (account and signing office), for how long, and how far it goes."""

    number: str
    template: str
    sides: tuple[tuple[str, str], tuple[str, str]]
    since: date
    until: date
    fields: Mapping[str, str]
    columns: tuple[str, ...] = ()
    terminated_on: date | None = None
    is_signed: bool = True

    @property
    def drafted_at(self) -> datetime:
        """The morning on which it was drafted: some days before it begins."""
        return datetime.combine(self.since - _BEFORE, _MORNING)


_MEMORANDUM_FIELDS = {
    "regency": "51.02/setda",
    "regency_name": "Pemerintah Kabupaten Tabanan",
    "guidance_until": "2022-12-31",
    "software_until": "2026-12-31",
}


def papers(today: date) -> tuple[Paper, ...]:
    """The agreements as they stand on a day: one ends in forty days, one ended two months ago, one is negotiated."""
    return (
        Paper(
            MEMORANDUM,
            "mou-smart-city",
            (("pendamping", "ID/komdigi/pendamping"), ("bupati", "51.02/setda/bupati")),
            since=date(2022, 4, 21),
            until=date(2027, 4, 21),
            fields=_MEMORANDUM_FIELDS,
        ),
        Paper(
            "PKS-PERAGA/04/2024",
            "pks-data",
            _sides("disdukcapil", "dinkes"),
            since=date(2024, 11, 1),
            until=date(today.year + 1, 11, 1),
            fields=_terms("penduduk_desa", "Penduduk Desa", "Menghitung sasaran posyandu dan imunisasi di setiap desa"),
        ),
        Paper(
            "PKS-PERAGA/02/2025",
            "pks-data",
            _sides("dinkes", "dpmd"),
            since=date(2025, 1, 2),
            until=today + timedelta(days=40),
            fields=_terms(
                "penimbangan_balita",
                "Penimbangan Balita",
                "Menyasar bantuan gizi dari Dana Desa bagi keluarga berisiko",
            ),
        ),
        Paper(
            "PKS-PERAGA/07/2025",
            "pks-data",
            _sides("dpmd", "bappeda"),
            since=date(2025, 6, 2),
            until=date(today.year + 1, 6, 2),
            fields=_terms("rumah_tangga", "Rumah Tangga", "Menyusun sasaran rumah layak dan air minum per banjar"),
            columns=("kode_desa", "banjar", "jumlah_anggota", "sumber_air", "jarak_air_m"),
        ),
        Paper(
            "PKS-PERAGA/09/2024",
            "pks-data",
            _sides("diskop", "dpmptsp"),
            since=date(2024, 9, 2),
            until=date(today.year + 1, 9, 2),
            fields=_terms("umkm", "UMKM", "Mencocokkan UMKM dengan nomor induk berusaha"),
            terminated_on=today - timedelta(days=60),
        ),
        Paper(
            "PKS-PERAGA/11/2026",
            "pks-data",
            _sides("dlh", "bappeda"),
            since=today + timedelta(days=30),
            until=date(today.year + 3, 1, 2),
            fields=_terms("sampah", "Sampah", "Memantau sasaran pengurangan sampah dalam rencana induk"),
            is_signed=False,
        ),
    )


def find_missing(today: date) -> tuple[Paper, ...]:
    """The agreements of the demo that are not there yet."""
    there = {agreement.number for agreement in queries.list_agreements()}
    return tuple(paper for paper in papers(today) if paper.number not in there)


def create_agreements(*, at: datetime) -> int:
    """Make the agreements that are missing, each its whole way through the doors, and read under them; return how many."""
    missing = find_missing(timezone.localdate(at))
    signers = Signers()
    for paper in missing:
        _play(paper, signers, at=at)
    if missing:
        read_under_agreements(at=at)
    return len(missing)


def _play(paper: Paper, signers: Signers, *, at: datetime) -> None:
    first, second = (accounts.get_actor_by_username(username) for username, _ in paper.sides)
    reviewer = accounts.get_actor_by_username(REVIEWER)
    moment = min(paper.drafted_at, at)
    agreement = _draft(paper, first, at=moment)
    operations.submit_for_review(agreement_id=agreement.id, by=first, at=moment)
    operations.review_agreement(agreement_id=agreement.id, version=1, is_approved=True, by=reviewer, at=moment)
    if not paper.is_signed:
        _answer(agreement, second, at=at)
        return
    operations.accept_text(agreement_id=agreement.id, version=1, by=second, at=moment)
    operations.begin_signing(agreement_id=agreement.id, by=first, at=moment)
    for actor, (_, office_code) in zip((first, second), paper.sides, strict=True):
        signers.sign(agreement.id, office_code, by=actor, at=moment)
    number = paper.number.replace("PERAGA", "REG")
    operations.register_agreement(agreement_id=agreement.id, register_number=number, by=reviewer, at=moment)
    morning = datetime.combine(paper.since, _MORNING)
    operations.begin_agreement(agreement_id=agreement.id, by=reviewer, at=morning)
    if paper.terminated_on is not None:
        operations.terminate_agreement(
            agreement_id=agreement.id,
            reason="Pencocokan selesai; datanya kini dibuka untuk umum.",
            by=first,
            at=datetime.combine(paper.terminated_on, _MORNING),
        )


def _draft(paper: Paper, drafter: Actor, *, at: datetime) -> Agreement:
    names = [agencies.get_agency(office.rpartition("/")[0]) for _, office in paper.sides]
    parties = {"owner": names[0].code, "owner_name": names[0].name, "user": names[1].code, "user_name": names[1].name}
    filled = queries.fill_template(paper.template, {**parties, **paper.fields})
    template = queries.get_template(paper.template)
    return operations.draft_agreement(
        number=paper.number,
        kind=template.kind,
        title=filled.title,
        subject=filled.subject,
        place="Tabanan",
        parties=tuple((office.rpartition("/")[0], office) for _, office in paper.sides),
        since=paper.since,
        until=paper.until,
        text=_narrowed(filled.text, paper.columns),
        parent_id=None if paper.number == MEMORANDUM else _memorandum(),
        template_name=template.name,
        by=drafter,
        at=at,
    )


def _memorandum() -> int:
    """Under what the others stand: the memorandum opens cooperation, and its end would end them."""
    [found] = [each for each in queries.list_agreements() if each.number == MEMORANDUM]
    return found.id


def _answer(agreement: Agreement, other: Actor, *, at: datetime) -> None:
    """The other party offers another text: it wants the data sooner."""
    text = queries.get_version(agreement.id, 1).text
    clauses = tuple(
        replace(clause, paragraphs=tuple(words.replace("tujuh hari", "tiga hari kerja") for words in clause.paragraphs))
        for clause in text.clauses
    )
    operations.offer_text(
        agreement_id=agreement.id,
        text=replace(text, clauses=clauses),
        answers_version=1,
        note="Mohon perbaikan dalam tiga hari kerja agar pemantauan bulanan tidak terlambat.",
        by=other,
        at=at,
    )


def _narrowed(text: Text, columns: tuple[str, ...]) -> Text:
    """The text with the opened columns named, where the paper names any."""
    if not columns:
        return text
    clauses = tuple(
        replace(clause, duty=replace(clause.duty, columns=columns))
        if clause.duty is not None and clause.duty.kind is DutyKind.OPEN_DATASET
        else clause
        for clause in text.clauses
    )
    return replace(text, clauses=clauses)


def _sides(owner: str, user: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (owner, f"51.02/{owner}/kepala"), (user, f"51.02/{user}/kepala")


def _terms(dataset: str, title: str, purpose: str) -> dict[str, str]:
    return {
        "dataset": dataset,
        "dataset_title": title,
        "frequency": "year",
        "day": "31",
        "purpose": purpose,
        "area": "51.02",
    }
