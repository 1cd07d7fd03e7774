"""The return letter: what is wrong with a file, told to the person who can put it right."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import resources

import typst
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.errors import NoReturnLetter
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import Dataset, ReturnedGroup, Submission
from kotacerdas.ui.language import active_language


TEMPLATE = "templates/exchange/letter.typ"
MOST_PARAGRAPHS = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One kind of failure in one column."""

    title: str
    where: str
    values: str
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A return letter, every part as ready text in the active language."""

    language: str
    government: str
    office: str
    number: str
    subject: str
    attachment: str
    place_and_date: str
    labels: dict[str, str]
    recipient: str
    recipient_place: str
    greeting: str
    opening: str
    verdict: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[Paragraph, ...]
    more: str
    steps: tuple[str, ...]
    closing: str
    signer_title: str
    signer_name: str
    footer: str


def present_letter(submission: Submission) -> Letter:
    """Compose the letter of a submission; raise :class:`NoReturnLetter` when nothing was returned."""
    if submission.answer_by is None or submission.checked_at is None:
        raise NoReturnLetter(number=submission.id)
    dataset = queries.get_dataset(submission.dataset_name)
    groups = queries.list_returned_groups(submission.id) if submission.rows_failed else ()
    home = areas.get_area(dataset.home_code)
    steward = agencies.find_agency(rules.steward_agency(dataset.home_code))
    office = steward.name if steward else ""
    return Letter(
        language=active_language(),
        government=gettext("Government of %(area)s") % {"area": home.title},
        office=office,
        number=_number(submission, submission.checked_at),
        subject=gettext("Return of data: %(dataset)s, %(period)s")
        % {"dataset": words.title(dataset.title), "period": words.period(submission.period)},
        attachment=gettext("The returned rows, as a file on the page of submission %(number)s")
        % {"number": submission.id}
        if groups
        else "–",
        place_and_date=f"{words.bare_name(home.name)}, {words.long_day(timezone.localtime(submission.checked_at).date())}",
        labels=_labels(),
        recipient=submission.submitted_by_name,
        recipient_place=_place_of(submission, dataset),
        greeting=gettext("Dear colleague,"),
        opening=_opening(submission),
        verdict=_verdict(submission),
        facts=_facts(submission, dataset),
        paragraphs=tuple(_paragraph(group) for group in groups[:MOST_PARAGRAPHS]),
        more=_more(len(groups)),
        steps=_steps(submission),
        closing=gettext("Thank you for keeping the data of your area right. Every corrected row counts."),
        signer_title=gettext("Data steward, %(office)s") % {"office": office},
        signer_name=_signer(rules.steward_agency(dataset.home_code), submission.checked_at),
        footer=_footer(submission, dataset),
    )


def print_letter(letter: Letter) -> bytes:
    """The letter as PDF, on A4."""
    template = resources.files("kotacerdas.apps.exchange").joinpath(TEMPLATE).read_bytes()
    content = json.dumps(asdict(letter), ensure_ascii=False)
    pdf: bytes = typst.compile(template, sys_inputs={"letter": content}, ignore_system_fonts=True)
    return pdf


def _number(submission: Submission, at: datetime) -> str:
    day = timezone.localtime(at).date()
    return f"{submission.id:04}/SPD/{words.roman_month(day.month)}/{day.year}"


def _labels() -> dict[str, str]:
    return {
        "number": gettext("Number"),
        "attachment": gettext("Attachment"),
        "subject": gettext("Subject"),
        "to": gettext("To"),
        "at": gettext("in"),
        "problem": gettext("What is wrong"),
        "advice": gettext("What to do"),
        "found": gettext("What we found"),
        "steps": gettext("What we ask of you"),
        "values": gettext("Written in the file"),
        "page": gettext("Page"),
    }


def _place_of(submission: Submission, dataset: Dataset) -> str:
    agency = agencies.find_agency(submission.agency_code or dataset.producer_code)
    return agency.name if agency else areas.get_area(submission.area_code).title


def _opening(submission: Submission) -> str:
    return gettext(
        "On %(moment)s we received your file “%(file)s”. Thank you. Our computer compared every row with the agreed "
        "data standard; this letter says what did not fit and how to put it right."
    ) % {"moment": words.moment(submission.received_at), "file": submission.file_name}


def _verdict(submission: Submission) -> str:
    if submission.problem_sentence:
        return queries.say_problem(submission)
    if not submission.rows_kept:
        return gettext("None of the rows could be accepted.")
    return ngettext(
        "Of %(read)s rows, %(kept)s are good and already in use. %(failed)s row is returned with this letter.",
        "Of %(read)s rows, %(kept)s are good and already in use. %(failed)s rows are returned with this letter.",
        submission.rows_failed,
    ) % {
        "read": words.number(submission.rows_read),
        "kept": words.number(submission.rows_kept),
        "failed": words.number(submission.rows_failed),
    }


def _facts(submission: Submission, dataset: Dataset) -> tuple[tuple[str, str], ...]:
    area = areas.get_area(submission.area_code)
    return (
        (gettext("Dataset"), words.title(dataset.title)),
        (gettext("Period"), words.period(submission.period)),
        (gettext("Area"), f"{area.title} ({area.code})"),
        (gettext("File"), submission.file_name),
    )


def _paragraph(group: ReturnedGroup) -> Paragraph:
    count = ngettext("%(count)s row", "%(count)s rows", group.count) % {"count": words.number(group.count)}
    shown = words.compact_lines(group.lines)
    rest = group.count - len(group.lines)
    if rest > 0:
        where = gettext("%(count)s: lines %(lines)s and %(rest)s more") % {
            "count": count,
            "lines": shown,
            "rest": words.number(rest),
        }
    else:
        where = gettext("%(count)s: line %(lines)s") % {"count": count, "lines": shown}
    shows_values = bool(group.field) and len(group.values) > 1  # a single one stands in the sentence already
    values = ", ".join(f"“{value}”" if value else gettext("(empty)") for value in group.values if shows_values)
    title = f"{words.title(group.title)} ({group.field})" if group.field else gettext("Whole row")
    return Paragraph(title, where, values, group.problem, group.advice)


def _more(count: int) -> str:
    if count <= MOST_PARAGRAPHS:
        return ""
    return gettext("%(count)s more kinds of mistakes are listed in the file of returned rows.") % {
        "count": count - MOST_PARAGRAPHS
    }


def _steps(submission: Submission) -> tuple[str, ...]:
    assert submission.answer_by  # noqa: S101 (a letter exists only with it)
    day = words.long_day(submission.answer_by)
    hand_in = gettext("Hand in the whole corrected file by %(day)s, under the same dataset, period and area.") % {
        "day": day
    }
    if not submission.rows_failed:
        return (gettext("Open your file and put right what is described above."), hand_in)
    both = gettext(
        "Hand in the corrected rows, or the whole corrected file, by %(day)s, under the same dataset, period and area."
    )
    return (
        gettext("Open the page of submission %(number)s and correct the rows there, or download the file with notes.")
        % {"number": submission.id},
        gettext(
            "In a file, correct the rows that carry a note. You may leave all other rows as they are, or hand in only "
            "the corrected ones."
        ),
        both % {"day": day},
    )


def _signer(agency_code: str, at: datetime) -> str:
    """Who heads the office on that day; empty where nobody is recorded."""
    head = next(iter(agencies.list_offices(agency_code)), None)
    holder = agencies.find_holder(head.code, on=timezone.localtime(at).date()) if head else None
    return holder.person_name if holder else ""


def _footer(submission: Submission, dataset: Dataset) -> str:
    text = gettext("Written by Kotacerdas from the check of the file with fingerprint %(hash)s.") % {
        "hash": submission.file_sha256[:16]
    }
    if not dataset.is_synthetic:
        return text
    return " ".join((text, gettext("Synthetic data for demonstration.")))
