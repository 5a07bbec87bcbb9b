from django.apps import AppConfig


class Evidence(AppConfig):
    name = "equalweight.site.evidence"
    label = "evidence"
