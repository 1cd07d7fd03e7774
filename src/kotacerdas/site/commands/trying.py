"""What a submission would say, as the command line shows it."""

from pathlib import Path

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.types import Returned, Trial
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.site.console import Answer, gettext
from kotacerdas.ui.formats import number
from kotacerdas.ui.language import active_language


SHOWN = 20
"""How many returned cells are shown; the letter has them all."""


def answer_trial(file: Path, dataset: str, period: Period, area: AreaCode, mapping: dict[str, str] | None) -> Answer:
    """Try a file and say what would come back, what would change, and what its columns may hold."""
    trial = queries.try_file(
        dataset_name=dataset, source=file.resolve(), period=period, area_code=area, mapping=mapping
    )
    change = trial.change
    data: dict[str, object] = {
        "problem": trial.problem.code if trial.problem else None,
        "rows_read": trial.rows_read,
        "rows_kept": trial.rows_kept,
        "rows_failed": trial.rows_failed,
        "returned": returned_data(trial.returned),
        "columns": {each.column: each.field for each in trial.proposals},
        "change": {"added": change.added, "changed": change.changed, "removed": change.removed} if change else None,
    }
    lines = [_headline(trial), *trial.notices, *returned_lines(trial.returned, trial.rows_failed), *_changes(trial)]
    return Answer([*lines, *_columns(trial)], data, exit_code=1 if trial.problem or trial.rows_failed else 0)


def returned_lines(returned: tuple[Returned, ...], rows_failed: int) -> list[str]:
    """What is wrong, cell by cell, and what to do."""
    where = gettext("line %(line)s, %(field)s “%(value)s”: %(problem)s %(advice)s")
    lines = [
        "  "
        + where
        % {
            "line": cell.line,
            "field": cell.field,
            "value": cell.value,
            "problem": cell.problem,
            "advice": cell.advice,
        }
        for cell in returned
    ]
    if len({cell.line for cell in returned}) < rows_failed and len(returned) >= SHOWN:
        lines.append("  …")
    return lines


def returned_data(returned: tuple[Returned, ...]) -> list[dict[str, object]]:
    """The same for programs."""
    return [
        {"line": cell.line, "field": cell.field, "value": cell.value, "rule": cell.rule, "problem": cell.problem}
        for cell in returned
    ]


def counts(rows_read: int, rows_kept: int, rows_failed: int) -> dict[str, str]:
    """Row counts as people read them."""
    language = active_language()
    return {
        "read": number(rows_read, lang=language),
        "kept": number(rows_kept, lang=language),
        "failed": number(rows_failed, lang=language),
    }


def _headline(trial: Trial) -> str:
    if trial.problem:
        sentence = gettext(trial.problem.sentence)
        problem = sentence % trial.problem.facts if trial.problem.facts else sentence
        return gettext("The whole file would come back: %(problem)s") % {"problem": problem}
    facts = counts(trial.rows_read, trial.rows_kept, trial.rows_failed)
    if not trial.rows_failed:
        return gettext("All %(kept)s rows are good.") % facts
    return gettext("%(kept)s of %(read)s rows are good, %(failed)s would come back.") % facts


def _changes(trial: Trial) -> list[str]:
    change = trial.change
    if change is None or change.before is None:
        return []
    sentence = gettext("Against release %(number)s: %(added)s rows added, %(changed)s changed, %(removed)s removed.")
    language = active_language()
    facts = {name: number(getattr(change, name), lang=language) for name in ("added", "changed", "removed")}
    return [sentence % {"number": change.before.id, **facts}]


def _columns(trial: Trial) -> list[str]:
    """How unknown columns may be mapped, written as the options to give."""
    unknown = [each for each in trial.proposals if not each.is_certain and each.field]
    if not trial.problem or not unknown:
        return []
    return [
        gettext("Columns that may hold agreed fields; give what is right:"),
        *(f"  --map '{each.column}={each.field}'" for each in unknown),
    ]
