"""Errors are told apart by a stable code, are sentences, and are documented."""

import importlib
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from kotacerdas.kernel.errors import KotacerdasError
from tests.house.tree import ROOT, SOURCE, python_files


def load_all() -> None:
    """Import every module that may define an error: those named so, the pure floors, and the commands."""
    for path in python_files():
        places = {"kernel", "contracts", "measures", "commands"} & set(path.relative_to(SOURCE).parts[:2])
        if path.stem == "errors" or places:
            importlib.import_module(".".join(("kotacerdas", *path.relative_to(SOURCE).with_suffix("").parts)))


def errors(root: type[KotacerdasError] = KotacerdasError) -> Iterator[type[KotacerdasError]]:
    for child in root.__subclasses__():
        if child.__module__.startswith("kotacerdas."):
            yield child
            yield from errors(child)


load_all()
ALL = sorted(set(errors()), key=lambda error: (error.__module__, error.__name__))
SAYING = [error for error in ALL if "code" in vars(error)]


def test_error_codes_are_unique():
    twice = [code for code, times in Counter(error.code for error in SAYING).items() if times > 1]

    assert not twice


@pytest.mark.parametrize("error", SAYING, ids=lambda error: error.__name__)
def test_an_error_is_a_sentence_with_a_code(error):
    assert re.fullmatch(r"[a-z]+\.[a-z_0-9]+", error.code)
    assert error.sentence[0].isupper() or error.sentence[0] in "“%"
    assert re.search(r"[.?!]$|\)s$|: [a-z ]+$", error.sentence)  # a command or a fact may close it
    assert error.__doc__


@pytest.mark.parametrize("error", ALL, ids=lambda error: error.__name__)
def test_an_error_with_a_sentence_has_a_code_of_its_own(error):
    assert ("sentence" in vars(error)) <= ("code" in vars(error))


@pytest.mark.parametrize("error", SAYING, ids=lambda error: error.__name__)
def test_an_error_code_is_documented(error):
    assert f"`{error.code}`" in (ROOT / "docs/reference/errors.md").read_text(encoding="utf-8")
