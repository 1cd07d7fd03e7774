"""What a draft must look like: its place in the tree, its parties, its text, its duties."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from kotacerdas.apps.agreements.errors import (
    AgreementEndsBeforeStart,
    AmendmentBindsTheSame,
    ClauseKeyTwice,
    NotAParty,
    NotBoundByAgreement,
    TermMissing,
    TextWithoutClauses,
    TooFewParties,
    WrongPlaceInTree,
)
from kotacerdas.apps.agreements.rules.members import binding_party
from kotacerdas.apps.agreements.types import Agreement, AgreementKind, Clause, Duty, DutyKind, Text
from kotacerdas.kernel.messages import gettext_noop


PARENTS: Mapping[AgreementKind, frozenset[AgreementKind | None]] = {
    AgreementKind.MEMORANDUM: frozenset({None}),
    AgreementKind.COOPERATION: frozenset({None, AgreementKind.MEMORANDUM}),
    AgreementKind.ANNEX: frozenset({AgreementKind.MEMORANDUM, AgreementKind.COOPERATION}),
    AgreementKind.AMENDMENT: frozenset({AgreementKind.MEMORANDUM, AgreementKind.COOPERATION, AgreementKind.ANNEX}),
}
_Terms = tuple[tuple[str, Callable[[Duty], object]], ...]
_DEADLINE: _Terms = ((gettext_noop("last day"), lambda duty: duty.by_date),)
TERMS: Mapping[DutyKind, _Terms] = {
    DutyKind.DELIVER_DATASET: (
        (gettext_noop("dataset"), lambda duty: duty.dataset_name),
        (gettext_noop("rhythm"), lambda duty: duty.frequency),
        (gettext_noop("day"), lambda duty: duty.day if duty.day and 1 <= duty.day <= LAST_DAY else None),
    ),
    DutyKind.OPEN_DATASET: (
        (gettext_noop("dataset"), lambda duty: duty.dataset_name),
        (gettext_noop("receiver"), lambda duty: duty.creditor_code),
        (gettext_noop("purpose"), lambda duty: duty.purpose.strip()),
    ),
    DutyKind.HOLD_FORUMS: ((gettext_noop("number of forums a year"), lambda duty: duty.times),),
    DutyKind.GIVE_GUIDANCE: ((gettext_noop("stages"), lambda duty: duty.stages), *_DEADLINE),
    DutyKind.REPLACE_SOFTWARE: _DEADLINE,
    DutyKind.FREE: (),
}
"""What each kind of duty must say, in the words a person is asked for it."""
LAST_DAY = 31


def check_dates(since: date, until: date | None) -> None:
    """Raise :class:`AgreementEndsBeforeStart` unless ``[since, until)`` has a day in it."""
    if until is not None and until <= since:
        raise AgreementEndsBeforeStart(since=since, until=until)


def check_place(kind: AgreementKind, parent: Agreement | None, agency_codes: Iterable[str]) -> None:
    """Raise unless an agreement of this kind and with these parties may stand under that parent."""
    codes = tuple(agency_codes)
    if (parent.kind if parent else None) not in PARENTS[kind]:
        raise WrongPlaceInTree
    if parent is None:
        return
    if kind is AgreementKind.AMENDMENT and set(codes) != set(parent.agency_codes):
        raise AmendmentBindsTheSame(parties=", ".join(parent.agency_codes))
    for code in codes:
        if kind is AgreementKind.ANNEX and binding_party(code, parent.agency_codes) is None:
            raise NotBoundByAgreement(agency=code, agreement=parent.number)


def check_parties(agency_codes: Iterable[str]) -> None:
    """Raise :class:`TooFewParties` unless at least two different agencies are bound, each once."""
    codes = tuple(agency_codes)
    if len(set(codes)) < 2 or len(set(codes)) != len(codes):
        raise TooFewParties


def check_text(text: Text, agency_codes: Iterable[str]) -> None:
    """Raise what the text lacks: clauses, keys of their own, terms, or parties that are bound."""
    if not text.clauses or not all(clause.paragraphs and clause.key for clause in text.clauses):
        raise TextWithoutClauses
    [(key, times)] = Counter(clause.key for clause in text.clauses).most_common(1)
    if times > 1:
        raise ClauseKeyTwice(clause=key)
    codes = tuple(agency_codes)
    for clause in text.clauses:
        if clause.duty is not None:
            _check_duty(clause, clause.duty, codes)


def _check_duty(clause: Clause, duty: Duty, agency_codes: tuple[str, ...]) -> None:
    title = clause.title.get("id") or clause.key
    named = [duty.debtor_code, *([duty.creditor_code] if duty.creditor_code else [])]
    for code in named:
        if binding_party(code, agency_codes) is None:
            raise NotAParty(clause=title, agency=code or "—")
    for term, read in TERMS[duty.kind]:
        if not read(duty):
            raise TermMissing(clause=title, term=term)
