"""A platform with one large release and one grant on it, for tests that end the agreement while a file leaves.

``python -m tests.faults.granting FOLDER serve PORT`` sets it up, prints one JSON object (release, grant, token) and
serves; ``python -m tests.faults.granting FOLDER end`` ends the agreement; ``… reads`` prints how the reads ended.
"""

import io
import json
import os
import sys
from datetime import timedelta
from pathlib import Path

import django


ROWS = 600_000
VILLAGE = "51.02.01.2001"
PURPOSE = "Verifikasi penerima bantuan sosial"


def set_up(folder: Path) -> None:
    """Point Django at the folder."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()

    from django.conf import settings
    from django.db import connections

    settings.DATA_FOLDER = folder
    settings.LAKE_FOLDER = folder / "lake"
    settings.DEFINITIONS_FOLDER = folder / "definitions"
    connections["default"].settings_dict["NAME"] = str(folder / "kotacerdas.sqlite3")


def prepare(folder: Path) -> dict[str, object]:
    """Areas, a large release of DPMD, an agreement with Dinkes, a grant under it and a token of Dinkes."""
    from django.core.management import call_command
    from django.utils import timezone

    from kotacerdas.apps.accounts import operations as accounts
    from kotacerdas.apps.accounts import queries
    from kotacerdas.apps.accounts.types import Scope
    from kotacerdas.apps.agreements import operations as agreements
    from kotacerdas.apps.areas.models import Edition
    from kotacerdas.apps.exchange import operations
    from kotacerdas.kernel.actors import SYSTEM, Role
    from kotacerdas.kernel.areas import AreaCode
    from kotacerdas.kernel.periods import Period
    from kotacerdas.lake import reference
    from tests import makers
    from tests.apps.agreements import made
    from tests.apps.exchange import bodies
    from tests.apps.exchange.conftest import write_contracts

    now = timezone.now()
    (folder / "lake").mkdir(parents=True)
    call_command("migrate", verbosity=0)
    write_contracts(folder / "definitions", bodies.HOUSEHOLDS)
    makers.make_area_tree()
    rows = [(code, name, AreaCode(code).level, "x", "") for code, name in makers.AREA_NAMES.items()]
    path = reference.write_areas(folder / "lake", rows)
    Edition.objects.update(reference=str(path.relative_to(folder / "lake")))
    operations.register_datasets(by=SYSTEM, at=now)
    lines = (f"{VILLAGE};{number:07};Kepala Keluarga Nomor {number:07};4" for number in range(ROWS))
    submission = operations.submit(
        dataset_name="keluarga",
        file=io.BytesIO(("kode_desa;nomor;kepala;anggota\n" + "\n".join(lines) + "\n").encode()),
        file_name="besar.csv",
        period=Period.parse("2026"),
        area_code=AreaCode(VILLAGE),
        by=SYSTEM,
        at=now,
    )
    made.make_agencies()
    today = timezone.localdate()
    agreement = made.make_agreement(made.DPMD, made.DINKES, since=today, until=today + timedelta(days=300))
    person = makers.make_account("dinkes", Role.DATA_PRODUCER, agency_code=made.DINKES, view=["51.02"], since=today)
    reader = queries.actor_for(person.pk)
    asked = agreements.request_grant(
        dataset_name="keluarga",
        owner_code=made.DPMD,
        grantee_code=made.DINKES,
        purpose=PURPOSE,
        columns=("kepala",),
        by=reader,
        at=now,
    )
    agreements.decide_grant(
        grant_id=asked.id, is_granted=True, agreement_id=agreement.pk, by=made.make_staff(made.DPMD), at=now
    )
    token = accounts.create_token(
        name="Uji", scopes=[Scope.READ_ROWS], purpose=PURPOSE, expires_at=now + timedelta(days=1), by=reader, at=now
    )
    return {"release": submission.release_id, "grant": asked.id, "token": token.secret}


def end_agreement() -> None:
    """An executive of the owner ends it before its time."""
    from django.utils import timezone

    from kotacerdas.apps.agreements import operations, queries
    from kotacerdas.kernel.actors import Role
    from tests.apps.agreements import made

    (agreement,) = queries.list_agreements()
    head = made.make_staff(made.DPMD, Role.EXECUTIVE)
    operations.terminate_agreement(agreement_id=agreement.id, reason="Tujuan selesai", by=head, at=timezone.now())


def tell_reads() -> list[dict[str, object]]:
    """How each read ended, newest first."""
    from kotacerdas.apps.exchange import queries

    return [{"grant": each.grant, "outcome": each.outcome, "size": each.size} for each in queries.list_reads()]


def main(folder: Path, wish: str, *rest: str) -> None:
    """Do one of the three."""
    set_up(folder)
    if wish == "serve":
        sys.stdout.write(json.dumps(prepare(folder)) + "\n")
        sys.stdout.flush()
        import uvicorn

        uvicorn.run(
            "kotacerdas.config.asgi:application",
            host="127.0.0.1",
            port=int(rest[0]),
            lifespan="off",
            log_level="error",
            timeout_graceful_shutdown=1,
        )
    elif wish == "end":
        end_agreement()
    else:
        sys.stdout.write(json.dumps(tell_reads()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
