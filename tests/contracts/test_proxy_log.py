"""The web server in front keeps nobody's key in its log: the example of docs/operations.md covers every signed link."""

import re
from collections.abc import Iterator

import pytest
from django.core import signing
from django.urls import URLPattern, URLResolver, get_resolver

from .source import ROOT

PAGE = (ROOT / "docs" / "operations.md").read_text("utf-8")
EXAMPLE = re.search(r"```nginx\n(.*?)```", PAGE, re.S)
KEY = signing.dumps(["asha@example.org", 1], salt="a key")
PART = re.compile(r"<(?:(\w+):)?(\w+)>")
# What nginx would write a whole address from.
TELLS = (
    "$request ",
    "$request_uri",
    "$uri",
    "$args",
    "$query_string",
    "$http_referer",
    "$remote_user",
    "$http_cookie",
)


def example() -> str:
    assert EXAMPLE, "docs/operations.md has no example for nginx"
    return EXAMPLE[1]


def mapped(variable: str) -> list[tuple[str, str]]:
    """The lines of one `map`, in their order."""
    block = re.search(rf"map \$uri \${variable} \{{(.*?)\}}", example(), re.S)
    assert block, f"the example has no map for ${variable}"
    lines = [line.strip().rstrip(";").split() for line in block[1].splitlines() if line.strip()]
    return [(line[0], line[1]) for line in lines]


def through(variable: str, path: str) -> str:
    """What the map makes of a path: the first pattern that fits, else the default, as nginx does."""
    lines = mapped(variable)
    for pattern, value in lines:
        if pattern.startswith("~") and re.search(pattern[1:], path):
            return value
    return dict(lines)["default"].replace("$uri", path)


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, set[str]]]:
    """Every address of the site as a path with its parts filled in, and the names of those parts."""
    for each in (resolver or get_resolver()).url_patterns:
        where = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, where)
        elif isinstance(each, URLPattern):
            names = {name for _, name in PART.findall(where)}
            filled = PART.sub(lambda part: KEY if part[2] == "token" else "1", where)
            yield f"/{filled}", names


WITH_KEY = sorted(path for path, names in routes() if "token" in names)
WITHOUT = sorted(path for path, names in routes() if "token" not in names)


def test_there_are_links_with_a_key() -> None:
    assert len(WITH_KEY) >= 15 and len(WITHOUT) >= 50


@pytest.mark.parametrize("path", WITH_KEY, ids=lambda path: path.replace(KEY, "<token>"))
def test_no_key_is_written_down(path: str) -> None:
    shown = through("ew_path", path)
    assert KEY not in shown and shown == path.partition(KEY)[0] + "***"
    assert KEY not in through("ew_path", path.rstrip("/")), "nor when somebody cut off its end"


@pytest.mark.parametrize("path", WITHOUT)
def test_other_paths_stay_readable(path: str) -> None:
    assert through("ew_path", path) == path


def test_a_sealed_answer_is_not_logged_at_all() -> None:
    silent = [path for path in WITHOUT if through("ew_logged", path) != "1"]
    assert silent == ["/decisions/1/sealed-answer/"]


def test_nothing_else_of_the_address_is_written_down() -> None:
    formats = re.findall(r"log_format equalweight '([^']*)'", example())
    assert len(formats) == 1 and "$ew_path" in formats[0]
    assert not [each for each in TELLS if each in formats[0] + " "]
    kept = re.findall(r"access_log ([^;]+);", example())
    assert kept == ["off", "/var/log/nginx/equalweight.log equalweight if=$ew_logged"]
    assert (
        example().count("error_log /var/log/nginx/equalweight-error.log crit;")
        == example().count("server {")
        == 2
    )


def test_keys_of_sealed_votes_have_a_place_of_their_own_in_the_examples() -> None:
    (folder,) = re.findall(r"^KEYS_DIR=(\S+)$", PAGE, re.M)
    units = re.findall(r"```ini\n(\[Unit\].*?)```", PAGE, re.S)
    assert len(units) == 2 and "/app/var" not in folder
    for unit in units:
        assert f"StateDirectory={folder.removeprefix('/var/lib/')}\n" in unit
        assert "StateDirectoryMode=0700\n" in unit and "UMask=0077\n" in unit
    strict = [unit for unit in units if "ProtectSystem=strict" in unit]
    assert strict and all(folder in re.findall(r"ReadWritePaths=(.*)", unit)[0].split() for unit in strict)
