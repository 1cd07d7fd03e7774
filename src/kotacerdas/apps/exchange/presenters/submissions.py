"""Handing in a file, what became of it, and a person's own submissions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.presenters.catalogue import contract_table, template_links
from kotacerdas.apps.exchange.presenters.retention import say_removed
from kotacerdas.apps.exchange.presenters.reviews import looks
from kotacerdas.apps.exchange.presenters.sheets import MOST_EXCEL_ROWS
from kotacerdas.apps.exchange.types import Dataset, Returned, Submission, SubmissionState
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Table, TimelineEvent


PERIODS_OFFERED = 6
RETURNED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class SubmitPage:
    """The form's surroundings: what the file must hold."""

    title: str
    crumbs: tuple[Crumb, ...]
    columns: Table
    template_hrefs: tuple[Crumb, ...]
    previous: str
    answered: str
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """What became of one file."""

    id: int
    heading: str
    lede: str
    crumbs: tuple[Crumb, ...]
    state: str
    is_pending: bool
    fragment_href: str
    facts: tuple[KeyValue, ...]
    counts: tuple[KeyValue, ...]
    kept_share: float | None
    kept_text: str
    problem: str
    notices: tuple[str, ...]
    next_step: str
    answer_by: str
    returned: Table | None
    returned_more: str
    letter_href: str
    letter_pdf_href: str
    fix_hrefs: tuple[Crumb, ...]
    again_href: str
    release_href: str
    release_text: str
    newer_href: str
    newer_text: str
    grid_href: str
    trace: tuple[Crumb, ...]
    looks: tuple[TimelineEvent, ...]
    removed: str = ""


@dataclass(frozen=True, slots=True)
class MySubmissionsPage:
    """A person's own submissions."""

    lede: str
    crumbs: tuple[Crumb, ...]
    table: Table


def submit_choices(
    dataset: Dataset, actor: Actor, *, on: date
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The periods and areas ``actor`` may hand in for, as form choices; newest period and widest area first."""
    period = Period.containing(on, dataset.frequency)
    periods = []
    for _ in range(PERIODS_OFFERED):
        periods.append((str(period), words.period(period)))
        period = period.previous
    return tuple(periods), tuple((area, title) for area, title in _areas(dataset, actor))


def present_submit(dataset: Dataset, *, answers: Submission | None) -> SubmitPage:
    """What to know before handing in ``dataset``; ``answers`` is the returned submission being corrected."""
    newest = queries.list_releases(dataset.name, 1)
    title = words.title(dataset.title)
    return SubmitPage(
        title=title,
        crumbs=(
            Crumb(gettext("Data"), reverse("exchange:catalogue")),
            Crumb(title, reverse("exchange:dataset", args=[dataset.name])),
            Crumb(gettext("Hand in a file")),
        ),
        columns=contract_table(queries.get_contract(dataset.name)),
        template_hrefs=template_links(dataset.name),
        previous=gettext("The newest release has %(rows)s rows for %(period)s.")
        % {"rows": words.number(newest[0].rows), "period": words.period(newest[0].period)}
        if newest
        else "",
        answered=gettext(
            "This answers the return letter of submission %(number)s. Hand in the whole corrected file, or only the corrected rows."
        )
        % {"number": answers.id}
        if answers
        else "",
        is_synthetic=dataset.is_synthetic,
    )


def present_submission(submission: Submission, *, actor: Actor) -> SubmissionPage:
    """One submission, at whatever point it is; rows that came back, and the letter, only to those who may see rows."""
    dataset = queries.get_dataset(submission.dataset_name)
    stone = queries.find_tombstone(submission.id) if submission.removed_at else None
    shows_rows = stone is None and rules.may_see_returned(actor, submission, dataset)
    has_letter = shows_rows and submission.answer_by is not None
    newer = queries.find_newer_submission(submission)
    again = f"{reverse('exchange:submit', args=[dataset.name])}?answers={submission.id}"
    return SubmissionPage(
        id=submission.id,
        heading=_heading(submission),
        lede=f"{words.title(dataset.title)} · {words.period(submission.period)} · "
        f"{areas.get_area(submission.area_code).title}",
        crumbs=_crumbs(dataset, submission),
        state=submission.state.value,
        is_pending=submission.state is SubmissionState.RECEIVED,
        fragment_href=reverse("exchange:submission_fragment", args=[submission.id]),
        facts=_facts(submission),
        counts=_counts(submission),
        kept_share=submission.rows_kept / submission.rows_read if submission.rows_read else None,
        kept_text=gettext("%(kept)s of %(read)s rows")
        % {"kept": words.number(submission.rows_kept), "read": words.number(submission.rows_read)},
        problem=queries.say_problem(submission),
        notices=tuple(queries.say_notice(notice) for notice in submission.notices),
        next_step=_next_step(submission),
        answer_by=words.long_day(submission.answer_by) if submission.answer_by else "",
        returned=returned_table(queries.list_returned(submission.id, 0, RETURNED_SHOWN)) if shows_rows else None,
        returned_more=_returned_more(submission),
        letter_href=reverse("exchange:letter", args=[submission.id]) if has_letter else "",
        letter_pdf_href=reverse("exchange:letter_pdf", args=[submission.id]) if has_letter else "",
        fix_hrefs=_fix_links(submission) if shows_rows else (),
        again_href=again if has_letter else "",
        newer_href=reverse("exchange:submission", args=[newer.id]) if newer else "",
        newer_text=gettext("A newer file for this period and area is here: submission %(number)s.")
        % {"number": newer.id}
        if newer
        else "",
        grid_href=reverse("exchange:edit_rows", args=[submission.id]) if has_letter and submission.rows_failed else "",
        trace=_trace(submission),
        removed=say_removed(stone) if stone else "",
        looks=looks(queries.list_reviews(submission.id)) if rules.is_staff(actor) else (),
        release_href=reverse("exchange:release", args=[submission.release_id]) if submission.release_id else "",
        release_text=gettext("Release %(number)s") % {"number": submission.release_id} if submission.release_id else "",
    )


def present_my_submissions(actor: Actor) -> MySubmissionsPage:
    """What ``actor`` handed in, newest first."""
    submissions = queries.list_submissions(username=actor.username, limit=100)
    open_letters = sum(1 for each in submissions if each.state is SubmissionState.RETURNED)
    return MySubmissionsPage(
        lede=ngettext("%(count)s file was returned whole.", "%(count)s files were returned whole.", open_letters)
        % {"count": words.number(open_letters)}
        if open_letters
        else "",
        crumbs=(Crumb(gettext("Data"), reverse("exchange:catalogue")), Crumb(gettext("My submissions"))),
        table=submission_table(submissions),
    )


def submission_table(submissions: Sequence[Submission]) -> Table:
    """Submissions, one row each."""
    titles = words.area_titles(each.area_code for each in submissions)
    names = {each.name: words.title(each.title) for each in queries.list_datasets()}
    columns = (
        Column(gettext("Number")),
        Column(gettext("Dataset")),
        Column(gettext("Period")),
        Column(gettext("Area")),
        Column(gettext("State")),
        Column(gettext("Good rows"), is_number=True),
        Column(gettext("Returned rows"), is_number=True),
        Column(gettext("Received")),
    )
    rows = tuple(
        (
            Cell(str(each.id), reverse("exchange:submission", args=[each.id])),
            Cell(names[each.dataset_name], note=each.file_name),
            Cell(words.period(each.period)),
            Cell(titles.get(each.area_code, each.area_code)),
            Cell(str(words.STATES[each.state]), tag=each.state.value),
            Cell(words.number(each.rows_kept)),
            Cell(words.number(each.rows_failed)),
            Cell(words.moment(each.received_at)),
        )
        for each in submissions
    )
    return Table(gettext("Submissions, newest first"), columns, rows, gettext("Nothing has been handed in yet."))


def _areas(dataset: Dataset, actor: Actor) -> list[tuple[AreaCode, str]]:
    home = areas.get_area(dataset.home_code)
    candidates = [(home.code, home.title)]
    if dataset.submit_level is AreaLevel.VILLAGE:
        candidates += [(unit.code, unit.title) for unit in areas.list_units(home.code, AreaLevel.VILLAGE)]
    return [(code, title) for code, title in candidates if rules.may_submit(actor, dataset, code)]


def _crumbs(dataset: Dataset, submission: Submission) -> tuple[Crumb, ...]:
    return (
        Crumb(gettext("Data"), reverse("exchange:catalogue")),
        Crumb(words.title(dataset.title), reverse("exchange:dataset", args=[dataset.name])),
        Crumb(gettext("Submission %(number)s") % {"number": submission.id}),
    )


def _heading(submission: Submission) -> str:
    if submission.state is SubmissionState.RECEIVED:
        return gettext("Your file is safe with us. We are checking it.")
    if submission.state in rules.WAITING:
        return gettext("The check is done; the file waits for a decision.")
    if submission.state is SubmissionState.RELEASED:
        if any(notice["code"] == rules.NOTHING_CHANGED for notice in submission.notices):
            return gettext("All rows are good, and nothing changed.")
        return gettext("All rows are good and in use.")
    if submission.state is SubmissionState.PARTLY_RELEASED:
        return ngettext(
            "The good rows are in use; %(count)s row came back.",
            "The good rows are in use; %(count)s rows came back.",
            submission.rows_failed,
        ) % {"count": words.number(submission.rows_failed)}
    return gettext("The file came back. Nothing of it is in use.")


def _next_step(submission: Submission) -> str:
    if submission.state is SubmissionState.RECEIVED:
        return gettext("You can close this page; the check goes on.")
    if submission.state is SubmissionState.CHECKED:
        return gettext("The data steward looks at it next. You will find the decision here and under “My work”.")
    if submission.state is SubmissionState.APPROVED:
        return gettext("The data steward has approved it; the data supervisor looks at it next.")
    if submission.answer_by is None:
        return gettext("There is nothing more to do. The figures follow at the next computation.")
    if submission.rows_failed:
        return gettext("Correct the returned rows here or in your file, and hand them in by %(day)s.") % {
            "day": words.long_day(submission.answer_by)
        }
    return gettext("Correct the file and hand in the whole of it again by %(day)s.") % {
        "day": words.long_day(submission.answer_by)
    }


def _trace(submission: Submission) -> tuple[Crumb, ...]:
    """The submission that is corrected here, the release its rows joined, and the corrections of this one."""
    found = []
    if submission.corrects_id:
        text = gettext("This corrects submission %(number)s") % {"number": submission.corrects_id}
        found.append(Crumb(text, reverse("exchange:submission", args=[submission.corrects_id])))
    if submission.corrects_id and submission.base_release_id:
        text = gettext("Its rows joined release %(number)s") % {"number": submission.base_release_id}
        found.append(Crumb(text, reverse("exchange:release", args=[submission.base_release_id])))
    for each in queries.list_corrections(submission.id):
        text = gettext("Correction %(number)s: %(kept)s rows good, %(failed)s returned") % {
            "number": each.id,
            "kept": words.number(each.rows_kept),
            "failed": words.number(each.rows_failed),
        }
        found.append(Crumb(text, reverse("exchange:submission", args=[each.id])))
    return tuple(found)


def _facts(submission: Submission) -> tuple[KeyValue, ...]:
    agency = agencies.find_agency(submission.agency_code) if submission.agency_code else None
    facts = [
        KeyValue(gettext("File"), submission.file_name, note=words.size(submission.file_size)),
        KeyValue(gettext("Fingerprint (SHA-256)"), submission.file_sha256[:16]),
        KeyValue(gettext("Handed in by"), submission.submitted_by_name, note=agency.name if agency else ""),
        KeyValue(gettext("Received"), words.moment(submission.received_at)),
    ]
    origin = queries.find_origin(submission.id)
    if origin is not None:
        facts.append(words.origin_fact(origin))
    if submission.checked_at:
        note = gettext("contract version %(version)s") % {"version": submission.contract_version}
        facts.append(KeyValue(gettext("Checked"), words.moment(submission.checked_at), note=note))
    if submission.mapping:
        said = ", ".join(f"{column} → {field or '–'}" for column, field in submission.mapping.items())
        facts.append(KeyValue(gettext("Columns read as"), said))
    return tuple(facts)


def _counts(submission: Submission) -> tuple[KeyValue, ...]:
    if submission.state is SubmissionState.RECEIVED or not submission.rows_read:
        return ()
    return (
        KeyValue(gettext("Rows read"), words.number(submission.rows_read)),
        KeyValue(gettext("Good rows"), words.number(submission.rows_kept)),
        KeyValue(gettext("Returned rows"), words.number(submission.rows_failed)),
    )


def returned_table(returned: Sequence[Returned]) -> Table | None:
    """Failing cells, one row each; none when there are none."""
    if not returned:
        return None
    columns = (
        Column(gettext("Line"), is_number=True),
        Column(gettext("Column")),
        Column(gettext("What is wrong")),
        Column(gettext("What to do")),
    )
    rows = tuple(
        (Cell(str(each.line)), Cell(each.field or "–"), Cell(each.problem), Cell(each.advice)) for each in returned
    )
    return Table(gettext("Returned rows, by line"), columns, rows)


def _returned_more(submission: Submission) -> str:
    if submission.rows_failed <= RETURNED_SHOWN:
        return ""
    return gettext("The first %(shown)s are shown. All of them are in the file with notes.") % {"shown": RETURNED_SHOWN}


def _fix_links(submission: Submission) -> tuple[Crumb, ...]:
    if not submission.rows_failed:
        return ()
    href = reverse("exchange:returned_rows", args=[submission.id])
    excel = (Crumb(gettext("Whole file with notes (Excel)"), f"{href}?format=xlsx"),)
    return (
        *(excel if submission.rows_read <= MOST_EXCEL_ROWS else ()),
        Crumb(gettext("Whole file with notes (CSV)"), f"{href}?format=csv"),
        Crumb(gettext("Only the returned rows, to read (CSV)"), f"{href}?format=csv&rows=returned"),
    )
