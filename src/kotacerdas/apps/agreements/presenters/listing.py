"""All agreements as a tree."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agencies.types import AgencyKind
from kotacerdas.apps.agreements import queries, rules
from kotacerdas.apps.agreements.forms import words as choices
from kotacerdas.apps.agreements.presenters import words
from kotacerdas.apps.agreements.types import Agreement, AgreementKind, AgreementState
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.shapes import Pages, Row


A_PAGE = 100
GROUPS = {
    "berlaku": (AgreementState.REGISTERED, AgreementState.IN_FORCE, AgreementState.AMENDED),
    "proses": (
        AgreementState.DRAFT,
        AgreementState.LEGAL_REVIEW,
        AgreementState.REVISION,
        AgreementState.NEGOTIATION,
        AgreementState.AGREED,
        AgreementState.SIGNING,
        AgreementState.SIGNED,
    ),
    "berakhir": (
        AgreementState.RENEWED,
        AgreementState.ENDED,
        AgreementState.TERMINATED,
        AgreementState.WITHDRAWN,
    ),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader looks for: a group of states, a kind, an agency and words; empty for all."""

    group: str = ""
    kind: str = ""
    agency: str = ""
    text: str = ""
    page: int = 1

    @property
    def is_used(self) -> bool:
        """Whether anything narrows the list."""
        return bool(self.group or self.kind or self.agency or self.text)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Node:
    """One agreement and what hangs on it."""

    title: str
    href: str
    kind: str
    number: str
    parties: str
    ends: str
    state: str
    tone: str
    warning: str
    children: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class ListPage:
    """The list of agreements."""

    lede: str
    nodes: tuple[Node, ...]
    warnings: tuple[Row, ...]
    groups: tuple[Option, ...]
    kinds: tuple[Option, ...]
    agencies: tuple[Option, ...]
    text: str
    shown: str
    empty: str
    pages: Pages | None
    new_href: str


def present_list(wanted: Filter, actor: Actor, *, on: date) -> ListPage:
    """What the actor may see and looks for, children under their parents."""
    asked = {
        "agency_code": wanted.agency or None,
        "states": GROUPS.get(wanted.group),
        "kind": AgreementKind(wanted.kind) if wanted.kind in AgreementKind._value2member_map_ else None,
        "text": wanted.text,
        "viewer": actor,
    }
    found = queries.list_agreements(**asked, offset=(wanted.page - 1) * A_PAGE, limit=A_PAGE)  # type: ignore[arg-type] # one dictionary for two queries
    total = queries.count_agreements(**asked)  # type: ignore[arg-type] # as above
    warnings = queries.list_warnings(on)
    names = words.agency_names(
        code for each in (*found, *(warned for warned, _ in warnings)) for code in each.agency_codes
    )
    return ListPage(
        lede=gettext(
            "What agencies promised each other, whether it is kept, and the access to data it opens. "
            "Without an agreement in force there is no access."
        ),
        nodes=_tree(found, names, on),
        warnings=tuple(_warning(each, days, names, on) for each, days in warnings),
        groups=_options(
            wanted.group,
            {"": gettext("All"), "berlaku": gettext("In force"), "proses": gettext("In the making")}
            | {"berakhir": gettext("Over")},
        ),
        kinds=_options(
            wanted.kind, {"": gettext("All")} | {kind.value: str(choices.KINDS[kind]) for kind in choices.KINDS}
        ),
        agencies=_options(wanted.agency, {"": gettext("All")} | _bodies()),
        text=wanted.text,
        shown=ngettext("%(count)s agreement", "%(count)s agreements", total) % {"count": words.number(total)},
        empty=gettext("No agreement fits these choices. Choose “All” to see the others.")
        if wanted.is_used
        else gettext(
            "No agreement has been registered yet. The first one usually is the memorandum with the ministry."
        ),
        pages=_pages(wanted, total),
        new_href=reverse("agreements:choose") if _may_draft(actor) else "",
    )


def parties_text(agreement: Agreement, names: dict[str, str]) -> str:
    """The parties by name, in the order of signing."""
    return " · ".join(names.get(code, code) for code in agreement.agency_codes)


def warning_text(agreement: Agreement, on: date) -> str:
    """How soon it lapses, when that is within ninety days; else nothing."""
    if agreement.lapses_on is None or rules.warning_of(agreement, on) is None:
        return ""
    left = (agreement.lapses_on - on).days
    return ngettext("ends in %(days)s day", "ends in %(days)s days", left) % {"days": left}


def _may_draft(actor: Actor) -> bool:
    return bool(actor.agency_code and rules.is_member(actor, actor.agency_code))


def _bodies() -> dict[str, str]:
    """Bodies that usually are parties; villages are found through their own pages."""
    return {each.code: each.name for each in agencies.list_agencies() if each.kind is not AgencyKind.VILLAGE}


def _tree(found: Iterable[Agreement], names: dict[str, str], on: date) -> tuple[Node, ...]:
    shown = tuple(found)
    under: dict[int | None, list[Agreement]] = defaultdict(list)
    known = {each.id for each in shown}
    for each in shown:
        under[each.parent_id if each.parent_id in known else None].append(each)

    def grow(parent_id: int | None) -> tuple[Node, ...]:
        return tuple(_node(each, grow(each.id), names, on) for each in under[parent_id])

    return grow(None)


def _node(agreement: Agreement, children: tuple[Node, ...], names: dict[str, str], on: date) -> Node:
    state, tone = words.state(agreement)
    ended = agreement.ended_on
    return Node(
        title=words.title(agreement.title),
        href=reverse("agreements:agreement", args=[agreement.id]),
        kind=str(choices.KINDS[agreement.kind]),
        number=agreement.register_number or agreement.number,
        parties=parties_text(agreement, names),
        ends=gettext("ended on %(day)s") % {"day": words.day(ended)}
        if ended
        else gettext("until %(day)s") % {"day": words.last_day(agreement.lapses_on or agreement.until)},
        state=state,
        tone=tone,
        warning=warning_text(agreement, on),
        children=children,
    )


def _warning(agreement: Agreement, days: int, names: dict[str, str], on: date) -> Row:
    return Row(
        text=words.title(agreement.title),
        detail=parties_text(agreement, names),
        value=warning_text(agreement, on),
        tag="off" if days == min(rules.WARNING_DAYS) else "risk",
        href=reverse("agreements:agreement", args=[agreement.id]),
    )


def _options(chosen: str, texts: dict[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value, text, value == chosen) for value, text in texts.items())


def _pages(wanted: Filter, total: int) -> Pages | None:
    last = -(-total // A_PAGE)
    if last <= 1:
        return None
    asked = {"kelompok": wanted.group, "jenis": wanted.kind, "perangkat": wanted.agency, "q": wanted.text}
    base = f"?{urlencode(asked)}&halaman="
    return Pages(
        gettext("Page %(page)s of %(last)s") % {"page": wanted.page, "last": last},
        f"{base}{wanted.page - 1}" if wanted.page > 1 else "",
        f"{base}{wanted.page + 1}" if wanted.page < last else "",
    )
