from django.apps import AppConfig


class Projects(AppConfig):
    name = "equalweight.site.projects"
    label = "projects"
