"""The one exception of the tally."""


class TallyError(Exception):
    """Votes, a roll or a game that can't be worked with: what is wrong, why, and what to do next.

    `code` is a stable word for programs. `path` says where in a game's plain structure the trouble is
    (keys and list positions from the top), so that a reader of files can name the line.
    """

    def __init__(self, code: str, message: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.path = path
