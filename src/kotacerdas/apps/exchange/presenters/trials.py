"""A file before it is handed in: what would come of it, and what its columns hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.presenters.submissions import returned_table
from kotacerdas.apps.exchange.types import Change, ColumnMapping, Trial, Upload
from kotacerdas.contracts.contract import Contract, Field, Review
from kotacerdas.contracts.errors import HeaderRefused
from kotacerdas.contracts.mapping import IGNORED, Proposal
from kotacerdas.ui.shapes import Crumb, KeyValue, Table


@dataclass(frozen=True, slots=True)
class Choice:
    """One field a column may hold."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of the file, some cells of it, and the fields it may hold; a certain one is only shown."""

    name: str
    sample: str
    choices: tuple[Choice, ...]
    known_as: str


@dataclass(frozen=True, slots=True)
class TrialPage:
    """What would come of a file."""

    title: str
    lede: str
    crumbs: tuple[Crumb, ...]
    headline: str
    state: str
    problem: str
    notices: tuple[str, ...]
    counts: tuple[KeyValue, ...]
    changes: tuple[KeyValue, ...]
    changes_lede: str
    asks_for_fewer_rows: bool
    returned: Table | None
    returned_more: str
    columns: tuple[MappedColumn, ...]
    asks_for_columns: bool
    remembered: str
    mapping: tuple[tuple[str, str], ...]
    can_submit: bool
    after: str
    again_href: str


def present_trial(
    upload: Upload, trial: Trial, *, mapping: Mapping[str, str], remembered: ColumnMapping | None
) -> TrialPage:
    """Everything a person needs to decide whether to hand the file in."""
    dataset = queries.get_dataset(upload.dataset_name)
    contract = queries.get_contract(dataset.name)
    title = words.title(dataset.title)
    is_header_wrong = isinstance(trial.problem, HeaderRefused)
    return TrialPage(
        title=title,
        lede=" · ".join((title, words.period(upload.period), areas.get_area(upload.area_code).title, upload.file_name)),
        crumbs=(
            Crumb(gettext("Data"), reverse("exchange:catalogue")),
            Crumb(title, reverse("exchange:dataset", args=[dataset.name])),
            Crumb(gettext("Hand in a file"), reverse("exchange:submit", args=[dataset.name])),
            Crumb(gettext("Check first")),
        ),
        headline=_headline(trial),
        state=_state(trial),
        problem=words.refusal(trial.problem) if trial.problem else "",
        notices=trial.notices,
        counts=_counts(trial),
        changes=_changes(trial.change),
        changes_lede=_changes_lede(trial.change),
        asks_for_fewer_rows=_is_small(trial),
        returned=returned_table(trial.returned),
        returned_more=gettext("The first %(shown)s are shown; the letter has all of them.")
        % {"shown": len(trial.returned)}
        if trial.rows_failed > len(trial.returned)
        else "",
        columns=tuple(_column(trial, index, contract, mapping) for index in range(len(trial.proposals))),
        asks_for_columns=trial.has_unknown_columns and (is_header_wrong or bool(mapping)),
        remembered=_say_remembered(remembered) if remembered and mapping == remembered.columns else "",
        mapping=tuple(mapping.items()),
        can_submit=not trial.problem and trial.rows_kept > 0,
        after=_after(contract.review),
        again_href=reverse("exchange:submit", args=[dataset.name]),
    )


def _headline(trial: Trial) -> str:
    if trial.problem:
        return gettext("The whole file would come back.")
    if not trial.rows_failed:
        return gettext("All rows are good.")
    return ngettext(
        "%(count)s row would come back; the others are good.",
        "%(count)s rows would come back; the others are good.",
        trial.rows_failed,
    ) % {"count": words.number(trial.rows_failed)}


def _state(trial: Trial) -> str:
    if trial.problem or not trial.rows_kept:
        return "off"
    return "risk" if trial.rows_failed else "ok"


def _counts(trial: Trial) -> tuple[KeyValue, ...]:
    if not trial.rows_read:
        return ()
    return (
        KeyValue(gettext("Rows read"), words.number(trial.rows_read)),
        KeyValue(gettext("Good rows"), words.number(trial.rows_kept)),
        KeyValue(gettext("Rows that would come back"), words.number(trial.rows_failed)),
    )


def _changes(change: Change | None) -> tuple[KeyValue, ...]:
    return words.change_facts(change) if change and change.before else ()


def _changes_lede(change: Change | None) -> str:
    if change is None:
        return ""
    if change.before is None:
        return gettext("It would be the first release of this period and area.")
    if not (change.added or change.changed or change.removed):
        return gettext("Nothing would change against release %(number)s.") % {"number": change.before.id}
    return gettext("Against release %(number)s of %(day)s, which it would replace:") % {
        "number": change.before.id,
        "day": words.local_day(change.before.released_at),
    }


def _is_small(trial: Trial) -> bool:
    change = trial.change
    return bool(change and change.before and trial.rows_kept < change.before.rows * rules.SHRINK_LIMIT)


def _column(trial: Trial, index: int, contract: Contract, mapping: Mapping[str, str]) -> MappedColumn:
    proposal = trial.proposals[index]
    place = trial.names.index(proposal.column) if proposal.column in trial.names else index
    sample = ", ".join(trial.samples[place]) if place < len(trial.samples) else ""
    if proposal.is_certain:
        return MappedColumn(proposal.column, sample, (), words.title(contract.field(proposal.field).title))
    return MappedColumn(proposal.column, sample, _choices(trial, proposal, contract, mapping), "")


def _choices(trial: Trial, proposal: Proposal, contract: Contract, mapping: Mapping[str, str]) -> tuple[Choice, ...]:
    taken = {each.field for each in trial.proposals if each.is_certain}
    chosen = mapping.get(proposal.column, proposal.field)
    fields = [field for field in contract.fields if field.name not in taken]
    return (
        Choice(IGNORED, gettext("Nothing of these; leave it out"), chosen == IGNORED),
        *(Choice(field.name, _choice_text(field), field.name == chosen) for field in fields),
    )


def _choice_text(field: Field) -> str:
    text = f"{words.title(field.title)} ({field.name})"
    return f"{text} *" if field.is_required else text


def _say_remembered(remembered: ColumnMapping) -> str:
    return gettext("Columns are read as %(name)s said on %(day)s. Change it below when this file is different.") % {
        "name": remembered.confirmed_by_name,
        "day": words.local_day(remembered.confirmed_at),
    }


def _after(review: Review) -> str:
    if review is Review.PRIORITY:
        return gettext("After the check the data steward and the data supervisor look at it; then it comes into force.")
    if review is Review.STEWARD:
        return gettext("After the check the data steward looks at it; then it comes into force.")
    return gettext("Good rows come into force at once; the others come back with a letter.")
