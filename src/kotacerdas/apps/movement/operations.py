"""Writes of the movement."""

import csv
from datetime import datetime
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from pydantic import BaseModel, ConfigDict

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.movement import models, rules
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaLevel


class CohortContent(BaseModel):
    """One cohort of ``definitions/cohorts/cohorts.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    year: int
    published: int
    repeats: int
    is_complete: bool
    source: str
    note: dict[str, str]


@transaction.atomic
def load_cohorts(*, by: Actor, at: datetime, folder: Path | None = None) -> int:
    """Bring the cohorts and their known members to what the definitions say.

    Returns how many memberships are new; a second run gives 0 and changes nothing. Raises ``MembersRefused`` when a
    code is not one of the regencies loaded, ``TooManyMembers`` when more names are listed than were published.
    """
    source = folder or Path(settings.DEFINITIONS_FOLDER) / "cohorts"
    body = yaml.safe_load((source / "cohorts.yaml").read_text(encoding="utf-8"))
    cohorts = [CohortContent.model_validate(each) for each in body["cohorts"]]
    members = _read_members(source / "members.csv")
    regencies = frozenset(str(area.code) for area in areas.list_units("ID", AreaLevel.REGENCY))
    published = {cohort.year: cohort.published for cohort in cohorts}
    rules.check_members([(year, code) for year, code, _ in members], published, regencies)
    known = set(models.Membership.objects.values_list("cohort__year", "area_code"))
    missing = [member for member in members if (member[0], member[1]) not in known]
    if not missing:
        return 0
    rows = {cohort.year: _write_cohort(cohort) for cohort in cohorts}
    models.Membership.objects.bulk_create(
        models.Membership(cohort=rows[year], area_code=code, source=page) for year, code, page in missing
    )
    facts = {"cohorts": len(cohorts), "memberships": len(missing)}
    audit.record(action="movement.cohorts_loaded", target="movement", by=by, at=at, facts=facts)
    return len(missing)


def _read_members(file: Path) -> list[tuple[int, str, str]]:
    """Year, regency code and source page of each known member."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [(int(row["tahun"]), row["kode_kabkota"], row["sumber"]) for row in csv.DictReader(lines)]


def _write_cohort(content: CohortContent) -> models.Cohort:
    row, _ = models.Cohort.objects.update_or_create(year=content.year, defaults=content.model_dump(exclude={"year"}))
    return row
