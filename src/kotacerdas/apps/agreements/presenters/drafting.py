"""The pages on which agreements are begun and their texts are changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import queries, rules
from kotacerdas.apps.agreements.forms import HeadForm, Offer, TemplateForm, TextForm
from kotacerdas.apps.agreements.forms import words as choices
from kotacerdas.apps.agreements.presenters import words
from kotacerdas.apps.agreements.types import Agreement, AgreementKind, Clause, Template, Text
from kotacerdas.ui.shapes import Crumb, Row


BLANK = "kosong"
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Begin:
    """What a new agreement begins from: a template, or nothing; under, or in place of, another."""

    kind: AgreementKind
    template: Template | None
    parent: Agreement | None
    renews: Agreement | None

    @property
    def parties(self) -> int:
        """How many parties are asked for."""
        known = self.renews or self.parent
        if self.template:
            return self.template.party_count
        return max(len(known.parties), 3) if known else 3


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """What a new agreement may begin from."""

    crumbs: tuple[Crumb, ...]
    templates: tuple[Row, ...]
    blanks: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A new agreement."""

    crumbs: tuple[Crumb, ...]
    title: str
    lede: str
    head: HeadForm
    fields: TemplateForm | None
    text: TextForm | None
    back_href: str
    save_text: str


@dataclass(frozen=True, slots=True)
class OfferPage:
    """Another text for an agreement."""

    crumbs: tuple[Crumb, ...]
    title: str
    lede: str
    text: TextForm
    review_note: str
    back_href: str


def present_choice() -> ChoosePage:
    """Templates, and the empty page for who brings a text of their own."""
    templates = tuple(
        Row(
            text=words.title(each.description),
            detail=str(choices.KINDS[each.kind]),
            href=reverse("agreements:draft", args=[each.name]),
        )
        for each in queries.list_templates()
    )
    blanks = tuple(
        Row(
            text=gettext("%(kind)s with a text of your own") % {"kind": choices.KINDS[kind]},
            detail=gettext("You write the clauses yourself."),
            href=f"{reverse('agreements:draft', args=[BLANK])}?jenis={kind.value}",
        )
        for kind in (AgreementKind.MEMORANDUM, AgreementKind.COOPERATION)
    )
    return ChoosePage(
        crumbs=(Crumb(gettext("Agreements"), reverse("agreements:list")), Crumb(gettext("New agreement"))),
        templates=templates,
        blanks=blanks,
    )


def make_offer() -> Offer:
    """Every office that may sign, under its agency; three queries."""
    bodies = {each.code: each for each in agencies.list_agencies()}
    groups: dict[str, list[tuple[str, str]]] = {}
    agency_of = {}
    for office in agencies.list_all_offices():
        groups.setdefault(office.agency_code, []).append(
            (office.code, f"{office.title} · {bodies[office.agency_code].short_name}")
        )
        agency_of[office.code] = office.agency_code
    names = {code: body.name for code, body in bodies.items()}
    return Offer(tuple((names[code], tuple(offices)) for code, offices in groups.items()), agency_of, names)


def make_head(begin: Begin, *, on: date, place: str, typed: QueryDict | None = None) -> HeadForm:
    """The head of a new agreement, filled from what it renews or stands under."""
    initial: dict[str, object] = {"since": on, "place": place[:_LONGEST_NAME]}
    known = begin.renews or (begin.parent if begin.kind is AgreementKind.AMENDMENT else None)
    if known is not None:
        initial |= {f"party_{party.position}": party.office_code for party in known.parties}
        initial |= {"subject": known.subject, "place": known.place, "signing_order": known.signing_order.value}
    if begin.renews is not None and begin.renews.lapses_on is not None:
        length = (begin.renews.until or begin.renews.lapses_on) - begin.renews.since
        initial |= {"since": begin.renews.lapses_on, "until": begin.renews.lapses_on + length}
        initial |= {f"title_{lang}": begin.renews.title.get(lang, "") for lang in ("id", "en")}
    if begin.kind is AgreementKind.AMENDMENT and begin.parent is not None:
        initial |= {
            "title_id": f"Adendum {begin.parent.title['id']}"[:200],
            "title_en": f"Amendment of {begin.parent.title.get('en', '')}"[:200],
        }
    return HeadForm(
        typed,
        initial=initial,
        offer=make_offer(),
        parties=begin.parties,
        has_title=begin.template is None,
        parents=_parents(begin, on),
    )


def _parents(begin: Begin, on: date) -> list[tuple[str, str]]:
    """Memoranda in force that a new cooperation agreement may stand under; none where the place is settled already."""
    if begin.kind is not AgreementKind.COOPERATION or begin.parent is not None or begin.renews is not None:
        return []
    found = queries.list_agreements(kind=AgreementKind.MEMORANDUM, states=rules.BINDING)
    return [
        (str(each.id), f"{each.number} · {words.title(each.title)}") for each in found if rules.is_in_force(each, on)
    ]


def make_text(begin: Begin, offer: Offer, typed: QueryDict | None = None) -> TextForm:
    """The text of a new agreement without a template: what is amended or renewed, or one empty clause."""
    known = begin.renews or (begin.parent if begin.kind is AgreementKind.AMENDMENT else None)
    text = queries.get_version(known.id, known.version).text if known else None
    if known is not None and (clauses := queries.list_clauses(known.id)):
        text = Text(text.preamble if text else (), tuple(each.clause for each in clauses if each.until is None))
    codes = {*offer.agency_of.values()}
    names = sorted(((code, offer.agency_names[code]) for code in codes), key=lambda each: each[1])
    return TextForm(typed, agencies=names, text=text)


def make_offer_text(agreement: Agreement, typed: QueryDict | None = None) -> TextForm:
    """The newest text to answer, with the parties to choose from for each duty."""
    version = queries.get_version(agreement.id, agreement.version)
    codes = {*agreement.agency_codes, *_named(version.text.clauses)}
    if agreement.parent_id is not None:
        codes |= set(queries.get_agreement(agreement.parent_id).agency_codes)
    names = sorted(words.agency_names(codes).items(), key=lambda each: each[1])
    return TextForm(typed, agencies=names, text=version.text, answers=agreement.version)


def present_draft(begin: Begin, head: HeadForm, fields: TemplateForm | None, text: TextForm | None) -> DraftPage:
    """The page around a new agreement."""
    above = begin.parent or begin.renews
    back = reverse("agreements:agreement", args=[above.id]) if above else reverse("agreements:choose")
    title = _heading(begin)
    return DraftPage(
        crumbs=(
            Crumb(gettext("Agreements"), reverse("agreements:list")),
            *((Crumb(words.title(above.title), back),) if above else ()),
            Crumb(title),
        ),
        title=title,
        lede=gettext("Nothing binds anybody yet: the text goes to the legal review, then to the other parties.")
        if begin.template is None
        else words.title(begin.template.description),
        head=head,
        fields=fields,
        text=text,
        back_href=back,
        save_text=gettext("Save the draft"),
    )


def present_offer(agreement: Agreement, text: TextForm) -> OfferPage:
    """The page around another text."""
    back = reverse("agreements:agreement", args=[agreement.id])
    title = gettext("Change the text")
    return OfferPage(
        crumbs=(
            Crumb(gettext("Agreements"), reverse("agreements:list")),
            Crumb(words.title(agreement.title), back),
            Crumb(title),
        ),
        title=title,
        lede=gettext(
            "This becomes version %(version)s. What was approved or accepted before counts for the old version only."
        )
        % {"version": agreement.version + 1},
        text=text,
        review_note=agreement.review_note,
        back_href=back,
    )


def _heading(begin: Begin) -> str:
    if begin.renews is not None:
        return gettext("Renew %(number)s") % {"number": begin.renews.number}
    if begin.kind is AgreementKind.AMENDMENT and begin.parent is not None:
        return gettext("Amend %(number)s") % {"number": begin.parent.number}
    return gettext("New: %(kind)s") % {"kind": choices.KINDS[begin.kind]}


def _named(clauses: Iterable[Clause]) -> set[str]:
    duties = [clause.duty for clause in clauses if clause.duty]
    return {code for duty in duties for code in (duty.debtor_code, duty.creditor_code) if code}
