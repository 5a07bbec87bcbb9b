from django.apps import AppConfig


class Offers(AppConfig):
    name = "equalweight.site.offers"
    label = "offers"
