from django.apps import AppConfig


class Decisions(AppConfig):
    name = "equalweight.site.decisions"
    label = "decisions"
