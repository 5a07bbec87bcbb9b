from django.apps import AppConfig


class People(AppConfig):
    name = "equalweight.site.people"
    label = "people"
