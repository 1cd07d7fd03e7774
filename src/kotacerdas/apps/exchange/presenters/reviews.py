"""Checked files that wait for the data steward or the data supervisor."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import Draft, Review, ReviewOutcome, ReviewStep, Submission
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.shapes import Crumb, KeyValue, SheetCell, TimelineEvent


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue."""

    id: int
    href: str
    title: str
    detail: str
    rows: str
    failed: str
    failed_share: str
    state: str
    state_text: str
    since: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    """What waits for the reader, oldest first."""

    lede: str
    crumbs: tuple[Crumb, ...]
    items: tuple[Waiting, ...]
    punctuality_href: str
    retention_href: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One file to decide about: its quality, what it would change, its first rows."""

    id: int
    heading: str
    lede: str
    crumbs: tuple[Crumb, ...]
    state: str
    state_text: str
    quality: tuple[KeyValue, ...]
    notices: tuple[str, ...]
    changes: tuple[KeyValue, ...]
    changes_lede: str
    columns: tuple[str, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    rows_lede: str
    looks: tuple[TimelineEvent, ...]
    submission_href: str
    next_href: str
    approve_text: str
    after: str


def present_queue(actor: Actor, *, chosen: Collection[int] = ()) -> QueuePage:
    """The submissions whose next look is the reader's; only the ``chosen`` ones where some are."""
    waiting = [each for each in queries.list_waiting(actor) if not chosen or each.id in chosen]
    titles = words.area_titles(each.area_code for each in waiting)
    names = {each.name: words.title(each.title) for each in queries.list_datasets()}
    count = len(waiting)
    return QueuePage(
        lede=ngettext("%(count)s file waits for your decision.", "%(count)s files wait for your decision.", count)
        % {"count": words.number(count)}
        if count
        else gettext("Nothing waits for your decision."),
        crumbs=(Crumb(gettext("Data"), reverse("exchange:catalogue")), Crumb(gettext("Review"))),
        items=tuple(_waiting(each, names, titles) for each in waiting),
        punctuality_href=reverse("exchange:punctuality"),
        retention_href=reverse("exchange:retention") if rules.decides_removals(actor) else "",
    )


def present_review(submission: Submission, draft: Draft, *, following: Submission | None) -> ReviewPage:
    """One submission with everything a decision needs."""
    dataset = queries.get_dataset(submission.dataset_name)
    contract = queries.get_contract(dataset.name, submission.contract_version)
    step = rules.step_of(submission)
    hidden = [column in draft.page.masked for column in draft.page.columns]
    return ReviewPage(
        id=submission.id,
        heading=words.title(dataset.title),
        lede=f"{words.period(submission.period)} · {areas.get_area(submission.area_code).title} · {submission.file_name}",
        crumbs=(
            Crumb(gettext("Data"), reverse("exchange:catalogue")),
            Crumb(gettext("Review"), reverse("exchange:reviews")),
            Crumb(gettext("Submission %(number)s") % {"number": submission.id}),
        ),
        state=submission.state.value,
        state_text=str(words.STATES[submission.state]),
        quality=_quality(submission),
        notices=tuple(queries.say_notice(notice) for notice in submission.notices),
        changes=words.change_facts(draft.change) if draft.change.before else (),
        changes_lede=_changes_lede(draft),
        columns=draft.page.columns,
        rows=tuple(
            tuple(SheetCell("" if is_hidden else cell, is_hidden) for cell, is_hidden in zip(row, hidden, strict=True))
            for row in draft.page.rows
        ),
        rows_lede=gettext("The first %(shown)s of %(rows)s rows; cells about persons stay masked here.")
        % {"shown": len(draft.page.rows), "rows": words.number(draft.rows)},
        looks=looks(queries.list_reviews(submission.id)),
        submission_href=reverse("exchange:submission", args=[submission.id]),
        next_href=reverse("exchange:review", args=[following.id]) if following else "",
        approve_text=gettext("Approve and publish")
        if rules.is_last(step, contract.review)
        else gettext("Approve and pass on to the supervisor"),
        after=_say_after(submission, is_last=rules.is_last(step, contract.review)),
    )


def _say_after(submission: Submission, *, is_last: bool) -> str:
    if not is_last:
        return gettext("It is priority data: the data supervisor looks at it next, then it comes into force.")
    if submission.rows_failed:
        return gettext("It comes into force at once; the rows that came back go to the producer with a letter.")
    return gettext("It comes into force at once.")


def looks(reviews: Sequence[Review]) -> tuple[TimelineEvent, ...]:
    """The looks a submission has had, as people read them."""
    return tuple(TimelineEvent(words.moment(each.at), _say_look(each), each.note) for each in reviews)


def _say_look(review: Review) -> str:
    said: Mapping[tuple[ReviewStep, ReviewOutcome], str] = {
        (ReviewStep.STEWARD, ReviewOutcome.APPROVED): gettext("Approved by the data steward, %(name)s"),
        (ReviewStep.STEWARD, ReviewOutcome.RETURNED): gettext("Returned by the data steward, %(name)s"),
        (ReviewStep.SUPERVISOR, ReviewOutcome.APPROVED): gettext("Approved by the data supervisor, %(name)s"),
        (ReviewStep.SUPERVISOR, ReviewOutcome.RETURNED): gettext("Returned by the data supervisor, %(name)s"),
    }
    return said[review.step, review.outcome] % {"name": review.reviewer_name}


def _waiting(submission: Submission, names: Mapping[str, str], titles: Mapping[str, str]) -> Waiting:
    return Waiting(
        id=submission.id,
        href=reverse("exchange:review", args=[submission.id]),
        title=f"{names[submission.dataset_name]} · {words.period(submission.period)}",
        detail=f"{titles.get(submission.area_code, submission.area_code)} · {submission.submitted_by_name}",
        rows=words.number(submission.rows_kept),
        failed=words.number(submission.rows_failed),
        failed_share=words.percent(submission.rows_failed, submission.rows_read),
        state=submission.state.value,
        state_text=str(words.STATES[submission.state]),
        since=words.moment(submission.checked_at) if submission.checked_at else "",
    )


def _quality(submission: Submission) -> tuple[KeyValue, ...]:
    share = words.percent(submission.rows_kept, submission.rows_read)
    return (
        KeyValue(gettext("Rows read"), words.number(submission.rows_read)),
        KeyValue(gettext("Good rows"), words.number(submission.rows_kept), note=share),
        KeyValue(gettext("Returned rows"), words.number(submission.rows_failed)),
        KeyValue(gettext("Handed in by"), submission.submitted_by_name, note=submission.file_name),
        KeyValue(gettext("Received"), words.moment(submission.received_at)),
    )


def _changes_lede(draft: Draft) -> str:
    if draft.change.before is None:
        return gettext("It would be the first release of this period and area.")
    return gettext("Against release %(number)s of %(day)s, which it would replace:") % {
        "number": draft.change.before.id,
        "day": words.local_day(draft.change.before.released_at),
    }
