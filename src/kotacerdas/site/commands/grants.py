"""``kotacerdas grants``: ask for access, decide about it, close it."""

from datetime import datetime

import click
from django.utils import timezone

from kotacerdas.apps.agreements import operations as agreement_operations
from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.agreements.types import Grant
from kotacerdas.apps.exchange import queries
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.site.commands.kinds import AREA, actor, as_option, dataset_option
from kotacerdas.site.console import Answer, Command, Group, gettext


UNTIL = click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help=gettext("The day it ends, e.g. 2027-01-01.")
)
COLUMNS = click.option(
    "--column", "columns", multiple=True, metavar="COLUMN", help=gettext("A column to open; repeat it. None is all.")
)
RATE = click.option("--rate", type=click.IntRange(min=1), help=gettext("How many reads a day at most."))


@click.group(cls=Group, help=gettext("Access to data of other agencies."))
def command() -> None:
    """Access to data."""


@command.command("list", cls=Command, help=gettext("Grants and requests, newest first."))
@click.option("--dataset", default=None, metavar="NAME", help=gettext("Only of this dataset."))
@click.option("--agency", default=None, metavar="CODE", help=gettext("Only to this agency."))
@click.option("--owner", default=None, metavar="CODE", help=gettext("Only by this agency."))
def list_them(*, dataset: str | None, agency: str | None, owner: str | None) -> Answer:
    """Show grants."""
    found = agreements.list_grants(dataset_name=dataset, agency_code=agency, owner_code=owner)
    return Answer(
        lines=[_line(each) for each in found] or [gettext("There is no such grant.")],
        data={"items": [_data(each) for each in found]},
    )


@command.command("request", cls=Command, help=gettext("Ask the producer of a dataset for access."))
@dataset_option
@click.option("--purpose", required=True, help=gettext("What the data is for."))
@COLUMNS
@click.option("--area", type=AREA, default="ID", metavar="CODE", help=gettext("Only rows of this area."))
@click.option("--where", default="", metavar="CONDITION", help=gettext("Only rows for which this holds."))
@UNTIL
@RATE
@as_option
def request(
    *,
    dataset: str,
    purpose: str,
    columns: tuple[str, ...],
    area: AreaCode,
    where: str,
    until: datetime | None,
    rate: int | None,
    username: str | None,
) -> Answer:
    """Ask for access."""
    by = actor(username)
    asked = queries.get_wanted(dataset, columns=columns, area=area, row_filter=where)
    grant = agreement_operations.request_grant(
        dataset_name=dataset,
        owner_code=asked.producer_code,
        grantee_code=by.agency_code or "",
        purpose=purpose,
        columns=columns,
        area_code=area,
        row_filter=where,
        until=until.date() if until else None,
        rate_per_day=rate,
        by=by,
        at=timezone.now(),
    )
    return _answer(grant)


@command.command("decide", cls=Command, help=gettext("Open or refuse a request to your agency."))
@click.argument("number", type=int)
@click.option("--open/--refuse", "is_granted", required=True, help=gettext("Open it, or refuse it."))
@click.option("--agreement", type=int, help=gettext("The number of the agreement it rests on."))
@click.option("--clause", type=int, help=gettext("The number of the clause it rests on."))
@COLUMNS
@click.option("--area", type=AREA, default=None, metavar="CODE", help=gettext("Open only this part of the area."))
@UNTIL
@RATE
@click.option("--note", default="", help=gettext("A word to the agency that asked."))
@as_option
def decide(
    *,
    number: int,
    is_granted: bool,
    agreement: int | None,
    clause: int | None,
    columns: tuple[str, ...],
    area: AreaCode | None,
    until: datetime | None,
    rate: int | None,
    note: str,
    username: str | None,
) -> Answer:
    """Decide about a request."""
    grant = agreement_operations.decide_grant(
        grant_id=number,
        is_granted=is_granted,
        agreement_id=agreement,
        clause_id=clause,
        columns=columns or None,
        area_code=area,
        until=until.date() if until else None,
        rate_per_day=rate,
        note=note,
        by=actor(username),
        at=timezone.now(),
    )
    return _answer(grant)


@command.command("close", cls=Command, help=gettext("Close access at once; files that are leaving stop."))
@click.argument("number", type=int)
@click.option("--purpose-lapsed", is_flag=True, help=gettext("What it was for is done."))
@click.option("--note", default="", help=gettext("Why."))
@as_option
def close(*, number: int, purpose_lapsed: bool, note: str, username: str | None) -> Answer:
    """Close access."""
    grant = agreement_operations.close_grant(
        grant_id=number, is_purpose_lapsed=purpose_lapsed, note=note, by=actor(username), at=timezone.now()
    )
    return _answer(grant)


def _answer(grant: Grant) -> Answer:
    return Answer(lines=[_line(grant)], data=_data(grant))


def _line(grant: Grant) -> str:
    return (
        f"{grant.id:>5}  {grant.state.value:<10} {grant.grantee_code:<20} ← {grant.owner_code:<20} "
        f"{grant.dataset_name:<24} {grant.purpose}"
    )


def _data(grant: Grant) -> dict[str, object]:
    return {
        "id": grant.id,
        "state": grant.state.value,
        "dataset": grant.dataset_name,
        "owner": grant.owner_code,
        "grantee": grant.grantee_code,
        "purpose": grant.purpose,
        "columns": list(grant.columns),
        "area": grant.area_code,
        "row_filter": grant.row_filter,
        "until": grant.until,
        "rate_per_day": grant.rate_per_day,
        "agreement": grant.agreement_number,
        "clause": grant.clause_key,
        "reads": queries.count_reads_under(grant.id),
    }
