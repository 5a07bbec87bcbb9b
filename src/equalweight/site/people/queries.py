"""What the sign-in pages show."""

from dataclasses import dataclass

# What somebody came for, where the page behind the door has not said it yet.
CAME_FOR = {
    "/start/": "Starting a committee takes five questions and about ten minutes. You sign in first, so that you can "
    "stop and go on later.",
    "/outside/start/": "A log of promises is kept by you, about a table that isn’t here. You sign in first, so that "
    "only you can change it.",
}


@dataclass(frozen=True)
class SignInPage:
    """`came_for`: what is behind the door, for somebody sent here from it; often empty."""

    minutes: int
    came_for: str = ""


@dataclass(frozen=True)
class CodePage:
    """`email` is what the visitor typed themselves."""

    email: str
    minutes: int


@dataclass(frozen=True)
class AddressPage:
    """`email`: the address now. `waiting`: the new one, whose code has not come back."""

    email: str
    waiting: str
    minutes: int


@dataclass(frozen=True)
class NamePage:
    email: str
