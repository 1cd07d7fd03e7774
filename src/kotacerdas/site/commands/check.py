"""``kotacerdas check FILE``: what a submission would say, leaving nothing behind."""

from pathlib import Path

import click
from django.conf import settings

from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.site.commands.kinds import AREA, FILE, dataset_option, mapping_option, period_option
from kotacerdas.site.commands.trying import answer_trial
from kotacerdas.site.console import Answer, Command, gettext


@click.command(
    cls=Command, help=gettext("Check FILE against its contract and show what would come back. Nothing is kept.")
)
@click.argument("file", type=FILE)
@dataset_option
@period_option
@click.option(
    "--area", type=AREA, metavar="CODE", help=gettext("The area the file is about; the home regency unless given.")
)
@mapping_option
def command(
    *, file: Path, dataset: str, period: Period, area: AreaCode | None, mapping: dict[str, str] | None
) -> Answer:
    """Check the file and say what would come of it."""
    return answer_trial(file, dataset, period, area or AreaCode(settings.HOME_AREA), mapping)
