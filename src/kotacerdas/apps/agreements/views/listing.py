"""Agreements to read: the list, one of them, its texts and files."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kotacerdas.apps.agreements import queries
from kotacerdas.apps.agreements.errors import SignatureNotFound, VersionNotFound
from kotacerdas.apps.agreements.presenters import agreement as agreements
from kotacerdas.apps.agreements.presenters import listing, moves, texts
from kotacerdas.apps.agreements.types import SignatureMethod
from kotacerdas.apps.agreements.views.reading import actor_of, visible
from kotacerdas.lake import files


_MOST_DIGITS = 6


@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """Agreements the reader may see, as a tree."""
    asked = request.GET
    page = asked.get("halaman", "")
    wanted = listing.Filter(
        group=asked.get("kelompok", ""),
        kind=asked.get("jenis", ""),
        agency=asked.get("perangkat", ""),
        text=asked.get("q", "").strip()[:100],
        page=max(1, int(page)) if page.isdecimal() and len(page) <= _MOST_DIGITS else 1,
    )
    shown = listing.present_list(wanted, actor_of(request), on=timezone.localdate())
    return render(request, "agreements/list.html", {"page": shown})


@require_safe
def show_agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """One agreement."""
    agreement = visible(request, agreement_id)
    page = agreements.present_agreement(agreement, actor_of(request), on=timezone.localdate())
    return render(request, "agreements/agreement.html", {"page": page})


@require_safe
def show_version(request: HttpRequest, agreement_id: int, number: int) -> HttpResponse:
    """One version of the text, for the parties and the legal bureau; ``?sejak=`` shows what it changed."""
    agreement = visible(request, agreement_id)
    if not moves.is_inside(agreement, actor_of(request)):
        raise VersionNotFound(agreement=agreement_id, version=number)
    since = request.GET.get("sejak", "")
    against = int(since) if since.isdecimal() and len(since) <= _MOST_DIGITS else None
    page = texts.present_version(agreement, number, against)
    return render(request, "agreements/version.html", {"page": page})


@require_safe
def download_file(request: HttpRequest, agreement_id: int) -> FileResponse:
    """The PDF with the signatures it has."""
    agreement = visible(request, agreement_id)
    if not agreement.signed_sha256:
        raise VersionNotFound(agreement=agreement_id, version=agreement.version)
    return _send(agreement.signed_sha256, f"kesepakatan-{agreement_id}.pdf")


@require_safe
def download_scan(request: HttpRequest, agreement_id: int, position: int) -> FileResponse:
    """The scan one party handed in."""
    visible(request, agreement_id)
    for each in queries.list_signatures(agreement_id):
        if each.position == position and each.method is SignatureMethod.SCAN:
            return _send(each.file_sha256, f"kesepakatan-{agreement_id}-pihak-{position}.pdf")
    raise SignatureNotFound(agency=position, agreement=agreement_id)


def _send(sha256: str, name: str) -> FileResponse:
    path: Path = files.path_of(settings.LAKE_FOLDER, sha256)
    return FileResponse(path.open("rb"), content_type="application/pdf", filename=name)
