"""The worked examples in docs/rules, executed: what the page shows is what the command prints, word for word."""

import re
import shlex
from pathlib import Path

import pytest

from equalweight.cli.main import main
from equalweight.core.tally import RULES

PAGES = Path(__file__).parents[4] / "docs" / "rules"
EXAMPLE = re.compile(
    r"```(?:csv|yaml)\n(?P<file>.*?)```.*?```console\n\$ (?P<command>.*?)\n(?P<said>.*?)```", re.DOTALL
)


def worked_examples():
    for page in sorted(PAGES.glob("*.md")):
        for at, found in enumerate(EXAMPLE.finditer(page.read_text()), 1):
            yield pytest.param(*found.group("file", "command", "said"), id=f"{page.stem}-{at}")


@pytest.mark.parametrize(("content", "command", "said"), list(worked_examples()))
def test_each_worked_example_comes_out_as_shown(tmp_path, monkeypatch, capsys, content, command, said):
    program, verb, name, *words = shlex.split(command)
    assert program == "equalweight"
    (tmp_path / name).write_text(content)
    monkeypatch.chdir(tmp_path)
    assert main([verb, name, *words]) == 0
    assert capsys.readouterr().out == said


def test_every_rule_has_a_page_with_an_example():
    with_examples = {example.id.rsplit("-", 1)[0] for example in worked_examples()}
    assert with_examples == {*RULES, "power"}
