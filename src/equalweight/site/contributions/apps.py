from django.apps import AppConfig


class Contributions(AppConfig):
    name = "equalweight.site.contributions"
    label = "contributions"
