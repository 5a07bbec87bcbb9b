from django.apps import AppConfig


class Removals(AppConfig):
    name = "equalweight.site.removals"
    label = "removals"
