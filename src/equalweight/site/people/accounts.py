"""How the sign-in package (django-allauth) behaves here. Its flows are used; its pages and words are not."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from equalweight.site.web.errors import refused


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the package has no types
    """Named in settings as ACCOUNT_ADAPTER."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened in our own words."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return refused(request, 403, happened="This account has been closed. Nothing was changed.")
