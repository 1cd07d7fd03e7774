"""The editor of contracts. Buttons that add, move or take out only show the form again; nothing is saved by them."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.errors import DraftMoved
from kotacerdas.apps.exchange.presenters import editor
from kotacerdas.apps.exchange.presenters.editor import Sheet
from kotacerdas.apps.exchange.types import ContractDraft
from kotacerdas.apps.exchange.views.reading import actor_of


_MOVES = frozenset({"add", "add_rule", "remove", "up", "down"})


@login_required
@require_http_methods(["GET", "POST"])
def edit_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Answer for a draft."""
    draft, actor = queries.get_draft(draft_id), actor_of(request)
    rules.check_may_draft(actor, draft.producer_code)
    rules.check_draft_may_become(draft, rules.state_after_edit(draft))
    if request.method != "POST":
        return _show(request, draft, editor.sheet_of(draft))
    if not _MOVES.isdisjoint(request.POST):
        return _show(request, draft, editor.moved_sheet(request.POST))
    sheet = editor.typed_sheet(request.POST)
    if not sheet.is_valid():
        return _show(request, draft, sheet, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    body = editor.body_of(sheet, draft)
    if "check" in request.POST:
        return _show(request, draft, sheet, body=body)
    try:
        operations.change_draft(
            draft_id=draft_id,
            body=body,
            note=sheet.whole.cleaned_data["note"],
            unconfirmed=editor.unconfirmed_in(sheet, draft),
            seen=sheet.whole.cleaned_data["revision"],
            by=actor,
            at=timezone.now(),
        )
    except DraftMoved:
        typed = request.POST.copy()
        typed["revision"] = str(draft.revision)
        return _show(request, draft, editor.typed_sheet(typed), body=body, is_clash=True, status=HTTPStatus.CONFLICT)
    messages.success(request, gettext("The draft was saved."))
    return redirect("exchange:draft", draft_id)


def _show(
    request: HttpRequest,
    draft: ContractDraft,
    sheet: Sheet,
    *,
    body: dict[str, Any] | None = None,
    is_clash: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    page = editor.present_editor(draft, sheet, body=body, is_clash=is_clash)
    return render(request, "exchange/edit_draft.html", {"page": page}, status=status)
