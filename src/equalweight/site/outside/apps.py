from django.apps import AppConfig


class Outside(AppConfig):
    name = "equalweight.site.outside"
    label = "outside"
