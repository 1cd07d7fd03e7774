"""Begin an agreement, and change its text."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from kotacerdas.apps.agreements import operations, queries, rules
from kotacerdas.apps.agreements.forms import HeadForm, TemplateForm, TextForm
from kotacerdas.apps.agreements.forms.texts import reshape
from kotacerdas.apps.agreements.presenters import drafting
from kotacerdas.apps.agreements.presenters.drafting import BLANK, Begin
from kotacerdas.apps.agreements.types import Agreement, AgreementKind, Text
from kotacerdas.apps.agreements.views.reading import MOST_DIGITS, UNREADABLE, actor_of, tell, visible
from kotacerdas.apps.areas import queries as areas
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.errors import Misuse, Refusal


_SHAPING = ("more", "remove", "raise", "ask")
Forms = tuple[HeadForm, TemplateForm | None, TextForm | None]


@login_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """From which template."""
    actor = actor_of(request)
    rules.check_member(actor, (actor.agency_code or "—",))
    return render(request, "agreements/choose.html", {"page": drafting.present_choice()})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, source: str) -> HttpResponse:
    """A new agreement: number, term, parties, and either a template's questions or the clauses themselves."""
    actor = actor_of(request)
    rules.check_member(actor, (actor.agency_code or "—",))
    begin = _begin(request, source)
    if request.method == "POST" and _is_shaping(request):
        return _show_draft(request, begin, _forms(request, begin, shaped=True))
    forms = _forms(request, begin)
    if request.method == "POST" and _are_valid(forms):
        made = _save(begin, forms, actor)
        if made is not None:
            messages.success(
                request, gettext("The draft is saved. Read it once more, then send it to the legal review.")
            )
            return redirect("agreements:agreement", made.id)
    return _show_draft(request, begin, forms)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Another text in answer to the newest."""
    agreement = visible(request, agreement_id)
    actor = actor_of(request)
    rules.check_can_offer(actor, agreement)
    rules.check_offering(agreement)
    if request.method == "POST" and _is_shaping(request):
        shaped = drafting.make_offer_text(agreement, reshape(request.POST))
        return _show_offer(request, agreement, shaped)
    form = drafting.make_offer_text(agreement, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.offer_text(
                agreement_id=agreement_id,
                text=form.text(),
                answers_version=form.cleaned_data["answers"] or 0,
                note=form.cleaned_data["note"],
                by=actor,
                at=timezone.now(),
            )
        except (Refusal, Misuse) as problem:
            tell(form, problem)
        else:
            text = gettext("Version %(version)s is offered; your agency accepts it thereby.")
            messages.success(request, text % {"version": made.version})
            return redirect("agreements:agreement", agreement_id)
    return _show_offer(request, agreement, form)


def _begin(request: HttpRequest, source: str) -> Begin:
    asked = request.GET
    parent, renews = _asked(request, "induk"), _asked(request, "memperbarui")
    template = None if source == BLANK else queries.get_template(source)
    wanted = asked.get("jenis", "")
    kind = AgreementKind(wanted) if wanted in AgreementKind._value2member_map_ else AgreementKind.COOPERATION
    if template is not None:
        kind = template.kind
    if renews is not None:
        kind = renews.kind
        parent = queries.get_agreement(renews.parent_id) if renews.parent_id is not None else None
    return Begin(kind, template, parent, renews)


def _asked(request: HttpRequest, name: str) -> Agreement | None:
    """The agreement an address names, as far as the reader may see it."""
    number = request.GET.get(name, "")
    return visible(request, int(number)) if number.isdecimal() and len(number) <= MOST_DIGITS else None


def _forms(request: HttpRequest, begin: Begin, *, shaped: bool = False) -> Forms:
    typed = request.POST if request.method == "POST" else None
    place = areas.get_area(settings.HOME_AREA).name.removeprefix("Kabupaten ").removeprefix("Kota ")
    head = drafting.make_head(begin, on=timezone.localdate(), place=place, typed=typed)
    if begin.template is not None:
        return head, TemplateForm(typed, template=begin.template), None
    text = drafting.make_text(begin, head.offer, reshape(request.POST) if shaped else typed)
    return head, None, text


def _save(begin: Begin, forms: Forms, actor: Actor) -> Agreement | None:
    head, fields, text = forms
    try:
        title, subject, words = _content(begin, head, fields, text)
        return operations.draft_agreement(
            number=head.cleaned_data["number"],
            kind=begin.kind,
            title=title,
            subject=subject,
            place=head.cleaned_data["place"],
            parties=head.pairs(),
            since=head.cleaned_data["since"],
            until=head.ends_before(),
            text=words,
            parent_id=begin.parent.id if begin.parent else head.parent_id(),
            renews_id=begin.renews.id if begin.renews else None,
            template_name=begin.template.name if begin.template else "",
            signing_order=head.order(),
            by=actor,
            at=timezone.now(),
        )
    except (Refusal, Misuse) as problem:
        tell(head, problem)
        return None


def _content(
    begin: Begin, head: HeadForm, fields: TemplateForm | None, text: TextForm | None
) -> tuple[dict[str, str], str, Text]:
    if begin.template is not None and fields is not None:
        filled = rules.fill(begin.template, fields.given(head.pairs(), head.offer))
        return filled.title, filled.subject, filled.text
    if text is None:
        raise TypeError("neither a template nor a text")
    return head.title(), head.cleaned_data["subject"], text.text()


def _are_valid(forms: Forms) -> bool:
    """Whether all can be read; each is judged, so that every field says what is missing."""
    judged = [form.is_valid() for form in forms if form is not None]
    return all(judged)


def _is_shaping(request: HttpRequest) -> bool:
    return any(name in request.POST for name in _SHAPING)


def _show_draft(request: HttpRequest, begin: Begin, forms: Forms) -> HttpResponse:
    page = drafting.present_draft(begin, *forms)
    is_refused = request.method == "POST" and not _is_shaping(request)
    context = {"page": page, "judges": is_refused}
    return render(request, "agreements/draft.html", context, status=UNREADABLE if is_refused else 200)


def _show_offer(request: HttpRequest, agreement: Agreement, form: TextForm) -> HttpResponse:
    is_refused = request.method == "POST" and not _is_shaping(request)
    context = {"page": drafting.present_offer(agreement, form), "judges": is_refused}
    return render(request, "agreements/offer.html", context, status=UNREADABLE if is_refused else 200)
