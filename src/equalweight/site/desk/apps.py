from django.apps import AppConfig


class Desk(AppConfig):
    name = "equalweight.site.desk"
    label = "desk"
