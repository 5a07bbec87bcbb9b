from django.apps import AppConfig


class Commitments(AppConfig):
    name = "equalweight.site.commitments"
    label = "commitments"
