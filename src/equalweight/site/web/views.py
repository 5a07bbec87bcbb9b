"""Pages of the kit itself: settings, statements, and every element on one page."""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from equalweight.site.web.health import our_version
from equalweight.site.web.pages import show
from equalweight.site.web.personal import keep_reading, reading_from, reading_of
from equalweight.site.web.reading_form import ReadingForm, ReadingPage
from equalweight.site.web.samples import SampleForm, sample_page


@dataclass(frozen=True)
class AboutPage:
    """What the statements need to know: whom to write to, where the code is, which version runs."""

    contact: str
    source: str
    version: str


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest) -> HttpResponse:
    """How pages look for one person. Not an `act`: the answer is kept in their browser, not with us."""
    now = reading_of(request)
    form = ReadingForm(request.POST if request.method == "POST" else None, initial=asdict(now))
    if form.is_bound and form.is_valid():
        response = HttpResponseRedirect(request.path, status=303)
        keep_reading(response, reading_from(form.cleaned_data), secure=request.is_secure())
        messages.success(request, "Every page now looks the way you chose.")
        return response
    status = 422 if form.is_bound else 200
    return show(request, "web/settings.html", ReadingPage(**asdict(now)), form=form, status=status)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return show(request, "web/accessibility.html", about_page())


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return show(request, "web/privacy.html", about_page())


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return show(request, "web/about.html", about_page())


def elements(request: HttpRequest) -> HttpResponse:
    """Every element, for looking and for axe. Only while building and in the demo."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    form = SampleForm(request.POST) if request.method == "POST" else SampleForm()
    return show(request, "web/elements.html", sample_page(), form=form)


def about_page() -> AboutPage:
    return AboutPage(
        contact=getattr(settings, "CONTACT", ""),
        source=getattr(settings, "SOURCE_URL", ""),
        version=our_version(),
    )
