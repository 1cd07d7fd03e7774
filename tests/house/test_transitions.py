"""State machines are tables, and the tables are total."""

import importlib
from collections.abc import Mapping
from enum import StrEnum

import pytest

from tests.house.tree import APPS, ROOT, python_files


def tables() -> list:
    found = []
    for path in python_files(APPS):
        if path.stem != "rules" and path.parent.name != "rules":
            continue
        module = importlib.import_module(
            ".".join(("kotacerdas", "apps", *path.relative_to(APPS).with_suffix("").parts)).removesuffix(".__init__")
        )
        found += [
            pytest.param(table, id=f"{module.__name__.removeprefix('kotacerdas.apps.')}.{name}")
            for name, table in vars(module).items()
            if name.endswith("TRANSITIONS") and isinstance(table, Mapping)
        ]
    return found


def test_there_is_a_state_machine():
    assert tables()


@pytest.mark.parametrize("table", tables())
def test_a_transition_table_says_what_follows_every_state(table):
    states = {type(state) for state in table}

    assert len(states) == 1
    [kind] = states
    assert issubclass(kind, StrEnum)
    assert set(table) == set(kind)
    assert {after for following in table.values() for after in following} <= set(kind)


@pytest.mark.parametrize("table", tables())
def test_a_state_machine_begins_somewhere_and_ends_somewhere(table):
    reached = {after for state, following in table.items() for after in following if after != state}

    assert set(table) - reached, "no state to begin in"
    assert [state for state, following in table.items() if not set(following) - {state}], "no state to end in"


@pytest.mark.parametrize("table", tables())
def test_the_states_are_documented(table):
    text = (ROOT / "docs/reference/states.md").read_text(encoding="utf-8")

    assert all(f"`{state}`" in text for state in table)
