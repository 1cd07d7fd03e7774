"""The tools that keep the house are themselves right."""

import os

import pytest
from babel.messages.catalog import Message
from grimp import ImportGraph

from tests.house.tree import ROOT
from tools.doors import DoorsContract
from tools.messages import problems_of


@pytest.fixture
def doors() -> DoorsContract:
    return DoorsContract(
        name="An app is entered by its doors",
        session_options={"root_packages": ["town"]},
        contract_options={"apps": "town.apps", "doors": ["queries", "types"]},
    )


def graph_of(importer: str, imported: str) -> ImportGraph:
    graph = ImportGraph()
    for module in ("town", "town.apps", "town.apps.market", "town.apps.school", importer, imported):
        graph.add_module(module)
    graph.add_import(importer=importer, imported=imported)
    return graph


@pytest.mark.parametrize(
    "imported", ["town.apps.school.queries", "town.apps.school.types", "town.apps.school.queries.pupils"]
)
def test_an_app_may_enter_another_by_its_doors(doors, imported):
    assert doors.check(graph_of("town.apps.market.views", imported), verbose=False).kept


@pytest.mark.parametrize("imported", ["town.apps.school.models", "town.apps.school", "town.apps.school.rules.marks"])
def test_an_app_may_not_climb_through_another_ones_window(doors, imported):
    check = doors.check(graph_of("town.apps.market.operations", imported), verbose=False)

    assert not check.kept
    assert check.metadata["broken"] == [("town.apps.market.operations", imported)]


def test_an_app_is_at_home_in_itself(doors):
    assert doors.check(graph_of("town.apps.market.views", "town.apps.market.models"), verbose=False).kept


@pytest.mark.parametrize(
    ("sentence", "translation", "problem"),
    [
        ("%(rows)s rows", "%(rows)s baris", None),
        ("%(rows)s rows", "%(baris)s baris", "placeholders differ"),
        ("%(rows)s rows", "", "not translated"),
        (("%(n)d row", "%(n)d rows"), ("%(n)d baris",), None),
        (("One row", "%(n)d rows"), ("%(n)d baris",), None),
        (("%(n)d row", "%(n)d rows"), ("",), "not translated"),
    ],
)
def test_a_translation_keeps_what_the_sentence_fills_in(sentence, translation, problem):
    problems = [*problems_of(Message(sentence, translation))]

    assert len(problems) == bool(problem)
    assert all(found.startswith(problem) for found in problems)


def test_a_guessed_translation_is_not_a_translation():
    assert "guessed, not translated" in problems_of(Message("Rows", "Kolom", flags=["fuzzy"]))


def test_what_continuous_integration_runs_can_be_run():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
