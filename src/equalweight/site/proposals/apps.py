from django.apps import AppConfig


class Proposals(AppConfig):
    name = "equalweight.site.proposals"
    label = "proposals"
