"""What the sign-in pages show."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SignInPage:
    minutes: int


@dataclass(frozen=True)
class CodePage:
    """`email` is what the visitor typed themselves."""

    email: str
    minutes: int


@dataclass(frozen=True)
class NamePage:
    email: str
