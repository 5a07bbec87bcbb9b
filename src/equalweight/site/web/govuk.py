"""GOV.UK Design System components, drawn by their own macros, inside ordinary Django templates."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader


@cache
def _environment() -> Environment:
    package = "govuk_frontend_jinja"
    return Environment(
        loader=PrefixLoader({package: PackageLoader(package)}),
        autoescape=True,
        undefined=ChainableUndefined,
        auto_reload=False,
    )


def component(name: str, params: Mapping[str, Any]) -> SafeString:
    """Draw one component: `name` as in the Design System ("summary-list"), `params` as its page lists them.

    `text` parameters are escaped, `html` parameters are not: only text of ours goes into those.
    """
    template = _environment().get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    macro = "govuk" + "".join(part.capitalize() for part in name.split("-"))
    return mark_safe(str(getattr(template.module, macro)(params)).strip())
