"""Who reads in the demo: agencies under their agreements, so that a village finds somebody in the record of reads."""

from datetime import datetime, timedelta

from django.utils import timezone

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.agreements import operations as agreements
from kotacerdas.apps.agreements import queries as grants
from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.types import Channel, Reader, RowsAsked, Scope
from kotacerdas.kernel.areas import AreaCode


_READS = (
    ("bappeda", "rumah_tangga", "51.02.01.2001", 12),
    ("bappeda", "rumah_tangga", "51.02.08.2013", 12),
    ("bappeda", "rumah_tangga", "51.02.01.2001", 3),
    ("dpmd", "penimbangan_balita", "51.02", 8),
    ("dinkes", "penduduk_desa", "51.02", 5),
)
_WISH = "Menghitung kebutuhan sekolah per desa untuk rencana induk"


def read_under_agreements(*, at: datetime) -> int:
    """Read the newest release of each dataset as the agencies did in the last days, and let one ask for more."""
    done = sum(
        _read(username, dataset, AreaCode(area), at - timedelta(days=days)) for username, dataset, area, days in _READS
    )
    agreements.request_grant(
        dataset_name="penduduk_desa",
        owner_code="51.02/disdukcapil",
        grantee_code="51.02/bappeda",
        purpose=_WISH,
        area_code=AreaCode("51.02"),
        by=accounts.get_actor_by_username("bappeda"),
        at=at,
    )
    return done + 1


def _read(username: str, dataset: str, area: AreaCode, at: datetime) -> int:
    release = next((each for each in queries.list_releases(dataset, 1000) if each.area_code == area), None)
    if release is None:
        return 0
    actor, day = accounts.get_actor_by_username(username), timezone.localtime(at).date()
    [grant] = grants.list_open_grants(str(actor.agency_code), dataset, day)
    reader = Reader(actor, Channel.PAGE, day, grant=grant.id)
    table = queries.open_table(Scope(release_id=release.id, area=area), reader=reader)
    operations.answer_rows(table=table, asked=RowsAsked(), by=actor, at=at)
    return 1
