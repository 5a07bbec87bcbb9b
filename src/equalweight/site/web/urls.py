"""Addresses of the kit's own pages."""

from django.urls import path

from equalweight.site.web import health, views

app_name = "web"
urlpatterns = [
    path("settings/", views.reading, name="settings"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("about/", views.about, name="about"),
    path("web/elements/", views.elements, name="elements"),
    path("health", health.health, name="health"),
]
