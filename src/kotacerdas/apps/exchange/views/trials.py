"""A file is looked at before it is handed in."""

from functools import partial

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.errors import UploadIncomplete
from kotacerdas.apps.exchange.forms import read_mapping
from kotacerdas.apps.exchange.presenters import trials
from kotacerdas.apps.exchange.tasks import process_submission
from kotacerdas.apps.exchange.types import ColumnMapping, Upload
from kotacerdas.apps.exchange.views.reading import actor_of
from kotacerdas.kernel.actors import Actor
from kotacerdas.lake import uploads


@login_required
@require_http_methods(["GET", "POST"])
def show_trial(request: HttpRequest, token: str) -> HttpResponse:
    """What would come of an uploaded file; posting says anew what its columns hold."""
    actor, now = actor_of(request), timezone.now()
    upload = queries.get_upload(token, by=actor, at=now)
    if upload.submission_id is not None:
        return redirect("exchange:submission", upload.submission_id)
    if not upload.is_whole:
        raise UploadIncomplete(size=upload.size, here=upload.received)
    remembered = _remembered(upload, actor)
    mapping = read_mapping(request.POST) if request.method == "POST" else _first_mapping(upload, remembered)
    trial = queries.try_file(
        dataset_name=upload.dataset_name,
        source=uploads.part_of(settings.LAKE_FOLDER, token),
        period=upload.period,
        area_code=upload.area_code,
        mapping=mapping,
        is_whole=upload.corrects_id is None,
    )
    page = trials.present_trial(upload, trial, mapping=mapping, remembered=remembered)
    return render(request, "exchange/trial.html", {"page": page, "token": token})


@login_required
@require_POST
def hand_in_trial(request: HttpRequest, token: str) -> HttpResponse:
    """Hand in the file that was tried."""
    submission = operations.finish_upload(
        token=token,
        mapping=read_mapping(request.POST),
        accepts_fewer_rows=bool(request.POST.get("accepts_fewer_rows")) or None,
        by=actor_of(request),
        at=timezone.now(),
    )
    transaction.on_commit(partial(process_submission.enqueue, submission.id))
    return redirect("exchange:submission", submission.id)


@login_required
@require_POST
def drop_trial(request: HttpRequest, token: str) -> HttpResponse:
    """Forget the file that was tried."""
    actor, now = actor_of(request), timezone.now()
    upload = queries.get_upload(token, by=actor, at=now)
    operations.cancel_upload(token=token, by=actor, at=now)
    return redirect("exchange:submit", upload.dataset_name)


def _remembered(upload: Upload, actor: Actor) -> ColumnMapping | None:
    producer = queries.get_dataset(upload.dataset_name).producer_code
    return queries.find_column_mapping(upload.dataset_name, actor.agency_code or producer)


def _first_mapping(upload: Upload, remembered: ColumnMapping | None) -> dict[str, str]:
    return upload.mapping or (remembered.columns if remembered else {})
