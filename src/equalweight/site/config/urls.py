"""Every address of the site; each room lists its own."""

from django.urls import include, path

ROOMS = [
    "demo", "desk", "evidence", "decisions", "proposals", "contributions", "offers", "outside",
    "commitments", "projects", "removals", "committees", "people", "terms", "web",
]  # fmt: skip

urlpatterns = [path("", include(f"equalweight.site.{room}.urls")) for room in ROOMS]
handler400 = "equalweight.site.web.errors.bad_request"
handler403 = "equalweight.site.web.errors.forbidden"
handler404 = "equalweight.site.web.errors.not_found"
handler500 = "equalweight.site.web.errors.server_error"
