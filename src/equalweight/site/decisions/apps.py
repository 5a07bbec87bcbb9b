from django.apps import AppConfig


class Decisions(AppConfig):
    name = "equalweight.site.decisions"
    label = "decisions"

    def ready(self) -> None:
        from equalweight.site.decisions.envelopes import keys_are_there  # noqa: PLC0415  (models are not there before)
        from equalweight.site.web.health import ALSO_NEEDED  # noqa: PLC0415

        ALSO_NEEDED["keys_of_sealed_votes"] = keys_are_there
