"""Pages of the masterplan."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.masterplan import operations, presenters, queries, rules
from kotacerdas.apps.masterplan.errors import PlanNotFound, ProgrammeMoved, StopReasonMissing
from kotacerdas.apps.masterplan.forms import ProgrammeForm, TargetForm
from kotacerdas.apps.masterplan.presenters import Clash
from kotacerdas.apps.masterplan.types import Programme
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.errors import Refusal


PILLAR_SET = "pillar_set"  # the session remembers under which set a reader sees the plan
FIRST_SET = "mou"


@require_GET
def show_plan(request: HttpRequest) -> HttpResponse:
    """The whole plan under the chosen pillar set; a word and a way on where none is kept yet."""
    wanted = presenters.PlanFilter(request.GET.get("state", ""), request.GET.get("owner", ""))
    try:
        page = presenters.present_plan(
            settings.HOME_AREA,
            _pillar_set(request),
            wanted,
            on=timezone.localdate(),
            may_plan=rules.may_plan(_actor(request), settings.HOME_AREA),
        )
    except PlanNotFound:
        return render(request, "masterplan/none.html")
    return render(request, "masterplan/plan.html", {"page": page})


@require_GET
def show_pillar(request: HttpRequest, code: str) -> HttpResponse:
    """One pillar; its set becomes the chosen one."""
    page = presenters.present_pillar(settings.HOME_AREA, code, on=timezone.localdate())
    _remember(request, code.partition(".")[0])
    return render(request, "masterplan/pillar.html", {"page": page})


@require_GET
def show_programme(request: HttpRequest, code: str) -> HttpResponse:
    """One programme."""
    may_plan = rules.may_plan(_actor(request), settings.HOME_AREA)
    page = presenters.present_programme(settings.HOME_AREA, code, on=timezone.localdate(), may_plan=may_plan)
    return render(request, "masterplan/programme.html", {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_programme(request: HttpRequest) -> HttpResponse:
    """A programme with its money, places and tags."""
    by = _actor(request)
    rules.check_may_plan(by, settings.HOME_AREA)
    if _wants_rows(request):
        return _show_programme_form(request, presenters.reshape_programme_form(settings.HOME_AREA, None, request.POST))
    form = presenters.make_programme_form(settings.HOME_AREA, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        taken = frozenset(each.code for each in queries.list_programmes(area_code=settings.HOME_AREA)) | {"tambah"}
        try:
            programme = operations.add_programme(
                area_code=settings.HOME_AREA, programme=form.programme(taken=taken), by=by, at=timezone.now()
            )
        except Refusal as refusal:
            form.add_error(None, gettext(refusal.sentence) % refusal.facts)
        else:
            messages.success(request, gettext("The programme stands in the plan."))
            return redirect("masterplan:programme", programme.code)
    return _show_programme_form(request, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_programme(request: HttpRequest, code: str) -> HttpResponse:
    """Other fields for a programme; what somebody else wrote meanwhile is shown, not overwritten."""
    by = _actor(request)
    rules.check_may_plan(by, settings.HOME_AREA)
    before = queries.get_programme(code, settings.HOME_AREA)
    if _wants_rows(request):
        form = presenters.reshape_programme_form(settings.HOME_AREA, before, request.POST)
        return _show_programme_form(request, form, before)
    form = presenters.make_programme_form(settings.HOME_AREA, before, request.POST or None)
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_programme(
                area_code=settings.HOME_AREA,
                programme=form.programme(before),
                seen=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
                by=by,
                at=timezone.now(),
            )
        except ProgrammeMoved:
            before = queries.get_programme(code, settings.HOME_AREA)
            clash = presenters.present_clash(settings.HOME_AREA, before, form)
            form = presenters.reshape_programme_form(settings.HOME_AREA, before, _seen(request.POST, before))
        except StopReasonMissing as refusal:
            form.add_error("reason", gettext(refusal.sentence))
        except Refusal as refusal:
            form.add_error(None, gettext(refusal.sentence) % refusal.facts)
        else:
            messages.success(request, gettext("The programme was changed."))
            return redirect("masterplan:programme", code)
    return _show_programme_form(request, form, before, clash)


@require_GET
def show_target(request: HttpRequest, target_id: int) -> HttpResponse:
    """One target."""
    area_code = queries.get_target(target_id).area_code
    may_plan = rules.may_plan(_actor(request), area_code)
    page = presenters.present_target(target_id, on=timezone.localdate(), may_plan=may_plan)
    return render(request, "masterplan/target.html", {"page": page})


@require_GET
def show_indicator_target(request: HttpRequest, code: str) -> HttpResponse:
    """What takes the place of the trend on an indicator's page: the path of its target; 204 when it has none."""
    shown = presenters.present_indicator_target(code, settings.HOME_AREA, on=timezone.localdate())
    if shown is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "masterplan/_indicator_target.html", {"shown": shown})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add_target(request: HttpRequest) -> HttpResponse:
    """First the indicator, then its path; saving adds the target."""
    by = _actor(request)
    rules.check_may_plan(by, settings.HOME_AREA)
    code = request.POST.get("indicator") or request.GET.get("indicator") or ""
    if not code:
        return render(request, "masterplan/choose_indicator.html", {"page": presenters.present_choice()})
    form = presenters.make_new_form(code, settings.HOME_AREA, typed=request.POST or None)
    if request.method == "POST" and form.is_valid() and not _wants_preview(request):
        try:
            target = operations.add_target(
                indicator_code=code,
                area_code=settings.HOME_AREA,
                programme_code=form.cleaned_data["programme"] or None,
                baseline=form.baseline(),
                points=form.points(),
                owner_code=form.cleaned_data["owner"],
                pillar_code=form.cleaned_data["pillar"],
                by=by,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, gettext(refusal.sentence) % refusal.facts)
        else:
            messages.success(request, gettext("The target stands in the plan."))
            return redirect("masterplan:target", target.id)
    return _show_form(request, form, gettext("Add a target"), reverse("masterplan:plan"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change_target(request: HttpRequest, target_id: int) -> HttpResponse:
    """Another path, owner or programme for a target."""
    target = queries.get_target(target_id)
    by = _actor(request)
    rules.check_may_plan(by, target.area_code)
    form = presenters.make_change_form(target, typed=request.POST or None)
    if request.method == "POST" and form.is_valid() and not _wants_preview(request):
        try:
            operations.change_target(
                target_id=target_id,
                programme_code=form.cleaned_data["programme"] or None,
                baseline=form.baseline(),
                points=form.points(),
                owner_code=form.cleaned_data["owner"],
                pillar_code=form.cleaned_data["pillar"],
                by=by,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, gettext(refusal.sentence) % refusal.facts)
        else:
            messages.success(request, gettext("The target was changed."))
            return redirect("masterplan:target", target_id)
    return _show_form(request, form, gettext("Change the target"), reverse("masterplan:target", args=[target_id]))


@login_required
@require_POST
def preview_target(request: HttpRequest) -> HttpResponse:
    """The fragment that shows how a target would stand; nothing is written."""
    rules.check_may_plan(_actor(request), settings.HOME_AREA)
    form = presenters.make_new_form(request.POST.get("indicator", ""), settings.HOME_AREA, typed=request.POST)
    preview = presenters.present_preview(form.target(), on=timezone.localdate()) if form.is_valid() else None
    return render(request, "masterplan/_preview.html", {"preview": preview, "form": form})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_target(request: HttpRequest, target_id: int) -> HttpResponse:
    """Ask, then take a target out of the plan; the next page offers to bring it back."""
    by = _actor(request)
    rules.check_may_plan(by, queries.get_target(target_id).area_code)
    page = presenters.present_removal(target_id, on=timezone.localdate())
    if request.method == "POST":
        operations.remove_target(target_id=target_id, by=by, at=timezone.now())
        return render(request, "masterplan/removed.html", {"page": page})
    return render(request, "masterplan/remove.html", {"page": page})


@login_required
@require_POST
def restore_target(request: HttpRequest, target_id: int) -> HttpResponse:
    """Undo a removal."""
    operations.restore_target(target_id=target_id, by=_actor(request), at=timezone.now())
    messages.success(request, gettext("The target is back in the plan."))
    return redirect("masterplan:target", target_id)


def _show_form(request: HttpRequest, form: TargetForm, title: str, back_href: str) -> HttpResponse:
    is_clean = form.is_bound and not form.errors
    preview = presenters.present_preview(form.target(), on=timezone.localdate()) if is_clean else None
    page = presenters.present_target_form(form, preview, title=title, back_href=back_href)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "masterplan/target_form.html", {"page": page}, status=status)


def _show_programme_form(
    request: HttpRequest, form: ProgrammeForm, before: Programme | None = None, clash: Clash | None = None
) -> HttpResponse:
    status = HTTPStatus.OK
    if clash is not None:
        status = HTTPStatus.CONFLICT
    elif form.is_bound:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    page = presenters.present_programme_form(settings.HOME_AREA, form, before, clash)
    return render(request, "masterplan/programme_form.html", {"page": page}, status=status)


def _wants_rows(request: HttpRequest) -> bool:
    """Whether the button pressed only asks for other rows of the form."""
    return not {"more", "remove", "place"}.isdisjoint(request.POST)


def _seen(typed: QueryDict, now: Programme) -> QueryDict:
    """What was typed, by somebody who has now seen the newest version."""
    copy = typed.copy()
    copy["version"] = rules.version_of(now)
    return copy


def _wants_preview(request: HttpRequest) -> bool:
    """Whether the button pressed only asks how the target would stand."""
    return "preview" in request.POST


def _pillar_set(request: HttpRequest) -> str:
    """The set asked for in the address, else the one remembered, else the MoU's."""
    asked = request.GET.get("set", "")
    known = {pillar_set.code for pillar_set in queries.list_pillar_sets()} if asked else set()
    if asked in known:
        _remember(request, asked)
    return str(request.session.get(PILLAR_SET, FIRST_SET))


def _remember(request: HttpRequest, set_code: str) -> None:
    """Keep the set for the next page; a visitor who never leaves the first one gets no session."""
    if request.session.get(PILLAR_SET, FIRST_SET) != set_code:
        request.session[PILLAR_SET] = set_code


def _actor(request: HttpRequest) -> Actor:
    return accounts.actor_for(request.user.pk)
