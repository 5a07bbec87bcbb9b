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
class AddressPage:
    """`email`: the address now. `waiting`: the new one, whose code has not come back."""

    email: str
    waiting: str
    minutes: int


@dataclass(frozen=True)
class NamePage:
    email: str
