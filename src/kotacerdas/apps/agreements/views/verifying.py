"""The public check of a file or a code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kotacerdas.apps.agreements import queries
from kotacerdas.apps.agreements.forms import CodeForm, FileForm
from kotacerdas.apps.agreements.presenters import verification
from kotacerdas.apps.agreements.views.reading import status_of, tell
from kotacerdas.kernel.errors import Refusal
from kotacerdas.signing.reading import check_size


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Bring any PDF, or type the code under a seal; nothing is kept."""
    code = request.GET.get("kode", "").replace("/", "").strip()[:40]
    if code:
        return redirect("agreements:verify_code", code)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, now = form.cleaned_data["file"], timezone.now()
        try:
            check_size(file.size)
            report, entry = queries.verify_file(file.read(), at=now)
        except Refusal as problem:
            tell(form, problem, "file")
        else:
            page = verification.present_file(report, entry, file_name=file.name, at=now)
            return render(request, "agreements/verified.html", {"page": page, "form": FileForm()})
    context = {"form": form, "code_form": CodeForm()}
    return render(request, "agreements/verify.html", context, status=status_of(form))


@require_safe
def show_code(request: HttpRequest, code: str) -> HttpResponse:
    """What the register says about a code."""
    now = timezone.now()
    entry = queries.find_by_code(code, timezone.localtime(now).date())
    page = verification.present_code(entry, at=now)
    status = 404 if entry.agreement is None else 200
    return render(request, "agreements/verified.html", {"page": page, "form": FileForm()}, status=status)


@require_safe
def show_square(_request: HttpRequest, code: str) -> HttpResponse:
    """The square of a code, as SVG."""
    response = HttpResponse(verification.code_square(code[:40]), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response
