"""``kotacerdas check FILE``: what a submission would say, leaving nothing behind."""

import tempfile
from pathlib import Path

import click
from django.conf import settings

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.types import Returned
from kotacerdas.contracts.errors import FileRefused
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import checking, rows
from kotacerdas.lake.checking import CheckOutcome
from kotacerdas.site.commands.kinds import AREA, FILE, dataset_option, period_option
from kotacerdas.site.commands.submit import SHOWN, counts, returned_data, returned_lines
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
def command(*, file: Path, dataset: str, period: Period, area: AreaCode | None) -> Answer:
    """Check the file in a folder that is gone afterwards."""
    contract = queries.get_contract(dataset)
    with tempfile.TemporaryDirectory() as folder:
        try:
            outcome = checking.check(
                contract=contract,
                source=file.resolve(),
                file_name=file.name,
                period=period,
                scope=area or AreaCode(settings.HOME_AREA),
                reference=areas.reference_path(),
                folder=Path(folder),
            )
        except FileRefused as refusal:
            sentence = gettext(refusal.sentence) % refusal.facts if refusal.facts else gettext(refusal.sentence)
            problem = gettext("The whole file would come back: %(problem)s") % {"problem": sentence}
            return Answer(lines=[problem], data={"problem": refusal.code, "returned": []}, exit_code=1)
        return _answer(outcome, _returned(outcome, Path(folder)))


def _answer(outcome: CheckOutcome, returned: tuple[Returned, ...]) -> Answer:
    facts = counts(outcome.rows_read, outcome.rows_kept, outcome.rows_failed)
    if not outcome.rows_failed:
        headline = gettext("All %(kept)s rows are good.") % facts
    else:
        headline = gettext("%(kept)s of %(read)s rows are good, %(failed)s would come back.") % facts
    return Answer(
        lines=[headline, *returned_lines(returned, outcome.rows_failed)],
        data={
            "rows_read": outcome.rows_read,
            "rows_kept": outcome.rows_kept,
            "rows_failed": outcome.rows_failed,
            "problem": None,
            "returned": returned_data(returned),
        },
        exit_code=1 if outcome.rows_failed else 0,
    )


def _returned(outcome: CheckOutcome, folder: Path) -> tuple[Returned, ...]:
    if outcome.failures_sha256 is None:
        return ()
    path = checking.failures_path_of(folder, outcome.failures_sha256)
    return tuple(
        Returned(cell.line, cell.field, cell.value, cell.rule, *queries.say_failure(cell.rule, cell.facts, cell.value))
        for cell in rows.list_failures(path, 0, SHOWN)
    )
