"""Only a loader makes an Actor, so a command can trust the one it is given."""

from tests.contracts.source import SITE, calls, modules


def test_actors_come_from_loaders_alone() -> None:
    makers = {
        str(path.relative_to(SITE))
        for path, tree in modules(SITE)
        for name, _ in calls(tree)
        if name == "Actor"
    }
    assert makers, "nobody makes an Actor: this test looks in the wrong place"
    assert all(maker.endswith("loaders.py") or maker == "ledger/actor.py" for maker in makers), makers


def test_no_command_looks_at_the_time_itself() -> None:
    """Commands are told `at`, so that a story can be told as of its own days, and tests too."""
    for path, tree in modules(SITE):
        if "commands" in {path.stem, *path.parent.relative_to(SITE).parts}:
            asked = {name for name, _ in calls(tree, bare=True)} & {"now", "today", "localdate", "utcnow"}
            assert not asked, f"{path.relative_to(SITE)} calls {asked}"
