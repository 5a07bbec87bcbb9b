"""A vote here is "sealed", never more: the stronger word is not used, whatever the size of the groups."""

import ast
import re

import pytest

from .permissions import TABLE
from .source import PACKAGE, SITE, modules
from .visiting import Visitors

TOO_STRONG = re.compile(r"\bsecret(?:s|ly|ive|cy)?\b", re.IGNORECASE)
# In the code there are other secrets: of links, of the server.
OF_VOTES = re.compile(
    r"\bsecret(?:ly|cy)?\s+(?:vot|ballot|answer|election)|\bin secret\b|\bsecretly\b", re.IGNORECASE
)
TEMPLATES = sorted(path for path in SITE.rglob("templates/**/*") if path.is_file())
WITH_DOCS = (ast.Module, ast.ClassDef, ast.FunctionDef)
SHOWN = sorted(name for name, row in TABLE.items() if not row.only_posts)


def test_no_template_and_no_letter_promises_more() -> None:
    assert len(TEMPLATES) > 100
    found = [path.relative_to(SITE) for path in TEMPLATES if TOO_STRONG.search(path.read_text("utf-8"))]
    assert not found


def sentences(tree: ast.Module) -> set[str]:
    """Every text in a module but its docstrings, which are for builders."""
    documented = [node for node in ast.walk(tree) if isinstance(node, WITH_DOCS)]
    docs = {ast.get_docstring(node, clean=False) for node in documented}
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)} - docs


def test_no_words_of_the_code_promise_more() -> None:
    """Whatever a page, a rule or the command says."""
    found = [
        (path.relative_to(PACKAGE), words)
        for path, tree in modules(PACKAGE)
        for words in sentences(tree)
        if OF_VOTES.search(words)
    ]
    assert not found


@pytest.mark.django_db
@pytest.mark.parametrize("name", SHOWN)
def test_no_page_promises_more(name: str, visitors: Visitors) -> None:
    for who in sorted(TABLE[name].sees)[:1]:
        visit = visitors.get(who, name)
        if visit.kind == "text/html":
            assert not TOO_STRONG.search(visit.text)
