"""``kotacerdas reads``: who read what, and whether the record is whole."""

import click

from kotacerdas.apps.exchange import queries, rules
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.site.commands.kinds import AREA
from kotacerdas.site.console import Answer, Command, gettext


@click.command(cls=Command, help=gettext("Who read which data, by month, agency and purpose."))
@click.option("--dataset", default="", metavar="NAME", help=gettext("Only of this dataset."))
@click.option("--area", type=AREA, default=None, metavar="CODE", help=gettext("Only about this area."))
@click.option("--agency", default="", metavar="CODE", help=gettext("Only by this agency."))
@click.option("--month", default="", metavar="MONTH", help=gettext("Only in this month, e.g. 2026-11."))
@click.option("--verify", is_flag=True, help=gettext("Check that no read was taken out of the record or changed."))
def command(*, dataset: str, area: AreaCode | None, agency: str, month: str, verify: bool) -> Answer:
    """Show or verify the record of reads."""
    if verify:
        return _verify()
    sums = queries.list_read_sums(
        datasets=[dataset] if dataset else None, area=area, agency_code=agency, month=rules.read_month(month)
    )
    public = queries.list_open_reads([dataset] if dataset else None, month=month) if not (area or agency) else ()
    lines = [
        f"{each.month}  {each.reads:>7}  {each.agency_code or '–':<22} {each.dataset_name:<24} "
        f"{each.purpose or '–'}  [{', '.join(each.columns)}]"
        for each in sums
    ]
    everybody = gettext("the public")
    lines += [f"{each.month}  {each.reads:>7}  {everybody:<22} {each.dataset_name}" for each in public]
    return Answer(
        lines=lines or [gettext("Nobody has read these rows yet.")],
        data={
            "items": [
                {
                    "month": each.month,
                    "agency": each.agency_code,
                    "dataset": each.dataset_name,
                    "purpose": each.purpose,
                    "grant": each.grant,
                    "reads": each.reads,
                    "columns": list(each.columns),
                }
                for each in sums
            ],
            "public": [{"month": each.month, "dataset": each.dataset_name, "reads": each.reads} for each in public],
        },
    )


def _verify() -> Answer:
    seals, broken = queries.list_seals(), queries.verify_seals()
    lines = [
        gettext("%(kind)s %(first)s–%(last)s do not fit their seal: something was changed, removed or put in.")
        % {"kind": each.kind, "first": each.first, "last": each.last}
        for each in broken
    ]
    whole = gettext("All %(count)s seals fit the record.") % {"count": len(seals)}
    return Answer(
        lines=lines or [whole],
        data={"seals": len(seals), "broken": [[each.kind, each.first, each.last] for each in broken]},
        exit_code=1 if broken else 0,
    )
