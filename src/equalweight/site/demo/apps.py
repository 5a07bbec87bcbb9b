from django.apps import AppConfig


class Demo(AppConfig):
    name = "equalweight.site.demo"
    label = "demo"
