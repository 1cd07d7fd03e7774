"""Pages of contracts: versions, drafts, signatures."""

import json
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.errors import ContractFormatUnknown
from kotacerdas.apps.exchange.forms import StartForm, TryForm
from kotacerdas.apps.exchange.presenters import contracts, samples, words
from kotacerdas.apps.exchange.views.reading import actor_of, whole
from kotacerdas.contracts import exporting
from kotacerdas.contracts.drafting import Proposal
from kotacerdas.kernel.errors import Misuse, Refusal


@require_GET
def show_contract(request: HttpRequest, name: str) -> HttpResponse:
    """The versions of a dataset's contract, and what differs between two."""
    old, new = (whole(request.GET.get(side, "")) for side in ("old", "new"))
    page = contracts.present_contract(name, actor=actor_of(request), old=old, new=new)
    return render(request, "exchange/contract.html", {"page": page})


@require_GET
def download_contract(request: HttpRequest, name: str, version: int, format: str) -> HttpResponse:
    """One version as Table Schema, Data Package or ODCS."""
    body = queries.get_contract_body(name, version)
    if format == "odcs.yaml":
        text, kind = exporting.odcs_text(body, version=version), "application/yaml"
    elif format in {"tableschema.json", "datapackage.json"}:
        write = exporting.table_schema if format == "tableschema.json" else exporting.data_package
        text, kind = json.dumps(write(body), ensure_ascii=False, indent=2), "application/json"
    else:
        raise ContractFormatUnknown(format=format)
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{version}.{format}"'
    return response


@login_required
@require_GET
def show_drafts(request: HttpRequest) -> HttpResponse:
    """Every draft that waits for somebody."""
    rows = [contracts.draft_row(draft) for draft in queries.list_open_drafts()]
    return render(request, "exchange/drafts.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "POST"])
def start_dataset(request: HttpRequest) -> HttpResponse:
    """Begin the contract of a new dataset: blank, from a sample file, or from another standard."""
    actor = actor_of(request)
    form = StartForm(request.POST or None, request.FILES or None, producers=samples.producers_for(actor))
    if request.method == "POST" and form.is_valid():
        try:
            proposal = samples.propose(form.cleaned_data["file"], **form.wishes())
            draft = operations.start_draft(proposal=proposal, by=actor, at=timezone.now())
        except (Refusal, Misuse) as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "name", words.refusal(refusal))
        else:
            return redirect("exchange:edit_draft", draft.id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "exchange/start_dataset.html", {"form": form}, status=status)


@login_required
@require_POST
def start_version(request: HttpRequest, name: str) -> HttpResponse:
    """Begin a new version of a contract from the one in force."""
    dataset = queries.get_dataset(name)
    draft = operations.start_draft(
        proposal=Proposal(dict(queries.get_contract_body(name)), ()),
        based_on=dataset.contract_version,
        by=actor_of(request),
        at=timezone.now(),
    )
    return redirect("exchange:edit_draft", draft.id)


@login_required
@require_GET
def show_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """One draft."""
    page = contracts.present_draft(queries.get_draft(draft_id), actor=actor_of(request))
    return render(request, "exchange/draft.html", {"page": page})


@login_required
@require_POST
def propose_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Ask both sides to sign."""
    try:
        operations.propose_draft(draft_id=draft_id, seen=_seen(request), by=actor_of(request), at=timezone.now())
    except Refusal as refusal:
        messages.error(request, words.refusal(refusal))
    else:
        messages.success(request, gettext("Both sides can sign now."))
    return redirect("exchange:draft", draft_id)


@login_required
@require_POST
def sign_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Sign for the reader's side."""
    draft = operations.sign_draft(draft_id=draft_id, seen=_seen(request), by=actor_of(request), at=timezone.now())
    if draft.version:
        messages.success(request, gettext("Contract version %(version)s is in force.") % {"version": draft.version})
        return redirect("exchange:contract", draft.dataset_name)
    messages.success(request, gettext("Your signature is written down. The other side has to sign as well."))
    return redirect("exchange:draft", draft_id)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Ask, then give a draft up."""
    actor = actor_of(request)
    draft = queries.get_draft(draft_id)
    rules.check_may_draft(actor, draft.producer_code)
    if request.method == "POST":
        operations.withdraw_draft(draft_id=draft_id, by=actor, at=timezone.now())
        messages.success(request, gettext("The draft was withdrawn. It stays readable."))
        return redirect("exchange:draft", draft_id)
    page = contracts.present_draft(draft, actor=actor)
    return render(request, "exchange/withdraw_draft.html", {"page": page})


@login_required
@require_http_methods(["GET", "POST"])
def try_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Check a file against a draft; nothing is kept."""
    draft = queries.get_draft(draft_id)
    rules.check_may_draft(actor_of(request), draft.producer_code)
    form = TryForm(request.POST or None, request.FILES or None)
    result = None
    if request.method == "POST" and form.is_valid():
        result = samples.try_file(draft, form.cleaned_data["file"], on=timezone.localdate())
    page = contracts.present_draft(draft, actor=actor_of(request))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and form.errors else HTTPStatus.OK
    return render(request, "exchange/try_draft.html", {"page": page, "form": form, "result": result}, status=status)


def _seen(request: HttpRequest) -> int:
    return whole(request.POST.get("revision", ""))
