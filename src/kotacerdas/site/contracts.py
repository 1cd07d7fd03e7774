"""The page where a new version of a contract is weighed before it is signed: it composes three apps."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.exchange.presenters import contracts
from kotacerdas.site.presenters import impact


@login_required
@require_GET
def review_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """What a draft changes and breaks, and the signature."""
    draft = exchange.get_draft(draft_id)
    page = contracts.present_draft(draft, actor=accounts.actor_for(request.user.pk))
    changes = () if page.fault else exchange.list_draft_changes(draft)
    found = impact.find_impact(draft, changes)
    context = {"page": page, "impact": found, "impact_summary": impact.summary(found)}
    return render(request, "site/review_draft.html", context)
