"""What following the chain found."""

from typing import Any

from kotacerdas.apps.audit import models
from kotacerdas.apps.audit.errors import VerificationNotFound
from kotacerdas.apps.audit.types import Finding, FindingKind, Head, Verdict, Verification


def get_verification(number: int) -> Verification:
    """One run; raises :class:`~kotacerdas.apps.audit.errors.VerificationNotFound`."""
    row = models.Verification.objects.filter(pk=number).first()
    if row is None:
        raise VerificationNotFound(number=number)
    return _verification(row)


def find_last_verification() -> Verification | None:
    """The newest run, ended or not; none when nobody ever asked."""
    row = models.Verification.objects.order_by("-id").first()
    return _verification(row) if row else None


def _verification(row: models.Verification) -> Verification:
    return Verification(
        id=row.pk,
        started_at=row.started_at,
        by_name=row.by_name,
        length=row.length,
        checked=row.checked,
        seconds=row.seconds,
        verdict=_verdict(row.verdict) if row.verdict else None,
    )


def _verdict(value: dict[str, Any]) -> Verdict:
    findings = tuple(Finding(**{**one, "kind": FindingKind(one["kind"])}) for one in value["findings"])
    return Verdict(**{**value, "head": Head(**value["head"]), "findings": findings})
