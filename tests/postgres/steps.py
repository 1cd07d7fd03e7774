"""What no command offers, in a process of the platform: ``python -m tests.postgres.steps STEP [WORDS]``.

``load`` loads agencies, demo accounts and contracts; ``receive FIRST COUNT`` acknowledges a household file for each of
that many villages and leaves it to the workers; ``values`` prints every stored value.
"""

import io
import json
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from django.utils import timezone

from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period
from kotacerdas.site.command_line import set_up
from tests.postgres import files


EARLIER = "2024"
ROWS = 1_000


def load() -> dict[str, int]:
    """Load what the demo's first steps load; the counts of what was new."""
    from kotacerdas.apps.accounts import operations as accounts
    from kotacerdas.apps.agencies import operations as agencies
    from kotacerdas.apps.exchange import operations as exchange

    at = timezone.now()
    return {
        "agencies": agencies.load_agencies(by=SYSTEM, at=at),
        "accounts": accounts.create_demo_accounts(by=SYSTEM, at=at),
        "datasets": exchange.register_datasets(by=SYSTEM, at=at),
    }


def receive(first: str, count: str) -> list[int]:
    """Receive files of an earlier year without processing them; their numbers."""
    from kotacerdas.apps.areas import queries as areas
    from kotacerdas.apps.exchange import operations

    villages = areas.list_units(AreaCode("51.02"), AreaLevel.VILLAGE)[int(first) : int(first) + int(count)]
    return [
        operations.receive(
            dataset_name="rumah_tangga",
            file=io.BytesIO(files.households(village.code, EARLIER, ROWS).encode()),
            file_name=f"{village.code}.csv",
            period=Period.parse(EARLIER),
            area_code=village.code,
            by=SYSTEM,
            at=timezone.now(),
        ).id
        for village in villages
    ]


def values() -> list[list[Any]]:
    """Every value with its sums, coverage and releases, in one order on every database."""
    from kotacerdas.apps.indicators.models import Value

    columns = [field.name for field in Value._meta.fields if field.name != "id"]
    return sorted([list(row) for row in Value.objects.values_list(*columns)], key=str)


def deeds(name: str, count: str) -> int:
    """Record deeds one after the other, each in a transaction of its own with a word of its own."""
    from django.db import transaction

    from kotacerdas.apps.audit import operations

    for number in range(int(count)):
        with transaction.atomic():
            operations.record(
                action="tests.deed",
                target=f"{name}/{number}",
                by=SYSTEM,
                at=timezone.now(),
                facts={"share": number / 7, "large": 1e16},
            )
    return int(count)


STEPS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"load": load, "receive": receive, "values": values, "deeds": deeds}
)


if __name__ == "__main__":
    set_up()
    sys.stdout.write(json.dumps(STEPS[sys.argv[1]](*sys.argv[2:]), default=str))
