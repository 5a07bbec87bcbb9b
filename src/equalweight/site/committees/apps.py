from django.apps import AppConfig


class Committees(AppConfig):
    name = "equalweight.site.committees"
    label = "committees"
