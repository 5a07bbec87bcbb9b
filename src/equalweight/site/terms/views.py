from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from equalweight.site.web.pages import prefers_json, show
from equalweight.site.web.rules import RuleBroken

from .download import as_yaml
from .entered import Terms
from .forms import TermsForm
from .queries import answer_to, terms_page
from .rules import worked_out

TEMPLATE = "terms/test.html"


@require_safe
def test_terms(request: HttpRequest) -> HttpResponse:
    """Ask about a table, or answer: the address holds what was entered, and nothing is kept."""
    if not _is_filled_in(request):
        return show(request, TEMPLATE, terms_page(), form=TermsForm())
    form = TermsForm(request.GET)
    terms = _checked(form)
    if terms is None:
        return _refuse(request, form)
    return show(request, TEMPLATE, terms_page(answer_to(terms, worked_out(terms))), form=form)


@require_safe
def file(request: HttpRequest) -> HttpResponse:
    """What was entered, as YAML."""
    if not _is_filled_in(request):
        return redirect("terms:test")
    form = TermsForm(request.GET)
    terms = _checked(form)
    if terms is None:
        return _refuse(request, form)
    headers = {"Content-Disposition": 'attachment; filename="terms.yaml"'}
    return HttpResponse(as_yaml(terms), content_type="application/yaml; charset=utf-8", headers=headers)


def _is_filled_in(request: HttpRequest) -> bool:
    return bool(TermsForm.base_fields.keys() & request.GET.keys())


def _checked(form: TermsForm) -> Terms | None:
    """The terms, if they can be worked out; else the form says why not."""
    if not form.is_valid():
        return None
    terms = form.terms()
    try:
        worked_out(terms)
    except RuleBroken as broken:
        form.add_error(broken.field, ValidationError(broken.message, code=broken.code))
        return None
    return terms


def _refuse(request: HttpRequest, form: TermsForm) -> HttpResponse:
    if prefers_json(request):
        return JsonResponse({"ok": False, "errors": form.errors.get_json_data()}, status=422)
    return show(request, TEMPLATE, terms_page(), status=422, form=form)
