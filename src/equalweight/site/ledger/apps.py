from django.apps import AppConfig


class Ledger(AppConfig):
    name = "equalweight.site.ledger"
    label = "ledger"
