"""The one way a rule says no."""


class RuleBroken(Exception):
    """A rule refused what somebody asked for.

    `code` is a stable word for programs ("changed" means: somebody else changed it first).
    `message` says in plain words what, why and what to do next. `field` names the form field it is about,
    when there is one.
    """

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
