"""The page of those who decide about removals."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from kotacerdas.apps.exchange import operations, rules
from kotacerdas.apps.exchange.errors import NotTheRemover
from kotacerdas.apps.exchange.forms import RemovalForm
from kotacerdas.apps.exchange.presenters import retention, words
from kotacerdas.apps.exchange.views.reading import actor_of, whole


@login_required
@require_http_methods(["GET", "POST"])
def show_retention(request: HttpRequest) -> HttpResponse:
    """What is past its time; posting the chosen ones with the words of the decision removes them."""
    actor, now = actor_of(request), timezone.now()
    if not rules.decides_removals(actor):
        raise NotTheRemover
    form = RemovalForm(request.POST or None)
    chosen = [number for text in request.POST.getlist("submission") if (number := whole(text))]
    if request.method == "POST" and chosen and form.is_valid():
        count = operations.remove_due(submission_ids=chosen, note=form.cleaned_data["note"], by=actor, at=now)
        said = ngettext("%(count)s file is removed.", "%(count)s files are removed.", count)
        messages.success(request, said % {"count": words.number(count)})
        return redirect("exchange:retention")
    page = retention.present_retention(actor, on=timezone.localdate(now))
    is_empty = request.method == "POST" and not chosen
    answer = {"page": page, "form": form, "chosen": chosen, "is_empty": is_empty}
    return render(request, "exchange/retention.html", answer, status=422 if request.method == "POST" else 200)
