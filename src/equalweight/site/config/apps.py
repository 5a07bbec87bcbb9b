from django.apps import AppConfig


class Config(AppConfig):
    name = "equalweight.site.config"
    label = "config"
