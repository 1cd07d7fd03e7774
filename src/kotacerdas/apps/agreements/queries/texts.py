"""Read what an agreement says, version by version."""

from kotacerdas.apps.agreements import models, rules
from kotacerdas.apps.agreements.errors import VersionNotFound
from kotacerdas.apps.agreements.types import ClauseChange, TextVersion


def list_versions(agreement_id: int) -> tuple[TextVersion, ...]:
    """All versions of the text, newest first."""
    rows = models.TextVersion.objects.filter(agreement_id=agreement_id).order_by("-number")
    return tuple(_version(row) for row in rows)


def get_version(agreement_id: int, number: int) -> TextVersion:
    """One version; raise :class:`VersionNotFound`."""
    row = models.TextVersion.objects.filter(agreement_id=agreement_id, number=number).first()
    if row is None:
        raise VersionNotFound(agreement=agreement_id, version=number)
    return _version(row)


def compare_versions(agreement_id: int, before: int, after: int) -> tuple[ClauseChange, ...]:
    """What version ``after`` changed against ``before``; raise :class:`VersionNotFound`."""
    return rules.compare_texts(get_version(agreement_id, before).text, get_version(agreement_id, after).text)


def _version(row: models.TextVersion) -> TextVersion:
    return TextVersion(
        agreement_id=row.agreement_id,
        number=row.number,
        text=rules.read_text(row.body),
        note=row.note,
        author=row.author,
        author_name=row.author_name,
        agency_code=row.agency_code,
        at=row.at,
        sha256=row.sha256,
    )
