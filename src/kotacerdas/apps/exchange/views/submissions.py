"""Pages of files handed in."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.errors import SubmissionNotFound
from kotacerdas.apps.exchange.forms import SubmitForm
from kotacerdas.apps.exchange.presenters import letters, sheets, streams, submissions, words
from kotacerdas.apps.exchange.tasks import process_submission
from kotacerdas.apps.exchange.types import Dataset, Submission
from kotacerdas.apps.exchange.views.reading import actor_of, whole
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.errors import Misuse, Refusal
from kotacerdas.lake import uploads


@login_required
@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, name: str) -> HttpResponse:
    """Hand in a file: it is kept and acknowledged here, checked in the background."""
    actor, dataset, today = actor_of(request), queries.get_dataset(name), timezone.localdate()
    reason = rules.find_reason_not_to_submit(actor, dataset)
    if reason:
        raise reason
    answers = _answered(request, dataset, actor)
    periods, areas = submissions.submit_choices(dataset, actor, on=today)
    initial = {"period": str(answers.period), "area": answers.area_code} if answers else {}
    form = SubmitForm(
        request.POST or None,
        request.FILES or None,
        initial=initial,
        periods=periods,
        areas=areas,
        is_answer=answers is not None,
    )
    if request.method == "POST" and form.is_valid():
        corrects = answers.id if answers and form.cleaned_data.get("only_corrections") else None
        address = _take(form, dataset, actor, corrects=corrects, is_trial="check" in request.POST)
        if address:
            return redirect(address)
    page = submissions.present_submit(dataset, answers=answers)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "exchange/submit.html", {"page": page, "form": form}, status=status)


@login_required
@require_GET
def show_my_submissions(request: HttpRequest) -> HttpResponse:
    """What the reader handed in."""
    page = submissions.present_my_submissions(actor_of(request))
    return render(request, "exchange/my_submissions.html", {"page": page})


@require_GET
def show_submission(request: HttpRequest, submission_id: int) -> HttpResponse:
    """What became of a file."""
    actor = actor_of(request)
    page = submissions.present_submission(_visible(request, submission_id), actor=actor)
    if page.returned:
        operations.open_returned(submission_id=submission_id, by=actor, at=timezone.now())
    return render(request, "exchange/submission.html", {"page": page})


@require_GET
def show_submission_fragment(request: HttpRequest, submission_id: int) -> HttpResponse:
    """The part of the page that changes while the check runs; once decided, the whole page is loaded."""
    page = submissions.present_submission(_visible(request, submission_id), actor=actor_of(request))
    response = render(request, "exchange/_submission_progress.html", {"page": page})
    if not page.is_pending:
        response["HX-Refresh"] = "true"
    return response


@require_GET
def show_letter(request: HttpRequest, submission_id: int) -> HttpResponse:
    """The return letter as a page."""
    submission = _opened(request, submission_id)
    letter = letters.present_letter(submission)
    return render(request, "exchange/letter.html", {"letter": letter, "submission": submission})


@require_GET
def download_letter(request: HttpRequest, submission_id: int) -> HttpResponse:
    """The return letter as PDF."""
    letter = letters.present_letter(_opened(request, submission_id))
    name = f"surat-pengembalian-{submission_id}.pdf"
    response = HttpResponse(letters.print_letter(letter), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@require_GET
def download_returned(request: HttpRequest, submission_id: int) -> StreamingHttpResponse:
    """The file with notes, to correct and hand in again."""
    submission = _opened(request, submission_id)
    format = request.GET.get("format", "xlsx")
    only_returned = request.GET.get("rows") == "returned"
    contract = queries.get_contract(submission.dataset_name, submission.contract_version)
    content = sheets.write_returned(submission, contract, format=format, only_returned=only_returned)
    return streams.send(
        request, content, name=f"perbaikan-{submission_id}.{format}", content_type=sheets.CONTENT_TYPES[format]
    )


def _visible(request: HttpRequest, submission_id: int) -> Submission:
    submission = queries.get_submission(submission_id)
    rules.check_can_see_submission(actor_of(request), submission, queries.get_dataset(submission.dataset_name))
    return submission


def _opened(request: HttpRequest, submission_id: int) -> Submission:
    """A submission whose returned rows leave with the answer."""
    return operations.open_returned(submission_id=submission_id, by=actor_of(request), at=timezone.now())


def _answered(request: HttpRequest, dataset: Dataset, actor: Actor) -> Submission | None:
    number = whole(request.GET.get("answers", ""))
    if not number:
        return None
    submission = queries.get_submission(number)
    if submission.dataset_name != dataset.name:
        raise SubmissionNotFound(number=number)
    rules.check_can_see_submission(actor, submission, dataset)
    return submission


def _take(form: SubmitForm, dataset: Dataset, actor: Actor, *, corrects: int | None, is_trial: bool) -> str:
    """Hand the file in, or keep it for a look at it; where that is shown, empty where the form says why not."""
    file, now = form.cleaned_data["file"], timezone.now()
    facts: dict[str, Any] = {
        "dataset_name": dataset.name,
        "file_name": file.name,
        "period": form.cleaned_data["period"],
        "area_code": form.cleaned_data["area"],
        "accepts_fewer_rows": form.cleaned_data["accepts_fewer_rows"],
        "corrects": corrects,
    }
    try:
        if is_trial:
            upload = operations.begin_upload(**facts, size=file.size, by=actor, at=now)
            uploads.append(settings.LAKE_FOLDER, upload.token, file.file, offset=0, size=upload.size)
            return reverse("exchange:trial", args=[upload.token])
        submission = operations.receive(**facts, file=file.file, by=actor, at=now)
    except (Refusal, Misuse) as refusal:
        form.add_error("file", words.refusal(refusal))
        return ""
    transaction.on_commit(partial(process_submission.enqueue, submission.id))
    return reverse("exchange:submission", args=[submission.id])
