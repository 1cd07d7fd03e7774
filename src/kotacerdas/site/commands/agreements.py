"""``kotacerdas agreements``: list, show, what is due, what lapsed, and what a file proves."""

from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext as translate

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.agreements import operations, queries
from kotacerdas.apps.agreements.types import Agreement, DueItem, DueState
from kotacerdas.signing.reports import Verdict
from kotacerdas.site.console import Answer, Group, gettext


@click.group(cls=Group, help=gettext("Read agreements, see what is due, end one, verify a file."))
def command() -> None:
    """Agreements."""


@command.command("list", help=gettext("List agreements, newest first."))
@click.option("--agency", default="", metavar="CODE", help=gettext("Only those that bind this agency."))
def list_agreements(*, agency: str) -> Answer:
    """List."""
    found = queries.list_agreements(agency_code=agency or None, limit=1000)
    lines = [_line(each) for each in found]
    return Answer(lines=lines or [gettext("There is no agreement.")], data={"items": [_data(each) for each in found]})


@command.command("show", help=gettext("Show one agreement: parties, signatures, duties, access."))
@click.argument("number", type=int)
def show(*, number: int) -> Answer:
    """Show one."""
    agreement = queries.get_agreement(number)
    today = timezone.localdate()
    duties = queries.list_duties(number, today)
    signatures = queries.list_signatures(number)
    grants = queries.list_grants(agreement_id=number)
    lines = [
        _line(agreement),
        *(f"  {each.position}. {each.agency_code}  {each.state.value}  {each.signed_name}" for each in signatures),
        *(f"  {_due_line(item)}" for item in duties),
        *(f"  {each.grantee_code} ← {each.dataset_name}  {each.state.value}" for each in grants),
    ]
    data = {
        **_data(agreement),
        "duties": [_due(item) for item in duties],
        "grants": [{"id": each.id, "dataset": each.dataset_name, "state": each.state.value} for each in grants],
    }
    return Answer(lines=lines, data=data)


@command.command("due", help=gettext("Show what lapses within 90 days, and what an agency owes."))
@click.option(
    "--agency", default="", metavar="CODE", help=gettext("The agency that owes; without it only what lapses.")
)
def due(*, agency: str) -> Answer:
    """Show what is due."""
    today = timezone.localdate()
    warnings = queries.list_warnings(today, agency_code=agency or None)
    owed = [item for item in queries.list_owed(agency, today) if item.state is not DueState.FULFILLED]
    lines = [
        *(
            gettext("%(days)s days: %(agreement)s") % {"days": days, "agreement": _line(each)}
            for each, days in warnings
        ),
        *(_due_line(item) for item in owed),
    ]
    data = {
        "lapsing": [{**_data(each), "days": days} for each, days in warnings],
        "owed": [_due(item) for item in owed],
    }
    return Answer(lines=lines or [gettext("Nothing is due.")], data=data)


@command.command("end", help=gettext("End an agreement today; every access under it closes."))
@click.argument("number", type=int)
@click.option("--reason", required=True, help=gettext("Why; the other parties read it."))
@click.option("--by", "username", required=True, metavar="USERNAME", help=gettext("The account that ends it."))
def end(*, number: int, reason: str, username: str) -> Answer:
    """End one."""
    by = accounts.get_actor_by_username(username)
    before = {grant.id for grant in queries.list_open_under(number, timezone.localdate())}
    ended = operations.terminate_agreement(agreement_id=number, reason=reason, by=by, at=timezone.now())
    line = gettext("%(agreement)s has ended; %(count)s grants were closed.")
    facts = {"agreement": ended.number, "count": len(before)}
    return Answer(lines=[line % facts], data={**_data(ended), "closed_grants": sorted(before)})


@command.command("verify", help=gettext("Say what a PDF proves and what it does not."))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(*, file: Path) -> Answer:
    """Verify a file."""
    report, entry = queries.verify_file(file.read_bytes(), at=timezone.now())
    proven = [*entry.proven, *((each.sentence, each.facts) for one in report.signatures for each in one.proven)]
    doubts = [
        *entry.not_proven,
        *((note.sentence, note.facts) for note in report.notes),
        *((each.sentence, each.facts) for one in report.signatures for each in one.not_proven),
    ]
    said = [translate(sentence) % facts for sentence, facts in proven]
    unsaid = [translate(sentence) % facts for sentence, facts in doubts]
    lines = [*(f"✓ {sentence}" for sentence in dict.fromkeys(said)), *(f"– {each}" for each in dict.fromkeys(unsaid))]
    data = {"verdict": report.verdict.value, "match": entry.match.value, "proven": said, "not_proven": unsaid}
    return Answer(lines=lines, data=data, exit_code=0 if report.verdict is Verdict.TRUSTED else 1)


def _line(agreement: Agreement) -> str:
    until = f"{agreement.lapses_on}" if agreement.lapses_on else "…"
    parties = " + ".join(agreement.agency_codes)
    return (
        f"{agreement.id:>4}  {agreement.number:<24} {agreement.state.value:<12} {agreement.since} – {until}  {parties}"
    )


def _data(agreement: Agreement) -> dict[str, object]:
    return {
        "id": agreement.id,
        "number": agreement.number,
        "kind": agreement.kind.value,
        "state": agreement.state.value,
        "title": agreement.title,
        "since": agreement.since,
        "until": agreement.until,
        "lapses_on": agreement.lapses_on,
        "parties": list(agreement.agency_codes),
    }


def _due_line(item: DueItem) -> str:
    return f"{item.state.value:<14} {item.duty.kind.value:<16} {item.key:<10} {translate(item.sentence) % item.facts}"


def _due(item: DueItem) -> dict[str, object]:
    return {
        "agreement": item.agreement_id,
        "clause": item.clause_id,
        "item": item.key,
        "kind": item.duty.kind.value,
        "due_on": item.due_on,
        "state": item.state.value,
        "assurance": item.assurance.value,
        "reason": translate(item.sentence) % item.facts,
    }
