"""Rows that came back, corrected in a grid."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.errors import NoReturnLetter
from kotacerdas.apps.exchange.forms import read_rows
from kotacerdas.apps.exchange.presenters import grids
from kotacerdas.apps.exchange.tasks import process_submission
from kotacerdas.apps.exchange.types import Submission
from kotacerdas.apps.exchange.views.reading import actor_of, whole


@login_required
@require_http_methods(["GET", "POST"])
def edit_rows(request: HttpRequest, submission_id: int) -> HttpResponse:
    """The failing rows as a grid; posting hands in the rows that were changed, or checks them all again."""
    submission = _opened(request, submission_id)
    page_number = whole(request.GET.get("page", "")) or 1
    failing = queries.list_failing_rows(submission_id, (page_number - 1) * grids.ROWS_SHOWN, grids.ROWS_SHOWN)
    if request.method == "GET":
        return _page(request, submission, grids.present_grid(submission, failing, page_number))
    typed = read_rows(request.POST)
    changed = [typed[row.line] for row in failing if row.line in typed and typed[row.line] != row.cells]
    if "check" in request.POST or not changed:
        if not changed:
            messages.info(request, gettext("No cell was changed yet. Correct a row, then hand in the corrections."))
        checked = grids.check_again(submission_id, failing, typed)
        return _page(request, submission, grids.present_grid(submission, checked, page_number))
    correction = operations.correct_rows(
        submission_id=submission_id, rows=changed, by=actor_of(request), at=timezone.now()
    )
    transaction.on_commit(partial(process_submission.enqueue, correction.id))
    return redirect("exchange:submission", correction.id)


@login_required
@require_POST
def check_row(request: HttpRequest, submission_id: int) -> HttpResponse:
    """What is wrong with one row as it is typed now; the look at its cells was recorded when the grid was opened."""
    submission = queries.get_submission(submission_id)
    rules.check_can_see_returned(actor_of(request), submission, queries.get_dataset(submission.dataset_name))
    line, cells = next(iter(read_rows(request.POST).items()), (0, {}))
    [problems] = queries.try_rows(submission_id, [cells])
    return render(request, "exchange/_grid_row.html", {"said": grids.say_row(line, problems)})


def _page(request: HttpRequest, submission: Submission, page: grids.GridPage) -> HttpResponse:
    return render(request, "exchange/grid.html", {"page": page, "submission": submission})


def _opened(request: HttpRequest, submission_id: int) -> Submission:
    """A submission whose returned rows leave with the answer."""
    submission = operations.open_returned(submission_id=submission_id, by=actor_of(request), at=timezone.now())
    if not submission.rows_failed:
        raise NoReturnLetter(number=submission_id)
    return submission
