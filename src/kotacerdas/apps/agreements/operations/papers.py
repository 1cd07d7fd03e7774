"""The agreement as a PDF: its text, a page of places for signatures, its hash on every page."""

import json
from dataclasses import dataclass
from datetime import datetime
from importlib import resources
from io import BytesIO

import typst
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import queries
from kotacerdas.apps.agreements.types import Agreement, AgreementKind, Text
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.lake import files
from kotacerdas.signing.pdf import Seat, prepare
from kotacerdas.signing.reading import count_pages, open_pdf


TEMPLATE = "templates/agreements/agreement.typ"
LANGUAGE = "id"  # what binds is the Indonesian text
HEADINGS = {
    AgreementKind.MEMORANDUM: gettext_noop("Memorandum of understanding"),
    AgreementKind.COOPERATION: gettext_noop("Cooperation agreement"),
    AgreementKind.ANNEX: gettext_noop("Annex to an agreement"),
    AgreementKind.AMENDMENT: gettext_noop("Amendment"),
}
PAGE_HEIGHT, MARGIN_LEFT, FIRST_TOP = 841.89, 70.0, 130.0
SEAT_WIDTH, SEAT_HEIGHT, SEAT_STEP_X, SEAT_STEP_Y = 215.0, 92.0, 240.0, 160.0
SEATS_A_PAGE, SEATS_A_ROW = 8, 2


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF with an empty place for each party, kept in the lake."""

    sha256: str
    pdf: bytes


def print_agreement(agreement: Agreement, *, at: datetime) -> Paper:
    """Print the newest text with a place for each party, and keep the file under its hash."""
    version = queries.get_version(agreement.id, agreement.version)
    with translation.override(LANGUAGE):
        content = _content(agreement, version.text, version.sha256, at)
    template = resources.files("kotacerdas.apps.agreements").joinpath(TEMPLATE).read_bytes()
    printed: bytes = typst.compile(
        template, sys_inputs={"agreement": json.dumps(content, ensure_ascii=False)}, ignore_system_fonts=True
    )
    pdf = prepare(printed, _seats(agreement, count_pages(open_pdf(printed))))
    return keep_pdf(pdf)


def keep_pdf(pdf: bytes) -> Paper:
    """Keep a PDF in the lake under its hash; it is synced before any row names it."""
    return Paper(files.keep(settings.LAKE_FOLDER, BytesIO(pdf)).sha256, pdf)


def verification_address(agreement: Agreement) -> str:
    """Where the code on the seal leads."""
    return f"{settings.PUBLIC_URL}{reverse('agreements:verify_code', args=[agreement.verification_code])}"


def seat_name(position: int) -> str:
    """The name of a party's place in the file."""
    return f"party-{position}"


def _seats(agreement: Agreement, pages: int) -> list[Seat]:
    signing_pages = -(-len(agreement.parties) // SEATS_A_PAGE)
    seats = []
    for index, party in enumerate(agreement.parties):
        page, place = divmod(index, SEATS_A_PAGE)
        row, column = divmod(place, SEATS_A_ROW)
        left = MARGIN_LEFT + column * SEAT_STEP_X
        top = PAGE_HEIGHT - FIRST_TOP - row * SEAT_STEP_Y
        box = (left, top - SEAT_HEIGHT, left + SEAT_WIDTH, top)
        seats.append(Seat(seat_name(party.position), pages - signing_pages + page, box, party.agency_code))
    return seats


def _content(agreement: Agreement, text: Text, sha256: str, at: datetime) -> dict[str, object]:
    parties = [_party(party.agency_code, party.office_code, party.position, at) for party in agreement.parties]
    return {
        "language": LANGUAGE,
        "heading": gettext(HEADINGS[agreement.kind]),
        "title": agreement.title[LANGUAGE],
        "subtitle": agreement.title.get("en", ""),
        "number": agreement.number,
        "place_and_dates": _dates(agreement),
        "parties": parties,
        "preamble": list(text.preamble),
        "clauses": [
            {"number": number, "title": clause.title[LANGUAGE], "paragraphs": list(clause.paragraphs)}
            for number, clause in enumerate(text.clauses, start=1)
        ],
        "closing": list(text.closing),
        "labels": {
            "between": gettext("between"),
            "and": gettext("and"),
            "clause": gettext("Clause"),
            "number": gettext("Number"),
            "signatures": gettext("Signatures of the parties"),
            "page": gettext("Page"),
            "hash": gettext("Hash of the text (SHA-256)"),
            "check": gettext("Check this document at"),
        },
        "sha256": sha256,
        "address": verification_address(agreement),
        "seats": {
            "left": MARGIN_LEFT,
            "top": FIRST_TOP,
            "width": SEAT_WIDTH,
            "height": SEAT_HEIGHT,
            "step_x": SEAT_STEP_X,
            "step_y": SEAT_STEP_Y,
            "a_page": SEATS_A_PAGE,
            "a_row": SEATS_A_ROW,
        },
    }


def _party(agency_code: str, office_code: str, position: int, at: datetime) -> dict[str, str]:
    holder = agencies.find_holder(office_code, on=timezone.localtime(at).date())
    return {
        "ordinal": gettext("Party %(number)s") % {"number": position},
        "agency": agencies.get_agency(agency_code).name,
        "office": agencies.get_office(office_code).title,
        "person": holder.person_name if holder else "",
    }


def _dates(agreement: Agreement) -> str:
    since = date_format(agreement.since, "j F Y")
    if agreement.until is None:
        return gettext("%(place)s, in force from %(since)s") % {"place": agreement.place, "since": since}
    facts = {"place": agreement.place, "since": since, "until": date_format(agreement.until, "j F Y")}
    return gettext("%(place)s, in force from %(since)s until before %(until)s") % facts
