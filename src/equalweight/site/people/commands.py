"""Every write about an account. All are about one person: none is in the record."""

from datetime import datetime

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest

from equalweight.site.ledger.acting import private, step

from .models import Person


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


def sign_in(request: HttpRequest, person: Person, *, method: str = "code") -> bool:
    """Sign the visitor in as `person`; what their session keeps stays. False when the account is closed.

    The caller has made sure that it is them: by code, by link, or (demo only) by one click.
    """
    record_authentication(request, person, method=method, email=person.email)
    perform_login(request, Login(user=person, email=person.email))
    return bool(request.user.is_authenticated)
