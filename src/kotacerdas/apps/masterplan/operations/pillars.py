"""Load the pillar sets of ``definitions/pillars``."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.masterplan import models
from kotacerdas.apps.masterplan.operations.content import MappingContent, PillarContent, PillarSetContent
from kotacerdas.kernel.actors import Actor


MAPPING_FILE = "mapping.yaml"


@transaction.atomic
def load_pillar_sets(*, by: Actor, at: datetime) -> int:
    """Bring the pillar sets and their mapping to what the definitions say.

    Returns how many sets are new or have a new version; a second run gives 0 and changes nothing.
    """
    folder = Path(settings.DEFINITIONS_FOLDER) / "pillars"
    known = dict(models.PillarSet.objects.values_list("code", "version"))
    contents = [PillarSetContent.read(file) for file in sorted(folder.glob("*.yaml")) if file.name != MAPPING_FILE]
    changed = [content for content in contents if known.get(content.code) != content.version]
    if not changed:
        return 0
    for content in changed:
        _write_set(content)
    _write_links(MappingContent.read(folder / MAPPING_FILE))
    versions = {content.code: content.version for content in changed}
    audit.record(action="masterplan.pillar_sets_loaded", target="pillars", by=by, at=at, facts=versions)
    return len(changed)


def _write_set(content: PillarSetContent) -> None:
    pillar_set, _ = models.PillarSet.objects.update_or_create(
        code=content.code,
        defaults={
            "version": content.version,
            "title": content.title.model_dump(),
            "source": content.source,
            "position": content.position,
        },
    )
    for position, pillar in enumerate(content.pillars):
        _write_pillar(pillar_set, pillar, position)


def _write_pillar(pillar_set: models.PillarSet, content: PillarContent, position: int) -> None:
    pillar, _ = models.Pillar.objects.update_or_create(
        code=content.code,
        defaults={"pillar_set": pillar_set, "title": content.title.model_dump(), "position": position},
    )
    for place, part in enumerate(content.sub_dimensions):
        models.SubDimension.objects.update_or_create(
            code=part.code, defaults={"pillar": pillar, "title": part.title.model_dump(), "position": place}
        )


def _write_links(content: MappingContent) -> None:
    pillars = {pillar.code: pillar for pillar in models.Pillar.objects.all()}
    models.PillarLink.objects.all().delete()
    models.PillarLink.objects.bulk_create(
        models.PillarLink(
            pillar=pillars[link.pillar],
            twin=pillars[link.twin] if link.twin else None,
            note=link.note.model_dump(),
        )
        for link in content.links
    )
