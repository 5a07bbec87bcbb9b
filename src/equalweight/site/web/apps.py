from django.apps import AppConfig


class Web(AppConfig):
    name = "equalweight.site.web"
    label = "web"
