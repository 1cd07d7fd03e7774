"""The contract of a dataset, its versions, and drafts of new ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.presenters.catalogue import contract_table
from kotacerdas.apps.exchange.types import ContractDraft, ContractEdition, DraftState, Side, SignOff
from kotacerdas.contracts.changes import Change, Party
from kotacerdas.contracts.contract import Contract, read_contract
from kotacerdas.contracts.drafting import Doubt
from kotacerdas.contracts.errors import ContractRefused
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Row, Table


DRAFT_STATES = {
    DraftState.DRAFT: _("Being written"),
    DraftState.PROPOSED: _("Waits for both signatures"),
    DraftState.REVISED: _("Changed after it was proposed"),
    DraftState.SIGNED_BY_ONE: _("Waits for the second signature"),
    DraftState.IN_FORCE: _("In force"),
    DraftState.WITHDRAWN: _("Withdrawn"),
}
SIDES = {Side.PRODUCER: _("Data producer"), Side.STEWARD: _("Data steward")}
PARTIES = {Party.PRODUCERS: _("those who hand in"), Party.CONSUMERS: _("those who read")}
DOWNLOADS = (
    ("tableschema.json", "Table Schema"),
    ("datapackage.json", "Data Package"),
    ("odcs.yaml", "ODCS"),
)
_EDITED = frozenset({DraftState.DRAFT, DraftState.REVISED})
_TAGS = {DraftState.IN_FORCE: "released", DraftState.WITHDRAWN: "returned"}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in words; ``breaks`` names those it breaks, empty when nobody."""

    sentence: str
    breaks: str


@dataclass(frozen=True, slots=True)
class ContractPage:
    """The versions of a contract and what differs between two of them."""

    title: str
    crumbs: tuple[Crumb, ...]
    versions: Table
    choices: tuple[int, ...]
    old: int
    new: int
    changes: tuple[ChangeLine, ...]
    summary: str
    drafts: tuple[Row, ...]
    downloads: tuple[Crumb, ...]
    can_draft: bool
    start_href: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One draft: what it changes, what it lacks, who signed it."""

    id: int
    revision: int
    title: str
    crumbs: tuple[Crumb, ...]
    state: str
    state_text: str
    note: str
    facts: tuple[KeyValue, ...]
    fault: str
    changes: tuple[ChangeLine, ...]
    summary: str
    questions: tuple[str, ...]
    columns: Table | None
    is_new: bool
    can_edit: bool
    can_propose: bool
    can_sign: str
    edit_href: str
    try_href: str
    review_href: str
    dataset_href: str


def present_contract(name: str, *, actor: Actor, old: int = 0, new: int = 0) -> ContractPage:
    """The contract of one dataset; compares its two newest versions unless others are asked for."""
    dataset, editions = queries.get_dataset(name), queries.list_contract_editions(name)
    numbers = tuple(edition.version for edition in editions)
    after = new if new in numbers else numbers[0]
    before = old if old in numbers else max((each for each in numbers if each < after), default=after)
    changes = queries.compare_contracts(name, before, after) if before != after else ()
    title = words.title(dataset.title)
    return ContractPage(
        title=title,
        crumbs=(
            Crumb(gettext("Data"), reverse("exchange:catalogue")),
            Crumb(title, reverse("exchange:dataset", args=[name])),
            Crumb(gettext("Contract")),
        ),
        versions=_versions(name, editions),
        choices=numbers,
        old=before,
        new=after,
        changes=change_lines(changes),
        summary=say_changes(changes),
        drafts=tuple(draft_row(draft) for draft in queries.list_open_drafts(name)),
        downloads=download_links(name, numbers[0]),
        can_draft=rules.may_draft(actor, dataset.producer_code),
        start_href=reverse("exchange:start_version", args=[name]),
    )


def present_draft(draft: ContractDraft, *, actor: Actor) -> DraftPage:
    """One draft for one reader."""
    contract, fault = read_body(draft.body)
    changes = queries.list_draft_changes(draft) if contract else ()
    may = rules.may_draft(actor, draft.producer_code) and draft.is_open
    side = rules.find_side_to_sign(actor, draft)
    title = str(draft.body.get("title") or draft.dataset_name)
    return DraftPage(
        id=draft.id,
        revision=draft.revision,
        title=title,
        crumbs=draft_crumbs(draft, title),
        state=_TAGS.get(draft.state, "received"),
        state_text=str(DRAFT_STATES[draft.state]),
        note=draft.note,
        facts=_facts(draft),
        fault=fault,
        changes=change_lines(changes),
        summary=say_changes(changes),
        questions=tuple(_question(each) for each in draft.questions) if draft.state in _EDITED else (),
        columns=contract_table(contract) if contract else None,
        is_new=draft.based_on is None,
        can_edit=may,
        can_propose=may and draft.state in _EDITED and contract is not None,
        can_sign=str(SIDES[side]) if side else "",
        edit_href=reverse("exchange:edit_draft", args=[draft.id]),
        try_href=reverse("exchange:try_draft", args=[draft.id]),
        review_href=reverse("site:review_draft", args=[draft.id]),
        dataset_href=reverse("exchange:contract", args=[draft.dataset_name]) if draft.based_on or draft.version else "",
    )


def draft_crumbs(draft: ContractDraft, title: str) -> tuple[Crumb, ...]:
    """The way to a draft, through its dataset where there is one."""
    middle = (
        (Crumb(title, reverse("exchange:contract", args=[draft.dataset_name])),)
        if draft.based_on
        else (Crumb(gettext("New datasets"), reverse("exchange:drafts")),)
    )
    last = Crumb(gettext("Draft %(number)s") % {"number": draft.id})
    return (Crumb(gettext("Data"), reverse("exchange:catalogue")), *middle, last)


def read_body(body: dict[str, Any]) -> tuple[Contract | None, str]:
    """The contract a body says, or the sentence of what is wrong with it."""
    try:
        return read_contract(body), ""
    except ContractRefused as refusal:
        return None, gettext(refusal.sentence) % refusal.facts


def change_lines(changes: Iterable[Change]) -> tuple[ChangeLine, ...]:
    """Changes in words, those that break somebody first."""
    ordered = sorted(changes, key=lambda change: not change.is_breaking)
    return tuple(ChangeLine(say_change(change), say_parties(change)) for change in ordered)


def say_change(change: Change) -> str:
    """One change as a sentence in the active language."""
    facts = {"field": change.field, "before": change.before, "after": change.after}
    return gettext(change.sentence) % {
        name: words.title(value) if isinstance(value, dict) else _code(value) for name, value in facts.items()
    }


def say_parties(change: Change) -> str:
    """Whom it breaks, or nothing."""
    return ", ".join(str(PARTIES[party]) for party in Party if party in change.breaks)


def say_changes(changes: Sequence[Change]) -> str:
    """How many changes there are and how many of them break somebody."""
    if not changes:
        return gettext("Nothing that matters was changed.")
    breaking = sum(change.is_breaking for change in changes)
    count = ngettext("%(count)s change", "%(count)s changes", len(changes)) % {"count": len(changes)}
    if not breaking:
        return gettext("%(changes)s, none of which breaks anything.") % {"changes": count}
    return gettext("%(changes)s, %(breaking)s of which break somebody.") % {"changes": count, "breaking": breaking}


def draft_row(draft: ContractDraft) -> Row:
    """A draft as one line of a list."""
    return Row(
        str(draft.body.get("title") or draft.dataset_name),
        gettext("draft %(number)s by %(name)s, changed %(day)s")
        % {"number": draft.id, "name": draft.started_by_name, "day": words.local_day(draft.changed_at)},
        str(DRAFT_STATES[draft.state]),
        _TAGS.get(draft.state, "received"),
        reverse("exchange:draft", args=[draft.id]),
    )


def sign_off_text(sign: SignOff) -> str:
    """``Data steward: I Ketut Contoh, 2 Nov 2026 17.30 WITA``."""
    facts = {"side": SIDES[sign.side], "name": sign.name, "moment": words.moment(sign.signed_at)}
    return gettext("%(side)s: %(name)s, %(moment)s") % facts


def _versions(name: str, editions: Sequence[ContractEdition]) -> Table:
    columns = (
        Column(gettext("Version")),
        Column(gettext("In force since")),
        Column(gettext("What and why")),
        Column(gettext("Signed by")),
        Column(gettext("Download")),
    )
    rows = tuple(
        (
            Cell(str(edition.version), reverse("exchange:draft", args=[edition.draft_id]) if edition.draft_id else ""),
            Cell(words.moment(edition.registered_at)),
            Cell(edition.note or gettext("Shipped with the platform.")),
            Cell("; ".join(sign_off_text(sign) for sign in edition.sign_offs) or "–"),
            Cell("JSON", reverse("exchange:contract_file", args=[name, edition.version, "datapackage.json"])),
        )
        for edition in editions
    )
    return Table(gettext("Versions, newest first"), columns, rows)


def download_links(name: str, version: int) -> tuple[Crumb, ...]:
    """Links to one version as others read it."""
    return tuple(Crumb(text, reverse("exchange:contract_file", args=[name, version, each])) for each, text in DOWNLOADS)


def _facts(draft: ContractDraft) -> tuple[KeyValue, ...]:
    producer = words.agency_names([draft.producer_code]).get(draft.producer_code, draft.producer_code)
    signed = {each.side: each for each in draft.sign_offs}
    return (
        KeyValue(gettext("Dataset"), draft.dataset_name),
        KeyValue(gettext("Data producer"), producer),
        KeyValue(
            gettext("Changes"),
            gettext("version %(version)s") % {"version": draft.based_on}
            if draft.based_on
            else gettext("a new dataset"),
        ),
        KeyValue(gettext("Begun by"), draft.started_by_name),
        KeyValue(gettext("Last changed"), words.moment(draft.changed_at)),
        *(
            KeyValue(
                gettext("Signature of the %(side)s") % {"side": SIDES[side]},
                signed[side].name if side in signed else gettext("not yet"),
                note=words.moment(signed[side].signed_at) if side in signed else "",
            )
            for side in Side
        ),
    )


def _question(question: dict[str, str]) -> str:
    return gettext(Doubt(question["doubt"]).sentence) % {"field": question["field"], "fact": question["fact"]}


def _code(value: object) -> str:
    """Words for codes that stand in a sentence."""
    text = str(value)
    if text in set(words.PRIVACY):
        return str(words.PRIVACY[text]).lower()  # type: ignore[index] # a StrEnum's text is its member's equal
    return str(words.TYPES.get(text, text)).lower() if text in words.TYPES else text
