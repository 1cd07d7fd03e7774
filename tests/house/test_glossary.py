"""Every noun of the code is in the glossary, in both languages, with its meaning."""

import re

import pytest
from django.apps import apps

from tests.house.tree import ROOT, app_names


ROW = re.compile(r"^\|(?P<term>[^|]+)\|(?P<istilah>[^|]+)\|(?P<meaning>[^|]+)\|(?P<source>[^|]+)\|$", re.MULTILINE)
DESIGN = [
    *(
        "area",
        "area code",
        "agency",
        "data producer",
        "data steward",
        "data supervisor",
        "memorandum",
        "cooperation agreement",
    ),
    *("dataset", "contract", "submission", "release", "quarantine", "return letter", "grant", "purpose"),
    *("indicator", "coverage", "evenness", "masterplan", "pillar", "programme", "innovation", "quick win"),
    *(
        "target",
        "achievement",
        "cohort",
        "mentoring stage",
        "evaluation",
        "rubric",
        "evidence",
        "forum",
        "minutes",
        "decision",
    ),
    *("household", "resident", "village return", "request", "trace", "movement"),
]


def rows() -> list[dict[str, str]]:
    text = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    found = [{name: cell.strip() for name, cell in match.groupdict().items()} for match in ROW.finditer(text)]
    return [row for row in found if row["term"] != "Term" and not set(row["term"]) <= {"-", ":"}]


TERMS = {row["term"].lower() for row in rows()}


def words_of(name: str) -> str:
    """A class name as words: ``ReturnLetter`` is “return letter”."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def is_known(noun: str) -> bool:
    """Whether the noun, or its singular, is a term."""
    singulars = {noun, noun.removesuffix("s"), re.sub(r"ies$", "y", noun)}
    return not TERMS.isdisjoint(singulars)


@pytest.mark.parametrize("app", app_names())
def test_the_name_of_an_app_is_in_the_glossary(app):
    assert is_known(app)


@pytest.mark.parametrize("app", app_names())
def test_the_nouns_of_the_tables_are_in_the_glossary(app):
    nouns = [words_of(model.__name__) for model in apps.get_app_config(app).get_models()]

    assert not [noun for noun in nouns if not is_known(noun)]


@pytest.mark.parametrize("term", DESIGN)
def test_the_terms_of_the_design_are_in_the_glossary(term):
    assert is_known(term)


def test_a_term_stands_once():
    terms = [row["term"].lower() for row in rows()]

    assert len(terms) == len(set(terms))


def test_every_term_has_its_istilah_and_meaning():
    assert not [row["term"] for row in rows() if not row["istilah"] or not row["meaning"]]
