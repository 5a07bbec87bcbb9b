"""Every write about an account. All are about one person: none is in the record."""

from datetime import datetime

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from equalweight.site.ledger.acting import private, step
from equalweight.site.web.rules import RuleBroken
from equalweight.site.web.sessions import last_long

from .models import Person
from .new_address import tell_old


@private
def open_account(email: str, *, at: datetime) -> Person:
    """The account of an address, made if it is new."""
    return account_of(email)


@step
def account_of(email: str, name: str = "") -> Person:
    """The same as part of another room's act, a new one with this name. A code sent there is the only way in."""
    address = email.strip().lower()
    found = Person.objects.select_for_update().filter(email=address).first()
    return found or Person.objects.create_user(address, name)


@private
def name_person(person: Person, name: str, *, at: datetime) -> None:
    """What we call somebody. Names on seats stay as their committee knows them."""
    Person.objects.filter(pk=person.pk).update(name=name)


@private
def change_address(person: Person, email: str, *, at: datetime) -> None:
    """Another address to sign in with, which has just shown by a code that it is theirs. The old one is told.

    Errors: RuleBroken `taken`.
    """
    if Person.objects.filter(email=email).exists():
        raise RuleBroken("taken", "This address has an account of its own here already. Use another one.")
    fresh = Person.objects.select_for_update().get(pk=person.pk)
    fresh.email, old = email, fresh.email
    fresh.save(update_fields=["email"])
    tell_old(fresh, old)


@private
def put_address_back(pk: int, old: str, new: str, *, at: datetime) -> None:
    """Undo a change of address from the old one, and sign everybody out who is in.

    Trying to sign in with the old address may have opened an account since, of whoever reads that mail: it is closed.
    Errors: RuleBroken `changed`.
    """
    person = Person.objects.select_for_update().get(pk=pk)
    if person.email != new:
        raise RuleBroken("changed", "This was undone already, or the address was changed again since.")
    for other in Person.objects.filter(email=old):
        other.email, other.is_active = f"closed-{other.pk}@closed.invalid", False
        other.save(update_fields=["email", "is_active"])
    person.email = old
    # Sessions hang on this, though nobody has a password: whoever is signed in is out.
    person.password = make_password(None)
    person.save(update_fields=["email", "password"])


def sign_in(request: HttpRequest, person: Person, *, method: str = "code") -> bool:
    """Sign the visitor in as `person`; what their session keeps stays. False when the account is closed.

    The caller has made sure that it is them: by code, by link, or (demo only) by one click.
    """
    record_authentication(request, person, method=method, email=person.email)
    perform_login(request, Login(user=person, email=person.email))
    if request.user.is_authenticated:
        last_long(request.session)
    return bool(request.user.is_authenticated)
