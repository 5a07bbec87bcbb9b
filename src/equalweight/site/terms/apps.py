from django.apps import AppConfig


class Terms(AppConfig):
    name = "equalweight.site.terms"
    label = "terms"
