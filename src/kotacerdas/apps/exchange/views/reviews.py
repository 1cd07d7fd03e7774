"""Pages of those who look at checked files, and of returns and deadlines."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.errors import NotAReviewer
from kotacerdas.apps.exchange.forms import ReturnForm
from kotacerdas.apps.exchange.presenters import punctuality, reviews, words
from kotacerdas.apps.exchange.types import Submission
from kotacerdas.apps.exchange.views.reading import actor_of, whole
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.errors import Refusal


MOST_AT_ONCE = 100


@login_required
@require_GET
def show_queue(request: HttpRequest) -> HttpResponse:
    """What waits for the reader's decision."""
    actor = _reviewer(request)
    return render(request, "exchange/reviews.html", {"page": reviews.present_queue(actor)})


@login_required
@require_GET
def show_review(request: HttpRequest, submission_id: int) -> HttpResponse:
    """One file to decide about; one that is decided already leads to its submission."""
    actor = _reviewer(request)
    submission = queries.get_submission(submission_id)
    if submission.state not in rules.WAITING:
        return redirect("exchange:submission", submission_id)
    rules.check_can_review(actor, submission, queries.get_dataset(submission.dataset_name))
    return _page(request, actor, submission, ReturnForm())


@login_required
@require_POST
def approve(request: HttpRequest, submission_id: int) -> HttpResponse:
    """Find a file good and go on to the next one that waits."""
    actor = actor_of(request)
    decided = operations.approve(
        submission_id=submission_id, note=request.POST.get("note", ""), by=actor, at=timezone.now()
    )
    if decided.release_id:
        said = gettext("Submission %(number)s is published as release %(release)s.")
        messages.success(request, said % {"number": decided.id, "release": decided.release_id})
    else:
        said = gettext("Submission %(number)s is approved and waits for the data supervisor.")
        messages.success(request, said % {"number": decided.id})
    return _next(actor)


@login_required
@require_POST
def return_with_note(request: HttpRequest, submission_id: int) -> HttpResponse:
    """Send a file back; without words the page says so."""
    actor = actor_of(request)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, actor, queries.get_submission(submission_id), form, status=422)
    operations.return_with_note(
        submission_id=submission_id, note=form.cleaned_data["note"], by=actor, at=timezone.now()
    )
    said = gettext("Submission %(number)s goes back; your note stands in its letter.") % {"number": submission_id}
    messages.success(request, said)
    return _next(actor)


@login_required
@require_http_methods(["POST"])
def approve_many(request: HttpRequest) -> HttpResponse:
    """Approve the files that were ticked, after the reader has confirmed the list of them."""
    actor = _reviewer(request)
    numbers = [number for text in request.POST.getlist("submission")[:MOST_AT_ONCE] if (number := whole(text))]
    chosen = [each for each in queries.list_waiting(actor) if each.id in numbers]
    if not request.POST.get("is_confirmed") or not chosen:
        page = reviews.present_queue(actor, chosen=[each.id for each in chosen])
        return render(request, "exchange/reviews_confirm.html" if chosen else "exchange/reviews.html", {"page": page})
    done = 0
    for each in chosen:
        try:
            operations.approve(submission_id=each.id, by=actor, at=timezone.now())
            done += 1
        except Refusal as refusal:
            messages.warning(request, words.refusal(refusal))
    said = ngettext("%(count)s file is approved.", "%(count)s files are approved.", done)
    messages.success(request, said % {"count": words.number(done)})
    return redirect("exchange:reviews")


@login_required
@require_GET
def show_punctuality(request: HttpRequest) -> HttpResponse:
    """Returns and deadlines of all producers."""
    actor, today = actor_of(request), timezone.localdate()
    if not rules.is_staff(actor):
        raise NotAReviewer
    year = whole(request.GET.get("year", "")) or today.year
    page = punctuality.present_punctuality(actor, year=min(max(year, 2000), today.year), on=today)
    return render(request, "exchange/punctuality.html", {"page": page})


@require_GET
def show_agency_punctuality(request: HttpRequest, code: str) -> HttpResponse:
    """Returns and deadlines of one producer, as a part of its page."""
    today = timezone.localdate()
    page = punctuality.present_agency_punctuality(code, year=today.year, on=today)
    return render(request, "exchange/_agency_punctuality.html", {"page": page})


def _reviewer(request: HttpRequest) -> Actor:
    actor = actor_of(request)
    if not rules.steps_of(actor):
        raise NotAReviewer
    return actor


def _page(
    request: HttpRequest, actor: Actor, submission: Submission, form: ReturnForm, *, status: int = 200
) -> HttpResponse:
    draft = operations.open_draft(submission_id=submission.id, by=actor, at=timezone.now())
    following = next((each for each in queries.list_waiting(actor) if each.id > submission.id), None)
    page = reviews.present_review(submission, draft, following=following)
    return render(request, "exchange/review.html", {"page": page, "form": form}, status=status)


def _next(actor: Actor) -> HttpResponse:
    waiting = queries.list_waiting(actor)
    return redirect("exchange:review", waiting[0].id) if waiting else redirect("exchange:reviews")
