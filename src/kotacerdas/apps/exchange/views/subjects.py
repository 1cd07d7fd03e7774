"""Pages of persons who ask about their data, and of those who answer them."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.errors import NotTheAnswerer
from kotacerdas.apps.exchange.forms import StepForm, SubjectRequestForm
from kotacerdas.apps.exchange.presenters import subjects, words
from kotacerdas.apps.exchange.types import Finding, SubjectRequest, SubjectRequestState, SubjectRight
from kotacerdas.apps.exchange.views.reading import actor_of
from kotacerdas.kernel.areas import AreaCode


@require_http_methods(["GET", "POST"])
def show_rights(request: HttpRequest) -> HttpResponse:
    """The rights of a person over their data in plain words, with the form to use them."""
    form = SubjectRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given["right"], given["area_code"] = SubjectRight(given["right"]), AreaCode(given["area_code"])
        made = operations.open_subject_request(**given, by=actor_of(request), at=timezone.now())
        return redirect("exchange:receipt", made.code)
    return render(request, "exchange/rights.html", {"form": form}, status=422 if request.method == "POST" else 200)


@require_GET
def show_receipt(request: HttpRequest, code: str) -> HttpResponse:
    """Where a request stands, for who holds its receipt; it shows nothing about the person."""
    found = queries.get_subject_request_by_code(code)
    page = {
        "code": found.code,
        "right": words.RIGHTS[found.right],
        "state": words.REQUEST_STATES[found.state],
        "due": words.moment(found.due_at),
        "clock": subjects.TONES[rules.clock_of(found, at=timezone.now())],
        "note": found.note,
    }
    response = render(request, "exchange/receipt.html", {"page": page})
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@login_required
@require_GET
def show_requests(request: HttpRequest) -> HttpResponse:
    """The requests within the reader's area, with their clocks."""
    actor = actor_of(request)
    if not rules.answers_requests(actor):
        raise NotTheAnswerer
    page = subjects.present_requests(actor, at=timezone.now())
    return render(request, "exchange/subject_requests.html", {"page": page})


@login_required
@require_http_methods(["GET", "POST"])
def show_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request; posting takes it one step on."""
    asked = _visible(request, request_id)
    form = StepForm(request.POST or None, steps=subjects.steps_of(asked))
    if request.method == "POST" and form.is_valid():
        to = SubjectRequestState(form.cleaned_data["to"])
        operations.move_subject_request(
            request_id=request_id, to=to, note=form.cleaned_data["note"], by=actor_of(request), at=timezone.now()
        )
        return redirect("exchange:subject_request", request_id)
    return _page(request, asked, form)


@login_required
@require_POST
def find_person(request: HttpRequest, request_id: int) -> HttpResponse:
    """Look for the person's rows; a post, as every look goes on record."""
    asked = _visible(request, request_id)
    found = operations.find_person(request_id=request_id, by=actor_of(request), at=timezone.now())
    return _page(request, asked, StepForm(steps=subjects.steps_of(asked)), found=found)


@login_required
@require_POST
def download_report(request: HttpRequest, request_id: int) -> HttpResponse:
    """What is given to a person who asked for access."""
    asked, now = _visible(request, request_id), timezone.now()
    found = operations.find_person(request_id=request_id, by=actor_of(request), at=now)
    response = JsonResponse(
        subjects.write_report(asked, found, at=now), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response["Content-Disposition"] = f'attachment; filename="data-pribadi-{asked.id}.json"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_POST
def erase_person(request: HttpRequest, request_id: int) -> HttpResponse:
    """Erase the rows that were ticked."""
    rows = [_row(text) for text in request.POST.getlist("row")]
    made = operations.erase_person(
        request_id=request_id, rows=rows, note=request.POST.get("note", ""), by=actor_of(request), at=timezone.now()
    )
    numbers = ", ".join(str(number) for number in made) or "–"
    messages.success(request, gettext("The rows are erased. New releases: %(numbers)s.") % {"numbers": numbers})
    return redirect("exchange:subject_request", request_id)


def _visible(request: HttpRequest, request_id: int) -> SubjectRequest:
    found = queries.get_subject_request(request_id)
    rules.check_can_answer(actor_of(request), found)
    return found


def _page(
    request: HttpRequest, asked: SubjectRequest, form: StepForm, *, found: tuple[Finding, ...] | None = None
) -> HttpResponse:
    answer = {
        "page": subjects.present_request(asked, at=timezone.now()),
        "form": form,
        "found": None if found is None else subjects.present_found(found),
    }
    return render(request, "exchange/subject_request.html", answer, status=422 if form.errors else 200)


def _row(text: str) -> tuple[int, tuple[str, ...]]:
    try:
        number, *key = json.loads(text)
        return int(number), tuple(str(cell) for cell in key)
    except (ValueError, TypeError):
        return 0, ()
